//! Formatting and clippy.

use anyhow::Result;

use crate::{run, tools};

pub(super) fn formatting() -> Result<()> {
    run::run(run::cargo().args(["fmt", "--all", "--check"]), "")
}

pub(super) fn host() -> Result<()> {
    let mut cargo = run::cargo();
    cargo.args([
        "clippy",
        "--workspace",
        "--all-targets",
        "--locked",
        "--",
        "-D",
        "warnings",
    ]);
    run::run(&mut cargo, "Run `rustup component add clippy`.")
}

pub(super) fn wasm() -> Result<()> {
    tools::wasm_target()?;
    let mut cargo = run::cargo();
    cargo.args(["clippy", "--package", "app", "--lib", "--locked"]);
    cargo.args(["--target", tools::WASM, "--", "-D", "warnings"]);
    run::run(&mut cargo, "Run `rustup component add clippy`.")
}
