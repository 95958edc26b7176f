//! Pages that the catalogue and the language decide alone, rendered once. The catalogue does not change while
//! the server runs.

use std::{
    collections::HashMap,
    sync::{PoisonError, RwLock},
};

use axum::{
    http::header,
    response::{Html, IntoResponse, Response},
};
use bytes::Bytes;

use super::reader::Reader;

/// The pages, by address. There are as many as the catalogue has services, in each language.
#[derive(Default)]
pub struct Kept(RwLock<HashMap<String, Bytes>>);

impl Kept {
    /// The page at `path`, which stands in the catalogue and not in the request. Who is logged in gets one of their
    /// own, with their name in the header.
    pub(super) fn page(
        &self,
        reader: &Reader,
        path: &str,
        make: impl FnOnce() -> String,
    ) -> Response {
        if !reader.is_anybody_at(path) {
            return Html(make()).into_response();
        }
        let address = reader.href(path);
        let known = self.0.read().unwrap_or_else(PoisonError::into_inner);
        let page = match known.get(&address).cloned() {
            Some(page) => page,
            None => {
                drop(known);
                let page = Bytes::from(make());
                let mut known = self.0.write().unwrap_or_else(PoisonError::into_inner);
                known.entry(address).or_insert(page).clone()
            }
        };
        ([(header::CONTENT_TYPE, "text/html; charset=utf-8")], page).into_response()
    }
}
