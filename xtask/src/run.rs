//! Starting other programs.

use std::env;
use std::ffi::OsString;
use std::io::ErrorKind;
use std::net::TcpListener;
use std::process::{Command, Stdio};

use anyhow::{Context, Result, bail};

use crate::paths;

/// The cargo that started this program, in the workspace's root.
pub fn cargo() -> Command {
    let program = env::var_os("CARGO").unwrap_or_else(|| OsString::from("cargo"));
    let mut command = Command::new(program);
    command.current_dir(paths::root());
    // Set by `cargo run` for this program; a nested cargo would hand them on to build scripts.
    for (name, _) in env::vars_os() {
        if name.to_string_lossy().starts_with("CARGO_PKG_") {
            command.env_remove(name);
        }
    }
    command.env_remove("CARGO_MANIFEST_DIR");
    command
}

/// Runs to the end and takes any other exit code than 0 as an error. `install` says in a line what to
/// install when the program is missing.
pub fn run(command: &mut Command, install: &str) -> Result<()> {
    let name = command.get_program().to_string_lossy().into_owned();
    let status = command
        .status()
        .map_err(|error| explain(&error, &name, install))?;
    if !status.success() {
        bail!("`{}` ended with {status}", shown(command));
    }
    Ok(())
}

/// Runs to the end and gives what the program wrote to stdout.
pub fn output(command: &mut Command, install: &str) -> Result<String> {
    let name = command.get_program().to_string_lossy().into_owned();
    let output = command
        .stderr(Stdio::inherit())
        .output()
        .map_err(|error| explain(&error, &name, install))?;
    if !output.status.success() {
        bail!("`{}` ended with {}", shown(command), output.status);
    }
    String::from_utf8(output.stdout).with_context(|| format!("`{name}` did not answer in UTF-8"))
}

/// Whether a program can be started at all.
pub fn is_there(program: &str) -> bool {
    let quiet = Command::new(program)
        .arg("--version")
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status();
    !matches!(quiet, Err(error) if error.kind() == ErrorKind::NotFound)
}

fn explain(error: &std::io::Error, name: &str, install: &str) -> anyhow::Error {
    if error.kind() == ErrorKind::NotFound {
        anyhow::anyhow!("{name} is missing. {install}")
    } else {
        anyhow::anyhow!("{name} could not be started: {error}")
    }
}

fn shown(command: &Command) -> String {
    let mut words = vec![command.get_program().to_string_lossy().into_owned()];
    words.extend(
        command
            .get_args()
            .map(|arg| arg.to_string_lossy().into_owned()),
    );
    words.join(" ")
}

/// A port of the loopback that nobody uses at this moment.
pub fn free_port() -> Result<u16> {
    Ok(TcpListener::bind(("127.0.0.1", 0))?.local_addr()?.port())
}
