//! Merges the routers of the rooms and lays the layers over them.

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

use self::{
    kit::{error, session, web::App},
    layers::{error_pages, headers, request_log, resume, unread, unsaved, withdrawn},
};

mod account;
mod api;
mod cabinet;
mod draft;
pub mod kit;
pub mod layers;
mod ops;
mod public;
mod staff;

/// Time in which a request must be answered; uploads have their own.
const REQUEST_TIMEOUT: Duration = Duration::from_secs(30);

/// Largest body of a form; uploads set their own limit.
const FORM_BYTES: usize = 256 * 1024;

pub fn router(app: App) -> Router {
    let pages = Router::new()
        .merge(account::router())
        .merge(cabinet::router())
        .merge(draft::router())
        .merge(ops::pages())
        .merge(public::router())
        .merge(staff::router())
        .method_not_allowed_fallback(error::page_above)
        .layer(middleware::from_fn_with_state(app.clone(), withdrawn::draw))
        .layer(TimeoutLayer::with_status_code(
            axum::http::StatusCode::SERVICE_UNAVAILABLE,
            REQUEST_TIMEOUT,
        ));
    // Uploads on a slow line take longer than the time limit of pages.
    let uploads = draft::uploads()
        .merge(cabinet::uploads())
        .merge(staff::uploads())
        .method_not_allowed_fallback(error::page_above)
        .layer(middleware::from_fn_with_state(app.clone(), withdrawn::draw));
    let whole = Router::new()
        .merge(pages)
        .merge(uploads)
        .merge(api::router(app.clone()))
        .merge(ops::router(&app))
        .fallback(error::not_found)
        .layer(
            ServiceBuilder::new()
                .layer(middleware::from_fn_with_state(
                    app.clone(),
                    request_log::drop_untrusted_number,
                ))
                .layer(SetRequestIdLayer::x_request_id(request_log::NumberMaker))
                .layer(PropagateRequestIdLayer::x_request_id())
                .layer(middleware::from_fn_with_state(
                    app.clone(),
                    request_log::log,
                ))
                .layer(middleware::from_fn(unread::drain))
                .layer(middleware::from_fn_with_state(app.clone(), headers::set))
                .layer(
                    CompressionLayer::new()
                        .quality(CompressionLevel::Precise(4))
                        .compress_when(DefaultPredicate::new().and(api::compressible)),
                )
                .layer(middleware::from_fn_with_state(app.clone(), session::attach))
                .layer(middleware::from_fn_with_state(
                    app.clone(),
                    error_pages::draw,
                ))
                .layer(middleware::from_fn_with_state(app.clone(), unsaved::keep))
                .layer(CatchPanicLayer::custom(error::panicked))
                .layer(CsrfLayer::new())
                .layer(DefaultBodyLimit::max(FORM_BYTES)),
        )
        .with_state(app);
    Router::new()
        .fallback_service(whole)
        .layer(middleware::from_fn(resume::draw))
}
