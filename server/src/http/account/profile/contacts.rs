//! Another telephone or e-mail address of the account: typed, then confirmed by a code that goes to the new one. No link
//! is ever mailed, so nothing that opens links by itself can change anything.

use app::{
    components::FieldError,
    pages::{
        one_time_code::{CodeOf, CodeView, code_page},
        profile::{ContactView, contact},
    },
    problem,
    text::t,
};
use axum::{
    Router,
    extract::State,
    http::StatusCode,
    response::{Html, IntoResponse, Response},
    routing::get,
};
use domain::{
    form::{ErrorCode, read, usual_length},
    regulation::FieldKind,
};

use super::{current_missing, own};
use crate::{
    flow::{
        codes::{self, Begun, Purpose},
        profile::{self as flow, ContactConfirmed},
    },
    http::{
        account::one_time_code as code,
        kit::{
            client_address::ClientAddress, error::PageError, fields::Fields, guards::Citizen,
            limits::LimitedAction, present_password::counted, session::Session, web::App,
        },
    },
    security_log::Account,
    store::{person::Person, verification::Tried},
};

pub(super) fn router() -> Router<App> {
    Router::new()
        .route(
            "/{lang}/cabinet/profile/phone",
            get(ask_phone).post(begin_phone),
        )
        .route(
            "/{lang}/cabinet/profile/phone/code",
            get(phone_code).post(confirm_phone),
        )
        .route(
            "/{lang}/cabinet/profile/email",
            get(ask_email).post(begin_email),
        )
        .route(
            "/{lang}/cabinet/profile/email/code",
            get(email_code).post(confirm_email),
        )
}

const fn of(purpose: Purpose) -> CodeOf {
    match purpose {
        Purpose::Email => CodeOf::Email,
        _ => CodeOf::Phone,
    }
}

async fn ask_phone(State(app): State<App>, citizen: Citizen) -> Result<Response, PageError> {
    let person = own(&app, &citizen).await?.person;
    let view = contact_view(&person, Purpose::Phone, String::new());
    Ok(show(&app, &citizen, StatusCode::OK, view))
}

async fn ask_email(State(app): State<App>, citizen: Citizen) -> Result<Response, PageError> {
    let person = own(&app, &citizen).await?.person;
    let typed = person.email.clone();
    let view = contact_view(&person, Purpose::Email, typed);
    Ok(show(&app, &citizen, StatusCode::OK, view))
}

fn contact_view(person: &Person, purpose: Purpose, typed: String) -> ContactView {
    let present = match purpose {
        Purpose::Email => person.email.clone(),
        _ => person.phone.clone(),
    };
    ContactView {
        of: of(purpose),
        present,
        typed,
        errors: Vec::new(),
    }
}

/// The number or address as it is kept, or what is wrong with it.
fn given(app: &App, citizen: &Citizen, kind: FieldKind, typed: &str) -> Result<String, FieldError> {
    let lang = citizen.context.lang;
    let (id, key) = match kind {
        FieldKind::Email => ("email", "profile-email-new"),
        _ => ("phone", "profile-phone-new"),
    };
    let today = domain::calendar::local(app.now()).date_naive();
    let read = match typed.trim().is_empty() {
        true => Err(ErrorCode::Required),
        false => read(kind, usual_length(kind), typed, today),
    };
    read.map_err(|code| FieldError::new(id, problem::message(lang, &t(lang, key), code)))
}

async fn begin_phone(
    State(app): State<App>,
    citizen: Citizen,
    session: Session,
    mut fields: Fields,
) -> Result<Response, PageError> {
    let lang = citizen.context.lang;
    let account = own(&app, &citizen).await?;
    let person = &account.person;
    let (typed, current) = (fields.take("phone"), fields.take("current"));
    if fields.take_switch() {
        let view = contact_view(person, Purpose::Phone, typed);
        return Ok(show(&app, &citizen, StatusCode::OK, view));
    }
    let again = |status, errors| {
        let view = ContactView {
            errors,
            ..contact_view(person, Purpose::Phone, typed.clone())
        };
        Ok(show(&app, &citizen, status, view))
    };
    let missing = current_missing(lang, &current);
    let phone = match (given(&app, &citizen, FieldKind::Phone, &typed), missing) {
        (Ok(phone), None) => phone,
        (phone, missing) => {
            let errors = phone.err().into_iter().chain(missing).collect();
            return again(StatusCode::UNPROCESSABLE_ENTITY, errors);
        }
    };
    let secret = code::secret(&session, Purpose::Phone).await?;
    let act = flow::begin_phone(&app, secret, &account, current, &phone, lang);
    match counted(&app, Account::Citizen(&citizen.person), act).await? {
        Ok(Begun::Sent(secret) | Begun::Confirmed(secret)) => {
            code::keep(&session, Purpose::Phone, &secret).await?;
            Ok(citizen.context.redirect("/cabinet/profile/phone/code"))
        }
        Ok(Begun::TooMany) => {
            let error = FieldError::new("phone", t(lang, "code-error-too-many"));
            again(StatusCode::TOO_MANY_REQUESTS, vec![error])
        }
        Err(denied) => again(denied.status(), vec![denied.error(lang, "current")]),
    }
}

