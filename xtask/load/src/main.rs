//! Puts load on the server and answers with one line of JSON. A crate of its own, so that xtask stays
//! quick to build, and optimised, so that it takes little of the machine that it shares with the server.

mod figures;
mod pages;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

#[derive(Parser, Debug)]
#[command(about = "The load of `cargo xtask bench`", disable_version_flag = true)]
struct Cli {
    #[command(subcommand)]
    scenario: Scenario,
}

#[derive(Subcommand, Debug)]
enum Scenario {
    /// Asks for one page again and again
    Pages(pages::Options),
}

#[tokio::main]
async fn main() -> ExitCode {
    let outcome = match Cli::parse().scenario {
        Scenario::Pages(options) => pages::run(&options).await,
    };
    match outcome {
        Ok(figures) => {
            #[allow(clippy::print_stdout)] // The answer to the caller.
            {
                println!("{}", figures.json());
            }
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}
