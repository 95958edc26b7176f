//! Durable submissions and logins a second, and the memory that they leave taken.

use anyhow::Result;

use super::{load, report::Report, server::Server};
use crate::say;

/// Clients side by side, and for how many seconds.
const RUNS: [(&str, &str); 4] = [("1", "6"), ("8", "15"), ("16", "8"), ("64", "8")];
/// After so many the memory is read.
const MANY: f64 = 10_000.0;
/// Ten thousand are waited for no longer than that many more runs.
const MORE_RUNS: usize = 12;

pub(super) fn measure(server: &Server, report: &mut Report) -> Result<()> {
    let addresses = [server.address()];
    let logins = say::step("logins", || {
        load::ask(&[
            "logins",
            "--address",
            &addresses[0],
            "--clients",
            "8",
            "--iin",
            server.iin(),
        ])
    })?;
    load::times(report, "logins", &logins)?;
    let mut count = 0.0;
    for (clients, seconds) in RUNS {
        let answer = say::step(&format!("submissions of {clients}"), || {
            submit(&addresses, clients, seconds)
        })?;
        count += load::number(&answer, "count")?;
        load::times(report, &format!("submissions of {clients}"), &answer)?;
    }
    report.add("resident memory under load", server.resident()?, "MB");
    say::step("submissions until ten thousand", || {
        for _ in 0..MORE_RUNS {
            if count >= MANY {
                break;
            }
            count += load::number(&submit(&addresses, load::CLIENTS, "10")?, "count")?;
        }
        Ok(())
    })?;
    report.add(
        "resident memory after submissions",
        server.resident()?,
        "MB",
    );
    report.add("submissions until then", count, "");
    Ok(())
}

/// Clients of server processes, each of which has as many of them.
pub(super) fn submit(
    addresses: &[String],
    clients: &str,
    seconds: &str,
) -> Result<serde_json::Value> {
    let mut arguments = vec!["submissions", "--clients", clients, "--seconds", seconds];
    arguments.extend(addresses.iter().flat_map(|address| ["--address", address]));
    load::ask(&arguments)
}
