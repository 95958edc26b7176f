//! Where things are, from the workspace's root.

use std::env;
use std::path::{Path, PathBuf};

/// The workspace's root.
pub fn root() -> PathBuf {
    // Set by cargo at run time; the compiled-in value serves when the binary is started by hand.
    let here = env::var_os("CARGO_MANIFEST_DIR")
        .map(PathBuf::from)
        .filter(|path| path.join("src/paths.rs").is_file())
        .unwrap_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")));
    here.parent().map(Path::to_path_buf).unwrap_or(here)
}

/// Cargo's target directory.
pub fn target() -> PathBuf {
    env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), PathBuf::from)
}

/// Everything the browser loads, with `manifest.json`.
pub fn site() -> PathBuf {
    target().join("site")
}

/// The Playwright project with the npm tools.
pub fn end2end() -> PathBuf {
    root().join("end2end")
}

/// The server's binary of a cargo profile directory (`debug`, `release`).
pub fn server(profile: &str) -> PathBuf {
    target()
        .join(profile)
        .join(format!("otinish{}", env::consts::EXE_SUFFIX))
}

/// A binary of the release profile.
pub fn release(name: &str) -> PathBuf {
    target()
        .join("release")
        .join(format!("{name}{}", env::consts::EXE_SUFFIX))
}
