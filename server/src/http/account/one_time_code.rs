//! What the pages that ask for a one-time code share: the secret in the session, and what is said of a code.

use app::{
    components::FieldError,
    pages::one_time_code::CodeView,
    text::{Lang, t, t_with},
};
use axum::http::StatusCode;

use crate::{
    flow::codes::{self, Purpose, Resent},
    http::kit::{
        client_address::ClientAddress, fields::Fields, limits::LimitedAction, session::Session,
        web::App,
    },
    store::{StoreError, verification::Tried},
};

/// What the button that asks for another code posts.
pub(crate) const RESEND: (&str, &str) = ("do", "resend");

fn key(purpose: Purpose) -> String {
    format!("confirming.{}", purpose.tag())
}

/// The secret of the confirmation under way in this session.
pub(crate) async fn secret(
    session: &Session,
    purpose: Purpose,
) -> Result<Option<String>, StoreError> {
    session.get(&key(purpose)).await
}

/// Keeps the secret of a confirmation.
pub(crate) async fn keep(
    session: &Session,
    purpose: Purpose,
    secret: &str,
) -> Result<(), StoreError> {
    session.insert(&key(purpose), secret).await
}

/// Forgets a confirmation that is done.
pub(crate) async fn forget(session: &Session, purpose: Purpose) -> Result<(), StoreError> {
    session.remove::<String>(&key(purpose)).await?;
    Ok(())
}

pub(crate) fn asks_again(fields: &Fields) -> bool {
    fields.get(RESEND.0) == RESEND.1
}

/// The page of a code, empty.
pub(crate) fn view(app: &App, fields: &Fields) -> CodeView {
    CodeView {
        code: fields.get("code").to_owned(),
        resent: fields.get("sent") == "again",
        demo: app.ports.sent.is_some(),
        ..CodeView::default()
    }
}

/// Why a code is not tried: it cannot be read, and a slip must cost no try; or too many come from one address.
pub(crate) fn not_tried(
    app: &App,
    lang: Lang,
    address: ClientAddress,
    code: &str,
) -> Option<(StatusCode, FieldError)> {
    if let Some(error) = unreadable(lang, code) {
        return Some((StatusCode::UNPROCESSABLE_ENTITY, error));
    }
    if app.limits.allow(LimitedAction::Code, address.ip()) {
        return None;
    }
    let error = FieldError::new("code", t(lang, "error-too-many-text"));
    Some((StatusCode::TOO_MANY_REQUESTS, error))
}

/// What is wrong with a code that nobody sent.
pub(crate) fn unreadable(lang: Lang, code: &str) -> Option<FieldError> {
    let code = codes::digits(code);
    let six = code.len() == 6 && code.bytes().all(|byte| byte.is_ascii_digit());
    let key = match (code.is_empty(), six) {
        (_, true) => return None,
        (true, _) => "code-error-required",
        (false, _) => "code-error-digits",
    };
    Some(FieldError::new("code", t(lang, key)))
}

/// What is said of a code that was not right.
pub(crate) fn refused(lang: Lang, tried: Tried) -> FieldError {
    let text = match tried {
        Tried::Wrong { left } => t_with(lang, "code-error-wrong", &[("left", left.into())]),
        Tried::Expired => t(lang, "code-error-expired"),
        Tried::Spent => t(lang, "code-error-spent"),
        Tried::Right | Tried::Nothing => t(lang, "code-error-nothing"),
    };
    FieldError::new("code", text)
}

/// What is said of another code that was not sent.
pub(crate) fn not_resent(lang: Lang, resent: Resent) -> Option<FieldError> {
    let key = match resent {
        Resent::Sent => return None,
        Resent::TooSoon => "code-error-too-soon",
        Resent::TooMany => "code-error-too-many",
        Resent::Nothing => "code-error-nothing",
    };
    Some(FieldError::new("code", t(lang, key)))
}
