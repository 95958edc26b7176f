//! Files of one crate that use each other in a circle. A folder's `mod.rs` may put its parts together; a part that names
//! something of its `mod.rs` uses it.

use std::collections::{BTreeMap, BTreeSet};

use super::modules::Modules;

/// Which file uses which.
type Edges<'a> = BTreeMap<&'a str, BTreeSet<&'a str>>;

/// Each set of files that reach each other, sorted.
pub(super) fn circles(modules: &Modules) -> Vec<Vec<&str>> {
    let edges = edges(modules);
    let reached: Edges = edges
        .keys()
        .map(|file| (*file, reached(&edges, file)))
        .collect();
    let mut found = BTreeSet::new();
    for (file, others) in &reached {
        let back = |other: &&&str| reached.get(*other).is_some_and(|back| back.contains(file));
        let circle: Vec<&str> = others.iter().filter(back).copied().collect();
        if circle.len() > 1 {
            found.insert(circle);
        }
    }
    found.into_iter().collect()
}

fn edges(modules: &Modules) -> Edges<'_> {
    let mut edges = Edges::new();
    for (module, target) in modules.used() {
        if target.file != module.file && !target.name.starts_with(&module.name) {
            edges
                .entry(module.file.as_str())
                .or_default()
                .insert(target.file.as_str());
        }
    }
    edges
}

fn reached<'a>(edges: &Edges<'a>, from: &str) -> BTreeSet<&'a str> {
    let mut reached = BTreeSet::new();
    let mut next: Vec<&str> = edges.get(from).into_iter().flatten().copied().collect();
    while let Some(file) = next.pop() {
        if reached.insert(file) {
            next.extend(edges.get(file).into_iter().flatten());
        }
    }
    reached
}
