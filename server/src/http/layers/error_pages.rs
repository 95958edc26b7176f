//! Draws errors in the reader's language, with the way out: a page, or a problem for programs.

use app::{
    components::{Shell, Viewer},
    pages::error::{self as pages, ErrorView},
    text::{Lang, t, t_with, value},
};
use axum::{
    body::Body,
    extract::{Request, State},
    http::{HeaderValue, Method, Uri, header},
    middleware::Next,
    response::{Html, IntoResponse, Response},
};

use super::request_log;
use crate::http::{
    api,
    kit::{
        error::PageError, language::language_of, page_context, seen::Seen, session::Session,
        web::App,
    },
};

/// Turns errors that have no page yet into one.
pub(crate) async fn draw(State(app): State<App>, mut request: Request, next: Next) -> Response {
    let path = request.uri().path();
    if is_for_machines(path) {
        return next.run(request).await;
    }
    let for_programs = api::concerns(path);
    let seen = Seen::default();
    request.extensions_mut().insert(seen.clone());
    let failed = FailedRequest {
        lang: language_of(&request),
        place: place_of(&request),
        number: request_log::number_of(request.extensions()),
        session: request.extensions().get::<Session>().cloned(),
        seen,
    };
    let response = next.run(request).await;
    let Some(error) = undrawn(&response) else {
        return response;
    };
    if for_programs {
        return api::draw(failed.lang, response, error);
    }
    failed.page(&app, response, error).await
}

/// Whether nobody reads a page at this address.
fn is_for_machines(path: &str) -> bool {
    path.starts_with("/assets/") || ["/healthz", "/livez", "/readyz"].contains(&path)
}

/// The error of an answer that has no page yet.
fn undrawn(response: &Response) -> Option<PageError> {
    let status = response.status();
    let kind = response.headers().get(header::CONTENT_TYPE);
    // Errors with plain text come from the framework.
    let is_plain = |kind: &HeaderValue| {
        kind.to_str()
            .is_ok_and(|kind| kind.starts_with("text/plain"))
    };
    let is_error = status.is_client_error() || status.is_server_error();
    if !is_error || !kind.is_none_or(is_plain) {
        return None;
    }
    let error = response.extensions().get::<PageError>().copied();
    Some(error.unwrap_or_else(|| PageError::of(status)))
}

/// What the page of an error needs of the request.
struct FailedRequest {
    lang: Lang,
    /// Path behind the language, and query.
    place: (String, String),
    number: Option<String>,
    session: Option<Session>,
    seen: Seen,
}

impl FailedRequest {
    /// The page of `error` in the place of the answer's body.
    async fn page(self, app: &App, response: Response, error: PageError) -> Response {
        let viewer = self.viewer(app, error).await;
        let view = self.view(error, &viewer);
        let (path, query) = self.place;
        let shell = Shell {
            lang: self.lang,
            title: view.heading.clone(),
            path,
            query,
            viewer,
            assets: app.site.assets.clone(),
            ..Shell::default()
        };
        let (mut parts, _) = response.into_parts();
        parts.status = error.status();
        parts.headers.remove(header::CONTENT_LENGTH);
        parts.headers.remove(header::CONTENT_TYPE);
        let page = Html(pages::error(&shell, &view)).into_response();
        parts.headers.extend(page.headers().clone());
        Response::from_parts(parts, Body::new(page.into_body()))
    }

    async fn viewer(&self, app: &App, error: PageError) -> Viewer {
        match (self.seen.viewer(), &self.session) {
            (Some(viewer), _) => viewer,
            // No handler looked up who reads. After a server error the store is left alone.
            (None, Some(session)) if error.status().is_client_error() => {
                page_context::viewer_of(app, session, self.lang).await
            }
            (None, _) => Viewer::Guest,
        }
    }

    fn view(&self, error: PageError, viewer: &Viewer) -> ErrorView {
        let (lang, key) = (self.lang, error.key());
        ErrorView {
            heading: t(lang, &format!("error-{key}-heading")),
            text: match error {
                PageError::Damaged(reference) => damaged(lang, reference, viewer),
                _ => t(lang, &format!("error-{key}-text")),
            },
            // «Not found» is no fault of the server, and the text of a damaged case has its own reference.
            reference: match error {
                PageError::NotFound | PageError::Damaged(_) => None,
                _ => self.number.clone(),
            },
        }
    }
}

/// The applicant is sent to the office; the office to whoever runs the portal.
fn damaged(lang: Lang, reference: u32, viewer: &Viewer) -> String {
    let key = match viewer {
        Viewer::Staff { .. } => "error-damaged-official",
        Viewer::Guest | Viewer::Citizen { .. } => "error-damaged-text",
    };
    t_with(
        lang,
        key,
        &[("reference", value(format!("{reference:08X}")))],
    )
}

/// Path behind the language and query of the page that failed, so that it can be asked for in another language. One that
/// was posted may have no address: then it is the page with the form.
fn place_of(request: &Request) -> (String, String) {
    let form = || {
        let referer = request.headers().get(header::REFERER)?;
        referer.to_str().ok()?.parse::<Uri>().ok()
    };
    let uri = match *request.method() {
        Method::GET | Method::HEAD => Some(request.uri().clone()),
        _ => form(),
    };
    let place = uri.as_ref().and_then(|uri| {
        let rest = uri.path().strip_prefix('/')?;
        let (first, rest) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
        Lang::from_tag(first)?;
        Some((rest.to_owned(), uri.query().unwrap_or_default().to_owned()))
    });
    place.unwrap_or_else(|| ("/".to_owned(), String::new()))
}
