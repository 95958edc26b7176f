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

use std::path::{Path, PathBuf};

use anyhow::Result;
use report::Report;

use crate::check::size;
use crate::{paths, run, say, serve, site, tools};

/// What to measure.
#[derive(clap::Args, Debug)]
pub struct BenchOptions {
    /// A server of another version to measure beside this one: machines and hours differ more than versions do
    #[arg(long)]
    beside: Option<PathBuf>,
    /// How often; the median of all rounds counts
    #[arg(long, default_value_t = 1)]
    rounds: usize,
}

/// Builds in release, measures, reports.
pub fn run(options: &BenchOptions) -> Result<()> {
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
    let mut other = options
        .beside
        .as_ref()
        .map(|program| (program, Report::default()));
    for round in 1..=options.rounds {
        say::line(format!("round {round} of {}: this version", options.rounds));
        measure(&paths::server("release"), &mut report)?;
        if let Some((program, report)) = &mut other {
            say::line(format!(
                "round {round} of {}: {}",
                options.rounds,
                program.display()
            ));
            measure(program, report)?;
        }
    }
    report.write(
        other.as_ref().map(|(_, report)| report),
        &paths::target().join("bench.json"),
    )
}

fn measure(program: &Path, report: &mut Report) -> Result<()> {
    let server = say::step("start and memory at rest", || {
        start::measure(program, report)
    })?;
    visit::measure(&server, report)?;
    pages::public(&server, report)?;
    pages::alone(&server, report)?;
    submissions::measure(&server, report)?;
    pages::cabinet(&server, report)
}
