//! Errors of pages. Handlers return [`PageError`]; [`draw`] makes it a page in the reader's language, with the
//! way out. Nothing of an inner error reaches the reader.

use std::any::Any;

use app::{
    components::{Shell, Viewer},
    pages::error::{ErrorView, error},
    text::{Lang, t, t_with, value},
};
use axum::{
    body::Body,
    extract::{Request, State},
    http::{HeaderValue, Method, StatusCode, Uri, header},
    middleware::Next,
    response::{Html, IntoResponse, Response},
};

use super::{
    page_context::{self, Seen},
    session::Session,
    web::App,
};
use crate::{
    flow::{
        account::LoginError,
        password::{PasswordError, RETRY_SECONDS},
    },
    http::{api, layers::request_log},
    store::StoreError,
};

/// What went wrong, as the reader must know it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PageError {
    /// Not there, or not for this reader: not told apart.
    #[error("not found")]
    NotFound,
    /// The posted form is not one that a browser sends: not UTF-8, too many fields, not a form.
    #[error("the form cannot be read")]
    BadForm,
    /// The body is larger than allowed.
    #[error("too large")]
    TooLarge,
    /// Too many attempts from this address.
    #[error("too many attempts")]
    TooMany,
    /// The scanner keeps a file back.
    #[error("the file is not checked")]
    Unchecked,
    /// Another site posted in the reader's name.
    #[error("refused: the form came from another site")]
    Foreign,
    /// The regulation of the case or draft is not in the catalogue any more.
    #[error("the regulation was taken out of the catalogue")]
    Withdrawn,
    /// Something of ours failed; trying again may help.
    #[error("failed")]
    Failed,
    /// So many passwords are being checked that this one could not be, yet: the same again in a moment.
    #[error("busy")]
    Busy,
    /// What is stored of a case is not what was written. The log of the server has the case under this reference.
    #[error("damaged, reference {0:08X}")]
    Damaged(u32),
    /// The draft was handed in meanwhile.
    #[error("submitted already")]
    Submitted,
    /// It was there and was removed.
    #[error("gone")]
    Gone,
    /// The request took too long, the portal is busy or its database away.
    #[error("unavailable")]
    Unavailable,
}

impl PageError {
    /// A session that could not be read or written.
    pub fn session(error: StoreError) -> PageError {
        error.into()
    }

    pub(crate) const fn status(self) -> StatusCode {
        match self {
            PageError::NotFound => StatusCode::NOT_FOUND,
            PageError::BadForm => StatusCode::BAD_REQUEST,
            PageError::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            PageError::TooMany => StatusCode::TOO_MANY_REQUESTS,
            PageError::Submitted => StatusCode::CONFLICT,
            PageError::Gone => StatusCode::GONE,
            PageError::Unchecked => StatusCode::CONFLICT,
            PageError::Foreign => StatusCode::FORBIDDEN,
            PageError::Withdrawn => StatusCode::GONE,
            PageError::Failed | PageError::Damaged(_) => StatusCode::INTERNAL_SERVER_ERROR,
            PageError::Busy | PageError::Unavailable => StatusCode::SERVICE_UNAVAILABLE,
        }
    }

    /// The error behind a status that a layer of the framework answered by itself.
    fn of(status: StatusCode) -> PageError {
        match status {
            StatusCode::NOT_FOUND | StatusCode::METHOD_NOT_ALLOWED => PageError::NotFound,
            StatusCode::PAYLOAD_TOO_LARGE => PageError::TooLarge,
            StatusCode::FORBIDDEN => PageError::Foreign,
            StatusCode::SERVICE_UNAVAILABLE | StatusCode::REQUEST_TIMEOUT => PageError::Unavailable,
            status if status.is_server_error() => PageError::Failed,
            _ => PageError::BadForm,
        }
    }

    pub(crate) const fn key(self) -> &'static str {
        match self {
            PageError::NotFound => "not-found",
            PageError::BadForm => "bad-form",
            PageError::TooLarge => "too-large",
            PageError::TooMany => "too-many",
            PageError::Submitted => "submitted",
            PageError::Gone => "gone",
            PageError::Unchecked => "unchecked",
            PageError::Foreign => "foreign",
            PageError::Withdrawn => "withdrawn",
            PageError::Failed => "failed",
            PageError::Damaged(_) => "damaged",
            PageError::Busy => "busy",
            PageError::Unavailable => "unavailable",
        }
    }
}

impl From<StoreError> for PageError {
    fn from(error: StoreError) -> Self {
        tracing::error!(%error, "store");
        match error {
            StoreError::Unavailable { .. } => PageError::Unavailable,
            StoreError::Conflict
            | StoreError::Refused(_)
            | StoreError::Damaged(_)
            | StoreError::Database(_) => PageError::Failed,
        }
    }
}

