//! The results of a case as they were issued, for officials.

use app::pages::result::{ResultsView, results, shown, void};
use axum::{
    Router,
    extract::{Path, State},
    response::{Html, IntoResponse, Response},
    routing::get,
};

use super::load;
use crate::{
    flow::case::{results_of, void_results_of},
    http::kit::{error::PageError, guards::Official, qr, web::App},
};

pub(super) fn router() -> Router<App> {
    Router::new().route("/{lang}/staff/cases/{case}/result", get(show))
}

async fn show(
    State(app): State<App>,
    official: Official,
    Path((_, id)): Path<(String, String)>,
) -> Result<Response, PageError> {
    let context = &official.context;
    let loaded = load(&app, &official, &id).await?;
    let papers = results_of(&app, &id, &loaded.state).await?;
    let void_papers = void_results_of(&app, &id, &loaded.state).await?;
    if papers.is_empty() && void_papers.is_empty() {
        return Ok(context.redirect(&format!("/staff/cases/{id}")));
    }
    let case = context.href(&format!("/staff/cases/{id}"));
    let status = context.href(&format!("/status/{}", loaded.case.code));
    let status_url = format!("{}{status}", app.config.origin());
    let view = ResultsView {
        number: loaded.case.number.clone(),
        papers: shown(&loaded.state, &papers),
        void: void(&loaded.state, &void_papers),
        idle: loaded.state.is_idle(),
        qr_svg: qr::svg(&status_url),
        status_url,
        case: case.clone(),
    };
    let title = app::text::t(context.lang, "case-result");
    let shell = context
        .shell(&app, format!("{title}, {}", loaded.case.number))
        .with_back(case);
    Ok(Html(results(&shell, &view)).into_response())
}
