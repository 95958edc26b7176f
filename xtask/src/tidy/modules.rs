//! The modules of one crate, and in which of them stands what a path names.

use std::collections::BTreeMap;

use anyhow::Result;

use super::File;
use super::source::{self, Module};

/// Longest way through re-exports; a name that is imported from itself ends here.
const DEPTH: usize = 8;

/// A crate's modules by their names.
pub(super) struct Modules(BTreeMap<Vec<String>, Module>);

impl Modules {
    /// Reads every Rust file below `root`, a folder with a `lib.rs` or `main.rs`.
    pub(super) fn read(root: &str, files: &[File]) -> Result<Self> {
        let mut modules = BTreeMap::new();
        for file in files {
            let below = file
                .path
                .strip_prefix(root)
                .and_then(|path| path.strip_prefix('/'));
            let Some(path) = below.and_then(|path| path.strip_suffix(".rs")) else {
                continue;
            };
            for module in source::read(&name(path), &file.path, &file.text)? {
                // `main.rs` beside `lib.rs` is a crate of its own that only calls this one.
                if file.path.ends_with("/lib.rs") || !modules.contains_key(&module.name) {
                    modules.insert(module.name.clone(), module);
                }
            }
        }
        Ok(Self(modules))
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = &Module> {
        self.0.values()
    }

    /// Each module with each that declares something which it names.
    pub(super) fn used(&self) -> impl Iterator<Item = (&Module, &Module)> {
        self.iter().flat_map(move |module| {
            let imports = module.uses.iter().map(|import| &import.path);
            let paths = imports.chain(&module.paths);
            paths.filter_map(move |path| Some((module, self.declaring(module, path)?)))
        })
    }

    /// The module that declares what the path names in `from`; none for another crate's thing and for a module as such,
    /// of which only the paths through it count.
    pub(super) fn declaring(&self, from: &Module, path: &[String]) -> Option<&Module> {
        self.resolve(from, path, DEPTH)
    }

    fn resolve(&self, from: &Module, path: &[String], depth: usize) -> Option<&Module> {
        let depth = depth.checked_sub(1)?;
        let (first, rest) = path.split_first()?;
        match first.as_str() {
            "crate" => self.below(&[], rest, depth),
            "self" => self.below(&from.name, rest, depth),
            "super" => {
                let ups = path.iter().take_while(|part| *part == "super").count();
                let parent = from.name.len().checked_sub(ups)?;
                self.below(&from.name[..parent], &path[ups..], depth)
            }
            _ if self.0.contains_key(&child(&from.name, first)) => {
                self.below(&from.name, path, depth)
            }
            _ => {
                let import = from.uses.iter().find(|import| import.alias == *first)?;
                self.resolve(from, &[&import.path, rest].concat(), depth)
            }
        }
    }

    /// Follows a path down from a module, through what it re-exports.
    fn below(&self, at: &[String], path: &[String], depth: usize) -> Option<&Module> {
        let (next, rest) = path.split_first()?;
        let module = self.0.get(at)?;
        let inner = child(at, next);
        if self.0.contains_key(&inner) && !(rest.is_empty() && module.items.contains(next)) {
            return self.below(&inner, rest, depth);
        }
        if module.items.contains(next) {
            return Some(module);
        }
        let named = module.uses.iter().find(|import| import.alias == *next);
        if let Some(import) = named.filter(|import| import.alias != "*") {
            return self.resolve(module, &[&import.path, rest].concat(), depth);
        }
        // What a macro declares is taken to stand in the module that the path leads to.
        match self.globbed(module, next, depth) {
            Some(source) => self.below(&source.name, path, depth.checked_sub(1)?),
            None => Some(module),
        }
    }

    /// The module whose names this one takes with `*` and that has this name.
    fn globbed(&self, module: &Module, name: &String, depth: usize) -> Option<&Module> {
        let depth = depth.checked_sub(1)?;
        let globs = module.uses.iter().filter(|import| import.alias == "*");
        let mut sources = globs.filter_map(|glob| self.resolve(module, &glob.path, depth));
        sources.find(|source| {
            source.items.contains(name)
                || source.uses.iter().any(|import| import.alias == *name)
                || self.globbed(source, name, depth).is_some()
        })
    }
}

/// The folders in which a crate or a test program begins.
pub(super) fn roots(files: &[File]) -> Vec<&str> {
    let paths = files.iter().map(|file| file.path.as_str());
    let ends = |path| {
        ["/lib.rs", "/main.rs"]
            .iter()
            .find_map(|end| str::strip_suffix(path, end))
    };
    let mut roots: Vec<&str> = paths.filter_map(ends).collect();
    roots.sort_unstable();
    roots.dedup();
    roots
}

fn name(path: &str) -> Vec<String> {
    let mut parts: Vec<String> = path.split('/').map(str::to_owned).collect();
    let root = parts.len() == 1 && matches!(parts[0].as_str(), "lib" | "main");
    if root || parts.last().is_some_and(|last| last == "mod") {
        parts.pop();
    }
    parts
}

fn child(of: &[String], name: &str) -> Vec<String> {
    of.iter().cloned().chain([name.to_owned()]).collect()
}
