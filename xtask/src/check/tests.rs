//! The tests that run on this machine without a browser.

use std::process::Command;

use anyhow::Result;

use super::postgres::Cluster;
use crate::{run, say};

/// The tests of all crates. Those of xtask go by themselves: it was built alone, and together with the
/// others its dependencies would be built again with their features.
pub(super) fn host(database: &Cluster) -> Result<()> {
    say::step("tests of xtask", || {
        run::run(
            run::cargo().args(["test", "--package", "xtask", "--locked"]),
            "",
        )
    })?;
    say::step("tests of the product", || {
        run::run(&mut product(database), "")
    })?;
    say::step("the whole server on PostgreSQL", || {
        let mut cargo = product(database);
        cargo.args(["--test", "it"]);
        cargo.env("OTINISH_TEST_SERVERS", "postgres");
        run::run(&mut cargo, "")
    })
}

/// Always of the whole workspace: of one package alone, dependencies would be built again with other features.
fn product(database: &Cluster) -> Command {
    let mut cargo = run::cargo();
    cargo.args(["test", "--workspace", "--exclude", "xtask", "--locked"]);
    cargo.env("OTINISH_TEST_POSTGRES", database.url());
    cargo
}
