//! The process that reads one file from its standard input and says by its exit code what it found.

use std::{io::Read, process::ExitCode};

use rustix::process::{Resource, Rlimit, setrlimit};

use super::{Verdict, examine};
use crate::store::file::FILE_BYTES;

/// The first word of the command line.
pub const COMMAND: &str = "inspect-file";

/// Bytes of memory, all in all: a picture of 64 megapixels and what its decoder needs beside it.
pub const MEMORY: u64 = 1024 * 1024 * 1024;
/// Seconds of the processor: ten times what an honest file of the most bytes or pixels takes.
pub const SECONDS: u64 = 5;

/// Does the work if this process was started for it; else nothing.
pub fn run_if_asked() -> Option<ExitCode> {
    let mut words = std::env::args().skip(1);
    if words.next()? != COMMAND {
        return None;
    }
    let kind = words.next().unwrap_or_default();
    if let Err(error) = limit() {
        // Without its bounds it must not begin.
        use std::io::Write;
        let _ = writeln!(std::io::stderr(), "no bounds: {error}");
        return Some(ExitCode::FAILURE);
    }
    let mut bytes = Vec::new();
    let read = std::io::stdin()
        .lock()
        .take(FILE_BYTES + 1)
        .read_to_end(&mut bytes);
    Some(match read {
        Ok(_) => examine(&kind, bytes).into(),
        Err(_) => Verdict::Broken.into(),
    })
}

fn limit() -> std::io::Result<()> {
    for (resource, most) in [
        (Resource::As, MEMORY),
        (Resource::Cpu, SECONDS),
        (Resource::Core, 0),
        // It reads a pipe: it has nothing to write.
        (Resource::Fsize, 0),
    ] {
        let both = Rlimit {
            current: Some(most),
            maximum: Some(most),
        };
        setrlimit(resource, both)?;
    }
    // Should memory run out, this process goes first.
    let _ = std::fs::write("/proc/self/oom_score_adj", "1000");
    Ok(())
}
