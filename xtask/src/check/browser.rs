//! What runs in browsers: the islands' own tests in Chromium, and the journeys through the product, one of them in
//! Firefox and in WebKit too.

use std::ffi::OsString;
use std::fs;
use std::path::Path;

use anyhow::{Result, bail};

use crate::{paths, run, say, tools};

const NODE: &str = "Install Node 20 or newer (Debian, Ubuntu: apt-get install nodejs npm).";

/// The faces in which the layout is measured: where their files are, and the package that brings them.
const FACES: [(&str, &str); 4] = [
    ("dejavu/DejaVuSans.ttf", "fonts-dejavu-core"),
    ("noto/NotoSans-Regular.ttf", "fonts-noto-core"),
    ("liberation/LiberationSans-Regular.ttf", "fonts-liberation"),
    (
        "roboto/unhinted/RobotoTTF/Roboto-Regular.ttf",
        "fonts-roboto-unhinted",
    ),
];

/// Installs what is missing, before anything slow starts.
pub(super) fn prepare() -> Result<()> {
    say::step("programs for the tests", || {
        tools::debian("chromium", &["chromium"])?;
        tools::debian("chromedriver", &["chromium-driver"])?;
        tools::debian("firefox-esr", &["firefox-esr"])?;
        tools::debian("WebKitWebDriver", &["webkit2gtk-driver"])?;
        tools::debian("Xvfb", &["xvfb"])?;
        // What comes out of the printer is read and looked at.
        tools::debian("pdftotext", &["poppler-utils"])?;
        faces()?;
        tools::node()?;
        tools::npm_packages()?;
        tools::wasm_target()
    })
}

/// A page is as wide as its face: what fits in one of them may not in another.
fn faces() -> Result<()> {
    let folder = Path::new("/usr/share/fonts/truetype");
    let missing: Vec<&str> = FACES
        .iter()
        .filter(|(file, _)| !folder.join(file).is_file())
        .map(|(_, package)| *package)
        .collect();
    if missing.is_empty() {
        return Ok(());
    }
    tools::apt_install("A face that the layout is measured in", &missing)
}

/// The tests `app/tests/browser`, with this program as cargo's runner.
pub(super) fn islands() -> Result<()> {
    say::step("islands in Chromium", || {
        let me = std::env::current_exe()?;
        let mut cargo = run::cargo();
        cargo.args([
            "test",
            "--package",
            "app",
            "--test",
            "browser",
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
    say::step("journeys in Chromium, Firefox and WebKit", || {
        let pages = paths::target().join("html");
        if pages.exists() {
            fs::remove_dir_all(&pages)?;
        }
        fs::create_dir_all(&pages)?;
        let data = tempfile::Builder::new().prefix("otinish-e2e-").tempdir()?;
        let mut npx = tools::npm_program("npx");
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
    let mut npx = tools::npm_program("npx");
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
