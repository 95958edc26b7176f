//! Requests to the server, with the session of the page.

use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Request, RequestInit, Response, UrlSearchParams};

/// The text at `url`; none if it could not be had.
pub(super) async fn text(url: &str) -> Option<String> {
    let answer = send(&Request::new_with_str(url).ok()?).await?;
    if !answer.ok() {
        return None;
    }
    JsFuture::from(answer.text().ok()?).await.ok()?.as_string()
}

/// Posts `fields` as a form does; none if no answer came.
pub(super) async fn post(url: &str, fields: &UrlSearchParams) -> Option<Response> {
    let how = RequestInit::new();
    how.set_method("POST");
    how.set_body(fields);
    send(&Request::new_with_str_and_init(url, &how).ok()?).await
}

async fn send(request: &Request) -> Option<Response> {
    let answer = JsFuture::from(web_sys::window()?.fetch_with_request(request)).await;
    answer.ok()?.dyn_into().ok()
}
