//! What everyone may read and use without an account.

use axum::Router;

use crate::http::kit::web::App;

mod about;
mod calculator;
mod guide;
mod home;
pub(super) mod prepare;
mod route_files;
mod services;
mod status;

pub(super) fn router() -> Router<App> {
    Router::new()
        .merge(about::router())
        .merge(calculator::router())
        .merge(guide::router())
        .merge(home::router())
        .merge(prepare::router())
        .merge(route_files::router())
        .merge(services::router())
        .merge(status::router())
}
