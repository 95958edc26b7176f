//! Pages that the catalogue and the language decide alone, rendered once. The catalogue does not change while
//! the server runs.

use std::{
    collections::HashMap,
    sync::{Arc, PoisonError, RwLock},
};

use axum::{
    http::header,
    response::{Html, IntoResponse, Response},
};
use bytes::Bytes;

use super::page_context::Reader;

/// By address: there are as many as the catalogue has services, in each language.
type ByAddress<V> = RwLock<HashMap<String, V>>;

/// Whole pages, and parts of pages that are otherwise somebody's own.
#[derive(Default)]
pub struct Kept {
    pages: ByAddress<Bytes>,
    parts: ByAddress<Arc<str>>,
}

impl Kept {
    /// The page at `path`, which stands in the catalogue and not in the request. Who is logged in gets one of their
    /// own, with their name in the header.
    pub(crate) fn page(
        &self,
        reader: &Reader,
        path: &str,
        make: impl FnOnce() -> String,
    ) -> Response {
        if !reader.is_anybody_at(path) {
            return Html(make()).into_response();
        }
        let page = found_or_made(&self.pages, reader.href(path), || Bytes::from(make()));
        ([(header::CONTENT_TYPE, "text/html; charset=utf-8")], page).into_response()
    }

    /// A part of the page at `path` that is the same for everybody.
    pub(crate) fn part(
        &self,
        reader: &Reader,
        path: &str,
        make: impl FnOnce() -> String,
    ) -> Arc<str> {
        found_or_made(&self.parts, reader.href(path), || Arc::from(make()))
    }
}

fn found_or_made<V: Clone>(kept: &ByAddress<V>, address: String, make: impl FnOnce() -> V) -> V {
    let known = kept.read().unwrap_or_else(PoisonError::into_inner);
    if let Some(found) = known.get(&address) {
        return found.clone();
    }
    drop(known);
    let made = make();
    let mut known = kept.write().unwrap_or_else(PoisonError::into_inner);
    known.entry(address).or_insert(made).clone()
}
