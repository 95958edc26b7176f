//! From the start of the process to its first answer, and the memory it holds when nobody asks.

use std::path::Path;
use std::thread::sleep;
use std::time::Duration;

use anyhow::Result;

use super::report::Report;
use super::server::Server;

/// Odd, for the median.
const STARTS: usize = 5;

/// Gives the server that it measured, still at rest.
pub(super) fn measure(program: &Path, report: &mut Report) -> Result<Server> {
    // The first start makes the database and the demonstration persons; it happens once in a life.
    let mut server = Server::start(program)?;
    let mut times = Vec::new();
    for _ in 0..STARTS {
        times.push(server.restart()?);
    }
    times.sort();
    let median = times[STARTS / 2].as_secs_f64() * 1000.0;
    report.add("start to first answer", median, "ms");
    sleep(Duration::from_secs(1));
    report.add("resident memory idle", server.resident()?, "MB");
    Ok(server)
}
