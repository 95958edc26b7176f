//! `cargo xtask bench`: each figure with its unit, to the terminal and to `target/bench.json`.
//!
//! A part of the product is measured in a file of its own here, which gives its figures to the report.

mod pages;
mod report;
mod server;
mod start;

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
    sizes(&mut report)?;
    let server = say::step("start and memory at rest", || start::measure(&mut report))?;
    pages::measure(&server, &mut report)?;
    report.write(&paths::target().join("bench.json"))
}

/// What the browser loads, as served.
fn sizes(report: &mut Report) -> Result<()> {
    report.add("islands-brotli", size::islands()? as f64, "B");
    for (name, bytes) in size::sizes()? {
        report.add(&format!("asset-brotli {name}"), bytes as f64, "B");
    }
    Ok(())
}
