//! Prepare and print: an application for a counter, without logging in. The code stands in a cookie of this browser and
//! on the paper, never in an address.

use std::collections::BTreeMap;

use app::{
    components::FieldError,
    pages::{
        act,
        guide::Guide,
        prepare::{PaperView, PrepareView, forgotten, prepare, prepared, questions},
    },
    problem,
    text::t,
};
use axum::{
    Router,
    extract::{Path, State},
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{Html, IntoResponse, Response},
    routing::{get, post},
};
use chrono::{DateTime, NaiveDate, Utc};
use domain::{
    calendar::local,
    counter_code::CounterCode,
    form::{self, validate},
    regulation::{Field, Regulation},
};

use super::services;
use crate::{
    flow::prepared::{self, Opened, Prepared},
    http::kit::{
        client_address::ClientAddress, error::PageError, fields::Fields, limits::LimitedAction,
        page_context::PageContext, qr, web::App,
    },
};

/// The cookie that holds the code. For this host only, unreadable for scripts, not sent with foreign requests.
const COOKIE: &str = "otinish-paper";
/// The paper stays open in the browser for an hour: the next person at a shared computer finds nothing.
const COOKIE_MINUTES: i64 = 60;

pub(super) fn router() -> Router<App> {
    Router::new()
        .route(
            "/{lang}/services/{act}/{service}/prepare",
            get(page).post(submit),
        )
        .route("/{lang}/prepared", get(paper))
        .route("/{lang}/prepared/delete", post(delete))
}

/// The regulation of the address, if an application for a counter can be prepared under it.
fn regulation<'a>(
    app: &'a App,
    path: &BTreeMap<String, String>,
) -> Result<&'a Regulation, PageError> {
    let found = services::regulation_of(app, path.get("act"), path.get("service"))?;
    found
        .is_prepared()
        .then_some(found)
        .ok_or(PageError::NotFound)
}

async fn page(
    State(app): State<App>,
    context: PageContext,
    Path(path): Path<BTreeMap<String, String>>,
    headers: HeaderMap,
    query: Fields,
) -> Result<Response, PageError> {
    let regulation = regulation(&app, &path)?;
    // Filled in with what was typed before.
    let before = match opened(&app, &headers).await? {
        Some((_, one, _)) if one.regulation == regulation.id => one,
        _ => Prepared::default(),
    };
    let mut facts = Guide::read(regulation, &query.0).facts;
    if facts.0.is_empty() {
        facts = before.facts;
    }
    let view = PrepareView {
        days: app.config.retention.prepared_days,
        regulation,
        questions: questions(&app.catalogue, regulation),
        typed: before.values,
        facts,
        errors: Vec::new(),
        refusal: None,
    };
    Ok(show(&app, &context, StatusCode::OK, &view))
}

async fn submit(
    State(app): State<App>,
    context: PageContext,
    Path(path): Path<BTreeMap<String, String>>,
    address: ClientAddress,
    headers: HeaderMap,
    mut fields: Fields,
) -> Result<Response, PageError> {
    let regulation = regulation(&app, &path)?;
    let switch = fields.take_switch();
    fields.repair();
    let questions = questions(&app.catalogue, regulation);
    let mut view = PrepareView {
        days: app.config.retention.prepared_days,
        regulation,
        typed: typed(&questions, &fields),
        questions,
        facts: Guide::read(regulation, &fields.0).facts,
        errors: Vec::new(),
        refusal: None,
    };
    if switch {
        return Ok(show(&app, &context, StatusCode::OK, &view));
    }
    let values = match answers(&context, &view, local(app.now()).date_naive()) {
        Ok(values) => values,
        Err(errors) => {
            view.errors = errors;
            return Ok(show(
                &app,
                &context,
                StatusCode::UNPROCESSABLE_ENTITY,
                &view,
            ));
        }
    };
    if !app.limits.allow(LimitedAction::Prepared, address.ip()) {
        view.refusal = Some(t(context.lang, "prepare-too-many"));
        return Ok(show(&app, &context, StatusCode::TOO_MANY_REQUESTS, &view));
    }
    let new = Prepared {
        regulation: regulation.id.to_string(),
        facts: view.facts,
        values,
    };
    let code = keep(&app, &headers, &new).await?;
    let age = Some(time::Duration::minutes(COOKIE_MINUTES));
    let cookie = app.cookies.set(COOKIE, code.as_str(), age);
    Ok(with_cookie(context.redirect("/prepared"), cookie))
}

