//! Whether the server can do its work, for the service manager.

use axum::{Router, extract::State, http::StatusCode, routing::get};

use crate::state::App;

pub(super) fn router() -> Router<App> {
    Router::new().route("/healthz", get(health))
}

async fn health(State(app): State<App>) -> (StatusCode, &'static str) {
    if app.store.is_up().await {
        (StatusCode::OK, "ok\n")
    } else {
        (
            StatusCode::SERVICE_UNAVAILABLE,
            "the database does not answer\n",
        )
    }
}
