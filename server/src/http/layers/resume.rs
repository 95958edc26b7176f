//! A form that was posted after the session had ended comes back as it was typed, once the person is in again.

use axum::{
    body::Body,
    extract::Request,
    http::{Extensions, HeaderMap, HeaderValue, Method, header},
    middleware::Next,
    response::Response,
};

use crate::http::kit::unsaved_answers::{DrawnAgain, Resumed, TYPED, UnsavedAnswers};

/// Draws the form in the place of the page that leads to it. It stands before the router: the form has a route of its own,
/// and the one way in which a form is drawn and nothing done, that of the language switch.
pub(crate) async fn draw(request: Request, next: Next) -> Response {
    if request.method() != Method::GET || !request.uri().path().ends_with(TYPED) {
        return next.run(request).await;
    }
    let (parts, body) = request.into_parts();
    let (again, headers, extensions) = (
        next.clone(),
        parts.headers.clone(),
        parts.extensions.clone(),
    );
    let mut answer = next.run(Request::from_parts(parts, body)).await;
    let Some(Resumed(unsaved)) = answer.extensions_mut().remove() else {
        return answer;
    };
    match form(&unsaved, headers, extensions) {
        Some(form) => again.run(form).await,
        None => answer,
    }
}

/// The form, posted by the browser that has logged in.
fn form(
    unsaved: &UnsavedAnswers,
    mut headers: HeaderMap,
    extensions: Extensions,
) -> Option<Request> {
    const FORM: HeaderValue = HeaderValue::from_static("application/x-www-form-urlencoded");
    let body = unsaved.drawn_again();
    headers.insert(header::CONTENT_TYPE, FORM);
    headers.insert(header::CONTENT_LENGTH, HeaderValue::from(body.len()));
    let mut request = Request::new(Body::from(body));
    *request.method_mut() = Method::POST;
    *request.uri_mut() = unsaved.path().parse().ok()?;
    *request.headers_mut() = headers;
    *request.extensions_mut() = extensions;
    request.extensions_mut().insert(DrawnAgain);
    Some(request)
}
