//! Requests to the server, with the session of the page.

use gloo_net::http::{Request, Response};
use web_sys::UrlSearchParams;

/// The text at `url`; none if it could not be had.
pub(super) async fn text(url: &str) -> Option<String> {
    let answer = Request::get(url).send().await.ok()?;
    if !answer.ok() {
        return None;
    }
    answer.text().await.ok()
}

/// Posts `fields` as a form does, and asks for no page; none if no answer came.
pub(super) async fn post(url: &str, fields: &UrlSearchParams) -> Option<Response> {
    let request = Request::post(url).header("accept", "text/plain");
    let request = request.body(fields.clone()).ok()?;
    request.send().await.ok()
}
