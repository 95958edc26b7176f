//! Rendered pages a second, and how long a reader waits for one.

use anyhow::Result;

use super::{
    load::{self, CLIENTS},
    report::Report,
    server::Server,
};
use crate::say;

const SECONDS: &str = "5";

/// What everybody may read: name of the figure and path.
const PUBLIC: [(&str, &str); 2] = [
    ("home", "/kk/"),
    (
        "service page",
        "/kk/services/west-kazakhstan-2018/local-social-assistance",
    ),
];

pub(super) fn public(server: &Server, report: &mut Report) -> Result<()> {
    for (name, path) in PUBLIC {
        let answer = say::step(&format!("pages: {name}"), || page(server, path, None))?;
        load::times(report, name, &answer)?;
    }
    Ok(())
}

/// The cabinet of a demonstration person with one case and with a thousand, in a store of ten thousand and of a
/// million. It has twenty cases on a page.
pub(super) fn cabinet(server: &Server, report: &mut Report) -> Result<()> {
    for (name, strangers, own) in [
        ("cabinet of 1", "0", "1"),
        ("cabinet of 1000", "0", "1000"),
        ("cabinet of 1000 in 10 000", "10000", "1000"),
        ("cabinet of 1000 in 1 000 000", "1000000", "1000"),
    ] {
        let answer = say::step(&format!("pages: {name}"), || {
            fill(server, strangers, own)?;
            page(server, "/kk/cabinet", Some(server.iin()))
        })?;
        load::times(report, name, &answer)?;
    }
    Ok(())
}

fn fill(server: &Server, strangers: &str, own: &str) -> Result<()> {
    let database = server.database();
    load::ask(&[
        "seed",
        "--database",
        &database,
        "--strangers",
        strangers,
        "--own",
        own,
        "--iin",
        server.iin(),
    ])?;
    Ok(())
}

fn page(server: &Server, path: &str, iin: Option<&str>) -> Result<serde_json::Value> {
    let address = server.address();
    let mut arguments = vec![
        "pages",
        "--address",
        &address,
        "--clients",
        CLIENTS,
        "--seconds",
        SECONDS,
        "--path",
        path,
    ];
    if let Some(iin) = iin {
        arguments.extend(["--iin", iin]);
    }
    load::ask(&arguments)
}
