//! Rendered pages a second, and how long a reader waits for one.

use std::process::Command;

use anyhow::{Context, Result};
use serde_json::Value;

use super::report::Report;
use super::server::Server;
use crate::{paths, run, say};

const CLIENTS: &str = "8";
const SECONDS: &str = "10";

/// What everybody may read: name of the figure and path.
const PUBLIC: [(&str, &str); 2] = [
    ("home", "/kk/"),
    (
        "service-page",
        "/kk/services/west-kazakhstan-2018/local-social-assistance",
    ),
];

pub(super) fn measure(server: &Server, report: &mut Report) -> Result<()> {
    for (name, path) in PUBLIC {
        say::step(&format!("pages: {name}"), || {
            page(server, name, path, None, report)
        })?;
    }
    Ok(())
}

/// One page under load, for nobody or for the session in `cookie`.
pub(super) fn page(
    server: &Server,
    name: &str,
    path: &str,
    cookie: Option<&str>,
    report: &mut Report,
) -> Result<()> {
    let mut load = Command::new(paths::release("load"));
    load.args(["pages", "--clients", CLIENTS, "--seconds", SECONDS]);
    load.arg("--url").arg(server.url(path));
    if let Some(cookie) = cookie {
        load.args(["--cookie", cookie]);
    }
    let answer: Value = serde_json::from_str(&run::output(&mut load, "")?)?;
    let figure = |key: &str| {
        answer[key]
            .as_f64()
            .with_context(|| format!("no {key} in {answer}"))
    };
    report.add(
        &format!("pages-per-second {name}"),
        figure("per_second")?,
        "1/s",
    );
    report.add(&format!("page-p50 {name}"), figure("p50_ms")?, "ms");
    report.add(&format!("page-p99 {name}"), figure("p99_ms")?, "ms");
    Ok(())
}
