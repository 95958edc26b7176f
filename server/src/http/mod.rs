//! Routers by area; GET and POST of a page stand side by side.

use std::time::Duration;

use axum::{Router, extract::DefaultBodyLimit, middleware};
use tower::ServiceBuilder;
use tower_http::{
    catch_panic::CatchPanicLayer,
    compression::{CompressionLayer, CompressionLevel, DefaultPredicate, Predicate},
    csrf::CsrfLayer,
    request_id::{PropagateRequestIdLayer, SetRequestIdLayer},
    timeout::TimeoutLayer,
};

use crate::http::web::App;

mod agent;
pub mod api;
pub mod assets;
mod attachment;
mod cabinet;
mod calculator;
mod calendar_note;
mod case_documents;
mod check_view;
pub mod client_address;
pub mod cookies;
mod demo_messages;
mod documents;
mod documents_view;
mod draft;
pub mod error;
pub mod fields;
mod file_notes;
mod headers;
pub mod health;
pub mod kept;
pub mod limits;
mod live;
mod login;
mod no_cookie;
mod observe;
mod one_time_code;
mod prepare;
mod profile;
mod profile_contacts;
mod public;
mod qr;
pub mod reader;
mod receive;
mod recovery;
mod refusals;
mod register;
mod register_code;
mod second_step;
pub mod session;
mod sessions;
mod staff;
mod status;
mod submit;
pub mod unread;
mod unsaved;
mod views;
mod way_back;
pub mod web;
mod well_known;
mod withdrawn;

/// Time in which a request must be answered; uploads have their own.
const PATIENCE: Duration = Duration::from_secs(30);

/// Largest body of a form; uploads set their own limit.
const FORM_BYTES: usize = 256 * 1024;

/// All routes of the portal.
pub fn router(app: App) -> Router {
    let pages = Router::new()
        .merge(documents::router())
        .merge(draft::router())
        .merge(login::router())
        .merge(prepare::router())
        .merge(public::router())
        .merge(register::router())
        .merge(register_code::router())
        .merge(recovery::router())
        .merge(profile::router())
        .merge(profile_contacts::router())
        .merge(demo_messages::router())
        .merge(second_step::router())
        .merge(staff::router())
        .merge(cabinet::router())
        .merge(calculator::router())
        .merge(case_documents::router())
        .merge(live::router())
        .merge(status::router())
        .merge(sessions::router())
        .merge(submit::router())
        .merge(views::router())
        .layer(middleware::from_fn_with_state(app.clone(), withdrawn::draw))
        .layer(TimeoutLayer::with_status_code(
            axum::http::StatusCode::SERVICE_UNAVAILABLE,
            PATIENCE,
        ));
    // Files take as long as a slow line needs: outside the patience of pages.
    let uploads = documents::uploads()
        .merge(case_documents::uploads())
        .merge(staff::uploads())
        .layer(middleware::from_fn_with_state(app.clone(), withdrawn::draw));
    Router::new()
        .merge(pages)
        .merge(uploads)
        .merge(health::router())
        .merge(well_known::router())
        .merge(api::router())
        .nest("/assets", assets::router(&app))
        .fallback(error::not_found)
        .layer(
            ServiceBuilder::new()
                .layer(middleware::from_fn_with_state(
                    app.clone(),
                    observe::distrust,
                ))
                .layer(SetRequestIdLayer::x_request_id(observe::Numbers))
                .layer(PropagateRequestIdLayer::x_request_id())
                .layer(middleware::from_fn_with_state(app.clone(), observe::watch))
                .layer(middleware::from_fn(unread::drain))
                .layer(middleware::from_fn_with_state(app.clone(), headers::set))
                .layer(
                    CompressionLayer::new()
                        .quality(CompressionLevel::Precise(4))
                        .compress_when(DefaultPredicate::new().and(api::may_be_packed)),
                )
                .layer(middleware::from_fn_with_state(app.clone(), session::attach))
                .layer(middleware::from_fn_with_state(app.clone(), error::draw))
                .layer(middleware::from_fn_with_state(app.clone(), unsaved::keep))
                .layer(CatchPanicLayer::custom(error::panicked))
                .layer(CsrfLayer::new())
                .layer(DefaultBodyLimit::max(FORM_BYTES)),
        )
        .with_state(app)
}
