//! Registration of citizens.

use std::{collections::BTreeMap, net::SocketAddr, sync::LazyLock};

use app::{
    components::FieldError,
    pages::register::{RegisterView, register, registered},
    problem,
    text::{Lang, t},
};
use axum::{
    Router,
    extract::{ConnectInfo, State},
    http::StatusCode,
    response::{Html, IntoResponse, Response},
    routing::get,
};
use chrono::NaiveDate;
use domain::{
    condition::Facts,
    form::{date, validate},
    iin::Iin,
    regulation::{Field, FieldKind},
    text::Text,
};
use tower_sessions::Session;

use super::{
    error::PageError,
    fields::Fields,
    limits::Limited,
    login::{enter_citizen, on, refusal_of_act, same_site, shell, too_many},
    reader::Reader,
    session::Who,
};
use crate::{
    flow::account::{self, LoginError, Registration, sex_of_name},
    state::App,
};

const SHORTEST_PASSWORD: usize = 10;
const LONGEST_PASSWORD: usize = 200;

pub(super) fn router() -> Router<App> {
    Router::new()
        .route("/{lang}/register", get(page).post(submit))
        .route("/{lang}/register/done", get(done))
}

/// What is asked, as the fields of a regulation's form: the same checks, the same messages.
static QUESTIONS: LazyLock<[Field; 5]> = LazyLock::new(|| {
    [
        question("iin", FieldKind::Iin, true),
        question("name", FieldKind::Name, true),
        question("birth-date", FieldKind::Date, true),
        question("phone", FieldKind::Phone, true),
        question("email", FieldKind::Email, false),
    ]
});

fn question(id: &str, kind: FieldKind, required: bool) -> Field {
    let label = |lang| t(lang, &format!("register-{id}"));
    Field {
        id: id.to_owned(),
        kind,
        label: Text {
            kk: label(Lang::Kk),
            ru: label(Lang::Ru),
            en: label(Lang::En),
            ours: Vec::new(),
        },
        hint: None,
        required,
        when: None,
        options: Vec::new(),
        longest: None,
        prefill: None,
        fact: None,
        role: None,
        outcomes: Vec::new(),
    }
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
        &RegisterView {
            next,
            ..RegisterView::default()
        },
    )
}

async fn done(State(app): State<App>, reader: Reader, mut fields: Fields) -> Response {
    let next = match same_site(reader.lang, &fields.take("next")) {
        next if next.is_empty() => reader.href("/cabinet"),
        next => next,
    };
    Html(registered(&reader.shell(&app, ""), &next)).into_response()
}

async fn submit(
    State(app): State<App>,
    reader: Reader,
    ConnectInfo(address): ConnectInfo<SocketAddr>,
    session: Session,
    fields: Fields,
) -> Result<Response, PageError> {
    let lang = reader.lang;
    let today = domain::calendar::local(app.now()).date_naive();
    let mut view = typed(lang, &fields);
    let new = match checked(lang, &fields, today) {
        Ok(new) => new,
        Err(errors) => {
            view.errors = errors;
            return Ok(show(&app, &reader, StatusCode::UNPROCESSABLE_ENTITY, &view));
        }
    };
    view.warnings = warnings(lang, &new);
    if !view.warnings.is_empty() && fields.get("sure") != "yes" {
        return Ok(show(&app, &reader, StatusCode::UNPROCESSABLE_ENTITY, &view));
    }
    if !app.limits.allow(Limited::Registration, address.ip()) {
        view.refusal = Some(too_many(lang));
        return Ok(show(&app, &reader, StatusCode::TOO_MANY_REQUESTS, &view));
    }
    match account::register(&app, new).await {
        Ok(new) => {
            enter_citizen(&app, &session, &new.person).await?;
            if new.checked {
                return Ok(on(&reader, &view.next, "/cabinet"));
            }
            let next = app::pages::encoded(&view.next);
            Ok(reader.redirect(&format!("/register/done?next={next}")))
        }
        Err(LoginError::Refused) => {
            view.refusal = Some(refusal_of_act(&app, lang, "register-refused-help"));
            Ok(show(&app, &reader, StatusCode::UNPROCESSABLE_ENTITY, &view))
        }
        Err(error) => Err(error.into()),
    }
}

fn show(app: &App, reader: &Reader, status: StatusCode, view: &RegisterView) -> Response {
    let shell = shell(app, reader, &view.next);
    (status, Html(register(&shell, view))).into_response()
}

fn typed(lang: Lang, fields: &Fields) -> RegisterView {
    let get = |name: &str| fields.get(name).to_owned();
    RegisterView {
        iin: get("iin"),
        name: get("name"),
        birth_date: get("birth-date"),
        phone: get("phone"),
        email: get("email"),
        next: same_site(lang, fields.get("next")),
        ..RegisterView::default()
    }
}

/// The registration, or what to correct, in the order of the page.
fn checked(lang: Lang, fields: &Fields, today: NaiveDate) -> Result<Registration, Vec<FieldError>> {
    let answers: BTreeMap<String, String> = QUESTIONS
        .iter()
        .map(|field| (field.id.clone(), fields.get(&field.id).to_owned()))
        .collect();
    let mut errors = Vec::new();
    let mut values = match validate(QUESTIONS.iter(), &answers, &Facts::default(), today) {
        Ok(values) => values,
        Err(wrong) => {
            errors = problem::messages(lang, QUESTIONS.iter(), &wrong);
            BTreeMap::new()
        }
    };
    let (password, again) = (fields.get("password"), fields.get("password-again"));
    if let Some(error) = password_error(lang, password, again) {
        errors.push(error);
    } else if !errors.is_empty() {
        errors.push(FieldError::new(
            "password",
            t(lang, "register-password-retype"),
        ));
    }
    let mut take = |id: &str| values.remove(id).unwrap_or_default();
    let iin = Iin::parse(&take("iin"));
    let birth_date = date(&take("birth-date"));
    match (iin, birth_date) {
        (Ok(iin), Some(birth_date)) if errors.is_empty() => Ok(Registration {
            iin,
            name: take("name"),
            birth_date,
            phone: take("phone"),
            email: take("email"),
            password: password.to_owned(),
        }),
        _ => Err(errors),
    }
}

fn password_error(lang: Lang, password: &str, again: &str) -> Option<FieldError> {
    let length = password.chars().count();
    let (field, key) = if length < SHORTEST_PASSWORD {
        ("password", "register-password-short")
    } else if password.len() > LONGEST_PASSWORD {
        ("password", "register-password-long")
    } else if password != again {
        ("password-again", "register-password-differs")
    } else {
        return None;
    };
    Some(FieldError::new(field, t(lang, key)))
}

/// What disagrees with the ИИН. Numbers that disagree with the person exist, so this is no error.
fn warnings(lang: Lang, new: &Registration) -> Vec<FieldError> {
    let mut warnings = Vec::new();
    if new.iin.mismatch(new.birth_date) {
        warnings.push(FieldError::new(
            "birth-date",
            t(lang, "register-warning-date"),
        ));
    }
    if sex_of_name(&new.name).is_some_and(|sex| new.iin.mismatch_of_sex(sex)) {
        warnings.push(FieldError::new("name", t(lang, "register-warning-sex")));
    }
    warnings
}
