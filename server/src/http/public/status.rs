//! The public check page of a case.

use app::{
    pages::status::{StatusView, VoidStatus, status},
    text::t,
};
use axum::{
    Router,
    extract::{Path, State},
    response::Html,
    routing::get,
};

use chrono::NaiveDate;
use domain::case::{CaseState, Issued};

use crate::{
    flow::case::by_log,
    http::kit::{
        calendar_note,
        client_address::ClientAddress,
        error::PageError,
        limits::LimitedAction,
        local_time::{local_micros, local_time},
        page_context::PageContext,
        web::App,
    },
    store::case::{OPEN, due_at},
};

pub(super) fn router() -> Router<App> {
    Router::new().route("/{lang}/status/{code}", get(show))
}

/// The days and the hashes of the papers that hold and are `wanted`.
fn papers(state: &CaseState, wanted: impl Fn(&Issued) -> bool) -> Vec<(NaiveDate, String)> {
    let papers = state.results.iter().filter(|issued| wanted(issued));
    papers
        .map(|issued| (local_time(issued.at).date(), issued.document.clone()))
        .collect()
}

async fn show(
    State(app): State<App>,
    Path((_, code)): Path<(String, String)>,
    address: ClientAddress,
    context: PageContext,
) -> Result<Html<String>, PageError> {
    if !app.limits.allow(LimitedAction::Status, address.ip()) {
        return Err(PageError::TooMany);
    }
    let case = app
        .store
        .case_by_code(&code)
        .await?
        .ok_or(PageError::NotFound)?;
    let (case, state) = by_log(&app, case).await?;
    // The log has another code: somebody changed the row.
    if case.code != code {
        return Err(PageError::NotFound);
    }
    let open = case.state == OPEN;
    let note = calendar_note::of_case(&app, context.lang, &state).filter(|_| open);
    let view = StatusView {
        late: state.is_late(app.now()),
        stands: state.stands_since(app.now()),
        number: case.number,
        state: case.state,
        registered: local_micros(case.registered),
        due: due_at(case.due).map(local_time),
        idle: state.is_idle(),
        issued: papers(&state, |issued| state.ended_with(issued)),
        on_the_way: papers(&state, |issued| !state.ended_with(issued)),
        void: state
            .void
            .into_iter()
            .map(|void| VoidStatus {
                since: local_time(void.since).date(),
                sha256: void.issued.document,
                again: void.again,
            })
            .collect(),
        closed: (!open).then(|| local_micros(case.closed)),
    };
    let shell = context.shell(&app, t(context.lang, "status-short-title"));
    let shell = shell.with_note(note);
    Ok(Html(status(&shell, &view)))
}
