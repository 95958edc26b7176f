//! Login and logout of citizens and staff.

use std::net::SocketAddr;

use app::{
    components::{FieldError, Shell},
    pages::login::{LoginOf, LoginView, Refusal, login},
    text::{Lang, t, t_with, value},
};
use axum::{
    Router,
    extract::{ConnectInfo, State},
    http::StatusCode,
    response::{Html, IntoResponse, Redirect, Response},
    routing::{get, post},
};
use tower_sessions::Session;

use super::{
    draft::Kept,
    error::PageError,
    fields::Fields,
    limits::Limited,
    reader::Reader,
    session::{self, Who},
};
use crate::{
    flow::account::{LoginError, login_person, login_staff, short_name},
    state::App,
    store::account::Person,
};

/// Longest login that is looked at, and longest password that is hashed.
const LONGEST_LOGIN: usize = 100;
const LONGEST_PASSWORD: usize = 200;

pub(super) fn router() -> Router<App> {
    Router::new()
        .route("/{lang}/login", get(page).post(enter))
        .route("/{lang}/staff/login", get(staff_page).post(enter_staff))
        .route("/{lang}/logout", post(leave))
}

async fn page(State(app): State<App>, reader: Reader, mut fields: Fields) -> Response {
    let next = same_site(reader.lang, &fields.take("next"));
    if matches!(reader.who, Some(Who::Citizen { .. })) {
        return on(&reader, &next, "/cabinet");
    }
    show(
        &app,
        &reader,
        StatusCode::OK,
        LoginView {
            next,
            ..LoginView::default()
        },
    )
}

async fn staff_page(State(app): State<App>, reader: Reader, mut fields: Fields) -> Response {
    let next = same_site(reader.lang, &fields.take("next"));
    if reader.staff.is_some() {
        return on(&reader, &next, "/staff");
    }
    show(
        &app,
        &reader,
        StatusCode::OK,
        LoginView {
            of: LoginOf::Staff,
            next,
            ..LoginView::default()
        },
    )
}

async fn enter(
    State(app): State<App>,
    reader: Reader,
    ConnectInfo(address): ConnectInfo<SocketAddr>,
    session: Session,
    mut fields: Fields,
) -> Result<Response, PageError> {
    let password = fields.take("password");
    let login = fields.take("login").trim().to_owned();
    let next = same_site(reader.lang, &fields.take("next"));
    let kept = Kept::from_login(fields);
    let view = |refusal, errors| LoginView {
        of: LoginOf::Citizen,
        login: login.clone(),
        next: next.clone(),
        refusal,
        errors,
        kept: kept.hidden_fields(),
    };
    let errors = empty(reader.lang, &login, &password, "login-error-iin");
    if !errors.is_empty() {
        return Ok(show(
            &app,
            &reader,
            StatusCode::UNPROCESSABLE_ENTITY,
            view(None, errors),
        ));
    }
    if !app.limits.allow(Limited::Login, address.ip()) {
        let slow_down = too_many(reader.lang);
        return Ok(show(
            &app,
            &reader,
            StatusCode::TOO_MANY_REQUESTS,
            view(Some(slow_down), Vec::new()),
        ));
    }
    let digits: String = login.chars().filter(|sign| !sign.is_whitespace()).collect();
    match person(&app, &digits, password).await {
        Ok(person) => {
            enter_citizen(&app, &session, &person).await?;
            kept.apply(&app, &person.id).await?;
            Ok(on(&reader, &next, "/cabinet"))
        }
        Err(LoginError::Refused) => {
            let refusal = Some(refusal_of_act(&app, reader.lang, "login-refused-help"));
            Ok(show(
                &app,
                &reader,
                StatusCode::UNPROCESSABLE_ENTITY,
                view(refusal, Vec::new()),
            ))
        }
        Err(error) => Err(error.into()),
    }
}

async fn person(app: &App, iin: &str, password: String) -> Result<Person, LoginError> {
    if iin.len() > LONGEST_LOGIN || password.len() > LONGEST_PASSWORD {
        return Err(LoginError::Refused);
    }
    login_person(app, iin, password).await
}

/// Logs `person` in.
pub(super) async fn enter_citizen(
    app: &App,
    session: &Session,
    person: &Person,
) -> Result<(), PageError> {
    let who = Who::Citizen {
        person: person.id.clone(),
        name: short_name(&person.name),
        entered: app.now().timestamp(),
    };
    session::enter(session, who)
        .await
        .map_err(PageError::session)
}

