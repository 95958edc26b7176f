//! The built style, scripts and Wasm: names with the hash of their content, so browsers keep them for ever.

use std::{
    collections::{BTreeMap, BTreeSet},
    path::Path,
    sync::Arc,
};

use app::components::Assets;
use axum::{
    Router,
    extract::{Request, State},
    http::{HeaderValue, StatusCode, header},
    middleware::{self, Next},
    response::{IntoResponse, Response},
};
use tower_http::services::ServeDir;

use crate::http::kit::web::App;

/// The name of a file changes with its content.
const FOR_EVER: HeaderValue = HeaderValue::from_static("public, max-age=31536000, immutable");

/// What the build made.
pub struct Site {
    folder: std::path::PathBuf,
    names: BTreeSet<String>,
    /// Addresses of the assets, for the pages.
    pub assets: Arc<Assets>,
}

impl Site {
    /// Reads `manifest.json` of the built site. Without it pages are plain but work.
    pub fn open(folder: &Path) -> Site {
        let names: BTreeMap<String, String> = std::fs::read_to_string(folder.join("manifest.json"))
            .ok()
            .and_then(|text| serde_json::from_str(&text).ok())
            .unwrap_or_default();
        if names.is_empty() {
            tracing::warn!(folder = %folder.display(), "no built site: pages will have no style");
        }
        let address = |name: &str| {
            names
                .get(name)
                .map_or_else(String::new, |hashed| format!("/assets/{hashed}"))
        };
        let assets = Assets {
            css: address("style.css"),
            start_js: address("start.js"),
            wasm_js: address("app.js"),
            wasm: address("app.wasm"),
            icon: address("icon.svg"),
            manifest: address("manifest.webmanifest"),
        };
        Site {
            folder: folder.to_owned(),
            names: names.into_values().collect(),
            assets: Arc::new(assets),
        }
    }
}

/// Serves the built files with their compressed copies.
pub(super) fn router(app: &App) -> Router<App> {
    let files = ServeDir::new(&app.site.folder)
        .precompressed_br()
        .precompressed_gzip();
    Router::new()
        .fallback_service(files)
        .layer(middleware::from_fn_with_state(app.clone(), of_this_build))
}

/// Only a file that is there may be kept. What another version of the portal has, this one must not say to be missing for
/// a year.
async fn of_this_build(State(app): State<App>, request: Request, next: Next) -> Response {
    let name = request.uri().path().trim_start_matches('/');
    if !app.site.names.contains(name) {
        return StatusCode::NOT_FOUND.into_response();
    }
    let mut response = next.run(request).await;
    if response.status().is_success() || response.status() == StatusCode::NOT_MODIFIED {
        let headers = response.headers_mut();
        headers.insert(header::CACHE_CONTROL, FOR_EVER);
    }
    response
}
