//! What everyone may read: home, services, the guide, pages about the portal.

use std::collections::HashMap;

use app::{
    pages::{
        compare::{CompareView, compare},
        guide::{self, Guide},
        home::{HomeView, home},
        info::{self, KeptFor},
        service::{ServiceView, routes, service},
        services::{Asked, ServicesView, services},
    },
    route,
};
use axum::{
    Router,
    extract::{Path, State},
    http::{HeaderMap, HeaderName, StatusCode, header},
    response::{Html, IntoResponse, Redirect, Response},
    routing::get,
};
use chrono::TimeDelta;
use domain::regulation::{Procedure, Regulation};

use crate::http::{
    account::login,
    kit::{
        error::PageError,
        fields::Fields,
        page_context::{self, Reader},
        way_back,
        web::App,
    },
};

/// The routes of this area.
pub(super) fn router() -> Router<App> {
    let service = "/{lang}/services/{act}/{service}";
    Router::new()
        .route("/", get(start))
        .route("/robots.txt", get(robots))
        .route("/{lang}", get(add_slash))
        .route("/{lang}/", get(home_page))
        .route("/{lang}/services", get(services_page))
        .route("/{lang}/services/{act}", get(compare_page))
        .route(service, get(service_page))
        .route(&format!("{service}/route.svg"), get(route_svg))
        .route(&format!("{service}/route.bpmn"), get(route_bpmn))
        .route(&format!("{service}/check"), get(check_page))
        .route("/{lang}/accessibility", get(accessibility_page))
        .route("/{lang}/privacy", get(privacy_page))
        .route("/{lang}/data", get(data_page))
}

async fn start(headers: HeaderMap) -> Redirect {
    Redirect::to(&format!("/{}/", page_context::preferred(&headers).tag()))
}

async fn add_slash(reader: Reader) -> Response {
    reader.redirect("/")
}

/// Services and what explains the portal may be found by search engines; the guide holds answers in its address,
/// and everything else belongs to somebody.
async fn robots() -> impl IntoResponse {
    const TEXT: &str = "User-agent: *\n\
        Disallow: /*/check\n\
        Disallow: /*/cabinet\n\
        Disallow: /*/drafts\n\
        Disallow: /*/staff\n\
        Disallow: /*/status\n\
        Disallow: /*/login\n\
        Disallow: /*/register\n";
    ([(header::CONTENT_TYPE, "text/plain; charset=utf-8")], TEXT)
}

async fn home_page(State(app): State<App>, reader: Reader, mut query: Fields) -> Response {
    if query.take_switch() {
        return reader.with_query(&query);
    }
    app.kept.page(&reader, "/", || {
        let view = HomeView {
            words: query.take("q"),
            ..HomeView::new(reader.lang, &app.catalogue)
        };
        home(&reader.shell(&app, ""), &view)
    })
}

async fn services_page(State(app): State<App>, reader: Reader, mut query: Fields) -> Response {
    if query.take_switch() {
        return reader.with_query(&query);
    }
    let asked = Asked {
        words: query.take("q"),
        life: query.take("life"),
        region: query.take("region"),
    };
    let view = ServicesView::new(reader.lang, &app.catalogue, asked);
    Html(services(&reader.shell(&app, view.heading.clone()), &view)).into_response()
}

async fn service_page(
    State(app): State<App>,
    reader: Reader,
    Path(path): Path<HashMap<String, String>>,
    mut query: Fields,
) -> Result<Response, PageError> {
    let regulation = regulation(&app, &path)?;
    if query.take_switch() {
        return Ok(reader.with_query(&query));
    }
    let district = query.take("district");
    let path = format!("/services/{}", regulation.id);
    Ok(app.kept.page(&reader, &path, || {
        let drawn = || routes(reader.lang, regulation);
        let view = ServiceView {
            routes: Some(app.kept.part(&reader, &path, drawn)),
            ..ServiceView::new(reader.lang, &app.catalogue, regulation).in_district(&district)
        };
        service(
            &reader.shell(&app, regulation.names.get(reader.lang)),
            &view,
        )
    }))
}

