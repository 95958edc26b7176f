//! The route of a regulation as a file: a picture, or BPMN.

use std::collections::HashMap;

use app::route;
use axum::{
    Router,
    extract::{Path, State},
    http::{HeaderName, header},
    response::{IntoResponse, Response},
    routing::get,
};
use domain::regulation::{Procedure, Regulation};

use super::services::regulation;
use crate::http::kit::{error::PageError, fields::Fields, page_context::PageContext, web::App};

pub(super) fn router() -> Router<App> {
    Router::new()
        .route("/{lang}/services/{act}/{service}/route.svg", get(route_svg))
        .route(
            "/{lang}/services/{act}/{service}/route.bpmn",
            get(route_bpmn),
        )
}

/// The route of one channel as a picture.
async fn route_svg(
    State(app): State<App>,
    context: PageContext,
    Path(path): Path<HashMap<String, String>>,
    query: Fields,
) -> Result<Response, PageError> {
    let regulation = regulation(&app, &path)?;
    let procedure = procedure(regulation, query)?;
    let picture = route::svg(context.lang, regulation, procedure);
    let name = file_name(&context, regulation, procedure, "svg");
    Ok((attached("image/svg+xml", name), picture).into_response())
}

/// The same route as BPMN, for other tools.
async fn route_bpmn(
    State(app): State<App>,
    context: PageContext,
    Path(path): Path<HashMap<String, String>>,
    query: Fields,
) -> Result<Response, PageError> {
    let regulation = regulation(&app, &path)?;
    let procedure = procedure(regulation, query)?;
    let document = route::bpmn(context.lang, regulation, procedure).map_err(|error| {
        tracing::error!(%error, "a procedure could not be written as BPMN");
        PageError::Failed
    })?;
    let name = file_name(&context, regulation, procedure, "bpmn");
    Ok((attached(route::BPMN, name), document).into_response())
}

/// The procedure that the query asks for. Without a channel or a variant it is the first that fits.
fn procedure(regulation: &Regulation, mut query: Fields) -> Result<&Procedure, PageError> {
    let (channel, variant) = (query.take("channel"), query.take("variant"));
    let fits = |one: &&Procedure| {
        let own = one.variant.as_deref().unwrap_or_default();
        (channel.is_empty() || channel == one.channel.id())
            && (variant.is_empty() || variant == own)
    };
    let mut all = regulation.procedures.iter();
    all.find(fits).ok_or(PageError::NotFound)
}

/// «pavlodar-2015-foreign-labour-permit-provider-reissue-kk.svg».
fn file_name(
    context: &PageContext,
    regulation: &Regulation,
    procedure: &Procedure,
    ending: &str,
) -> String {
    let id = regulation.id.replace('/', "-");
    let channel = procedure.channel.id();
    let variant = procedure.variant.iter();
    let variant: String = variant.map(|variant| format!("-{variant}")).collect();
    format!("{id}-{channel}{variant}-{}.{ending}", context.lang.tag())
}

fn attached(media_type: &str, name: String) -> [(HeaderName, String); 2] {
    [
        (header::CONTENT_TYPE, media_type.to_owned()),
        (
            header::CONTENT_DISPOSITION,
            format!("attachment; filename=\"{name}\""),
        ),
    ]
}
