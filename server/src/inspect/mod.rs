//! Whether a file can be opened at all.
//!
//! A file of a stranger is read to its end in a process of its own ([`child`]), with a bound on memory, time and depth
//! that the system holds: a bomb of compressed objects or a fault of a decoder ends that process and nothing else. The
//! server starts it and takes its answer ([`inspector`]), in the order of a [`queue`].

use std::process::ExitCode;

pub mod child;
pub mod error;
pub mod inspector;
mod pdf;
mod picture;
pub mod queue;

/// What was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It can be opened.
    Fine,
    /// A PDF that opens with a password only.
    Password,
    /// It cannot be opened: cut off, damaged, or nothing but a first line.
    Broken,
    /// A picture of more than [`picture::PIXELS`].
    Huge,
}

impl Verdict {
    const ALL: [Verdict; 4] = [
        Verdict::Fine,
        Verdict::Password,
        Verdict::Broken,
        Verdict::Huge,
    ];

    /// The exit code that says it. None is one that a panic or a shell gives.
    const fn code(self) -> u8 {
        match self {
            Verdict::Fine => 0,
            Verdict::Password => 10,
            Verdict::Broken => 11,
            Verdict::Huge => 12,
        }
    }

    fn of_code(code: i32) -> Option<Verdict> {
        Verdict::ALL
            .into_iter()
            .find(|verdict| i32::from(verdict.code()) == code)
    }
}

impl From<Verdict> for ExitCode {
    fn from(verdict: Verdict) -> ExitCode {
        ExitCode::from(verdict.code())
    }
}

/// Reads a whole file of the media type `kind`.
fn examine(kind: &str, bytes: Vec<u8>) -> Verdict {
    match kind {
        "application/pdf" => pdf::examine(bytes),
        "image/jpeg" => picture::jpeg(bytes),
        "image/png" => picture::png(bytes),
        "image/webp" => picture::webp(bytes),
        _ => Verdict::Broken,
    }
}
