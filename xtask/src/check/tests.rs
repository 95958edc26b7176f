//! The tests that run on this machine without a browser.

use std::process::Command;

use anyhow::Result;

use super::postgres::Cluster;
use crate::{run, say};

/// The tests of all crates. Those of xtask go by themselves: it was built alone, and together with the
/// others its dependencies would be built again with their features.
pub(super) fn host(database: &Cluster, scope: Scope) -> Result<()> {
    say::step("tests of xtask", || {
        run::run(
            run::cargo().args(["test", "--package", "xtask", "--locked"]),
            "",
        )
    })?;
    say::step("tests of the product", || {
        run::run(&mut product(database, scope), "")
    })?;
    say::step("the whole server on PostgreSQL", || {
        let mut cargo = product(database, scope);
        cargo.args(["--test", "it"]);
        cargo.env("OTINISH_TEST_SERVERS", "postgres");
        run::run(&mut cargo, "")
    })
}

/// Always of the whole workspace: of one package alone, dependencies would be built again with other features.
fn product(database: &Cluster, scope: Scope) -> Command {
    let mut cargo = workspace(scope);
    cargo.env("OTINISH_TEST_POSTGRES", database.url());
    cargo
}

fn workspace(scope: Scope) -> Command {
    let mut cargo = run::cargo();
    cargo.args(["test", "--workspace", "--exclude", "xtask", "--locked"]);
    if scope == Scope::Whole {
        cargo.env("CI", "true");
    }
    cargo
}

/// The catalogue against the acts, which fails where they are not at hand. The tests alone only say so.
pub(super) fn acts() -> Result<()> {
    let mut cargo = workspace(Scope::Whole);
    cargo.args(["--test", "data", "--", "acts::"]);
    run::run(
        &mut cargo,
        "Put the acts where OTINISH_ACTS says, or beside the workspace.",
    )
}

/// Whether a test may leave itself out, for want of something that is not of this repository.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Scope {
    /// It says so and passes.
    AtHand,
    /// It fails.
    Whole,
}
