//! The public check page of a case.

use app::{
    pages::status::{StatusView, status},
    text::t,
};
use axum::{
    Router,
    extract::{Path, State},
    response::Html,
    routing::get,
};

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
    let view = StatusView {
        late: state.is_late(app.now()),
        stands: state.stands_since(),
        number: case.number,
        state: case.state,
        registered: local_micros(case.registered),
        due: due_at(case.due).map(local_time),
        issued: state
            .results
            .into_iter()
            .map(|issued| (local_time(issued.at).date(), issued.document))
            .collect(),
        void: state
            .void
            .into_iter()
            .map(|void| (local_time(void.since).date(), void.issued.document))
            .collect(),
        closed: (!open).then(|| local_micros(case.closed)),
    };
    let due = view.due.filter(|_| open).map(|due| due.date());
    let shell = context.shell(&app, t(context.lang, "status-short-title"));
    let shell = shell.with_note(calendar_note::of(&app, context.lang, due));
    Ok(Html(status(&shell, &view)))
}
