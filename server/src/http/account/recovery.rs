//! A forgotten password: the ИИН, then the code with a new password. Nothing here tells whether there is an account.

use super::{login::Device, no_cookie, one_time_code as code};
use crate::{
    flow::{
        codes::{Begun, Purpose},
        password_rules::{self, Owner},
        recovery::{self as flow, Recovered},
    },
    http::kit::{
        client_address::ClientAddress, error::PageError, fields::Fields, limits::Limited,
        page_context::Reader, session::Session, web::App,
    },
    store::verification::Tried,
};
use app::{
    components::FieldError,
    pages::recovery::{RecoverView, RecoveryView, recover, recovered, recovery},
    problem,
    text::{Lang, t},
};
use axum::{
    Router,
    extract::State,
    http::{HeaderMap, StatusCode},
    response::{Html, IntoResponse, Response},
    routing::get,
};
use domain::{form::ErrorCode, iin::Iin};

const OF: Purpose = Purpose::Recovery;

pub(super) fn router() -> Router<App> {
    Router::new()
        .route("/{lang}/recovery", get(page).post(submit))
        .route("/{lang}/recovery/code", get(code_page).post(finish))
        .route("/{lang}/recovery/done", get(done))
}

async fn page(
    State(app): State<App>,
    reader: Reader,
    headers: HeaderMap,
    fields: Fields,
) -> Response {
    let view = RecoveryView {
        refusal: no_cookie::was_lost(&fields).then(|| no_cookie::of_code(reader.lang)),
        ..RecoveryView::default()
    };
    Device::of(&app, &headers).marked(&app, show(&app, &reader, StatusCode::OK, &view))
}

async fn submit(
    State(app): State<App>,
    reader: Reader,
    address: ClientAddress,
    session: Session,
    headers: HeaderMap,
    mut fields: Fields,
) -> Result<Response, PageError> {
    let lang = reader.lang;
    let typed = fields.take("iin");
    if fields.take_switch() {
        let view = RecoveryView {
            iin: typed,
            ..RecoveryView::default()
        };
        return Ok(show(&app, &reader, StatusCode::OK, &view));
    }
    let again = |status, text| {
        let view = RecoveryView {
            iin: typed.clone(),
            errors: vec![FieldError::new("iin", text)],
            ..RecoveryView::default()
        };
        Ok(show(&app, &reader, status, &view))
    };
    let iin = match Iin::parse(&typed) {
        Ok(iin) => iin,
        Err(error) => {
            let code = match typed.trim().is_empty() {
                true => ErrorCode::Required,
                false => ErrorCode::Iin(error),
            };
            let text = problem::message(lang, &t(lang, "recovery-iin"), code);
            let text = match code.may_be_confirmed() {
                true => format!("{text}. {}", t(lang, "register-iin-way-out")),
                false => text,
            };
            return again(StatusCode::UNPROCESSABLE_ENTITY, text);
        }
    };
    let device = Device::of(&app, &headers);
    if no_cookie::is_certain(&fields, &session) {
        let view = RecoveryView {
            iin: typed,
            refusal: Some(no_cookie::of_code(lang)),
            ..RecoveryView::default()
        };
        let page = show(&app, &reader, StatusCode::UNPROCESSABLE_ENTITY, &view);
        return Ok(device.marked(&app, page));
    }
    if !app.limits.allow(Limited::Registration, address.ip()) {
        return again(
            StatusCode::TOO_MANY_REQUESTS,
            t(lang, "error-too-many-text"),
        );
    }
    let secret = code::secret(&session, OF).await?;
    let origin = device.origin(address);
    match flow::begin(&app, secret, &iin, &origin, lang).await? {
        Begun::Sent(secret) | Begun::Confirmed(secret) => {
            code::keep(&session, OF, &secret).await?;
            Ok(reader.redirect("/recovery/code"))
        }
        Begun::TooMany => again(
            StatusCode::TOO_MANY_REQUESTS,
            t(lang, "recovery-error-too-many"),
        ),
    }
}

async fn code_page(
    State(app): State<App>,
    reader: Reader,
    session: Session,
    fields: Fields,
) -> Result<Response, PageError> {
    if under_way(&app, &session).await?.is_none() {
        return Ok(no_cookie::back(&reader, &session, "/recovery"));
    }
    let view = RecoverView {
        code: code::view(&app, &fields),
    };
    Ok(show_code(&app, &reader, StatusCode::OK, &view))
}

