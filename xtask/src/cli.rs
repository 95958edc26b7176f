//! The commands.

use std::process::ExitCode;

use anyhow::Result;
use clap::{Parser, Subcommand};

use crate::{bare, bench, catalogue, check, serve, site, tidy, torture};

#[derive(Parser, Debug)]
#[command(
    name = "cargo xtask",
    about = "Builds, runs, tests and measures Otinish",
    disable_version_flag = true
)]
struct Cli {
    #[command(subcommand)]
    command: Task,
}

#[derive(Subcommand, Debug)]
enum Task {
    /// Build everything and run the product
    Serve(serve::ServeOptions),
    /// Build what the browser loads into target/site
    Build,
    /// All tests: domain, stores on both databases, islands and journeys in Chromium
    Test,
    /// Formatting, lints, build, test, budgets, valid HTML
    Ci(check::CiOptions),
    /// Measure; also written to target/bench.json
    Bench(bench::BenchOptions),
    /// The whole catalogue as one JSON document, or only its checks
    Catalogue(catalogue::CatalogueOptions),
    /// Kills, power cuts, outages and full disks under load, for some minutes
    Torture(torture::TortureOptions),
    /// All tests and then the torture: what is too long for CI
    Nightly(torture::TortureOptions),
    /// The commands of the README on a fresh Debian that has nothing but the Rust toolchain
    Bare(bare::BareOptions),
    /// What the program is made of, as a CycloneDX document in target/sbom.json
    Sbom,
    /// The house rules
    Tidy,
    /// Run a Wasm test binary in headless Chromium; cargo calls this
    #[command(hide = true, disable_help_flag = true)]
    WasmTestRunner {
        /// What cargo gives to a runner
        #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
        args: Vec<std::ffi::OsString>,
    },
}

/// Reads the command line and runs the command.
pub fn main() -> ExitCode {
    match run(Cli::parse().command) {
        Ok(code) => code,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(task: Task) -> Result<ExitCode> {
    match task {
        Task::Serve(options) => return serve::serve(&options),
        Task::Build => site::build()?,
        Task::Test => check::test()?,
        Task::Ci(options) => check::ci(&options)?,
        Task::Bench(options) => bench::run(&options)?,
        Task::Catalogue(options) => return catalogue::run(&options),
        Task::Torture(options) => torture::torture(&options)?,
        Task::Nightly(options) => torture::nightly(&options)?,
        Task::Bare(options) => bare::run(&options)?,
        Task::Sbom => check::supply::sbom_file()?,
        Task::Tidy => tidy::check()?,
        Task::WasmTestRunner { args } => check::wasm_test_runner(args)?,
    }
    Ok(ExitCode::SUCCESS)
}
