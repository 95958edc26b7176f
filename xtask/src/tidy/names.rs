//! Two types of one name in one crate: a reader of `Kept` has to know which.

use std::collections::{BTreeMap, BTreeSet};

use super::modules::Modules;

/// Each name that several files give to a type, with the files.
pub(super) fn doubled(modules: &Modules) -> BTreeMap<&str, BTreeSet<&str>> {
    let mut files: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for module in modules.iter() {
        for name in &module.types {
            files.entry(name).or_default().insert(&module.file);
        }
    }
    files.retain(|_, files| files.len() > 1);
    files
}
