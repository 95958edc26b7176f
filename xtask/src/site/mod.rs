//! Everything the browser loads: islands as Wasm, style, scripts and icons, with content-hashed names and
//! compressed copies, described by `manifest.json`.

mod asset;
mod style;
mod wasm;

use std::collections::BTreeMap;
use std::fs;

use anyhow::{Context, Result};
use asset::{Asset, Store};
pub use style::squeeze;

use crate::{paths, say};

/// Builds `target/site`. What did not change is taken from the last time.
pub fn build() -> Result<()> {
    let islands = say::step("islands to Wasm", wasm::build)?;
    say::step("assets", || {
        let mut assets = vec![
            Asset::hashed("app.js", fs::read(islands.join("app.js"))?),
            Asset::hashed("app.wasm", fs::read(islands.join("app_bg.wasm"))?),
            Asset::hashed("style.css", style::bundle()?.into_bytes()),
        ];
        assets.extend(public()?);
        write(&assets)
    })
}

fn public() -> Result<Vec<Asset>> {
    let folder = paths::root().join("public");
    let mut assets = Vec::new();
    for entry in
        fs::read_dir(&folder).with_context(|| format!("{} is not there", folder.display()))?
    {
        let path = entry?.path();
        if !path.is_file() {
            continue;
        }
        let name = path
            .file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        assets.push(Asset::hashed(&name, fs::read(&path)?));
    }
    assets.sort_by(|a, b| a.name.cmp(&b.name));
    Ok(assets)
}

fn write(assets: &[Asset]) -> Result<()> {
    let mut store = Store::open(&paths::site())?;
    let mut manifest = BTreeMap::new();
    for asset in assets {
        store.write(asset)?;
        manifest.insert(&asset.name, &asset.file);
    }
    store.finish(&serde_json::to_vec_pretty(&manifest)?)
}
