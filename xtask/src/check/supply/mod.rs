//! The crates of others: their licences, where they come from, which of them are not wanted, and a list of them all.
//!
//! `deny.toml` is in the format of cargo-deny, so that whoever has that tool gets the same answer from it; here the
//! same file is read in a second, and nothing has to be installed (decision 18).

pub mod graph;
pub mod rules;
pub mod sbom;

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Result, bail};

use crate::{paths, run, say};
use graph::Graph;
use rules::Rules;

/// Fails with every crate that breaks a rule; says what is known of advisories.
pub(super) fn check() -> Result<()> {
    let graph = Graph::read()?;
    let rules = Rules::read(&paths::root().join("deny.toml"))?;
    let wrong = rules.broken_by(&graph);
    if !wrong.is_empty() {
        bail!(
            "{} crate(s) break deny.toml:\n{}",
            wrong.len(),
            wrong.join("\n")
        );
    }
    say::line(format!(
        "{} crates: licences, bans and sources are in order",
        graph.foreign().count()
    ));
    advisories()
}

/// Writes the list of everything that the program is made of.
pub fn sbom_file() -> Result<()> {
    let path = paths::target().join("sbom.json");
    std::fs::create_dir_all(paths::target())?;
    let document = sbom::document(&Graph::read()?);
    std::fs::write(&path, serde_json::to_vec_pretty(&document)?)?;
    say::result(path.display().to_string());
    Ok(())
}

/// Advisories need the database of RustSec, which only its own tools read and which is old the day after.
fn advisories() -> Result<()> {
    let Some(tool) = cargo_deny() else {
        say::line(
            "advisories: not checked (cargo-deny is not installed: cargo install cargo-deny --locked)",
        );
        return Ok(());
    };
    let Some(date) = newest_database() else {
        say::line("advisories: not checked (no database here: cargo deny fetch db)");
        return Ok(());
    };
    let mut deny = Command::new(tool);
    deny.args(["--offline", "check", "advisories"])
        .current_dir(paths::root());
    run::run(&mut deny, "")?;
    say::line(format!("advisories: none, by the database of {date}"));
    Ok(())
}

fn cargo_deny() -> Option<PathBuf> {
    let own = paths::target().join("tools/bin/cargo-deny");
    if own.is_file() {
        return Some(own);
    }
    run::is_there("cargo-deny").then(|| PathBuf::from("cargo-deny"))
}

/// The day of the newest advisory in cargo-deny's own copies of the database.
fn newest_database() -> Option<String> {
    let home = std::env::var_os("CARGO_HOME").map(PathBuf::from);
    let home = home.or_else(|| Some(Path::new(&std::env::var_os("HOME")?).join(".cargo")))?;
    let copies = std::fs::read_dir(home.join("advisory-dbs")).ok()?;
    let dates = copies.flatten().filter_map(|copy| {
        let mut git = Command::new("git");
        git.arg("-C").arg(copy.path());
        git.args(["log", "-1", "--format=%cs"]);
        let said = git.output().ok().filter(|said| said.status.success())?;
        let date = String::from_utf8(said.stdout).ok()?.trim().to_owned();
        (!date.is_empty()).then_some(date)
    });
    dates.max()
}
