//! `cargo xtask bench`: each figure with its unit, to the terminal and to `target/bench.json`.
//!
//! A part of the product is measured in a file of its own here, which gives its figures to the report.

mod load;
mod office;
mod pages;
mod postgres;
mod report;
mod server;
mod start;
mod submissions;
mod visit;

use std::path::{Path, PathBuf};

use anyhow::Result;
use report::Report;

use crate::check::size;
use crate::{paths, run, say, serve, tools};

/// What to measure.
#[derive(clap::Args, Debug)]
pub struct BenchOptions {
    /// A server of another version to measure beside this one: machines and hours differ more than versions do
    #[arg(long)]
    beside: Option<PathBuf>,
    /// How often; the median of all rounds counts
    #[arg(long, default_value_t = 1)]
    rounds: usize,
    /// Only these parts, after the start; without it all of them
    #[arg(long, value_delimiter = ',')]
    only: Vec<Part>,
}

/// What is measured of a server that has started.
#[derive(clap::ValueEnum, Clone, Copy, Debug, PartialEq, Eq)]
enum Part {
    Pages,
    Submissions,
    Office,
    Lists,
    Postgres,
}

/// Builds in release, measures, reports.
pub fn run(options: &BenchOptions) -> Result<()> {
    tools::c_compiler()?;
    serve::build()?;
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
        measure(&paths::server("release"), &options.only, &mut report)?;
        if let Some((program, report)) = &mut other {
            say::line(format!(
                "round {round} of {}: {}",
                options.rounds,
                program.display()
            ));
            measure(program, &options.only, report)?;
        }
    }
    report.write(
        other.as_ref().map(|(_, report)| report),
        &paths::target().join("bench.json"),
    )
}

fn measure(program: &Path, only: &[Part], report: &mut Report) -> Result<()> {
    let wanted = |part| only.is_empty() || only.contains(&part);
    let server = say::step("start and memory at rest", || {
        start::measure(program, report)
    })?;
    if wanted(Part::Pages) {
        visit::measure(&server, report)?;
        pages::public(&server, report)?;
        pages::alone(&server, report)?;
    }
    if wanted(Part::Submissions) {
        submissions::measure(&server, report)?;
    }
    if wanted(Part::Office) {
        office::measure(&server, report)?;
    }
    if wanted(Part::Lists) {
        pages::lists(&server, report)?;
    }
    drop(server);
    if wanted(Part::Postgres) {
        postgres::measure(program, report)?;
    }
    Ok(())
}
