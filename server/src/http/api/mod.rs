//! The catalogue for other programs: JSON, the same as linked data, and the description of both. Anybody may read
//! it, from any site, and keep it until it changes.

use std::sync::Arc;

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

use answer::CachedAnswers;
pub(crate) use answer::compressible;
pub(crate) use openapi::Description;
pub(crate) use problem::{concerns, draw};

const JSON: &str = "application/json";
const JSON_LD: &str = "application/ld+json";

/// The portal, and the answers that are made once.
#[derive(Clone)]
struct Api {
    app: App,
    answers: Arc<CachedAnswers>,
}

pub(super) fn router(app: App) -> Router<App> {
    let answers = Arc::default();
    // Public data without cookies: other sites may read it.
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
        .with_state(Api { app, answers })
}

/// The whole catalogue
#[utoipa::path(
    get,
    path = "/api/v1/catalogue",
    operation_id = "catalogue",
    responses(openapi::Cacheable<openapi::Catalogue>)
)]
async fn catalogue(State(api): State<Api>, headers: HeaderMap) -> Result<Response, PageError> {
    let app = api.app.clone();
    let made = api
        .answers
        .catalogue
        .get(move |out| serde_json::to_writer(out, &Regulations(&app.catalogue)));
    Ok(made.await?.respond(&headers, JSON))
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
    responses(openapi::Cacheable<openapi::One>)
)]
async fn regulation(
    State(api): State<Api>,
    headers: HeaderMap,
    Path((act, service)): Path<(String, String)>,
) -> Result<Response, PageError> {
    let found = api.app.catalogue.get(&format!("{act}/{service}"));
    let found = found.ok_or(PageError::NotFound)?;
    answer::uncached(&headers, JSON, &Regulation::from(found))
}

/// The whole catalogue as linked data, in the words of CPSV-AP
#[utoipa::path(
    get,
    path = "/api/v1/catalogue.jsonld",
    operation_id = "linkedCatalogue",
    responses(openapi::Cacheable<openapi::Linked>)
)]
async fn linked(State(api): State<Api>, headers: HeaderMap) -> Result<Response, PageError> {
    let app = api.app.clone();
    let made = api
        .answers
        .linked
        .get(move |out| serde_json::to_writer(out, &LinkedCatalogue(&app.catalogue)));
    Ok(made.await?.respond(&headers, JSON_LD))
}

/// This description
#[utoipa::path(
    get,
    path = "/api/v1/openapi.json",
    operation_id = "description",
    responses(openapi::Cacheable<openapi::Itself>)
)]
async fn description(State(api): State<Api>, headers: HeaderMap) -> Result<Response, PageError> {
    let made = api
        .answers
        .description
        .get(|out| serde_json::to_writer(out, &Description::openapi()));
    Ok(made.await?.respond(&headers, JSON))
}
