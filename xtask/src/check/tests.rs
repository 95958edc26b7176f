//! The tests that run on this machine without a browser.

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
        let mut cargo = run::cargo();
        cargo.args(["test", "--workspace", "--exclude", "xtask", "--locked"]);
        cargo.env("OTINISH_TEST_POSTGRES", database.url());
        run::run(&mut cargo, "")
    })
}
