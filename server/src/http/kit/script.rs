//! Requests and answers of the scripts of our pages.

use axum::{
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};

/// Whether a script sends files. It wants plain text: the next address, or a line for each problem, or the address
/// of the case that was made of the draft meanwhile.
pub(crate) fn is_script(headers: &HeaderMap) -> bool {
    headers
        .get(header::ACCEPT)
        .is_some_and(|accept| accept == "text/plain")
}

/// An answer that is not a success.
pub(crate) fn for_script(status: StatusCode, lines: String) -> Response {
    (status, [(header::CONTENT_TYPE, LINES)], lines).into_response()
}

/// Not `text/plain`: errors of the framework have that type, and `error_pages` draws them as pages.
const LINES: HeaderValue = HeaderValue::from_static("text/x-lines; charset=utf-8");

/// Whether a script made the request: by its `Accept`, or because browsers mark every request that is no navigation.
pub(crate) fn made_by_script(headers: &HeaderMap) -> bool {
    let says = |name: &str, value: &str| headers.get(name).is_some_and(|said| said == value);
    let mode = headers.get("sec-fetch-mode");
    says("accept", "text/plain") || mode.is_some_and(|mode| mode != "navigate")
}
