//! A forgotten password: the ИИН, then the code with a new password. Nothing here tells whether there is an account.

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

use super::{login::Device, no_cookie, one_time_code as code};
use crate::{
    flow::{
        codes::{Begun, Purpose},
        password_rules::{self, Owner},
        recovery::{self as flow, Recovered},
    },
    http::kit::{
        client_address::ClientAddress, error::PageError, fields::Fields, limits::LimitedAction,
        page_context::PageContext, session::Session, web::App,
    },
    store::verification::Tried,
};

const OF: Purpose = Purpose::Recovery;

pub(super) fn router() -> Router<App> {
    Router::new()
        .route("/{lang}/recovery", get(page).post(submit))
        .route("/{lang}/recovery/code", get(code_page).post(finish))
        .route("/{lang}/recovery/done", get(done))
}

async fn page(
    State(app): State<App>,
    context: PageContext,
    headers: HeaderMap,
    fields: Fields,
) -> Response {
    let view = RecoveryView {
        refusal: no_cookie::was_lost(&fields).then(|| no_cookie::of_code(context.lang)),
        ..RecoveryView::default()
    };
    Device::of(&app, &headers).marked(&app, show(&app, &context, StatusCode::OK, &view))
}

async fn submit(
    State(app): State<App>,
    context: PageContext,
    address: ClientAddress,
    session: Session,
    headers: HeaderMap,
    mut fields: Fields,
) -> Result<Response, PageError> {
    let lang = context.lang;
    let mut view = RecoveryView {
        iin: fields.take("iin"),
        ..RecoveryView::default()
    };
    if fields.take_switch() {
        return Ok(show(&app, &context, StatusCode::OK, &view));
    }
    let again = |mut view: RecoveryView, status, text| {
        view.errors = vec![FieldError::new("iin", text)];
        Ok(show(&app, &context, status, &view))
    };
    let iin = match read_iin(lang, &view.iin) {
        Ok(iin) => iin,
        Err(text) => return again(view, StatusCode::UNPROCESSABLE_ENTITY, text),
    };
    let device = Device::of(&app, &headers);
    if no_cookie::is_certain(&fields, &session) {
        view.refusal = Some(no_cookie::of_code(lang));
        let page = show(&app, &context, StatusCode::UNPROCESSABLE_ENTITY, &view);
        return Ok(device.marked(&app, page));
    }
    if !app.limits.allow(LimitedAction::Registration, address.ip()) {
        let text = t(lang, "error-too-many-text");
        return again(view, StatusCode::TOO_MANY_REQUESTS, text);
    }
    let secret = code::secret(&session, OF).await?;
    let origin = device.origin(address);
    match flow::begin(&app, secret, &iin, &origin, lang).await? {
        Begun::Sent(secret) | Begun::Confirmed(secret) => {
            code::keep(&session, OF, &secret).await?;
            Ok(context.redirect("/recovery/code"))
        }
        Begun::TooMany => {
            let text = t(lang, "recovery-error-too-many");
            again(view, StatusCode::TOO_MANY_REQUESTS, text)
        }
    }
}

/// The ИИН, or what is said of what was typed.
fn read_iin(lang: Lang, typed: &str) -> Result<Iin, String> {
    Iin::parse(typed).map_err(|error| {
        let code = match typed.trim().is_empty() {
            true => ErrorCode::Required,
            false => ErrorCode::Iin(error),
        };
        let text = problem::message(lang, &t(lang, "recovery-iin"), code);
        match code.may_be_confirmed() {
            true => format!("{text}. {}", t(lang, "register-iin-way-out")),
            false => text,
        }
    })
}

async fn code_page(
    State(app): State<App>,
    context: PageContext,
    session: Session,
    fields: Fields,
) -> Result<Response, PageError> {
    if under_way(&app, &session).await?.is_none() {
        return Ok(no_cookie::back(&context, &session, "/recovery"));
    }
    let view = RecoverView {
        code: code::view(&app, &fields),
    };
    Ok(show_code(&app, &context, StatusCode::OK, &view))
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
    context: PageContext,
    address: ClientAddress,
    session: Session,
    headers: HeaderMap,
    mut fields: Fields,
) -> Result<Response, PageError> {
    let lang = context.lang;
    let Some((secret, iin)) = under_way(&app, &session).await? else {
        return Ok(context.redirect("/recovery/code"));
    };
    let switch = fields.take_switch();
    let mut view = RecoverView {
        code: code::view(&app, &fields),
    };
    if switch {
        return Ok(show_code(&app, &context, StatusCode::OK, &view));
    }
    let again = |mut view: RecoverView, status, errors| {
        view.code.errors = errors;
        Ok(show_code(&app, &context, status, &view))
    };
    let device = Device::of(&app, &headers);
    let origin = device.origin(address);
    if code::asks_again(&fields) {
        let resent = flow::resend(&app, &secret, &origin, lang).await?;
        return match code::not_resent(lang, resent) {
            Some(error) => again(view, StatusCode::UNPROCESSABLE_ENTITY, vec![error]),
            None => Ok(context.redirect("/recovery/code?sent=again")),
        };
    }
    let errors = finish_errors(lang, &iin, &view.code.code, &fields);
    if !errors.is_empty() {
        return again(view, StatusCode::UNPROCESSABLE_ENTITY, errors);
    }
    if let Some((status, error)) = code::not_tried(&app, lang, address, &view.code.code) {
        return again(view, status, vec![error]);
    }
    let (code, password) = (view.code.code.clone(), fields.take("password"));
    let recovered = flow::finish(&app, &secret, &code, password, &origin, lang).await?;
    if let Recovered::Done | Recovered::Anew = recovered {
        code::forget(&session, OF).await?;
    }
    let error = match recovered {
        Recovered::Done => return Ok(device.marked(&app, context.redirect("/recovery/done"))),
        // The same form sent twice: the first used the code up.
        Recovered::Not(Tried::Nothing) => return Ok(context.redirect("/recovery/done")),
        Recovered::Anew => return Ok(context.redirect("/recovery")),
        Recovered::Password(fault) => FieldError::new("password", t(lang, fault.key())),
        Recovered::Not(tried) => {
            view.code.code.clear();
            code::refused(lang, tried)
        }
    };
    again(view, StatusCode::UNPROCESSABLE_ENTITY, vec![error])
}

/// What is wrong with the code and the new password before the code is tried.
fn finish_errors(lang: Lang, iin: &str, code: &str, fields: &Fields) -> Vec<FieldError> {
    let owner = Owner {
        login: iin,
        ..Owner::default()
    };
    let (password, again) = (fields.get("password"), fields.get("password-again"));
    code::unreadable(lang, code)
        .into_iter()
        .chain(new_password_error(lang, password, again, owner))
        .collect()
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

async fn done(State(app): State<App>, context: PageContext) -> Html<String> {
    Html(recovered(&context.shell(&app, "")))
}

fn show(app: &App, context: &PageContext, status: StatusCode, view: &RecoveryView) -> Response {
    (status, Html(recovery(&context.shell(app, ""), view))).into_response()
}

fn show_code(app: &App, context: &PageContext, status: StatusCode, view: &RecoverView) -> Response {
    (status, Html(recover(&context.shell(app, ""), view))).into_response()
}
