//! The islands: cargo, then wasm-bindgen, then wasm-opt.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use sha2::{Digest, Sha256};

use crate::{paths, run, say, tools};

/// Raised when the steps below change, so that earlier results are not taken.
const RECIPE: &str = "1";

/// Exactly what rustc uses for this target: a browser of 2022 has all of it. With `--all-features`
/// wasm-opt would write instructions that no browser has.
const FEATURES: [&str; 6] = [
    "--enable-bulk-memory",
    "--enable-multivalue",
    "--enable-mutable-globals",
    "--enable-nontrapping-float-to-int",
    "--enable-reference-types",
    "--enable-sign-ext",
];

/// Builds the islands and gives the folder with `app.js` and `app_bg.wasm`.
pub(super) fn build() -> Result<PathBuf> {
    tools::wasm_target()?;
    let mut cargo = run::cargo();
    cargo.args(["rustc", "--package", "app", "--lib", "--locked"]);
    cargo.args(["--profile", "wasm", "--target", tools::WASM]);
    // Here and not in the manifest: the server would link a library of its own, and wait for it.
    cargo.args(["--crate-type", "cdylib"]);
    run::run(&mut cargo, "")?;

    let raw = paths::target().join(tools::WASM).join("wasm/app.wasm");
    let wasm_opt = tools::wasm_opt();
    let folder = paths::target().join("xtask/islands");
    let stamp = stamp(&raw, wasm_opt.as_deref())?;
    if fs::read_to_string(folder.join("stamp")).is_ok_and(|last| last == stamp) {
        return Ok(folder);
    }
    if folder.exists() {
        fs::remove_dir_all(&folder)?;
    }
    bind(&raw, &folder)?;
    if let Some(script) = wasm_opt {
        shrink(&script, &folder.join("app_bg.wasm"))?;
    }
    fs::write(folder.join("stamp"), stamp)?;
    Ok(folder)
}

fn stamp(raw: &Path, wasm_opt: Option<&Path>) -> Result<String> {
    let bytes = fs::read(raw).with_context(|| format!("{} is not there", raw.display()))?;
    let optimised = if wasm_opt.is_some() {
        "optimised"
    } else {
        "plain"
    };
    Ok(format!(
        "{RECIPE} {optimised} {}",
        hex::encode(Sha256::digest(&bytes))
    ))
}

fn bind(raw: &Path, folder: &Path) -> Result<()> {
    let args = [
        "wasm-bindgen",
        "--target",
        "web",
        "--no-typescript",
        "--omit-default-module-path",
    ];
    let mut args: Vec<_> = args.iter().map(std::ffi::OsString::from).collect();
    args.extend([
        "--out-name".into(),
        "app".into(),
        "--out-dir".into(),
        folder.into(),
        raw.into(),
    ]);
    wasm_bindgen_cli::wasm_bindgen::run_cli_with_args(args)?;
    // The glue would import them by a name that the site does not have.
    if folder.join("snippets").exists() {
        bail!("A crate of the islands brings JavaScript snippets, which the site cannot serve.");
    }
    Ok(())
}

fn shrink(script: &Path, wasm: &Path) -> Result<()> {
    let before = fs::metadata(wasm)?.len();
    let smaller = wasm.with_extension("opt");
    let mut node = tools::npm_program("node");
    node.arg(script).args(FEATURES).args([
        "-Oz",
        "--converge",
        "--strip-debug",
        "--strip-producers",
    ]);
    node.arg(wasm).arg("-o").arg(&smaller);
    run::run(&mut node, "")?;
    let after = fs::metadata(&smaller)?.len();
    fs::rename(&smaller, wasm)?;
    say::line(format!("wasm-opt: {before} bytes to {after}"));
    Ok(())
}
