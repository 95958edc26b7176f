//! Submissions on PostgreSQL, of one server process and of two with one database and one folder of files.

use std::path::Path;

use anyhow::Result;

use super::{load, report::Report, server::Server, submissions::submit};
use crate::{check::Cluster, say};

const SECONDS: &str = "15";

pub(super) fn measure(program: &Path, report: &mut Report) -> Result<()> {
    let cluster = Cluster::start_durable()?;
    let first = Server::start_on(program, &cluster.url())?;
    let mut addresses = vec![first.address()];
    let mut run = |name: &str, addresses: &[String]| {
        let answer = say::step(name, || submit(addresses, load::CLIENTS, SECONDS))?;
        load::times(report, name, &answer)
    };
    run("submissions of 8 on PostgreSQL", &addresses)?;
    let second = first.another()?;
    addresses.push(second.address());
    run("submissions of 8 on PostgreSQL, two processes", &addresses)
}
