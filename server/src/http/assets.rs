//! The built style, scripts and Wasm: names with the hash of their content, so browsers keep them for ever.

use std::{collections::BTreeMap, path::Path, sync::Arc};

use app::components::Assets;
use axum::{
    Router,
    http::{HeaderValue, header},
};
use tower::ServiceBuilder;
use tower_http::{services::ServeDir, set_header::SetResponseHeaderLayer};

use crate::state::App;

/// What the build made.
pub struct Site {
    folder: std::path::PathBuf,
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
            assets: Arc::new(assets),
        }
    }
}

/// Serves the built files with their compressed copies.
pub(super) fn router(app: &App) -> Router<App> {
    let files = ServeDir::new(&app.site.folder)
        .precompressed_br()
        .precompressed_gzip();
    Router::new().fallback_service(
        ServiceBuilder::new()
            .layer(SetResponseHeaderLayer::if_not_present(
                header::CACHE_CONTROL,
                HeaderValue::from_static("public, max-age=31536000, immutable"),
            ))
            .service(files),
    )
}