async fn enter_staff(
    State(app): State<App>,
    reader: Reader,
    ConnectInfo(address): ConnectInfo<SocketAddr>,
    session: Session,
    mut fields: Fields,
) -> Result<Response, PageError> {
    let (login, password) = (
        fields.take("login").trim().to_owned(),
        fields.take("password"),
    );
    let next = same_site(reader.lang, &fields.take("next"));
    let view = |refusal, errors| LoginView {
        of: LoginOf::Staff,
        login: login.clone(),
        next: next.clone(),
        refusal,
        errors,
        kept: Vec::new(),
    };
    let errors = empty(reader.lang, &login, &password, "login-error-login");
    if !errors.is_empty() {
        return Ok(show(
            &app,
            &reader,
            StatusCode::UNPROCESSABLE_ENTITY,
            view(None, errors),
        ));
    }
    if !app.limits.allow(Limited::Login, address.ip()) {
        let slow_down = too_many(reader.lang);
        return Ok(show(
            &app,
            &reader,
            StatusCode::TOO_MANY_REQUESTS,
            view(Some(slow_down), Vec::new()),
        ));
    }
    let too_long = login.len() > LONGEST_LOGIN || password.len() > LONGEST_PASSWORD;
    let outcome = if too_long {
        Err(LoginError::Refused)
    } else {
        login_staff(&app, &login, password).await
    };
    match outcome {
        Ok(staff) => {
            session::enter(&session, Who::Staff { staff: staff.id })
                .await
                .map_err(PageError::session)?;
            Ok(on(&reader, &next, "/staff"))
        }
        Err(LoginError::Refused) => {
            let refusal = Refusal {
                text: t(reader.lang, "login-staff-refused"),
                citation: String::new(),
                help: t(reader.lang, "login-staff-refused-help"),
            };
            Ok(show(
                &app,
                &reader,
                StatusCode::UNPROCESSABLE_ENTITY,
                view(Some(refusal), Vec::new()),
            ))
        }
        Err(error) => Err(error.into()),
    }
}

async fn leave(reader: Reader, session: Session) -> Result<Response, PageError> {
    session::leave(&session).await.map_err(PageError::session)?;
    Ok(reader.redirect("/"))
}

fn empty(lang: Lang, login: &str, password: &str, login_key: &str) -> Vec<FieldError> {
    let mut errors = Vec::new();
    if login.is_empty() {
        errors.push(FieldError::new("login", t(lang, login_key)));
    }
    if password.is_empty() {
        errors.push(FieldError::new("password", t(lang, "login-error-password")));
    }
    errors
}

fn show(app: &App, reader: &Reader, status: StatusCode, view: LoginView) -> Response {
    let shell = shell(app, reader, &view.next);
    (status, Html(login(&shell, &view))).into_response()
}

/// The page around a form that leads to `next`: so does the same form in another language, also after a mistake.
pub(super) fn shell(app: &App, reader: &Reader, next: &str) -> Shell {
    let mut shell = reader.shell(app, "");
    if !next.is_empty() {
        shell.query = format!("next={}", app::pages::encoded(next));
    }
    shell
}

/// The login page in place of a form page whose session has ended: what was posted goes along and is saved
/// after the login.
pub(super) fn after_lost_session(
    app: &App,
    reader: &Reader,
    next: String,
    kept: &Kept,
) -> Response {
    let view = LoginView {
        next,
        kept: kept.hidden_fields(),
        ..LoginView::default()
    };
    let shell = Shell {
        // What stands at this address is another page.
        path: "/login".to_owned(),
        ..shell(app, reader, &view.next)
    };
    (StatusCode::FORBIDDEN, Html(login(&shell, &view))).into_response()
}

/// To `next`, or to `otherwise` in the reader's language.
pub(super) fn on(reader: &Reader, next: &str, otherwise: &str) -> Response {
    match next {
        "" => reader.redirect(otherwise),
        next => Redirect::to(next).into_response(),
    }
}

/// The refusal of authorisation in the words of the act (процесс 2), with its place.
pub(super) fn refusal_of_act(app: &App, lang: Lang, help: &str) -> Refusal {
    let found = app.catalogue.all().find_map(|regulation| {
        regulation
            .message("refusal-authorisation")
            .map(|message| (regulation, message))
    });
    let (text, citation) = match found {
        Some((regulation, message)) => {
            let act = regulation.act.number.as_str();
            let citation = t_with(
                lang,
                "login-citation",
                &[("act", value(act)), ("line", value(message.line))],
            );
            (message.text.get(lang).to_owned(), citation)
        }
        None => (t(lang, "login-refused-title"), String::new()),
    };
    Refusal {
        text,
        citation,
        help: t(lang, help),
    }
}

/// Said when an address tries too often; what was typed stays.
pub(super) fn too_many(lang: Lang) -> Refusal {
    Refusal {
        text: t(lang, "error-too-many-heading"),
        citation: String::new(),
        help: t(lang, "error-too-many-text"),
    }
}

/// A path of this site to go to after the login, in the language that the reader has by then; empty for anything
/// else, above all for `//elsewhere.example`.
pub(super) fn same_site(lang: Lang, next: &str) -> String {
    let plain = next.len() <= 2000
        && next
            .chars()
            .all(|sign| sign.is_ascii_graphic() && sign != '\\');
    let rest = Lang::ALL.iter().find_map(|lang| {
        next.strip_prefix('/')
            .and_then(|rest| rest.strip_prefix(lang.tag()))
            .filter(|rest| rest.is_empty() || rest.starts_with('/'))
    });
    rest.filter(|_| plain)
        .map_or_else(String::new, |rest| format!("/{}{rest}", lang.tag()))
}
