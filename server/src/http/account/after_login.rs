//! What follows a login that was right.

use axum::response::{IntoResponse, Redirect, Response};

use crate::{
    flow::account::short_name,
    http::kit::{
        page_context::PageContext,
        session::{self, Principal, Session},
        way_back,
        web::{App, Web},
    },
    store::{StoreError, person::Person},
};

/// The mark of whoever comes from a login that was right.
pub(super) const ENTERED: &str = "entered";

/// Where a login leads to that was right. A browser that sent no cookie may keep none: then the login page says so.
pub(crate) fn redirect(
    app: &Web,
    context: &PageContext,
    session: &Session,
    next: &str,
    otherwise: &str,
) -> Response {
    if session.keeps_cookies() {
        return redirect_to(context, next, otherwise);
    }
    let login = if otherwise == "/staff" {
        "/staff/login"
    } else {
        "/login"
    };
    let mut page = context.href(&format!("{login}?{ENTERED}=yes"));
    let path = next.split('?').next().unwrap_or_default();
    if !path.is_empty() {
        page = format!("{page}&next={}", app::pages::encoded(path));
    }
    let mut response = Redirect::to(&page).into_response();
    way_back::keep(app, &mut response, next);
    response
}

/// Logs `person` in.
pub(crate) async fn enter_citizen(
    app: &App,
    session: &Session,
    person: &Person,
) -> Result<(), StoreError> {
    let who = Principal::Citizen {
        person: person.id.clone(),
        name: short_name(&person.name),
        entered: app.now().timestamp(),
    };
    session::enter(session, who).await
}

/// To `next`, or to `otherwise` in the reader's language.
pub(crate) fn redirect_to(context: &PageContext, next: &str, otherwise: &str) -> Response {
    match next {
        "" => context.redirect(otherwise),
        next => Redirect::to(next).into_response(),
    }
}
