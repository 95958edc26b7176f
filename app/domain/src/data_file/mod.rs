//! What is wrong with a data file, so that its author can go there and mend it.

use std::fmt;

mod place;

pub use place::Places;

/// One thing that is wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The file, as its name below the folder.
    pub file: String,
    /// The key, as `procedure[0].step[3].outcome[1].to`; empty for the file as such.
    pub key: String,
    /// The line of the key, from 1; 0 where there is no such line.
    pub line: usize,
    /// What is expected there.
    pub expected: String,
}

impl Problem {
    /// A file that is not there.
    pub fn missing(file: &str, holds: &str) -> Problem {
        Problem {
            file: file.to_owned(),
            key: String::new(),
            line: 0,
            expected: format!("expected this file, with {holds}"),
        }
    }

    /// A file that is not TOML or does not have the shape of its kind.
    pub fn syntax(file: &str, text: &str, error: &toml::de::Error) -> Problem {
        let offset = error.span().map_or(0, |span| span.start);
        Problem {
            file: file.to_owned(),
            key: Places::of(text).key_at(offset),
            line: line_of(text, offset),
            expected: error.message().to_owned(),
        }
    }

    /// The same, found in the regulation's `text` followed by the file `shared`: says in which of the two it is.
    pub fn in_shared(mut self, text: &str, shared: Option<&str>) -> Problem {
        let own = text.matches('\n').count() + 1;
        if let Some(shared) = shared.filter(|_| self.line > own) {
            self.line -= own;
            shared.clone_into(&mut self.file);
        }
        self
    }
}

/// The line on which the byte `offset` stands.
fn line_of(text: &str, offset: usize) -> usize {
    text.bytes()
        .take(offset)
        .filter(|byte| *byte == b'\n')
        .count()
        + 1
}

impl fmt::Display for Problem {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            out,
            "{}:{}: {}: {}",
            self.file, self.line, self.key, self.expected
        )
    }
}

/// Everything that is wrong with a catalogue.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub struct CatalogueError {
    /// At least one.
    pub problems: Vec<Problem>,
}

impl fmt::Display for CatalogueError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (n, problem) in self.problems.iter().enumerate() {
            if n > 0 {
                writeln!(out)?;
            }
            write!(out, "{problem}")?;
        }
        Ok(())
    }
}
