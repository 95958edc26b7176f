//! `/.well-known/security.txt` (RFC 9116): whom to tell of a security hole.

use std::fmt::Write;

use axum::{
    Router,
    extract::State,
    http::header,
    response::{IntoResponse, Response},
    routing::get,
};
use chrono::{DateTime, SecondsFormat, TimeDelta, Utc};

use crate::{
    Config,
    http::kit::{error::PageError, web::App},
};

/// The RFC asks for less than a year. A portal that runs answers anew each time; one that is left alone expires.
const VALID: TimeDelta = TimeDelta::days(180);

pub(super) fn router() -> Router<App> {
    Router::new().route("/.well-known/security.txt", get(security))
}

async fn security(State(app): State<App>) -> Result<Response, PageError> {
    let text = text(&app.config, app.now()).ok_or(PageError::NotFound)?;
    let kind = "text/plain; charset=utf-8";
    Ok(([(header::CONTENT_TYPE, kind)], text).into_response())
}

/// Nothing where nobody is named.
fn text(config: &Config, now: DateTime<Utc>) -> Option<String> {
    let contacts = &config.operation.security_contact;
    if contacts.is_empty() {
        return None;
    }
    let mut text = String::new();
    for contact in contacts {
        let _ = writeln!(text, "Contact: {contact}");
    }
    let expires = (now + VALID).to_rfc3339_opts(SecondsFormat::Secs, true);
    let _ = writeln!(text, "Expires: {expires}");
    let _ = writeln!(text, "Preferred-Languages: kk, ru, en");
    if config.is_https() {
        let origin = config.origin();
        let _ = writeln!(text, "Canonical: {origin}/.well-known/security.txt");
    }
    Some(text)
}
