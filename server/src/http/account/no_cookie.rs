//! A browser that keeps no cookie: a code that was sent would find nothing that waits for it.

use app::{
    pages::{FROM_PAGE, login::Refusal},
    text::{Lang, t},
};
use axum::response::Response;

use crate::http::kit::{fields::Fields, page_context::PageContext, refusals, session::Session};

/// Query parameter of a redirect after a step whose session was lost.
const LOST: &str = "lost";

/// Whether a form was posted from a page that sets a cookie, without any: said before a code goes out, so that nothing that
/// was typed is lost.
pub(crate) fn is_certain(fields: &Fields, session: &Session) -> bool {
    !fields.get(FROM_PAGE).is_empty() && !session.keeps_cookies()
}

/// Back to `path`, where nothing waits for a code in this session.
pub(crate) fn back(context: &PageContext, session: &Session, path: &str) -> Response {
    match session.keeps_cookies() {
        true => context.redirect(path),
        false => context.redirect(&format!("{path}?{LOST}=yes")),
    }
}

/// Whether the page is where [`back`] led a browser without cookies.
pub(crate) fn was_lost(fields: &Fields) -> bool {
    !fields.get(LOST).is_empty()
}

/// The refusal for a browser that keeps no cookies.
pub(crate) fn of_code(lang: Lang) -> Refusal {
    refusals::ours(lang, "code-cookie-title", t(lang, "code-cookie-help"))
}
