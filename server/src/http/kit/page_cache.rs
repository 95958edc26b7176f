//! Pages that the catalogue and the language decide alone, rendered once. The catalogue does not change while
//! the server runs.

use std::{
    collections::HashMap,
    sync::{Arc, PoisonError, RwLock},
};

use bytes::Bytes;

/// Bounded: as many addresses as the catalogue has services, in each language.
type ByAddress<V> = RwLock<HashMap<String, V>>;

/// Whole pages, and parts of pages that are otherwise somebody's own.
#[derive(Default)]
pub struct PageCache {
    pages: ByAddress<Bytes>,
    parts: ByAddress<Arc<str>>,
}

impl PageCache {
    /// The page at `address`, which the catalogue decides and not the request.
    pub(crate) fn get_or_render(&self, address: String, render: impl FnOnce() -> String) -> Bytes {
        get_or_make(&self.pages, address, || Bytes::from(render()))
    }

    /// A part of the page at `address` that is the same for everybody.
    pub(crate) fn part(&self, address: String, render: impl FnOnce() -> String) -> Arc<str> {
        get_or_make(&self.parts, address, || Arc::from(render()))
    }
}

fn get_or_make<V: Clone>(cache: &ByAddress<V>, address: String, make: impl FnOnce() -> V) -> V {
    let known = cache.read().unwrap_or_else(PoisonError::into_inner);
    if let Some(found) = known.get(&address) {
        return found.clone();
    }
    drop(known);
    let made = make();
    let mut known = cache.write().unwrap_or_else(PoisonError::into_inner);
    known.entry(address).or_insert(made).clone()
}
