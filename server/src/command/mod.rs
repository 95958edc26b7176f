//! The command line of the program: it serves, or with a subcommand does one thing and ends. Each command has a file of
//! its own.

use std::process::ExitCode;

use clap::{Parser, Subcommand};

use crate::{
    Config,
    core::{self, installation},
    flow::upgrade,
    store::{Expect, Store, file::Files},
};

mod backup;
mod retention;
mod staff;
mod verify;

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
    /// Copies the database and the files to an empty folder, while the server runs.
    Backup(backup::Folder),
    /// Makes a portal of a backup, in an empty place.
    Restore(backup::Folder),
    /// Checks that what is stored is what was written.
    Verify(verify::Verify),
    /// Seals the logs that changed; the server does so every hour.
    Seal,
    /// Makes the rows of cases anew from their logs.
    Rebuild,
    /// How long what is no case is kept.
    Retention(retention::Options),
}

impl Command {
    /// Does it. What it found out stands on the standard output; why it failed, on the standard error, for a person.
    #[expect(clippy::print_stderr, reason = "a command speaks to a person")]
    pub async fn run(self, config: &Config) -> ExitCode {
        let done = match self {
            Command::Staff(command) => staff::run(command, config).await,
            Command::Backup(folder) => backup::backup(folder, config).await,
            Command::Restore(folder) => backup::restore(folder, config).await,
            Command::Verify(wanted) => verify::verify(wanted, config).await,
            Command::Seal => verify::seal(config).await,
            Command::Rebuild => verify::rebuild(config).await,
            Command::Retention(options) => retention::run(options, config).await,
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
#[expect(clippy::print_stdout, reason = "what was found out is the output")]
fn say(line: impl std::fmt::Display) {
    println!("{line}");
}

/// The catalogue and the database, for a command that needs no server. The server may be running meanwhile.
async fn open(config: &Config) -> anyhow::Result<(catalogue::Catalogue, Store)> {
    use anyhow::Context;

    let catalogue = core::catalogue(config)?;
    crate::start::check(config).await?;
    let store = Store::open_with(&config.database_url(), &config.database, Expect::Existing)
        .await
        .context("opening the database")?;
    Ok((catalogue, store))
}

/// The store of files that the settings name.
fn files(config: &Config) -> anyhow::Result<Files> {
    Files::open(&config.data_dir, &config.files)
}

/// The database and the files of a portal that exists.
async fn portal_store(config: &Config) -> anyhow::Result<(Store, Files)> {
    use anyhow::Context;

    let store = Store::open_with(&config.database_url(), &config.database, Expect::Existing)
        .await
        .context("opening the database")?;
    upgrade::finish(&store).await?;
    let files = files(config)?;
    installation::agree(&store, &files).await?;
    Ok((store, files))
}
