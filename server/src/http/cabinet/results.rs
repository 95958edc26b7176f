//! The results of a case, for its applicant.

use app::pages::result::{
    ResultsView,
    former::{ResultView, result},
    results, shown, undone, void,
};
use axum::{
    Router,
    extract::{Path, State},
    response::Html,
    routing::get,
};

use super::cases::{masked_iin, sheet, status_url};
use crate::{
    flow::case::{self as cases, Loaded, results_of, void_results_of},
    http::kit::{error::PageError, guards::Citizen, qr, web::App},
};

pub(super) fn router() -> Router<App> {
    Router::new().route("/{lang}/cabinet/cases/{id}/result", get(show))
}

async fn show(
    State(app): State<App>,
    Path((_, id)): Path<(String, String)>,
    citizen: Citizen,
) -> Result<Html<String>, PageError> {
    let context = &citizen.context;
    let loaded = cases::load_own(&app, &citizen.person, &id).await?;
    let case = context.href(&format!("/cabinet/cases/{id}"));
    let void_papers = void_results_of(&app, &id, &loaded.state).await?;
    let status_url = status_url(&app, context, &loaded.case);
    let view = ResultsView {
        number: loaded.case.number.clone(),
        case,
        idle: loaded.state.is_idle(),
        void: void(&loaded.state, &void_papers),
        qr_svg: qr::svg(&status_url),
        status_url,
        papers: Vec::new(),
    };
    // A case that is under way has no result yet, and one that was withdrawn never gets one.
    if !loaded.state.has_result() {
        if loaded.state.without_end().is_none() {
            return Err(PageError::NotFound);
        }
        let shell = sheet(&app, context, &loaded, "case-result");
        return Ok(Html(undone(&shell, &loaded.state, &view)));
    }
    let papers = results_of(&app, &id, &loaded.state).await?;
    if papers.is_empty() {
        return former(&app, &citizen, &loaded).await;
    }
    let view = ResultsView {
        papers: shown(&loaded.state, &papers),
        ..view
    };
    let shell = sheet(&app, context, &loaded, "case-result");
    Ok(Html(results(&shell, &view)))
}

/// The page of a case that ended before results were stored.
async fn former(
    app: &App,
    citizen: &Citizen,
    loaded: &Loaded<'_>,
) -> Result<Html<String>, PageError> {
    let context = &citizen.context;
    let status_url = status_url(app, context, &loaded.case);
    let view = ResultView {
        state: &loaded.state,
        regulation: &loaded.regulation,
        state_id: loaded.case.state.clone(),
        name: loaded.applicant().to_owned(),
        masked_iin: masked_iin(app, citizen).await?,
        qr_svg: qr::svg(&status_url),
        status_url,
    };
    let shell = sheet(app, context, loaded, "case-result");
    Ok(Html(result(&shell, &view)))
}
