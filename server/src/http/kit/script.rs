//! Answers to scripts of our pages that send files.

use axum::{
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};

/// Whether a script that sends files asks. It wants plain text: the next address, or a line for each problem, or the address
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
pub(crate) const LINES: HeaderValue = HeaderValue::from_static("text/x-lines; charset=utf-8");
