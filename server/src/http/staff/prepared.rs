//! The counter: an official opens a prepared application by the code on the paper.

use app::{
    pages::prepare::{CounterView, PaperView, counter},
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
            client_address::ClientAddress, error::PageError, fields::Fields, guards::Official,
            limits::LimitedAction, web::App,
        },
        public::prepare,
    },
};

pub(super) fn router() -> Router<App> {
    Router::new().route("/{lang}/staff/prepared", get(ask).post(open))
}

async fn ask(State(app): State<App>, official: Official) -> Html<String> {
    let shell = official.context.shell(&app, "");
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
    let switch = fields.take_switch();
    let view = CounterView {
        typed,
        ..CounterView::default()
    };
    if switch {
        return Ok(show(&app, &official, StatusCode::OK, &view));
    }
    if !app.limits.allow(LimitedAction::Code, address.ip()) {
        let error = Some(t(official.context.lang, "prepare-error-too-many"));
        let view = CounterView { error, ..view };
        return Ok(show(&app, &official, StatusCode::TOO_MANY_REQUESTS, &view));
    }
    match paper(&app, &official, &view.typed).await? {
        Ok(paper) => {
            // The log has no data of the person.
            tracing::info!(staff = %official.staff.id, regulation = %paper.regulation.id, "prepared application opened");
            let view = CounterView {
                opened: Some(paper),
                ..CounterView::default()
            };
            Ok(show(&app, &official, StatusCode::OK, &view))
        }
        Err(key) => {
            let error = Some(t(official.context.lang, key));
            let view = CounterView { error, ..view };
            Ok(show(
                &app,
                &official,
                StatusCode::UNPROCESSABLE_ENTITY,
                &view,
            ))
        }
    }
}

/// The paper of the code, or the key of what is said where it opens none here.
async fn paper<'a>(
    app: &'a App,
    official: &Official,
    typed: &str,
) -> Result<Result<PaperView<'a>, &'static str>, PageError> {
    if typed.trim().is_empty() {
        return Ok(Err("prepare-error-empty"));
    }
    let Some(code) = CounterCode::parse(typed) else {
        return Ok(Err("prepare-error-mistyped"));
    };
    let (one, until) = match prepared::open(app, &code).await? {
        Opened::Found(one, until) => (one, until),
        Opened::Expired => return Ok(Err("prepare-error-expired")),
        Opened::Unknown => return Ok(Err("prepare-error-unknown")),
    };
    let paper = prepare::view(app, one, until);
    let office = &official.staff.office;
    let ours = paper.filter(|paper| paper.regulation.office(office).is_some());
    Ok(ours.ok_or("prepare-error-other-office"))
}

fn show(app: &App, official: &Official, status: StatusCode, view: &CounterView<'_>) -> Response {
    let shell = official.context.shell(app, "");
    (status, Html(counter(&shell, view))).into_response()
}