impl From<LoginError> for PageError {
    fn from(error: LoginError) -> Self {
        match error {
            LoginError::Password(error) => error.into(),
            LoginError::Store(error) => error.into(),
            LoginError::Refused => {
                tracing::error!("a refused login was not told as one");
                PageError::Failed
            }
        }
    }
}

impl From<PasswordError> for PageError {
    fn from(error: PasswordError) -> Self {
        match error {
            PasswordError::Busy => PageError::Busy,
            PasswordError::Hashing => {
                tracing::error!(%error, "password");
                PageError::Failed
            }
        }
    }
}

/// Seconds after which it is worth trying again when the database was away.
const RETRY_WHEN_AWAY: u64 = 30;

impl IntoResponse for PageError {
    fn into_response(self) -> Response {
        let mut response = self.status().into_response();
        response.extensions_mut().insert(self);
        let seconds = match self {
            PageError::Busy => Some(RETRY_SECONDS),
            PageError::Unavailable => Some(RETRY_WHEN_AWAY),
            _ => None,
        };
        if let Some(seconds) = seconds {
            let seconds = HeaderValue::from(seconds);
            response.headers_mut().insert(header::RETRY_AFTER, seconds);
        }
        response
    }
}

/// For addresses that no route knows.
pub(crate) async fn not_found() -> PageError {
    PageError::NotFound
}

/// A panic in a handler is a defect; the reader gets a page, the log gets the message.
pub(crate) fn panicked(panic: Box<dyn Any + Send>) -> Response {
    let message = panic
        .downcast_ref::<String>()
        .map(String::as_str)
        .or_else(|| panic.downcast_ref::<&str>().copied())
        .unwrap_or("unknown");
    tracing::error!(message, "a handler panicked");
    PageError::Failed.into_response()
}

/// Turns errors that have no page yet into one.
pub(crate) async fn draw(State(app): State<App>, mut request: Request, next: Next) -> Response {
    let seen = Seen::default();
    request.extensions_mut().insert(seen.clone());
    let path = request.uri().path();
    let wants_page =
        !path.starts_with("/assets/") && !["/healthz", "/livez", "/readyz"].contains(&path);
    let for_programs = api::concerns(path);
    let (lang, (path, query)) = (language_of(&request), place_of(&request));
    let reference = request_log::number_of(request.extensions());
    let session = request.extensions().get::<Session>().cloned();
    let response = next.run(request).await;
    let status = response.status();
    let has_page = response.headers().contains_key(header::CONTENT_TYPE)
        && !response
            .headers()
            .get(header::CONTENT_TYPE)
            .is_some_and(|kind| {
                // Plain text of a status of 400 and above comes from the framework itself.
                kind.to_str()
                    .is_ok_and(|kind| kind.starts_with("text/plain"))
            });
    if !(status.is_client_error() || status.is_server_error()) || has_page || !wants_page {
        return response;
    }
    let problem = response
        .extensions()
        .get::<PageError>()
        .copied()
        .unwrap_or_else(|| PageError::of(status));
    if for_programs {
        return api::draw(lang, response, problem);
    }
    let viewer = match (seen.viewer(), session) {
        (Some(viewer), _) => viewer,
        // Nobody asked yet who reads: no route took the request. After a failure of ours the store is left alone.
        (None, Some(session)) if problem.status().is_client_error() => {
            page_context::viewer_of(&app, &session, lang).await
        }
        (None, _) => Viewer::Guest,
    };
    let key = problem.key();
    let view = ErrorView {
        heading: t(lang, &format!("error-{key}-heading")),
        text: match problem {
            PageError::Damaged(reference) => damaged(lang, reference, &viewer),
            _ => t(lang, &format!("error-{key}-text")),
        },
        // Where nothing is there nothing went wrong; and of what is damaged the text says its own number.
        reference: reference
            .filter(|_| !matches!(problem, PageError::NotFound | PageError::Damaged(_))),
    };
    let shell = Shell {
        lang,
        title: view.heading.clone(),
        path,
        query,
        viewer,
        assets: app.site.assets.clone(),
        ..Shell::default()
    };
    let (mut parts, _) = response.into_parts();
    parts.status = problem.status();
    parts.headers.remove(header::CONTENT_LENGTH);
    parts.headers.remove(header::CONTENT_TYPE);
    let page = Html(error(&shell, &view)).into_response();
    parts.headers.extend(page.headers().clone());
    Response::from_parts(parts, Body::new(page.into_body()))
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

pub(crate) fn language_of(request: &Request) -> Lang {
    let first = request.uri().path().split('/').nth(1).unwrap_or_default();
    Lang::from_tag(first).unwrap_or_else(|| super::page_context::preferred(request.headers()))
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
