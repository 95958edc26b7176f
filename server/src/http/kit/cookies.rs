//! The portal's cookies: for this host only, unreadable for scripts, not sent with foreign posts.

use axum::http::{HeaderMap, HeaderValue, header};
use cookie::{Cookie, SameSite};
use time::Duration;

/// How cookies are written: for TLS only, or for plain http at the loopback.
#[derive(Clone, Copy, Debug)]
pub struct Cookies {
    secure: bool,
}

impl Cookies {
    /// Cookies for TLS only if `secure`.
    pub fn new(secure: bool) -> Cookies {
        Cookies { secure }
    }

    /// A browser accepts a name with this prefix only with `Secure`, for the whole host and from the host itself.
    fn name(self, base: &str) -> String {
        let prefix = if self.secure { "__Host-" } else { "" };
        format!("{prefix}{base}")
    }

    /// The value of `base` that the browser sent.
    pub(crate) fn read(self, headers: &HeaderMap, base: &str) -> Option<String> {
        let name = self.name(base);
        let texts = headers.get_all(header::COOKIE).iter();
        let mut texts = texts.filter_map(|value| value.to_str().ok());
        texts.find_map(|text| {
            let mut pairs = Cookie::split_parse(text).flatten();
            let found = pairs.find(|cookie| cookie.name() == name)?;
            Some(found.value().to_owned())
        })
    }

    /// The header that sets `base`; without an age it goes when the browser is closed.
    pub(crate) fn set(self, base: &str, value: &str, age: Option<Duration>) -> HeaderValue {
        let mut cookie = self.whole(base, value);
        cookie.set_max_age(age);
        header_of(&cookie)
    }

    /// The header that removes `base`. Browsers refuse one that lacks an attribute with which it was set.
    pub(crate) fn remove(self, base: &str) -> HeaderValue {
        let mut cookie = self.whole(base, "");
        cookie.set_max_age(Duration::ZERO);
        header_of(&cookie)
    }

    fn whole<'c>(self, base: &str, value: &'c str) -> Cookie<'c> {
        Cookie::build((self.name(base), value))
            .http_only(true)
            .secure(self.secure)
            .same_site(SameSite::Lax)
            .path("/")
            .build()
    }
}

/// Values are hexadecimal or base64, so a header always takes them.
fn header_of(cookie: &Cookie<'_>) -> HeaderValue {
    HeaderValue::from_str(&cookie.to_string()).unwrap_or(HeaderValue::from_static(""))
}
