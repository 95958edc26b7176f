//! The catalogue with one thing wrong in it.

#![allow(dead_code, unreachable_pub, reason = "every test file uses its part")]

use std::{fs, path::Path};

use catalogue::{Catalogue, Problem};

pub const LOCAL: &str = "west-kazakhstan-2018/local-social-assistance";
pub const REGIONS: &str = "regions.toml";
pub const ACT: &str = "west-kazakhstan-2018/act.toml";

fn text_of(file: &str) -> String {
    fs::read_to_string(
        Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("regulations")
            .join(file),
    )
    .unwrap()
}

/// Reads the catalogue with `from` in the regulation's file made `to`; gives the problems and the line of `from`.
pub fn broken(from: &str, to: &str) -> (Vec<Problem>, usize) {
    broken_in(&format!("{LOCAL}.toml"), from, to)
}

/// The same for a `file` of the catalogue.
pub fn broken_in(file: &str, from: &str, to: &str) -> (Vec<Problem>, usize) {
    let text = text_of(file);
    let start = text
        .find(from)
        .unwrap_or_else(|| panic!("`{from}` is not in the file"));
    let line = text[..start].matches('\n').count() + 1;
    let regulation = format!("{LOCAL}.toml");
    let files = ["situations.toml", "words.toml", REGIONS, ACT, &regulation].map(|name| {
        let text = text_of(name);
        let text = if name == file {
            text.replacen(from, to, 1)
        } else {
            text
        };
        (name.to_owned(), text)
    });
    (found(&files), line)
}

/// Everything that is wrong with these files: what refuses them, else what in them leads nowhere.
fn found<N: AsRef<str>>(files: &[(N, String)]) -> Vec<Problem> {
    match Catalogue::parse(files) {
        Ok(catalogue) => catalogue.dangling().to_vec(),
        Err(error) => error.problems,
    }
}

/// Reads the catalogue with one more file; gives the problems.
pub fn with_file(name: &str, text: &str) -> Vec<Problem> {
    let regulation = format!("{LOCAL}.toml");
    let files = ["situations.toml", "words.toml", REGIONS, ACT, &regulation]
        .map(|name| (name, text_of(name)));
    let mut files = Vec::from(files);
    files.push((name, text.to_owned()));
    found(&files)
}

#[track_caller]
pub fn refused(from: &str, to: &str, key: &str, expected: &str) {
    refused_in(&format!("{LOCAL}.toml"), from, to, key, expected);
}

#[track_caller]
pub fn refused_in(file: &str, from: &str, to: &str, key: &str, expected: &str) {
    let (problems, line) = broken_in(file, from, to);
    let problem = problems
        .iter()
        .find(|problem| problem.key == key)
        .unwrap_or_else(|| panic!("no problem at `{key}` in {problems:#?}"));
    assert_eq!(problem.file, file);
    assert!(problem.expected.contains(expected), "{}", problem.expected);
    assert!(
        problem.line.abs_diff(line) <= 6,
        "line {} for a change at {line}",
        problem.line
    );
}

/// The files of one regulation and of what it needs.
pub fn files() -> Vec<(String, String)> {
    let regulation = format!("{LOCAL}.toml");
    let files = ["situations.toml", "words.toml", REGIONS, ACT, &regulation];
    files.map(|name| (name.to_owned(), text_of(name))).to_vec()
}
