//! `cargo xtask bench`: each figure with its unit, to the terminal and to `target/bench.json`.
//!
//! A part of the product is measured in a file of its own here, which gives its figures to the report.

mod load;
mod pages;
mod report;
mod server;
mod start;
mod submissions;
mod visit;

use anyhow::Result;
use report::Report;

use crate::check::size;
use crate::{paths, run, say, serve, site, tools};

/// Builds in release, measures, reports.
pub fn run() -> Result<()> {
    tools::c_compiler()?;
    site::build()?;
    serve::build_server()?;
    say::step("load (release)", || {
        run::run(
            run::cargo().args(["build", "--package", "load", "--release", "--locked"]),
            "",
        )
    })?;
    let mut report = Report::default();
    report.add("Wasm and glue, brotli", size::islands()? as f64, "B");
    let server = say::step("start and memory at rest", || start::measure(&mut report))?;
    visit::measure(&server, &mut report)?;
    pages::public(&server, &mut report)?;
    pages::alone(&server, &mut report)?;
    submissions::measure(&server, &mut report)?;
    pages::cabinet(&server, &mut report)?;
    report.write(&paths::target().join("bench.json"))
}
