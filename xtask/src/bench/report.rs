//! The figures of one run.

use std::fs;
use std::path::Path;

use anyhow::Result;
use serde_json::{Value, json};

use crate::say;

/// Collects figures and says each as it comes.
#[derive(Default)]
pub(super) struct Report {
    figures: Vec<Value>,
}

impl Report {
    pub(super) fn add(&mut self, name: &str, value: f64, unit: &str) {
        say::result(format!("{name:<44} {value:>14.1} {unit}"));
        self.figures
            .push(json!({ "name": name, "value": value, "unit": unit }));
    }

    /// A list of `{name, value, unit}`.
    pub(super) fn write(&self, path: &Path) -> Result<()> {
        fs::write(path, serde_json::to_vec_pretty(&self.figures)?)?;
        say::line(format!("written to {}", path.display()));
        Ok(())
    }
}
