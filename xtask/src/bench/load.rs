//! Starts the load and reads its answer.

use std::process::Command;

use anyhow::{Context, Result};
use serde_json::Value;

use super::report::Report;
use crate::{paths, run};

/// Clients of all pages, and of the submissions that have a target.
pub(super) const CLIENTS: &str = "8";

/// What one scenario of `load` says.
pub(super) fn ask(arguments: &[&str]) -> Result<Value> {
    let mut load = Command::new(paths::release("load"));
    load.args(arguments);
    Ok(serde_json::from_str(&run::output(&mut load, "")?)?)
}

/// The number under `key`.
pub(super) fn number(answer: &Value, key: &str) -> Result<f64> {
    answer[key]
        .as_f64()
        .with_context(|| format!("no {key} in {answer}"))
}

/// How many a second, and how long one takes.
pub(super) fn times(report: &mut Report, name: &str, answer: &Value) -> Result<()> {
    report.add(
        &format!("{name} per second"),
        number(answer, "per_second")?,
        "1/s",
    );
    for percentile in ["p50", "p95", "p99"] {
        let time = number(answer, &format!("{percentile}_ms"))?;
        report.add(&format!("{name} {percentile}"), time, "ms");
    }
    Ok(())
}
