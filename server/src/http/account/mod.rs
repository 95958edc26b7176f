//! Accounts: registering, logging in, the second step of officials, profile and sessions.

use axum::Router;

use crate::http::kit::web::App;

mod after_login;
pub(super) mod login;
pub(super) mod no_cookie;
pub(super) mod one_time_code;
pub(super) mod profile;
pub(super) mod recovery;
pub(super) mod register;
pub(super) mod second_step;
mod sessions;

pub(super) fn router() -> Router<App> {
    Router::new()
        .merge(after_login::router())
        .merge(login::router())
        .merge(profile::router())
        .merge(recovery::router())
        .merge(register::router())
        .merge(second_step::router())
        .merge(sessions::router())
}
