//! The second page of the registration: the code that was sent to the telephone.

use crate::{
    flow::{
        codes::{self, Purpose},
        registration::{self, Confirmed, Pending, Registered},
    },
    http::{
        account::{
            login::{enter_citizen, on, same_site},
            no_cookie, one_time_code as code, register,
        },
        kit::{
            client_address::ClientAddress,
            error::PageError,
            fields::Fields,
            limits::Limited,
            page_context::{Done, Reader},
            session::{Session, Who},
            way_back,
            web::App,
        },
    },
    store::verification::Tried,
};
use app::{
    components::FieldError,
    pages::one_time_code::{CodeOf, CodeView, code_page},
    text::t,
};
use axum::{
    Router,
    extract::State,
    http::StatusCode,
    response::{Html, IntoResponse, Response},
    routing::get,
};

const OF: Purpose = Purpose::Registration;

pub(super) fn router() -> Router<App> {
    Router::new().route("/{lang}/register/code", get(page).post(submit))
}

/// What waits in this session, with its secret.
async fn under_way(app: &App, session: &Session) -> Result<Option<(String, Pending)>, PageError> {
    let Some(secret) = code::secret(session, OF).await? else {
        return Ok(None);
    };
    let pending = registration::pending(app, &secret).await?;
    Ok(pending.map(|pending| (secret, pending)))
}

async fn page(
    State(app): State<App>,
    reader: Reader,
    session: Session,
    fields: Fields,
) -> Result<Response, PageError> {
    // Back after the registration.
    if matches!(reader.who, Some(Who::Citizen { .. })) {
        return Ok(reader.redirect("/cabinet"));
    }
    let Some((_, pending)) = under_way(&app, &session).await? else {
        return Ok(no_cookie::back(&reader, &session, "/register"));
    };
    let view = code::view(&app, &fields);
    Ok(show(&app, &reader, StatusCode::OK, &pending, view))
}

async fn submit(
    State(app): State<App>,
    reader: Reader,
    address: ClientAddress,
    session: Session,
    mut fields: Fields,
) -> Result<Response, PageError> {
    let lang = reader.lang;
    let Some((secret, pending)) = under_way(&app, &session).await? else {
        return Ok(reader.redirect("/register/code"));
    };
    let switch = fields.take_switch();
    let mut view = code::view(&app, &fields);
    if switch {
        return Ok(show(&app, &reader, StatusCode::OK, &pending, view));
    }
    let again = |mut view: CodeView, status, error| {
        view.errors.push(error);
        Ok(show(&app, &reader, status, &pending, view))
    };
    let wrong = StatusCode::UNPROCESSABLE_ENTITY;
    if code::asks_again(&fields) {
        let resent = codes::resend(&app, &secret, OF, None, lang).await?;
        return match code::not_resent(lang, resent) {
            Some(error) => again(view, wrong, error),
            None => Ok(reader.redirect("/register/code?sent=again")),
        };
    }
    if let Some(error) = code::unreadable(lang, &view.code) {
        return again(view, wrong, error);
    }
    if !app.limits.allow(Limited::Code, address.ip()) {
        let error = FieldError::new("code", t(lang, "error-too-many-text"));
        return again(view, StatusCode::TOO_MANY_REQUESTS, error);
    }
    match registration::confirm(&app, &secret, &view.code, lang).await? {
        Confirmed::Registered(new) => enter(&app, &reader, &session, *new).await,
        Confirmed::Refused(pending) => Ok(register::refused(&app, &reader, &pending)),
        // The same form sent twice: where the first led, this one leads too.
        Confirmed::Not(Tried::Nothing) => Ok(reader.redirect("/register/code")),
        Confirmed::Not(tried) => {
            // A wrong code has to be read again, not mended.
            view.code.clear();
            again(view, wrong, code::refused(lang, tried))
        }
    }
}

/// Logs the new citizen in and leads on.
pub(crate) async fn enter(
    app: &App,
    reader: &Reader,
    session: &Session,
    new: Registered,
) -> Result<Response, PageError> {
    code::forget(session, OF).await?;
    enter_citizen(app, session, &new.person).await?;
    let next = same_site(reader.lang, &new.next);
    if new.checked {
        let next = match next.as_str() {
            "" => next,
            next => Done::Registered.at(next),
        };
        return Ok(on(reader, &next, &Done::Registered.at("/cabinet")));
    }
    Ok(way_back::redirect(app, reader, "/register/done", &next))
}

fn show(
    app: &App,
    reader: &Reader,
    status: StatusCode,
    pending: &Pending,
    view: CodeView,
) -> Response {
    let view = CodeView {
        of: CodeOf::Registration,
        recipient: pending.phone.clone(),
        ..view
    };
    (status, Html(code_page(&reader.shell(app, ""), &view))).into_response()
}
