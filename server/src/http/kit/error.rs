//! Errors of pages. Handlers return [`PageError`]; `layers::error_pages` draws it in the reader's language. Nothing of an
//! inner error reaches the reader.

use std::any::Any;

use axum::{
    http::{HeaderValue, Method, StatusCode, Uri, header},
    response::{IntoResponse, Redirect, Response},
};

use crate::{
    flow::{account::LoginError, case::CaseError},
    password::{PasswordError, RETRY_SECONDS},
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
    #[error("too large")]
    TooLarge,
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
    #[error("submitted already")]
    Submitted,
    #[error("gone")]
    Gone,
    /// The step was taken back from the reader, who was writing.
    #[error("taken back")]
    TakenBack,
    /// The page was opened by somebody else: since then another person has logged in with this browser.
    #[error("the page belongs to another account")]
    OtherAccount,
    /// The request took too long, the portal is busy or its database away.
    #[error("unavailable")]
    Unavailable,
}

impl PageError {
    pub(crate) const fn status(self) -> StatusCode {
        match self {
            PageError::NotFound => StatusCode::NOT_FOUND,
            PageError::BadForm => StatusCode::BAD_REQUEST,
            PageError::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            PageError::TooMany => StatusCode::TOO_MANY_REQUESTS,
            PageError::Submitted | PageError::OtherAccount => StatusCode::CONFLICT,
            PageError::Gone => StatusCode::GONE,
            PageError::TakenBack => StatusCode::UNPROCESSABLE_ENTITY,
            PageError::Unchecked => StatusCode::CONFLICT,
            PageError::Foreign => StatusCode::FORBIDDEN,
            PageError::Withdrawn => StatusCode::GONE,
            PageError::Failed | PageError::Damaged(_) => StatusCode::INTERNAL_SERVER_ERROR,
            PageError::Busy | PageError::Unavailable => StatusCode::SERVICE_UNAVAILABLE,
        }
    }

    /// The error behind a status that a layer of the framework answered by itself.
    pub(crate) fn of(status: StatusCode) -> PageError {
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
            PageError::TakenBack => "taken-back",
            PageError::OtherAccount => "other-account",
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

impl From<CaseError> for PageError {
    fn from(error: CaseError) -> Self {
        match error {
            CaseError::NotFound => PageError::NotFound,
            CaseError::Store(error) => error.into(),
            CaseError::Damaged(reference) => PageError::Damaged(reference),
            CaseError::NoRegulation(id) => {
                tracing::warn!(id, "a regulation is not in the catalogue any more");
                PageError::Withdrawn
            }
            error => {
                tracing::error!(%error, "case");
                PageError::Failed
            }
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

/// The case that was made of a draft which somebody wanted to change; goes along with [`PageError::Submitted`].
#[derive(Clone, Debug)]
pub(crate) struct SubmittedAs(pub(crate) String);

/// What became of the work that somebody wanted to do, in words; goes along with [`PageError::TakenBack`].
#[derive(Clone, Debug)]
pub(crate) struct Gone {
    pub(crate) title: String,
    pub(crate) why: String,
}

/// For addresses that no route knows.
pub(crate) async fn not_found() -> PageError {
    PageError::NotFound
}

/// For addresses that only take forms. They stand in the bar of a browser after a form came back with a mistake, and a login
/// leads back to them: what is shown is the page above.
pub(crate) async fn page_above(method: Method, uri: Uri) -> Response {
    let path = uri.path();
    let above = |path: &str| {
        path.rsplit_once('/')
            .map_or_else(String::new, |(page, _)| page.to_owned())
    };
    let page = match path.ends_with("/end") {
        // One of a list, or all others of it.
        true => above(&above(path)),
        false => above(path),
    };
    match method == Method::GET && !page.is_empty() {
        true => Redirect::to(&page).into_response(),
        false => StatusCode::METHOD_NOT_ALLOWED.into_response(),
    }
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
