//! An application before it is submitted: its form, its documents, check and signature.

use axum::Router;

use crate::http::kit::web::App;

mod closed;
pub(super) mod documents;
pub(super) mod form;
mod loaded;
mod register_notes;
pub(super) mod submit;

pub(super) fn router() -> Router<App> {
    Router::new()
        .merge(documents::router())
        .merge(form::router())
        .merge(submit::router())
}

/// The routes that take files.
pub(super) fn uploads() -> Router<App> {
    documents::uploads()
}
