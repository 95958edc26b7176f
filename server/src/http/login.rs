//! Login and logout of citizens and staff.

use std::net::{IpAddr, SocketAddr};

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
use domain::iin::Iin;
use tower_sessions::Session;

use super::{
    draft::Kept,
    error::PageError,
    fields::Fields,
    limits::Limited,
    reader::Reader,
    second_step,
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

async fn page(State(app): State<App>, reader: Reader, fields: Fields) -> Response {
    let inside = matches!(reader.who, Some(Who::Citizen { .. }));
    empty_page(
        &app,
        &reader,
        LoginOf::Citizen,
        fields,
        inside.then_some("/cabinet"),
    )
}

async fn staff_page(State(app): State<App>, reader: Reader, fields: Fields) -> Response {
    let inside = reader.staff.is_some();
    empty_page(
        &app,
        &reader,
        LoginOf::Staff,
        fields,
        inside.then_some("/staff"),
    )
}

/// The page, or what comes after it for those who are `inside` already.
fn empty_page(
    app: &App,
    reader: &Reader,
    of: LoginOf,
    mut fields: Fields,
    inside: Option<&str>,
) -> Response {
    let next = same_site(reader.lang, &fields.take("next"));
    if let Some(otherwise) = inside {
        return on(reader, &next, otherwise);
    }
    let view = LoginView {
        of,
        next,
        ..LoginView::default()
    };
    show(app, reader, StatusCode::OK, view)
}

/// What was posted to a login page.
struct Attempt {
    of: LoginOf,
    login: String,
    password: String,
    next: String,
    /// Answers of a lost session.
    kept: Kept,
    /// Whether only the language of the page is to change.
    switch: bool,
}

impl Attempt {
    fn new(of: LoginOf, lang: Lang, mut fields: Fields) -> Attempt {
        Attempt {
            of,
            login: fields.take("login").trim().to_owned(),
            password: fields.take("password"),
            next: same_site(lang, &fields.take("next")),
            switch: fields.take_switch(),
            kept: Kept::from_login(fields),
        }
    }

    /// The answer to an attempt that is not worth looking up the account for.
    fn stopped(&self, app: &App, reader: &Reader, address: IpAddr) -> Option<Response> {
        if self.switch {
            return Some(self.show(app, reader, StatusCode::OK, None, Vec::new()));
        }
        let errors = self.errors(reader.lang);
        if !errors.is_empty() {
            let status = StatusCode::UNPROCESSABLE_ENTITY;
            return Some(self.show(app, reader, status, None, errors));
        }
        if !app.limits.allow(Limited::Login, address) {
            let (status, slow_down) = (StatusCode::TOO_MANY_REQUESTS, too_many(reader.lang));
            return Some(self.show(app, reader, status, Some(slow_down), Vec::new()));
        }
        let too_long = self.login.len() > LONGEST_LOGIN || self.password.len() > LONGEST_PASSWORD;
        too_long.then(|| self.refused(app, reader))
    }

    fn errors(&self, lang: Lang) -> Vec<FieldError> {
        let login = match self.of {
            LoginOf::Citizen => "login-error-iin",
            LoginOf::Staff => "login-error-login",
        };
        let fields = [
            ("login", &self.login, login),
            ("password", &self.password, "login-error-password"),
        ];
        let empty = fields.into_iter().filter(|(_, typed, _)| typed.is_empty());
        empty
            .map(|(id, _, key)| FieldError::new(id, t(lang, key)))
            .collect()
    }

    /// No such account, or another password.
    fn refused(&self, app: &App, reader: &Reader) -> Response {
        let lang = reader.lang;
        let refusal = match self.of {
            LoginOf::Citizen => refusal_of_act(app, lang, "login-refused-help"),
            LoginOf::Staff => Refusal {
                text: t(lang, "login-staff-refused"),
                citation: String::new(),
                help: t(lang, "login-staff-refused-help"),
            },
        };
        let status = StatusCode::UNPROCESSABLE_ENTITY;
        self.show(app, reader, status, Some(refusal), Vec::new())
    }

    /// The page again. Everything but the password stays.
    fn show(
        &self,
        app: &App,
        reader: &Reader,
        status: StatusCode,
        refusal: Option<Refusal>,
        errors: Vec<FieldError>,
    ) -> Response {
        let view = LoginView {
            of: self.of,
            login: self.login.clone(),
            next: self.next.clone(),
            refusal,
            errors,
            kept: self.kept.hidden_fields(),
        };
        show(app, reader, status, view)
    }
}

async fn enter(
    State(app): State<App>,
    reader: Reader,
    ConnectInfo(address): ConnectInfo<SocketAddr>,
    session: Session,
    fields: Fields,
) -> Result<Response, PageError> {
    let attempt = Attempt::new(LoginOf::Citizen, reader.lang, fields);
    if let Some(page) = attempt.stopped(&app, &reader, address.ip()) {
        return Ok(page);
    }
    let iin = Iin::digits(&attempt.login).unwrap_or_else(|_| attempt.login.clone());
    match login_person(&app, &iin, attempt.password.clone()).await {
        Ok(person) => {
            enter_citizen(&app, &session, &person).await?;
            attempt.kept.apply(&app, &person.id).await?;
            Ok(on(&reader, &attempt.next, "/cabinet"))
        }
        Err(LoginError::Refused) => Ok(attempt.refused(&app, &reader)),
        Err(error) => Err(error.into()),
    }
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
    fields: Fields,
) -> Result<Response, PageError> {
    let attempt = Attempt::new(LoginOf::Staff, reader.lang, fields);
    if let Some(page) = attempt.stopped(&app, &reader, address.ip()) {
        return Ok(page);
    }
    match login_staff(&app, &attempt.login, attempt.password.clone()).await {
        Ok(staff) => second_step::begin(&app, &reader, &session, staff, &attempt.next).await,
        Err(LoginError::Refused) => Ok(attempt.refused(&app, &reader)),
        Err(error) => Err(error.into()),
    }
}

async fn leave(reader: Reader, session: Session) -> Result<Response, PageError> {
    session::leave(&session).await.map_err(PageError::session)?;
    Ok(reader.redirect("/"))
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
    // Of an act that opens this portal: the same words stand in others at other lines.
    let mut online = app.catalogue.all().filter(|one| one.is_offered_online());
    let found = online.find_map(|regulation| {
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
