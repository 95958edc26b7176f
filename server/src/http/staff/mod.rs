//! The workplace of officials: the queue of their steps, the case at work, prepared applications, accounts.

use axum::{Router, routing::get};

use crate::http::kit::web::App;

mod case;
mod ended;
mod people;
mod prepared;
mod queue;
mod time_left;
mod views;

pub(super) fn router() -> Router<App> {
    Router::new()
        .route("/{lang}/staff", get(queue::queue))
        .merge(case::router())
        .merge(ended::router())
        .merge(people::router())
        .merge(prepared::router())
        .merge(views::router())
}

/// The routes that take files.
pub(super) fn uploads() -> Router<App> {
    case::uploads()
}
