//! What the browser has to load, as it is served.

use std::collections::BTreeMap;
use std::fs;

use anyhow::{Context, Result, bail};

use crate::{paths, say};

/// Wasm and glue together, brotli.
const ISLANDS: usize = 110_000;

/// Prints the brotli size of every asset and holds the islands to their budget.
pub(super) fn check() -> Result<()> {
    for (name, size) in sizes()? {
        say::line(format!("{name}: {} brotli", say::bytes(size)));
    }
    let islands = islands()?;
    say::line(format!(
        "islands: {} of {}",
        say::bytes(islands),
        say::bytes(ISLANDS)
    ));
    if islands > ISLANDS {
        bail!(
            "Wasm and glue take {} as served; the budget is {}.",
            say::bytes(islands),
            say::bytes(ISLANDS)
        );
    }
    Ok(())
}

/// Bytes of Wasm and glue as served.
pub(crate) fn islands() -> Result<usize> {
    let sizes = sizes()?;
    let of = |name: &str| {
        sizes
            .get(name)
            .copied()
            .with_context(|| format!("the site has no {name}"))
    };
    Ok(of("app.js")? + of("app.wasm")?)
}

/// Brotli size by logical name.
pub(crate) fn sizes() -> Result<BTreeMap<String, usize>> {
    let site = paths::site();
    let manifest =
        fs::read(site.join("manifest.json")).context("the site is not built: cargo xtask build")?;
    let manifest: BTreeMap<String, String> = serde_json::from_slice(&manifest)?;
    let mut sizes = BTreeMap::new();
    for (name, file) in manifest {
        let bytes = fs::metadata(site.join(format!("{file}.br")))?.len();
        sizes.insert(name, usize::try_from(bytes)?);
    }
    Ok(sizes)
}