async fn begin_email(
    State(app): State<App>,
    citizen: Citizen,
    address: ClientAddress,
    session: Session,
    mut fields: Fields,
) -> Result<Response, PageError> {
    let lang = citizen.context.lang;
    let person = own(&app, &citizen).await?.person;
    let typed = fields.take("email");
    if fields.take_switch() {
        let view = contact_view(&person, Purpose::Email, typed);
        return Ok(show(&app, &citizen, StatusCode::OK, view));
    }
    let again = |status, error| {
        let view = ContactView {
            errors: vec![error],
            ..contact_view(&person, Purpose::Email, typed.clone())
        };
        Ok(show(&app, &citizen, status, view))
    };
    if typed.trim().is_empty() && !person.email.is_empty() {
        flow::remove_email(&app, &person, lang).await?;
        return Ok(citizen.context.redirect("/cabinet/profile?done=no-email"));
    }
    let email = match given(&app, &citizen, FieldKind::Email, &typed) {
        Ok(email) => email,
        Err(error) => return again(StatusCode::UNPROCESSABLE_ENTITY, error),
    };
    if !app.limits.allow(LimitedAction::Registration, address.ip()) {
        let error = FieldError::new("email", t(lang, "error-too-many-text"));
        return again(StatusCode::TOO_MANY_REQUESTS, error);
    }
    let secret = code::secret(&session, Purpose::Email).await?;
    match flow::begin_email(&app, secret, &person, &email, lang).await? {
        Begun::Sent(secret) | Begun::Confirmed(secret) => {
            code::keep(&session, Purpose::Email, &secret).await?;
            Ok(citizen.context.redirect("/cabinet/profile/email/code"))
        }
        Begun::TooMany => {
            let error = FieldError::new("email", t(lang, "code-error-too-many"));
            again(StatusCode::TOO_MANY_REQUESTS, error)
        }
    }
}

async fn phone_code(
    State(app): State<App>,
    citizen: Citizen,
    session: Session,
    fields: Fields,
) -> Result<Response, PageError> {
    ask_code(&app, &citizen, &session, &fields, Purpose::Phone).await
}

async fn email_code(
    State(app): State<App>,
    citizen: Citizen,
    session: Session,
    fields: Fields,
) -> Result<Response, PageError> {
    ask_code(&app, &citizen, &session, &fields, Purpose::Email).await
}

async fn confirm_phone(
    State(app): State<App>,
    citizen: Citizen,
    address: ClientAddress,
    session: Session,
    fields: Fields,
) -> Result<Response, PageError> {
    confirm(&app, &citizen, address, &session, fields, Purpose::Phone).await
}

async fn confirm_email(
    State(app): State<App>,
    citizen: Citizen,
    address: ClientAddress,
    session: Session,
    fields: Fields,
) -> Result<Response, PageError> {
    confirm(&app, &citizen, address, &session, fields, Purpose::Email).await
}

/// The secret of what is under way, and the number or address that it is for.
async fn under_way(
    app: &App,
    citizen: &Citizen,
    session: &Session,
    purpose: Purpose,
) -> Result<Option<(String, String)>, PageError> {
    let Some(secret) = code::secret(session, purpose).await? else {
        return Ok(None);
    };
    let recipient = flow::under_way(app, &secret, purpose, &citizen.person).await?;
    Ok(recipient.map(|recipient| (secret, recipient)))
}

async fn ask_code(
    app: &App,
    citizen: &Citizen,
    session: &Session,
    fields: &Fields,
    purpose: Purpose,
) -> Result<Response, PageError> {
    let Some((_, recipient)) = under_way(app, citizen, session, purpose).await? else {
        // It was confirmed or has expired; the profile shows which.
        return Ok(citizen.context.redirect("/cabinet/profile"));
    };
    let view = CodeView {
        of: of(purpose),
        recipient,
        ..code::view(app, fields)
    };
    Ok(show_code(app, citizen, StatusCode::OK, &view))
}

async fn confirm(
    app: &App,
    citizen: &Citizen,
    address: ClientAddress,
    session: &Session,
    mut fields: Fields,
    purpose: Purpose,
) -> Result<Response, PageError> {
    let lang = citizen.context.lang;
    let path = format!("/cabinet/profile/{}", purpose.tag());
    let Some((secret, recipient)) = under_way(app, citizen, session, purpose).await? else {
        return Ok(citizen.context.redirect(&format!("{path}/code")));
    };
    let switch = fields.take_switch();
    let mut view = CodeView {
        of: of(purpose),
        recipient,
        ..code::view(app, &fields)
    };
    if switch {
        return Ok(show_code(app, citizen, StatusCode::OK, &view));
    }
    let again = |mut view: CodeView, status, error| {
        view.errors.push(error);
        Ok(show_code(app, citizen, status, &view))
    };
    if code::asks_again(&fields) {
        let resent = codes::resend(app, &secret, purpose, None, lang).await?;
        return match code::not_resent(lang, resent) {
            Some(error) => again(view, StatusCode::UNPROCESSABLE_ENTITY, error),
            None => Ok(citizen.context.redirect(&format!("{path}/code?sent=again"))),
        };
    }
    if let Some((status, error)) = code::not_tried(app, lang, address, &view.code) {
        return again(view, status, error);
    }
    let person = own(app, citizen).await?.person;
    match flow::confirm(app, &secret, purpose, &person, &view.code, lang).await? {
        // The same form sent twice: the first used the code up.
        ContactConfirmed::Done | ContactConfirmed::Not(Tried::Nothing) => {
            code::forget(session, purpose).await?;
            let done = format!("/cabinet/profile?done={}", purpose.tag());
            Ok(citizen.context.redirect(&done))
        }
        ContactConfirmed::Not(tried) => {
            view.code.clear();
            let error = code::refused(lang, tried);
            again(view, StatusCode::UNPROCESSABLE_ENTITY, error)
        }
    }
}

fn show(app: &App, citizen: &Citizen, status: StatusCode, view: ContactView) -> Response {
    let shell = citizen.context.shell(app, "");
    (status, Html(contact(&shell, &view))).into_response()
}

fn show_code(app: &App, citizen: &Citizen, status: StatusCode, view: &CodeView) -> Response {
    let shell = citizen.context.shell(app, "");
    (status, Html(code_page(&shell, view))).into_response()
}
