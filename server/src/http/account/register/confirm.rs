//! The second page of the registration: the code that was sent to the telephone.

use app::pages::one_time_code::{CodeOf, CodeView, code_page};
use axum::{
    Router,
    extract::State,
    http::StatusCode,
    response::{Html, IntoResponse, Response},
    routing::get,
};

use crate::{
    flow::{
        codes::{self, Purpose},
        registration::{self, Confirmed, PendingRegistration, RegisteredCitizen},
    },
    http::{
        account::{
            after_login::{enter_citizen, redirect_to},
            login::same_site,
            no_cookie, one_time_code as code, register,
        },
        kit::{
            client_address::ClientAddress,
            done::Done,
            error::PageError,
            fields::Fields,
            page_context::PageContext,
            session::{Principal, Session},
            way_back,
            web::App,
        },
    },
    store::verification::Tried,
};

const OF: Purpose = Purpose::Registration;

pub(super) fn router() -> Router<App> {
    Router::new().route("/{lang}/register/code", get(page).post(submit))
}

/// What waits in this session, with its secret.
async fn under_way(
    app: &App,
    session: &Session,
) -> Result<Option<(String, PendingRegistration)>, PageError> {
    let Some(secret) = code::secret(session, OF).await? else {
        return Ok(None);
    };
    let pending = registration::pending(app, &secret).await?;
    Ok(pending.map(|pending| (secret, pending)))
}

async fn page(
    State(app): State<App>,
    context: PageContext,
    session: Session,
    fields: Fields,
) -> Result<Response, PageError> {
    // «Back» after the registration.
    if matches!(context.principal, Some(Principal::Citizen { .. })) {
        return Ok(context.redirect("/cabinet"));
    }
    let Some((_, pending)) = under_way(&app, &session).await? else {
        return Ok(no_cookie::back(&context, &session, "/register"));
    };
    let view = code::view(&app, &fields);
    Ok(show(&app, &context, StatusCode::OK, &pending, view))
}

async fn submit(
    State(app): State<App>,
    context: PageContext,
    address: ClientAddress,
    session: Session,
    mut fields: Fields,
) -> Result<Response, PageError> {
    let lang = context.lang;
    let Some((secret, pending)) = under_way(&app, &session).await? else {
        return Ok(context.redirect("/register/code"));
    };
    let switch = fields.take_switch();
    let mut view = code::view(&app, &fields);
    if switch {
        return Ok(show(&app, &context, StatusCode::OK, &pending, view));
    }
    let again = |mut view: CodeView, status, error| {
        view.errors.push(error);
        Ok(show(&app, &context, status, &pending, view))
    };
    let wrong = StatusCode::UNPROCESSABLE_ENTITY;
    if code::asks_again(&fields) {
        let resent = codes::resend(&app, &secret, OF, None, lang).await?;
        return match code::not_resent(lang, resent) {
            Some(error) => again(view, wrong, error),
            None => Ok(context.redirect("/register/code?sent=again")),
        };
    }
    if let Some((status, error)) = code::not_tried(&app, lang, address, &view.code) {
        return again(view, status, error);
    }
    match registration::confirm(&app, &secret, &view.code, lang).await? {
        Confirmed::Registered(new) => enter(&app, &context, &session, *new).await,
        Confirmed::Refused(pending) => Ok(register::refused(&app, &context, &pending)),
        // The same form sent twice leads to the same page.
        Confirmed::Not(Tried::Nothing) => Ok(context.redirect("/register/code")),
        Confirmed::Not(tried) => {
            // A wrong code is typed anew, not corrected.
            view.code.clear();
            again(view, wrong, code::refused(lang, tried))
        }
    }
}

/// Logs the new citizen in and leads on.
pub(crate) async fn enter(
    app: &App,
    context: &PageContext,
    session: &Session,
    new: RegisteredCitizen,
) -> Result<Response, PageError> {
    code::forget(session, OF).await?;
    enter_citizen(app, session, &new.person).await?;
    let next = same_site(context.lang, &new.next);
    if new.checked {
        let next = match next.as_str() {
            "" => next,
            next => Done::Registered.at(next),
        };
        return Ok(redirect_to(
            context,
            &next,
            &Done::Registered.at("/cabinet"),
        ));
    }
    Ok(way_back::redirect(
        app,
        context.href("/register/done"),
        &next,
    ))
}

fn show(
    app: &App,
    context: &PageContext,
    status: StatusCode,
    pending: &PendingRegistration,
    view: CodeView,
) -> Response {
    let view = CodeView {
        of: CodeOf::Registration,
        recipient: pending.phone.clone(),
        ..view
    };
    (status, Html(code_page(&context.shell(app, ""), &view))).into_response()
}
