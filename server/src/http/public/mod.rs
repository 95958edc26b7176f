//! What everyone may read and use without an account.

use axum::Router;

use crate::http::kit::web::App;

mod calculator;
pub(super) mod prepare;
pub(super) mod services;
mod status;

pub(super) fn router() -> Router<App> {
    Router::new()
        .merge(calculator::router())
        .merge(prepare::router())
        .merge(services::router())
        .merge(status::router())
}
