//! What follows a login that was right.

use axum::{
    Router,
    extract::State,
    response::{IntoResponse, Redirect, Response},
    routing::get,
};

use crate::{
    flow::account::short_name,
    http::kit::{
        error::PageError,
        page_context::PageContext,
        session::{self, Principal, Session},
        unsaved_answers::{TYPED, UnsavedAnswers},
        way_back,
        web::{App, Web},
    },
    store::{StoreError, person::Person},
};

/// The mark of whoever comes from a login that was right.
pub(super) const ENTERED: &str = "entered";

/// Where a session keeps the form that was posted before it began.
const KEPT_FORM: &str = "typed";

pub(super) fn router() -> Router<App> {
    Router::new().route("/{lang}/typed", get(typed))
}

/// Where a login leads to that was right, or the form that was posted before it. A browser that sent no cookie may keep none:
/// then the login page says so.
pub(crate) async fn redirect(
    app: &Web,
    context: &PageContext,
    session: &Session,
    (next, otherwise): (&str, &str),
    unsaved: Option<UnsavedAnswers>,
) -> Result<Response, PageError> {
    if session.keeps_cookies() {
        let Some(unsaved) = unsaved else {
            return Ok(redirect_to(context, next, otherwise));
        };
        session.insert(KEPT_FORM, unsaved.sealed(app)).await?;
        return Ok(context.redirect(TYPED));
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
    Ok(response)
}

/// The form that was posted before the login, drawn by `layers::resume` at an address of its own: an answer to the password
/// itself would send it once more from the history of the browser.
async fn typed(
    State(app): State<App>,
    context: PageContext,
    session: Session,
) -> Result<Response, PageError> {
    let Some(principal) = session::principal(&session).await? else {
        return Ok(context.redirect("/"));
    };
    let (kind, account) = principal.account();
    let home = if kind == "staff" {
        "/staff"
    } else {
        "/cabinet"
    };
    let response = context.redirect(home);
    let kept: Option<String> = session.get(KEPT_FORM).await?;
    let kept = kept.and_then(|kept| UnsavedAnswers::unsealed(&app, account, &kept));
    Ok(match kept {
        Some(unsaved) => unsaved.in_language(context.lang).resumed(response),
        None => response,
    })
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
