//! The figures of one version.

use std::fs;
use std::path::Path;

use anyhow::Result;
use serde_json::json;

use crate::say;

/// One figure, as often as it was measured.
struct Figure {
    name: String,
    unit: String,
    values: Vec<f64>,
}

impl Figure {
    fn median(&self) -> f64 {
        let mut values = self.values.clone();
        values.sort_by(f64::total_cmp);
        let middle = values.len() / 2;
        match values.len() % 2 {
            0 => f64::midpoint(values[middle - 1], values[middle]),
            _ => values[middle],
        }
    }
}

/// Collects figures and says each as it comes.
#[derive(Default)]
pub(super) struct Report {
    figures: Vec<Figure>,
}

impl Report {
    pub(super) fn add(&mut self, name: &str, value: f64, unit: &str) {
        say::result(format!("{name:<44} {value:>14.1} {unit}"));
        if let Some(figure) = self.figures.iter_mut().find(|figure| figure.name == name) {
            figure.values.push(value);
            return;
        }
        self.figures.push(Figure {
            name: name.to_owned(),
            unit: unit.to_owned(),
            values: vec![value],
        });
    }

    fn median(&self, name: &str) -> Option<f64> {
        let figure = self.figures.iter().find(|figure| figure.name == name)?;
        Some(figure.median())
    }

    /// A list of `{name, value, unit, values}`, where `value` is the median; with `beside`, that of the other version too.
    pub(super) fn write(&self, other: Option<&Report>, path: &Path) -> Result<()> {
        let mut written = Vec::new();
        for figure in &self.figures {
            let (name, value, unit) = (&figure.name, figure.median(), &figure.unit);
            let beside = other.and_then(|other| other.median(name));
            if let Some(beside) = beside {
                let ratio = value / beside;
                say::result(format!(
                    "{name:<44} {value:>12.1} {beside:>12.1} {unit:<4} {ratio:>6.2}"
                ));
            }
            written.push(json!({
                "name": name, "value": value, "unit": unit, "values": figure.values, "beside": beside,
            }));
        }
        fs::write(path, serde_json::to_vec_pretty(&written)?)?;
        say::line(format!("written to {}", path.display()));
        Ok(())
    }
}
