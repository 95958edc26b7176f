//! What runs in Chromium: the islands' own tests and the journeys through the product.

use std::ffi::OsString;
use std::fs;
use std::process::Command;

use anyhow::{Result, bail};

use crate::{paths, run, say, tools};

const NODE: &str = "Install Node 20 or newer (Debian, Ubuntu: apt-get install nodejs npm).";

/// Installs what is missing, before anything slow starts.
pub(super) fn prepare() -> Result<()> {
    say::step("programs for the tests", || {
        tools::debian("chromium", &["chromium"])?;
        tools::debian("chromedriver", &["chromium-driver"])?;
        if !tools::has_node() {
            tools::apt_install("node", &["nodejs", "npm"])?;
        }
        tools::npm_packages()?;
        tools::wasm_target()
    })
}

/// The tests `app/tests/browser_*.rs`, with this program as cargo's runner.
pub(super) fn islands() -> Result<()> {
    say::step("islands in Chromium", || {
        let me = std::env::current_exe()?;
        let mut cargo = run::cargo();
        cargo.args([
            "test",
            "--package",
            "app",
            "--test",
            "browser_*",
            "--locked",
            "--target",
            tools::WASM,
        ]);
        let runner = format!("{} wasm-test-runner", me.display());
        cargo.env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER", runner);
        run::run(&mut cargo, "")
    })
}

/// Runs one Wasm test binary in headless Chromium.
pub fn wasm_test_runner(args: Vec<OsString>) -> Result<()> {
    let named = [OsString::from("wasm-bindgen-test-runner")]
        .into_iter()
        .chain(args);
    wasm_bindgen_cli::wasm_bindgen_test_runner::run_cli_with_args(named)
}

/// Playwright starts the server itself, on a port and in a folder of its own.
pub(super) fn journeys() -> Result<()> {
    say::step("journeys in Chromium", || {
        let pages = paths::target().join("html");
        if pages.exists() {
            fs::remove_dir_all(&pages)?;
        }
        fs::create_dir_all(&pages)?;
        let data = tempfile::Builder::new().prefix("otinish-e2e-").tempdir()?;
        let mut npx = Command::new("npx");
        npx.args(["--no-install", "playwright", "test"])
            .current_dir(paths::end2end());
        npx.env("OTINISH_BIN", paths::server("debug"))
            .env("OTINISH_SITE", paths::site());
        npx.env("OTINISH_DATA", data.path())
            .env("OTINISH_HTML", &pages);
        npx.env("OTINISH_PORT", run::free_port()?.to_string());
        run::run(&mut npx, NODE)
    })
}

/// html-validate over the pages that the journeys saved.
pub(super) fn valid_html() -> Result<()> {
    let pages = paths::target().join("html");
    let count = fs::read_dir(&pages).map(Iterator::count).unwrap_or(0);
    if count == 0 {
        bail!(
            "{} holds no page: run `cargo xtask test` first.",
            pages.display()
        );
    }
    say::line(format!("{count} pages"));
    let mut npx = Command::new("npx");
    npx.args([
        "--no-install",
        "html-validate",
        "--config",
        ".htmlvalidate.json",
        "--ext",
        "html",
    ])
    .arg(&pages);
    npx.current_dir(paths::end2end());
    run::run(&mut npx, NODE)
}
