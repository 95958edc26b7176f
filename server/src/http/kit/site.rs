//! The built style, scripts and Wasm: where they are and by which addresses pages name them.

use std::{
    collections::{BTreeMap, BTreeSet},
    path::{Path, PathBuf},
    sync::Arc,
};

use app::components::Assets;

/// What the build made.
pub struct Site {
    folder: PathBuf,
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

    pub(crate) fn folder(&self) -> &Path {
        &self.folder
    }

    /// Whether this build has a file of this name.
    pub(crate) fn has(&self, name: &str) -> bool {
        self.names.contains(name)
    }
}