/// A service over all regions; a chosen district leads to the page of its region.
async fn compare_page(
    State(app): State<App>,
    reader: Reader,
    Path(path): Path<HashMap<String, String>>,
    mut query: Fields,
) -> Result<Response, PageError> {
    // The router wants one name for what stands here: the act of a regulation, or a service.
    let id = path.get("act").map_or("", String::as_str);
    let view = CompareView::new(reader.lang, &app.catalogue, id).ok_or(PageError::NotFound)?;
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
        return Ok(reader.redirect(&place));
    }
    let name = view.newest().map_or("", |one| one.names.get(reader.lang));
    Ok(app.kept.page(&reader, &format!("/services/{id}"), || {
        compare(&reader.shell(&app, name), &view)
    }))
}

/// The way of one channel as a picture.
async fn route_svg(
    State(app): State<App>,
    reader: Reader,
    Path(path): Path<HashMap<String, String>>,
    query: Fields,
) -> Result<Response, PageError> {
    let regulation = regulation(&app, &path)?;
    let procedure = procedure(regulation, query)?;
    let picture = route::svg(reader.lang, regulation, procedure);
    let name = file_name(&reader, regulation, procedure, "svg");
    Ok((attached("image/svg+xml", name), picture).into_response())
}

/// The same way as a process for those who draw and run processes with tools of their own.
async fn route_bpmn(
    State(app): State<App>,
    reader: Reader,
    Path(path): Path<HashMap<String, String>>,
    query: Fields,
) -> Result<Response, PageError> {
    let regulation = regulation(&app, &path)?;
    let procedure = procedure(regulation, query)?;
    let document = route::bpmn(reader.lang, regulation, procedure).map_err(|error| {
        tracing::error!(%error, "a procedure could not be written as BPMN");
        PageError::Failed
    })?;
    let name = file_name(&reader, regulation, procedure, "bpmn");
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
    reader: &Reader,
    regulation: &Regulation,
    procedure: &Procedure,
    ending: &str,
) -> String {
    let id = regulation.id.replace('/', "-");
    let channel = procedure.channel.id();
    let variant = procedure.variant.iter();
    let variant: String = variant.map(|variant| format!("-{variant}")).collect();
    format!("{id}-{channel}{variant}-{}.{ending}", reader.lang.tag())
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

/// A question of the guide, or its verdict. The answers stand in the query and nowhere else.
async fn check_page(
    State(app): State<App>,
    reader: Reader,
    Path(path): Path<HashMap<String, String>>,
    mut query: Fields,
) -> Result<Response, PageError> {
    let regulation = regulation(&app, &path)?;
    if regulation.questions.is_empty() {
        return Err(PageError::NotFound);
    }
    if query.take_switch() {
        // The same question again, with the answer that was chosen and not sent.
        let asked = query.take("asked");
        let guide = Guide::read(regulation, &query.0);
        let known = guide
            .questions
            .iter()
            .any(|question| question.fact == asked);
        let same = guide.address(reader.lang, known.then_some(asked.as_str()));
        return Ok(Redirect::to(&same).into_response());
    }
    let shell = reader.shell(&app, "");
    let guide = Guide::read(regulation, &query.0);
    let status = if guide.unanswered {
        StatusCode::UNPROCESSABLE_ENTITY
    } else {
        StatusCode::OK
    };
    let page = match guide.current {
        Some(question) => guide::question(&shell, &guide, question),
        None => guide::verdict(&shell, &guide),
    };
    Ok((status, Html(page)).into_response())
}

async fn accessibility_page(State(app): State<App>, reader: Reader) -> Html<String> {
    Html(info::accessibility(&reader.shell(&app, "")))
}

async fn privacy_page(State(app): State<App>, reader: Reader) -> Html<String> {
    let (keep, entrance) = (&app.config.retention, &app.config.entrance);
    let days = |kept: Option<TimeDelta>| kept.map_or(0, |kept| kept.num_days());
    let kept = KeptFor {
        draft: days(keep.draft()),
        reminder: keep.reminder().num_days(),
        prepared: keep.prepared().num_days(),
        message: days(keep.message()),
        idle: entrance.session_idle_minutes.into(),
        session: entrance.citizen_session_days.into(),
        device: login::DEVICE_DAYS,
        way: way_back::MINUTES,
    };
    Html(info::privacy(&reader.shell(&app, ""), kept))
}

async fn data_page(State(app): State<App>, reader: Reader) -> Html<String> {
    Html(info::data(&reader.shell(&app, ""), &app.catalogue))
}

/// The regulation of the address.
fn regulation<'a>(
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
