//! The crates of Cargo.lock with what their manifests say.

use std::collections::{BTreeMap, BTreeSet};

use anyhow::{Context, Result};
use serde_json::Value;

use crate::run;

/// One crate.
#[derive(Clone, Debug, Default)]
pub struct Package {
    /// Cargo's id of it.
    pub id: String,
    pub name: String,
    pub version: String,
    /// An SPDX expression.
    pub license: Option<String>,
    /// Where it comes from; nothing for our own.
    pub source: Option<String>,
    /// SHA-256 of its archive, hexadecimal.
    pub checksum: Option<String>,
    /// Where its sources are kept.
    pub repository: Option<String>,
    /// A sentence on what it is.
    pub description: Option<String>,
    /// The ids of what it needs, for whatever.
    pub needs: BTreeSet<String>,
    /// The ids of what it needs when it runs.
    pub runs_with: BTreeSet<String>,
}

/// All of them.
#[derive(Clone, Debug, Default)]
pub struct Graph {
    /// In the order of cargo.
    pub packages: Vec<Package>,
}

impl Graph {
    /// What Cargo.lock holds for any target.
    pub fn read() -> Result<Graph> {
        let mut cargo = run::cargo();
        cargo.args(["metadata", "--format-version=1", "--locked"]);
        let metadata: Value = serde_json::from_str(&run::output(&mut cargo, "")?)?;
        let lock = std::fs::read_to_string(crate::paths::root().join("Cargo.lock"))?;
        Graph::of(&metadata, &lock)
    }

    /// Of what `cargo metadata` and the lock file say.
    pub fn of(metadata: &Value, lock: &str) -> Result<Graph> {
        let checksums = checksums(lock)?;
        let text = |value: &Value| value.as_str().map(str::to_owned);
        let mut needs = all_needs(metadata, |_| true);
        let mut runs_with = all_needs(metadata, Value::is_null);
        let packages = metadata["packages"].as_array().context("no packages")?;
        let packages = packages.iter().map(|one| {
            let (id, name, version) = (text(&one["id"]), text(&one["name"]), text(&one["version"]));
            let (id, name) = (id.unwrap_or_default(), name.unwrap_or_default());
            let version = version.unwrap_or_default();
            Package {
                needs: needs.remove(&id).unwrap_or_default(),
                runs_with: runs_with.remove(&id).unwrap_or_default(),
                checksum: checksums.get(&(name.clone(), version.clone())).cloned(),
                license: text(&one["license"]),
                source: text(&one["source"]),
                repository: text(&one["repository"]),
                description: text(&one["description"]),
                id,
                name,
                version,
            }
        });
        Ok(Graph {
            packages: packages.collect(),
        })
    }

    /// The ids of everything that is in the running program `root`.
    pub fn running(&self, root: &str) -> BTreeSet<&str> {
        let by_id: BTreeMap<&str, &Package> = self
            .packages
            .iter()
            .map(|one| (one.id.as_str(), one))
            .collect();
        let roots = self
            .packages
            .iter()
            .filter(|one| one.name == root && one.source.is_none());
        let (mut next, mut found) = (roots.collect::<Vec<_>>(), BTreeSet::new());
        while let Some(one) = next.pop() {
            if found.insert(one.id.as_str()) {
                next.extend(one.runs_with.iter().filter_map(|id| by_id.get(id.as_str())));
            }
        }
        found
    }

    /// Those that are not ours.
    pub fn foreign(&self) -> impl Iterator<Item = &Package> {
        self.packages.iter().filter(|one| one.source.is_some())
    }
}

/// What each needs, of the kinds that are wanted: nothing for what it runs with, `dev`, `build`.
fn all_needs(
    metadata: &Value,
    wanted: impl Fn(&Value) -> bool,
) -> BTreeMap<String, BTreeSet<String>> {
    let items = |value: &Value| value.as_array().cloned().unwrap_or_default();
    let nodes = items(&metadata["resolve"]["nodes"]).into_iter();
    let nodes = nodes.filter_map(|node| {
        let needs = items(&node["deps"]).into_iter().filter_map(|need| {
            let kinds = items(&need["dep_kinds"]);
            let is_wanted = kinds.iter().any(|kind| wanted(&kind["kind"]));
            is_wanted.then_some(need["pkg"].as_str()?.to_owned())
        });
        Some((node["id"].as_str()?.to_owned(), needs.collect()))
    });
    nodes.collect()
}

fn checksums(lock: &str) -> Result<BTreeMap<(String, String), String>> {
    let lock: toml::Table = toml::from_str(lock)?;
    let packages = lock.get("package").and_then(toml::Value::as_array);
    let packages = packages.into_iter().flatten().filter_map(|one| {
        let text = |key: &str| Some(one.get(key)?.as_str()?.to_owned());
        Some(((text("name")?, text("version")?), text("checksum")?))
    });
    Ok(packages.collect())
}
