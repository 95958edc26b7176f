//! The way back from the login. An address that a person asked for may hold answers about their health in its query; the
//! address of the login page holds its path alone, and the whole of it lies sealed in a cookie of this browser.

use app::text::Lang;
use axum::{
    http::{HeaderMap, header},
    response::{IntoResponse, Redirect, Response},
};
use base64::{Engine, prelude::BASE64_URL_SAFE_NO_PAD};
use chacha20poly1305::{
    KeyInit, XChaCha20Poly1305, XNonce,
    aead::{Aead, OsRng, rand_core::RngCore},
};

use super::web::{App, Web};

/// The cookie's name, without its prefix.
const COOKIE: &str = "otinish-way";
/// Life of the cookie.
pub(crate) const MINUTES: i64 = 30;
/// A browser keeps no cookie of more than 4096 bytes.
const MAX_LENGTH: usize = 2_800;
const NONCE: usize = 24;

/// 303 to the page at the address `to` (the login, mostly) that leads back to `back`, a path of this site with its query.
pub(crate) fn redirect(app: &Web, to: String, back: &str) -> Response {
    let next = app::pages::with_next(to, back);
    let mut response = Redirect::to(&next).into_response();
    keep(app, &mut response, back);
    response
}

/// Keeps `back` in the browser, if the address of the login page cannot hold it.
pub(crate) fn keep(app: &Web, response: &mut Response, back: &str) {
    if !back.contains('?') || back.len() > MAX_LENGTH {
        return;
    }
    if let Some(sealed) = seal(&app.way_key, back) {
        let age = Some(time::Duration::minutes(MINUTES));
        let cookie = app.cookies.set(COOKIE, &sealed, age);
        response.headers_mut().append(header::SET_COOKIE, cookie);
    }
}

/// Forgets the way of whoever was here before: the next one at this browser may be somebody else.
pub(crate) fn forget(app: &Web, response: &mut Response) {
    let cookie = app.cookies.remove(COOKIE);
    response.headers_mut().append(header::SET_COOKIE, cookie);
}

/// `next` with the query that is kept for it, if there is one.
pub(crate) fn whole(app: &App, headers: &HeaderMap, next: String) -> String {
    if next.is_empty() || next.contains('?') {
        return next;
    }
    let kept = app.cookies.read(headers, COOKIE);
    let kept = kept.and_then(|sealed| unseal(&app.way_key, &sealed));
    let query = kept.and_then(|kept| {
        let (path, query) = kept.split_once('?')?;
        (without_language(path) == without_language(&next)).then(|| query.to_owned())
    });
    match query {
        Some(query) => format!("{next}?{query}"),
        None => next,
    }
}

/// The language may have been switched on the login page.
fn without_language(path: &str) -> &str {
    let rest = Lang::ALL.iter().find_map(|lang| {
        path.strip_prefix('/')
            .and_then(|path| path.strip_prefix(lang.tag()))
    });
    rest.unwrap_or(path)
}

fn seal(key: &[u8; 32], text: &str) -> Option<String> {
    let mut nonce = [0; NONCE];
    OsRng.fill_bytes(&mut nonce);
    let cipher = XChaCha20Poly1305::new(key.into());
    let sealed = cipher.encrypt(XNonce::from_slice(&nonce), text.as_bytes());
    let whole = [nonce.as_slice(), &sealed.ok()?].concat();
    Some(BASE64_URL_SAFE_NO_PAD.encode(whole))
}

fn unseal(key: &[u8; 32], sealed: &str) -> Option<String> {
    let whole = BASE64_URL_SAFE_NO_PAD.decode(sealed).ok()?;
    let (nonce, sealed) = whole.split_at_checked(NONCE)?;
    let cipher = XChaCha20Poly1305::new(key.into());
    let text = cipher.decrypt(XNonce::from_slice(nonce), sealed).ok()?;
    String::from_utf8(text).ok()
}
