//! `cargo xtask serve`: builds everything and becomes the server.

use std::path::PathBuf;
use std::process::{Command, ExitCode};
use std::thread;

use anyhow::Result;

use crate::{paths, run, say, site, tools};

/// What is handed to the server.
#[derive(clap::Args, Debug)]
pub struct ServeOptions {
    /// Address to listen on
    #[arg(long, default_value = "127.0.0.1:3000")]
    listen: String,
    /// sqlite:… or postgres:…; without it an SQLite file in the data directory
    #[arg(long)]
    database_url: Option<String>,
    /// Folder of the database and the files
    #[arg(long, default_value = "data")]
    data_dir: PathBuf,
    /// Make a new portal in an empty database; a data directory that is not there is one anyway
    #[arg(long)]
    new: bool,
    /// Start without the demonstration persons
    #[arg(long)]
    no_demo: bool,
}

/// Builds and runs. Returns only if the server could not be started or the system cannot replace a process.
pub fn serve(options: &ServeOptions) -> Result<ExitCode> {
    tools::c_compiler()?;
    build()?;
    let mut server = Command::new(paths::server("release"));
    server.arg("--listen").arg(&options.listen);
    server.arg("--site").arg(paths::site());
    server.arg("--data-dir").arg(&options.data_dir);
    if let Some(url) = &options.database_url {
        server.arg("--database-url").arg(url);
    }
    if options.new || (options.database_url.is_none() && !options.data_dir.exists()) {
        server.arg("--new");
    }
    if !options.no_demo {
        server.arg("--demo");
    }
    become_program(server)
}

/// The site and the server in release. Side by side: the last minutes of the islands keep one core busy, and the two
/// builds share no folder that cargo locks.
pub fn build() -> Result<()> {
    thread::scope(|scope| {
        let server = scope.spawn(|| say::step("server (release)", build_server));
        site::build()?;
        server
            .join()
            .map_err(|_| anyhow::anyhow!("the build of the server broke off"))?
    })
}

fn build_server() -> Result<()> {
    let mut cargo = run::cargo();
    cargo.args(["build", "--package", "server", "--release", "--locked"]);
    // One bar of progress on the terminal is enough.
    cargo.env("CARGO_TERM_PROGRESS_WHEN", "never");
    run::run(&mut cargo, "")
}

/// The server takes this process over, so signals reach it and its exit code is the command's.
#[cfg(unix)]
fn become_program(mut program: Command) -> Result<ExitCode> {
    use std::os::unix::process::CommandExt;
    Err(anyhow::anyhow!(
        "the server could not be started: {}",
        program.exec()
    ))
}

#[cfg(not(unix))]
fn become_program(mut program: Command) -> Result<ExitCode> {
    let code = program
        .status()?
        .code()
        .and_then(|code| u8::try_from(code).ok());
    Ok(ExitCode::from(code.unwrap_or(1)))
}
