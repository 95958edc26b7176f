//! The command line of the program: it serves, or with a subcommand does one thing and ends. Each command has a file of
//! its own.

use std::process::ExitCode;

use clap::{Parser, Subcommand};

use crate::{Config, state, store::Store};

mod staff;

/// What was asked for on the command line.
#[derive(Debug, Parser)]
#[command(name = "otinish", about = "The Otinish portal", version)]
pub struct Cli {
    /// Settings of the server; the commands use those of the data folder, the database and the catalogue.
    #[command(flatten)]
    pub config: Config,
    /// Without one, the program serves.
    #[command(subcommand)]
    pub command: Option<Command>,
}

/// What the program does beside serving.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// The accounts of officials.
    #[command(subcommand)]
    Staff(staff::StaffCommand),
}

impl Command {
    /// Does it. What it found out stands on the standard output; why it failed, on the standard error, for a person.
    #[allow(clippy::print_stderr)]
    pub async fn run(self, config: &Config) -> ExitCode {
        let done = match self {
            Command::Staff(command) => staff::run(command, config).await,
        };
        match done {
            Ok(()) => ExitCode::SUCCESS,
            Err(error) => {
                eprintln!("otinish: {error:#}");
                ExitCode::FAILURE
            }
        }
    }
}

/// Writes a line for the person at the terminal.
#[allow(clippy::print_stdout)]
fn say(line: impl std::fmt::Display) {
    println!("{line}");
}

/// The catalogue and the database, for a command that needs no server. The server may be running meanwhile.
async fn open(config: &Config) -> anyhow::Result<(domain::catalogue::Catalogue, Store)> {
    use anyhow::Context;

    let catalogue = state::catalogue(config)?;
    if config.database_url.is_none() {
        std::fs::create_dir_all(&config.data_dir)
            .with_context(|| format!("creating the data folder {}", config.data_dir.display()))?;
    }
    let store = Store::open_with(&config.database_url(), &config.database)
        .await
        .context("opening the database")?;
    Ok((catalogue, store))
}
