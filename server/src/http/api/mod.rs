//! The catalogue for other programs: JSON, the same as linked data, and the description of both. Anybody may read
//! it, from any site, and keep it until it changes.

use axum::{
    Router,
    extract::{Path, State},
    http::{HeaderMap, Method, header},
    response::Response,
    routing::get,
};
use catalogue::export::{Regulation, Regulations, linked::LinkedCatalogue};
use tower_http::cors::{Any, CorsLayer};
use utoipa::OpenApi;

use crate::http::kit::{error::PageError, web::App};

mod answer;
mod openapi;
mod problem;

pub(crate) use answer::Answers;
pub(crate) use answer::may_be_packed;
pub(crate) use openapi::Description;
pub(crate) use problem::{concerns, draw};

const JSON: &str = "application/json";
const JSON_LD: &str = "application/ld+json";

/// The routes of this area.
pub(super) fn router() -> Router<App> {
    // No cookie is needed, so there is nothing that another site could read in somebody's name.
    let everybody = CorsLayer::new()
        .allow_origin(Any)
        .allow_methods([Method::GET, Method::HEAD])
        .allow_headers(Any)
        .expose_headers([header::ETAG]);
    Router::new()
        .route("/api/v1/catalogue", get(catalogue))
        .route("/api/v1/catalogue/{act}/{service}", get(regulation))
        .route("/api/v1/catalogue.jsonld", get(linked))
        .route("/api/v1/openapi.json", get(description))
        .layer(everybody)
}

/// The whole catalogue
#[utoipa::path(
    get,
    path = "/api/v1/catalogue",
    operation_id = "catalogue",
    responses(openapi::Kept<openapi::Catalogue>)
)]
async fn catalogue(State(app): State<App>, headers: HeaderMap) -> Result<Response, PageError> {
    let read = app.clone();
    let made = app
        .answers
        .catalogue
        .get(move |out| serde_json::to_writer(out, &Regulations(&read.catalogue)));
    Ok(made.await?.give(&headers, JSON))
}

/// One regulation
#[utoipa::path(
    get,
    path = "/api/v1/catalogue/{act}/{service}",
    operation_id = "regulation",
    params(
        ("act" = String, Path, description = "The first part of the `id`", example = "west-kazakhstan-2018"),
        ("service" = String, Path, description = "The second part", example = "local-social-assistance"),
    ),
    responses(openapi::Kept<openapi::One>)
)]
async fn regulation(
    State(app): State<App>,
    headers: HeaderMap,
    Path((act, service)): Path<(String, String)>,
) -> Result<Response, PageError> {
    let found = app.catalogue.get(&format!("{act}/{service}"));
    let found = found.ok_or(PageError::NotFound)?;
    answer::one(&headers, JSON, &Regulation::from(found))
}

/// The whole catalogue as linked data, in the words of CPSV-AP
#[utoipa::path(
    get,
    path = "/api/v1/catalogue.jsonld",
    operation_id = "linkedCatalogue",
    responses(openapi::Kept<openapi::Linked>)
)]
async fn linked(State(app): State<App>, headers: HeaderMap) -> Result<Response, PageError> {
    let read = app.clone();
    let made = app
        .answers
        .linked
        .get(move |out| serde_json::to_writer(out, &LinkedCatalogue(&read.catalogue)));
    Ok(made.await?.give(&headers, JSON_LD))
}

/// This description
#[utoipa::path(
    get,
    path = "/api/v1/openapi.json",
    operation_id = "description",
    responses(openapi::Kept<openapi::Itself>)
)]
async fn description(State(app): State<App>, headers: HeaderMap) -> Result<Response, PageError> {
    let made = app
        .answers
        .description
        .get(|out| serde_json::to_writer(out, &Description::openapi()));
    Ok(made.await?.give(&headers, JSON))
}
