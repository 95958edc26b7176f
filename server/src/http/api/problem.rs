//! Errors of the API: `application/problem+json` of RFC 9457, in the reader's language.

use app::text::{Lang, t};
use axum::{
    Json,
    body::Body,
    http::{HeaderValue, header},
    response::{IntoResponse, Response},
};
use serde::Serialize;
use utoipa::ToSchema;

use crate::http::kit::error::PageError;

/// What went wrong, as RFC 9457 has it.
#[derive(Debug, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Problem {
    /// Always `about:blank`: the status says it all.
    #[serde(rename = "type")]
    #[schema(format = "uri-reference")]
    kind: &'static str,
    /// The words of the status.
    title: &'static str,
    /// The status.
    #[schema(minimum = 400, maximum = 599)]
    status: u16,
    /// What it means here, in the reader's language.
    #[serde(skip_serializing_if = "Option::is_none")]
    detail: Option<String>,
}

/// Whether a program asked, which cannot read a page.
pub(crate) fn concerns(path: &str) -> bool {
    path.starts_with("/api/")
}

/// Gives the answer `response`, which is an error, its body.
pub(crate) fn draw(lang: Lang, response: Response, error: PageError) -> Response {
    let (mut parts, _) = response.into_parts();
    let status = parts.status;
    // A wrong method is «not found» for a page; here the status says it exactly.
    let said = error.status() == status;
    let problem = Problem {
        kind: "about:blank",
        title: status.canonical_reason().unwrap_or_default(),
        status: status.as_u16(),
        detail: said.then(|| t(lang, &format!("error-{}-text", error.key()))),
    };
    parts.headers.remove(header::CONTENT_LENGTH);
    for (name, value) in [
        (header::CONTENT_TYPE, "application/problem+json"),
        (header::CONTENT_LANGUAGE, lang.tag()),
        (header::VARY, "accept-language"),
    ] {
        parts.headers.insert(name, HeaderValue::from_static(value));
    }
    let body = Json(problem).into_response().into_body();
    Response::from_parts(parts, Body::new(body))
}
