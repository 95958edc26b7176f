//! `cargo xtask torture` and `cargo xtask nightly`: what takes longer than a run of CI may.

use std::{
    process::Command,
    time::{Duration, Instant},
};

use anyhow::{Result, ensure};

use crate::{check, run, say};

/// How long.
#[derive(clap::Args, Debug)]
pub struct TortureOptions {
    /// Minutes; a round that is begun runs to its end
    #[arg(long, default_value_t = 10)]
    minutes: u64,
}

/// What is done in each round, and how often in it.
const ROUNDS: [(&str, &str); 5] = [
    ("kills", "kill::"),
    (
        "power cuts, and two processes on one PostgreSQL",
        "torture::",
    ),
    (
        "a database that hangs, is closed or whose clients go away",
        "outage::",
    ),
    ("full disks", "ready::"),
    ("backups restored", "backup::"),
];

/// Kills, power cuts, outages, full disks and restorations, again and again; prints how many.
pub fn torture(options: &TortureOptions) -> Result<()> {
    let end = Instant::now() + Duration::from_secs(options.minutes * 60);
    let database = say::step("a PostgreSQL for the tests", check::Cluster::start)?;
    let mut rounds = 0;
    while rounds == 0 || Instant::now() < end {
        rounds += 1;
        for (what, tests) in ROUNDS {
            say::step(&format!("round {rounds}: {what}"), || {
                let mut cargo = server_tests(tests, &database.url());
                cargo.env("OTINISH_TORTURE_ROUNDS", "10");
                run::run(&mut cargo, "")
            })?;
        }
    }
    ensure!(rounds > 0, "nothing was done");
    say::line(format!(
        "{rounds} rounds, each with 3 kills, 10 power cuts, 20 deaths of one of two processes, 2 outages, a full disk and 3 restorations: nothing lost"
    ));
    Ok(())
}

/// Everything that is long.
pub fn nightly(options: &TortureOptions) -> Result<()> {
    check::test()?;
    properties()?;
    drive()?;
    torture(options)
}

/// Orders of commands and deadlines, a hundred thousand of each.
fn properties() -> Result<()> {
    say::step("properties of cases and deadlines", || {
        let mut cargo = run::cargo();
        cargo.args(["test", "--workspace", "--exclude", "xtask", "--locked"]);
        cargo.args(["--test", "rules", "--", "properties", "clock"]);
        cargo.env("OTINISH_NIGHTLY", "1");
        run::run(&mut cargo, "")
    })
}

/// Every way through every service that opens online, on both databases.
fn drive() -> Result<()> {
    let database = say::step("a PostgreSQL for the tests", check::Cluster::start)?;
    for servers in ["sqlite", "postgres"] {
        say::step(&format!("every way of every service on {servers}"), || {
            let mut cargo = server_tests("drive::", &database.url());
            cargo.env("OTINISH_TEST_SERVERS", servers);
            cargo.env("OTINISH_DRIVE", "every");
            run::run(&mut cargo, "")
        })?;
    }
    Ok(())
}

/// The tests of the server whose names hold `tests`.
fn server_tests(tests: &str, database: &str) -> Command {
    let mut cargo = run::cargo();
    // Of the whole workspace, as the tests: of one package alone, dependencies would be built again.
    cargo.args(["test", "--workspace", "--exclude", "xtask", "--locked"]);
    cargo.args(["--test", "it", "--", "--nocapture", tests]);
    cargo.env("OTINISH_TEST_POSTGRES", database);
    cargo
}
