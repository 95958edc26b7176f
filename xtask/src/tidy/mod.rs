//! The house rules, over every text file of the repository.

mod circles;
mod modules;
mod names;
mod rooms;
mod source;

use std::fs;
use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::{paths, run};
use modules::Modules;

/// Longest file without a reason at its top.
const LONGEST: usize = 400;

/// What stands in the first lines of a longer one.
const REASON: &str = "Long because:";

/// Marks of unfinished work. Split, because this file is checked too.
const MARKS: [&str; 8] = [
    concat!("TO", "DO"),
    concat!("FIX", "ME"),
    concat!("XX", "X"),
    concat!("unimple", "mented!"),
    concat!("to", "do!("),
    concat!(".on", "ly("),
    concat!("test.sk", "ip"),
    concat!("#[ign", "ore"),
];

/// The crate whose rooms stand on each other.
const SERVER: &str = "server/src";

/// Folders of one machine.
const MACHINE: [&str; 4] = [
    concat!("/wo", "rk/"),
    concat!("/ho", "me/"),
    concat!("/ro", "ot/"),
    concat!("/Use", "rs/"),
];

/// The one place that Cargo.lock may name.
const INDEX: &str = "source = \"registry+https://github.com/rust-lang/crates.io-index\"";

/// A file of the repository.
pub struct File {
    /// From the root, with slashes.
    pub path: String,
    /// The content.
    pub text: String,
}

/// Fails with every breach in the repository.
pub fn check() -> Result<()> {
    let found = problems(&files()?);
    if found.is_empty() {
        return Ok(());
    }
    bail!(
        "{} breach(es) of the house rules:\n{}",
        found.len(),
        found.join("\n")
    )
}

/// Every breach, one a line.
pub fn problems(files: &[File]) -> Vec<String> {
    let mut found = Vec::new();
    for file in files {
        match file.path.rsplit('/').next().unwrap_or_default() {
            "Cargo.lock" => cargo_lock(file, &mut found),
            "package-lock.json" => npm_lock(file, &mut found),
            name => {
                length(file, &mut found);
                lines(file, &mut found);
                if name == "Cargo.toml" {
                    lints(file, &mut found);
                }
            }
        }
    }
    beside(files, &mut found);
    for root in modules::roots(files) {
        if let Err(error) = structure(root, files, &mut found) {
            found.push(format!("{error:#}"));
        }
    }
    found
}

/// The text files that git knows or would take up.
fn files() -> Result<Vec<File>> {
    let mut git = Command::new("git");
    // A checkout of another user, as in a container, is as good.
    git.args([
        "-c",
        "safe.directory=*",
        "ls-files",
        "-z",
        "--cached",
        "--others",
        "--exclude-standard",
    ]);
    let list = run::output(git.current_dir(paths::root()), "Install git.")
        .context("the files cannot be listed")?;
    let mut files = Vec::new();
    for path in list.split_terminator('\0') {
        // Deleted but not yet committed, or not text.
        if let Ok(text) = fs::read_to_string(paths::root().join(path)) {
            files.push(File {
                path: path.to_owned(),
                text,
            });
        }
    }
    Ok(files)
}

/// `x.rs` and a folder `x` are one module in two places.
fn beside(files: &[File], found: &mut Vec<String>) {
    for file in files {
        let Some(module) = file.path.strip_suffix(".rs") else {
            continue;
        };
        let part = |other: &File| {
            let below = other.path.strip_prefix(module);
            below.is_some_and(|path| path.starts_with('/') && path.ends_with(".rs"))
        };
        if files.iter().any(part) {
            found.push(format!("{}: move it to {module}/mod.rs", file.path));
        }
    }
}

/// What only all files of a crate together show.
fn structure(root: &str, files: &[File], found: &mut Vec<String>) -> Result<()> {
    let modules = Modules::read(root, files)?;
    for circle in circles::circles(&modules) {
        found.push(format!("{root}: a circle of files: {}", circle.join(", ")));
    }
    if root == SERVER {
        for (file, other) in rooms::upwards(&modules) {
            found.push(format!("{file}: uses {other} of a higher room"));
        }
    }
    for (name, files) in names::doubled(&modules) {
        let files: Vec<&str> = files.into_iter().collect();
        found.push(format!(
            "{root}: types of one name, `{name}`: {}",
            files.join(", ")
        ));
    }
    Ok(())
}