/// Stores the application in the place of the one that this browser had, and gives its code.
async fn keep(app: &App, headers: &HeaderMap, new: &Prepared) -> Result<CounterCode, PageError> {
    let before = opened(app, headers).await?;
    match before {
        // The same form sent twice gives the same paper.
        Some((code, before, _)) if before == *new => Ok(code),
        before => {
            let code = prepared::keep(app, new).await?;
            if let Some((old, ..)) = before {
                prepared::forget(app, &old).await?;
            }
            Ok(code)
        }
    }
}

fn typed(questions: &[Field], fields: &Fields) -> BTreeMap<String, String> {
    let ids = questions
        .iter()
        .flat_map(|field| [field.id.clone(), form::sure_key(&field.id)]);
    ids.map(|id| {
        let typed = fields.get(&id).to_owned();
        (id, typed)
    })
    .collect()
}

/// The normalised answers, or what to correct.
fn answers(
    context: &PageContext,
    view: &PrepareView<'_>,
    today: NaiveDate,
) -> Result<BTreeMap<String, String>, Vec<FieldError>> {
    let learned = view.questions.iter().filter_map(|field| {
        let value = form::normalise(field, view.typed.get(&field.id)?, today).ok()?;
        Some((field.fact.clone()?, value))
    });
    let mut facts = view.facts.clone();
    facts.0.extend(learned);
    validate(&view.questions, &view.typed, &facts, today)
        .map_err(|wrong| problem::messages(context.lang, &view.questions, &wrong))
}

fn show(app: &App, context: &PageContext, status: StatusCode, view: &PrepareView<'_>) -> Response {
    (status, Html(prepare(&context.shell(app, ""), view))).into_response()
}

async fn paper(
    State(app): State<App>,
    context: PageContext,
    headers: HeaderMap,
    query: Fields,
) -> Result<Response, PageError> {
    let shell = context.shell(&app, "");
    let opened = opened(&app, &headers).await?;
    let found = opened.and_then(|(code, one, until)| Some((view(&app, one, until)?, code)));
    let Some((view, code)) = found else {
        let deleted = query.get("deleted") == "yes";
        return Ok(Html(forgotten(&shell, deleted)).into_response());
    };
    let view = PaperView {
        qr_svg: qr::svg(code.as_str()),
        code: code.grouped(),
        ..view
    };
    let shell = shell.with_banner(act::banner(context.lang, view.regulation));
    Ok(Html(prepared(&shell, &view)).into_response())
}

async fn delete(
    State(app): State<App>,
    context: PageContext,
    headers: HeaderMap,
) -> Result<Response, PageError> {
    if let Some(code) = code_of(&app, &headers) {
        prepared::forget(&app, &code).await?;
    }
    let gone = app.cookies.remove(COOKIE);
    Ok(with_cookie(context.redirect("/prepared?deleted=yes"), gone))
}

/// What the paper shows of a prepared application; none if its regulation is gone from the catalogue.
pub(crate) fn view(app: &App, one: Prepared, until: DateTime<Utc>) -> Option<PaperView<'_>> {
    let regulation = app.catalogue.get(&one.regulation)?;
    Some(PaperView {
        regulation,
        questions: questions(&app.catalogue, regulation),
        values: one.values,
        facts: one.facts,
        code: String::new(),
        qr_svg: String::new(),
        today: local(until - app.config.retention.prepared()).date_naive(),
        until: local(until).date_naive(),
    })
}

/// The code in this browser's cookie and what it opens.
async fn opened(
    app: &App,
    headers: &HeaderMap,
) -> Result<Option<(CounterCode, Prepared, DateTime<Utc>)>, PageError> {
    let Some(code) = code_of(app, headers) else {
        return Ok(None);
    };
    Ok(match prepared::open(app, &code).await? {
        Opened::Found(one, until) => Some((code, one, until)),
        Opened::Expired | Opened::Unknown => None,
    })
}

fn code_of(app: &App, headers: &HeaderMap) -> Option<CounterCode> {
    CounterCode::parse(&app.cookies.read(headers, COOKIE)?)
}

fn with_cookie(mut response: Response, cookie: HeaderValue) -> Response {
    response.headers_mut().append(header::SET_COOKIE, cookie);
    response
}
