//! The rules of deny.toml. What is not understood there is an error: a rule that is not kept must not stand there.

use std::path::Path;

use anyhow::{Context, Result, bail};
use spdx::Expression;
use toml::{Table, Value};

use super::graph::{Graph, Package};

/// The registry that every crate comes from; in deny.toml it needs no name.
pub const REGISTRY: &str = "registry+https://github.com/rust-lang/crates.io-index";

/// What holds for every crate.
#[derive(Clone, Debug, Default)]
pub struct Rules {
    /// Licences that any crate may have.
    allow: Vec<String>,
    /// Licences that one crate may have.
    exceptions: Vec<(String, Vec<String>)>,
    /// Crates that are not wanted, and why.
    deny: Vec<(String, String)>,
}

impl Rules {
    /// The rules of this file.
    pub fn read(path: &Path) -> Result<Rules> {
        let text =
            std::fs::read_to_string(path).with_context(|| format!("reading {}", path.display()))?;
        Rules::parse(&text)
    }

    /// The rules of a text in the format of deny.toml.
    pub fn parse(text: &str) -> Result<Rules> {
        let file: Table = toml::from_str(text)?;
        only(
            &file,
            "deny.toml",
            &["graph", "licenses", "bans", "sources", "advisories"],
        )?;
        let licenses = table(&file, "licenses")?;
        only(licenses, "licenses", &["allow", "exceptions", "private"])?;
        let bans = table(&file, "bans")?;
        only(
            bans,
            "bans",
            &[
                "multiple-versions",
                "wildcards",
                "allow-wildcard-paths",
                "deny",
            ],
        )?;
        let sources = table(&file, "sources")?;
        only(sources, "sources", &["unknown-registry", "unknown-git"])?;
        for key in ["unknown-registry", "unknown-git"] {
            if sources.get(key).and_then(Value::as_str) != Some("deny") {
                bail!("deny.toml: sources.{key} is not \"deny\", and nothing else is kept here");
            }
        }
        let exceptions =
            list(licenses, "exceptions").map(|one| Ok((name(one)?, strings(one.get("allow")))));
        let deny = list(bans, "deny").map(|one| {
            let why = one.get("reason").and_then(Value::as_str);
            Ok((
                name(one)?,
                why.context("deny.toml: a ban without a reason")?.to_owned(),
            ))
        });
        Ok(Rules {
            allow: strings(licenses.get("allow")),
            exceptions: exceptions.collect::<Result<_>>()?,
            deny: deny.collect::<Result<_>>()?,
        })
    }

    /// Every breach, one a line.
    pub fn broken_by(&self, graph: &Graph) -> Vec<String> {
        let wrong = graph.foreign().flat_map(|one| {
            [self.license(one), self.ban(one), source(one)]
                .into_iter()
                .flatten()
                .map(move |what| format!("{} {}: {what}", one.name, one.version))
        });
        wrong.collect()
    }

    fn license(&self, package: &Package) -> Option<String> {
        let Some(text) = &package.license else {
            return Some("no licence".to_owned());
        };
        // Old manifests write «MIT/Apache-2.0».
        let expression = match Expression::parse_mode(text, spdx::ParseMode::LAX) {
            Ok(expression) => expression,
            Err(error) => {
                return Some(format!(
                    "the licence {text:?} cannot be read: {}",
                    error.reason
                ));
            }
        };
        let own = self
            .exceptions
            .iter()
            .filter(|(name, _)| *name == package.name);
        let allowed: Vec<&String> = self
            .allow
            .iter()
            .chain(own.flat_map(|(_, allow)| allow))
            .collect();
        let fits = expression.evaluate(|wanted| {
            let wanted = wanted.to_string();
            allowed.iter().any(|allowed| **allowed == wanted)
        });
        (!fits).then(|| format!("the licence {text:?} is not allowed"))
    }

    fn ban(&self, package: &Package) -> Option<String> {
        let (_, why) = self.deny.iter().find(|(name, _)| *name == package.name)?;
        Some(format!("not wanted: {why}"))
    }
}

fn source(package: &Package) -> Option<String> {
    let source = package.source.as_deref()?;
    (source != REGISTRY).then(|| format!("comes from {source}"))
}

fn table<'t>(file: &'t Table, key: &str) -> Result<&'t Table> {
    let table = file.get(key).and_then(Value::as_table);
    table.with_context(|| format!("deny.toml has no [{key}]"))
}

fn list<'t>(table: &'t Table, key: &str) -> impl Iterator<Item = &'t Value> + use<'t> {
    table
        .get(key)
        .and_then(Value::as_array)
        .into_iter()
        .flatten()
}

fn strings(value: Option<&Value>) -> Vec<String> {
    let items = value.and_then(Value::as_array).into_iter().flatten();
    items
        .filter_map(|item| Some(item.as_str()?.to_owned()))
        .collect()
}

fn name(entry: &Value) -> Result<String> {
    let name = entry.get("crate").and_then(Value::as_str);
    Ok(name
        .context("deny.toml: an entry without a crate")?
        .to_owned())
}

fn only(table: &Table, place: &str, known: &[&str]) -> Result<()> {
    match table.keys().find(|key| !known.contains(&key.as_str())) {
        Some(key) => bail!("{place}: {key} is not kept by `cargo xtask ci`"),
        None => Ok(()),
    }
}