/// The secret and the ИИН of what is under way in this session.
async fn under_way(app: &App, session: &Session) -> Result<Option<(String, String)>, PageError> {
    let Some(secret) = code::secret(session, OF).await? else {
        return Ok(None);
    };
    let iin = flow::iin_under_way(app, &secret).await?;
    Ok(iin.map(|iin| (secret, iin)))
}

async fn finish(
    State(app): State<App>,
    reader: Reader,
    address: ClientAddress,
    session: Session,
    headers: HeaderMap,
    mut fields: Fields,
) -> Result<Response, PageError> {
    let lang = reader.lang;
    let Some((secret, iin)) = under_way(&app, &session).await? else {
        return Ok(reader.redirect("/recovery/code"));
    };
    let switch = fields.take_switch();
    let mut view = RecoverView {
        code: code::view(&app, &fields),
    };
    if switch {
        return Ok(show_code(&app, &reader, StatusCode::OK, &view));
    }
    let again = |mut view: RecoverView, status, errors: Vec<FieldError>| {
        view.code.errors = errors;
        Ok(show_code(&app, &reader, status, &view))
    };
    let wrong = StatusCode::UNPROCESSABLE_ENTITY;
    let device = Device::of(&app, &headers);
    let origin = device.origin(address);
    if code::asks_again(&fields) {
        let resent = flow::resend(&app, &secret, &origin, lang).await?;
        return match code::not_resent(lang, resent) {
            Some(error) => again(view, wrong, vec![error]),
            None => Ok(reader.redirect("/recovery/code?sent=again")),
        };
    }
    let owner = Owner {
        login: &iin,
        ..Owner::default()
    };
    let password = fields.get("password");
    let password_error = new_password_error(lang, password, fields.get("password-again"), owner);
    let errors: Vec<_> = code::unreadable(lang, &view.code.code)
        .into_iter()
        .chain(password_error)
        .collect();
    if !errors.is_empty() {
        return again(view, wrong, errors);
    }
    if !app.limits.allow(Limited::Code, address.ip()) {
        let error = FieldError::new("code", t(lang, "error-too-many-text"));
        return again(view, StatusCode::TOO_MANY_REQUESTS, vec![error]);
    }
    let code = view.code.code.clone();
    let password = password.to_owned();
    match flow::finish(&app, &secret, &code, password, &origin, lang).await? {
        Recovered::Done => {
            code::forget(&session, OF).await?;
            Ok(device.marked(&app, reader.redirect("/recovery/done")))
        }
        Recovered::Password(fault) => {
            let error = FieldError::new("password", t(lang, fault.key()));
            again(view, wrong, vec![error])
        }
        // The same form sent twice: the first used the code up.
        Recovered::Not(Tried::Nothing) => Ok(reader.redirect("/recovery/done")),
        Recovered::Anew => {
            code::forget(&session, OF).await?;
            Ok(reader.redirect("/recovery"))
        }
        Recovered::Not(tried) => {
            view.code.code.clear();
            again(view, wrong, vec![code::refused(lang, tried)])
        }
    }
}

/// What is wrong with a new password that was typed twice.
pub(crate) fn new_password_error(
    lang: Lang,
    password: &str,
    again: &str,
    owner: Owner<'_>,
) -> Option<FieldError> {
    let (field, key) = match password_rules::fault(password, owner) {
        Some(fault) => ("password", fault.key()),
        None if password != again => ("password-again", "passwords-differ"),
        None => return None,
    };
    Some(FieldError::new(field, t(lang, key)))
}

async fn done(State(app): State<App>, reader: Reader) -> Html<String> {
    Html(recovered(&reader.shell(&app, "")))
}

fn show(app: &App, reader: &Reader, status: StatusCode, view: &RecoveryView) -> Response {
    (status, Html(recovery(&reader.shell(app, ""), view))).into_response()
}

fn show_code(app: &App, reader: &Reader, status: StatusCode, view: &RecoverView) -> Response {
    (status, Html(recover(&reader.shell(app, ""), view))).into_response()
}
