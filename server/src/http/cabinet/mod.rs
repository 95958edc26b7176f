//! The personal cabinet: the citizen's cases, what is sent after submission, who looked at them.

use axum::Router;

use crate::http::kit::web::App;

mod answer_kept;
mod case_facts;
pub(super) mod cases;
mod documents;
mod live;
mod requests;
mod requests_ended;
mod results;
mod views;
mod withdraw;

pub(super) fn router() -> Router<App> {
    Router::new()
        .merge(cases::router())
        .merge(documents::router())
        .merge(live::router())
        .merge(requests::router())
        .merge(results::router())
        .merge(views::router())
        .merge(withdraw::router())
}

/// The routes that take files.
pub(super) fn uploads() -> Router<App> {
    documents::uploads()
}
