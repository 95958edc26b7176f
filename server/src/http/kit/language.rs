//! In which language a request is answered.

use app::text::Lang;
use axum::{
    extract::Request,
    http::{HeaderMap, header},
};

/// The language of the path; where that has none, the one that the browser prefers.
pub(crate) fn language_of(request: &Request) -> Lang {
    let first = request.uri().path().split('/').nth(1).unwrap_or_default();
    Lang::from_tag(first).unwrap_or_else(|| preferred(request.headers()))
}

/// The language of someone who comes to `/`: the first of `Accept-Language` that we have, else Kazakh.
pub(crate) fn preferred(headers: &HeaderMap) -> Lang {
    let wanted = headers
        .get(header::ACCEPT_LANGUAGE)
        .and_then(|value| value.to_str().ok())
        .unwrap_or_default();
    wanted
        .split(',')
        .filter_map(|item| item.trim().split(['-', ';']).next())
        .find_map(Lang::from_tag)
        .unwrap_or_default()
}
