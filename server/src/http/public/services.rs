//! Services: the list with its search, one service over all regions, one regulation.

use std::collections::HashMap;

use app::pages::{
    compare::{CompareView, compare},
    service::{ServiceView, routes, service},
    services::{Asked, ServicesView, services},
};
use axum::{
    Router,
    extract::{Path, State},
    response::{Html, IntoResponse, Response},
    routing::get,
};
use domain::regulation::Regulation;

use crate::http::kit::{error::PageError, fields::Fields, page_context::PageContext, web::App};

pub(super) fn router() -> Router<App> {
    Router::new()
        .route("/{lang}/services", get(services_page))
        .route("/{lang}/services/{act}", get(compare_page))
        .route("/{lang}/services/{act}/{service}", get(service_page))
}

async fn services_page(
    State(app): State<App>,
    context: PageContext,
    mut query: Fields,
) -> Response {
    if query.take_switch() {
        return context.with_query(&query);
    }
    let asked = Asked {
        words: query.take("q"),
        life: query.take("life"),
        region: query.take("region"),
    };
    let view = ServicesView::new(context.lang, &app.catalogue, asked);
    Html(services(&context.shell(&app, view.heading.clone()), &view)).into_response()
}

async fn service_page(
    State(app): State<App>,
    context: PageContext,
    Path(path): Path<HashMap<String, String>>,
    mut query: Fields,
) -> Result<Response, PageError> {
    let regulation = regulation(&app, &path)?;
    if query.take_switch() {
        return Ok(context.with_query(&query));
    }
    let district = query.take("district");
    let path = format!("/services/{}", regulation.id);
    Ok(context.cached(&app, &path, || {
        let drawn = || routes(context.lang, regulation);
        let view = ServiceView {
            routes: Some(app.page_cache.part(context.href(&path), drawn)),
            ..ServiceView::new(context.lang, &app.catalogue, regulation).in_district(&district)
        };
        service(
            &context.shell(&app, regulation.called().get(context.lang)),
            &view,
        )
    }))
}

/// A service over all regions; a chosen district leads to the page of its region.
async fn compare_page(
    State(app): State<App>,
    context: PageContext,
    Path(path): Path<HashMap<String, String>>,
    mut query: Fields,
) -> Result<Response, PageError> {
    // The router allows one name for this segment: it is the act of a regulation, or a service.
    let id = path.get("act").map_or("", String::as_str);
    let view = CompareView::new(context.lang, &app.catalogue, id).ok_or(PageError::NotFound)?;
    let switch = query.take_switch();
    let district = query.take("district");
    let view = CompareView {
        district: district.clone(),
        ..view
    };
    if let Some(regulation) = view.regulation_in(&district)
        && !switch
    {
        let place = format!("/services/{}?district={district}#provider", regulation.id);
        return Ok(context.redirect(&place));
    }
    let name = view
        .newest()
        .map_or("", |one| one.called().get(context.lang));
    Ok(context.cached(&app, &format!("/services/{id}"), || {
        compare(&context.shell(&app, name), &view)
    }))
}

pub(super) fn regulation<'a>(
    app: &'a App,
    path: &HashMap<String, String>,
) -> Result<&'a Regulation, PageError> {
    regulation_of(app, path.get("act"), path.get("service"))
}

/// The regulation of an act's folder and a service.
pub(crate) fn regulation_of<'a>(
    app: &'a App,
    act: Option<&String>,
    service: Option<&String>,
) -> Result<&'a Regulation, PageError> {
    let part = |name: Option<&String>| name.map_or("", String::as_str).to_owned();
    app.catalogue
        .get(&format!("{}/{}", part(act), part(service)))
        .ok_or(PageError::NotFound)
}
