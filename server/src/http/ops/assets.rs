//! Serves the built style, scripts and Wasm: names with the hash of their content, so browsers keep them for ever.

use axum::{
    Router,
    extract::{Request, State},
    http::{HeaderValue, StatusCode, header},
    middleware::{self, Next},
    response::{IntoResponse, Response},
};
use tower_http::services::ServeDir;

use crate::http::kit::web::App;

/// The file name holds the hash of the content.
const IMMUTABLE: HeaderValue = HeaderValue::from_static("public, max-age=31536000, immutable");

/// Serves the built files with their compressed copies.
pub(super) fn router(app: &App) -> Router<App> {
    let files = ServeDir::new(app.site.folder())
        .precompressed_br()
        .precompressed_gzip();
    Router::new()
        .fallback_service(files)
        .layer(middleware::from_fn_with_state(
            app.clone(),
            only_of_this_build,
        ))
}

/// Only a file that is there may be kept. What another version of the portal has, this one must not say to be missing for
/// a year.
async fn only_of_this_build(State(app): State<App>, request: Request, next: Next) -> Response {
    let name = request.uri().path().trim_start_matches('/');
    if !app.site.has(name) {
        return StatusCode::NOT_FOUND.into_response();
    }
    let mut response = next.run(request).await;
    if response.status().is_success() || response.status() == StatusCode::NOT_MODIFIED {
        let headers = response.headers_mut();
        headers.insert(header::CACHE_CONTROL, IMMUTABLE);
    }
    response
}
