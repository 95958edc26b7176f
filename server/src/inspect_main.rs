//! The program that reads one file of a stranger and nothing else.

use std::process::ExitCode;

fn main() -> ExitCode {
    server::inspect::child::run_if_asked().unwrap_or(ExitCode::FAILURE)
}