fn length(file: &File, found: &mut Vec<String>) {
    let ours = [".rs", ".ts", ".js", ".css"]
        .iter()
        .any(|ending| file.path.ends_with(ending));
    let count = file.text.lines().count();
    if ours && count > LONGEST && !file.text.lines().take(10).any(|line| line.contains(REASON)) {
        found.push(format!(
            "{}: {count} lines; split it or say at the top `{REASON} …`",
            file.path
        ));
    }
}

fn lines(file: &File, found: &mut Vec<String>) {
    for (index, line) in file.text.lines().enumerate() {
        let mut report = |what: &str| found.push(format!("{}:{}: {what}", file.path, index + 1));
        if MARKS.iter().any(|mark| line.contains(mark)) {
            report("a mark of unfinished work");
        }
        if MACHINE.iter().any(|folder| names_folder(line, folder)) {
            report("a folder of one machine");
        }
        if digit_runs(line).any(is_iin) {
            report("a number that could be a person's ИИН; generate it");
        }
    }
}

/// The folder begins a path here; within a longer path or an address it means something else.
fn names_folder(line: &str, folder: &str) -> bool {
    line.match_indices(folder).any(|(at, _)| {
        let before = line[..at].chars().next_back();
        before.is_none_or(|letter| letter.is_whitespace() || "\"'`=(:".contains(letter))
    })
}

/// Runs of digits that are no part of a longer word.
fn digit_runs(line: &str) -> impl Iterator<Item = &str> {
    line.split(|letter: char| !letter.is_alphanumeric() && letter != '_')
        .filter(|word| !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_digit()))
}

/// Twelve digits with a date of birth, a century and a fitting check digit.
fn is_iin(word: &str) -> bool {
    let digits: Vec<u32> = word.bytes().map(|byte| u32::from(byte - b'0')).collect();
    let [_, _, m1, m2, d1, d2, century, .., check] = digits[..] else {
        return false;
    };
    let month = m1 * 10 + m2;
    let day = d1 * 10 + d2;
    digits.len() == 12
        && (1..=12).contains(&month)
        && (1..=31).contains(&day)
        && century <= 6
        && check_digit(&digits[..11]) == Some(check)
}

/// The check digit that eleven digits call for; none where both rounds give ten.
pub fn check_digit(digits: &[u32]) -> Option<u32> {
    let round = |shift: usize| -> u32 {
        digits
            .iter()
            .enumerate()
            .map(|(at, digit)| digit * ((at + shift) % 11 + 1) as u32)
            .sum::<u32>()
            % 11
    };
    [0, 2].into_iter().map(round).find(|rest| *rest < 10)
}

fn cargo_lock(file: &File, found: &mut Vec<String>) {
    for (index, line) in file.text.lines().enumerate() {
        if line.starts_with("source = ") && line != INDEX {
            found.push(format!(
                "{}:{}: a crate from somewhere else than crates.io",
                file.path,
                index + 1
            ));
        }
    }
}

fn npm_lock(file: &File, found: &mut Vec<String>) {
    for (index, line) in file.text.lines().enumerate() {
        if line.trim_start().starts_with("\"resolved\"") {
            found.push(format!(
                "{}:{}: a lock file names no registry",
                file.path,
                index + 1
            ));
        }
    }
}

fn lints(file: &File, found: &mut Vec<String>) {
    if file.text.contains("[workspace]") {
        if !file
            .text
            .lines()
            .any(|line| line == "unsafe_code = \"forbid\"")
        {
            found.push(format!("{}: unsafe code is not forbidden", file.path));
        }
    } else if !file.text.contains("[lints]\nworkspace = true") {
        found.push(format!(
            "{}: the crate does not take the workspace's lints",
            file.path
        ));
    }
}
