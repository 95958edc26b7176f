//! The counter: an official opens a prepared application by the code on the paper.

use app::{
    pages::prepare::{CounterView, counter},
    text::t,
};
use axum::{
    Router,
    extract::State,
    http::StatusCode,
    response::{Html, IntoResponse, Response},
    routing::get,
};
use domain::counter_code::CounterCode;

use crate::{
    flow::prepared::{self, Opened},
    http::{
        kit::{
            client_address::ClientAddress, error::PageError, fields::Fields, limits::Limited,
            page_context::Official, web::App,
        },
        public::prepare,
    },
};

pub(super) fn router() -> Router<App> {
    Router::new().route("/{lang}/staff/prepared", get(ask).post(open))
}

async fn ask(State(app): State<App>, official: Official) -> Html<String> {
    let shell = official.reader.shell(&app, "");
    Html(counter(&shell, &CounterView::default()))
}

/// Whoever shows the code shows the paper: any office that renders the service may open it, and no other.
async fn open(
    State(app): State<App>,
    official: Official,
    address: ClientAddress,
    mut fields: Fields,
) -> Result<Response, PageError> {
    let typed = fields.take("code");
    if fields.take_switch() {
        let view = CounterView {
            typed,
            ..CounterView::default()
        };
        return Ok(Html(counter(&official.reader.shell(&app, ""), &view)).into_response());
    }
    if !app.limits.allow(Limited::Code, address.ip()) {
        let status = StatusCode::TOO_MANY_REQUESTS;
        return Ok(refused(
            &app,
            &official,
            status,
            typed,
            "prepare-error-too-many",
        ));
    }
    let no = |typed, key| {
        refused(
            &app,
            &official,
            StatusCode::UNPROCESSABLE_ENTITY,
            typed,
            key,
        )
    };
    if typed.trim().is_empty() {
        return Ok(no(typed, "prepare-error-empty"));
    }
    let Some(code) = CounterCode::parse(&typed) else {
        return Ok(no(typed, "prepare-error-mistyped"));
    };
    let (one, until) = match prepared::open(&app, &code).await? {
        Opened::Found(one, until) => (one, until),
        Opened::Expired => return Ok(no(typed, "prepare-error-expired")),
        Opened::Unknown => return Ok(no(typed, "prepare-error-unknown")),
    };
    let view = prepare::view(&app, one, until);
    let ours = view.filter(|view| view.regulation.office(&official.staff.office).is_some());
    let Some(view) = ours else {
        return Ok(no(typed, "prepare-error-other-office"));
    };
    // Who looked at what, and nothing of the person.
    tracing::info!(staff = %official.staff.id, regulation = %view.regulation.id, "prepared application opened");
    let view = CounterView {
        opened: Some(view),
        ..CounterView::default()
    };
    Ok(Html(counter(&official.reader.shell(&app, ""), &view)).into_response())
}

fn refused(
    app: &App,
    official: &Official,
    status: StatusCode,
    typed: String,
    key: &str,
) -> Response {
    let view = CounterView {
        typed,
        error: Some(t(official.reader.lang, key)),
        opened: None,
    };
    let shell = official.reader.shell(app, "");
    (status, Html(counter(&shell, &view))).into_response()
}
