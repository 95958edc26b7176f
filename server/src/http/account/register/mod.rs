//! Registration of citizens.

use std::{collections::BTreeMap, sync::LazyLock};

use app::{
    components::FieldError,
    format,
    pages::register::{RegisterView, register, registered},
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
use chrono::NaiveDate;
use domain::{
    condition::Facts,
    form::{FieldError as Problem, date, validate},
    iin::Iin,
    regulation::{Field, FieldKind},
    text::Text,
};

use super::{
    after_login::redirect_to,
    login::{Device, same_site, shell},
    no_cookie, one_time_code as code,
    recovery::new_password_error,
};
use crate::{
    flow::{
        account::{LoginError, sex_of_name},
        codes::{Begun, Purpose},
        password_rules::Owner,
        registration::{self, Confirmed, PendingRegistration, RegistrationForm},
    },
    http::kit::{
        client_address::ClientAddress,
        error::PageError,
        fields::Fields,
        limits::LimitedAction,
        page_context::PageContext,
        refusals::{busy, refusal_of_act, too_many},
        session::{Principal, Session},
        way_back,
        web::App,
    },
    password::PasswordError,
};

mod confirm;

pub(super) fn router() -> Router<App> {
    confirm::router()
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
            others: None,
        },
        required,
        ..Field::plain(id, kind)
    }
}

async fn page(
    State(app): State<App>,
    context: PageContext,
    session: Session,
    headers: HeaderMap,
    mut fields: Fields,
) -> Result<Response, PageError> {
    let next = way_back::whole(
        &app,
        &headers,
        same_site(context.lang, &fields.take("next")),
    );
    if matches!(context.principal, Some(Principal::Citizen { .. })) {
        return Ok(redirect_to(&context, &next, "/cabinet"));
    }
    // Filled in with what was typed before the page of the code.
    let pending = match code::secret(&session, Purpose::Registration).await? {
        Some(secret) => registration::pending(&app, &secret).await?,
        None => None,
    };
    let mut view = pending.map_or_else(RegisterView::default, |pending| {
        waiting(context.lang, &pending)
    });
    if !next.is_empty() {
        view.next = next;
    }
    view.refusal = no_cookie::was_lost(&fields).then(|| no_cookie::of_code(context.lang));
    let page = show(&app, &context, StatusCode::OK, &view);
    Ok(Device::of(&app, &headers).marked(&app, page))
}

async fn done(
    State(app): State<App>,
    context: PageContext,
    headers: HeaderMap,
    mut fields: Fields,
) -> Response {
    let next = way_back::whole(
        &app,
        &headers,
        same_site(context.lang, &fields.take("next")),
    );
    let next = match next {
        next if next.is_empty() => context.href("/cabinet"),
        next => next,
    };
    Html(registered(&context.shell(&app, ""), &next)).into_response()
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
    let switch = fields.take_switch();
    fields.repair();
    let mut view = typed(lang, &fields);
    if switch {
        return Ok(show(&app, &context, StatusCode::OK, &view));
    }
    let today = domain::calendar::local(app.now()).date_naive();
    let new = match sure(lang, &fields, today, &mut view) {
        Some(new) => new,
        None => {
            return Ok(show(
                &app,
                &context,
                StatusCode::UNPROCESSABLE_ENTITY,
                &view,
            ));
        }
    };
    if no_cookie::is_certain(&fields, &session) {
        view.refusal = Some(no_cookie::of_code(lang));
        let page = show(&app, &context, StatusCode::UNPROCESSABLE_ENTITY, &view);
        return Ok(Device::of(&app, &headers).marked(&app, page));
    }
    if !app.limits.allow(LimitedAction::Registration, address.ip()) {
        view.refusal = Some(too_many(lang));
        return Ok(show(&app, &context, StatusCode::TOO_MANY_REQUESTS, &view));
    }
    let before = code::secret(&session, Purpose::Registration).await?;
    match registration::begin(&app, before, new, view.next.clone(), lang).await {
        Ok(begun) => go_on(&app, &context, &session, view, begun).await,
        Err(LoginError::Password(PasswordError::Busy)) => {
            view.refusal = Some(busy(lang));
            Ok(show(&app, &context, StatusCode::SERVICE_UNAVAILABLE, &view))
        }
        Err(error) => Err(error.into()),
    }
}

/// The registration, if nothing is to correct and the citizen is sure of what is odd; else `view` says what.
fn sure(
    lang: Lang,
    fields: &Fields,
    today: NaiveDate,
    view: &mut RegisterView,
) -> Option<RegistrationForm> {
    let new = match checked(lang, fields, today) {
        Ok(new) => new,
        Err(errors) => {
            view.errors = errors;
            return None;
        }
    };
    if new.is_of_child(today) {
        view.errors = vec![FieldError::new("birth-date", t(lang, "register-child"))];
        return None;
    }
    view.warnings = warnings(lang, &new);
    (view.warnings.is_empty() || fields.get("sure") == "yes").then_some(new)
}

/// To the code that was sent, or in where the telephone was confirmed before.
async fn go_on(
    app: &App,
    context: &PageContext,
    session: &Session,
    mut view: RegisterView,
    begun: Begun,
) -> Result<Response, PageError> {
    match begun {
        Begun::Sent(secret) => {
            code::keep(session, Purpose::Registration, &secret).await?;
            Ok(context.redirect("/register/code"))
        }
        // The telephone was confirmed before, and only the person was refused.
        Begun::Confirmed(secret) => match registration::complete(app, &secret, context.lang).await?
        {
            Confirmed::Registered(new) => confirm::enter(app, context, session, *new).await,
            Confirmed::Refused(pending) => Ok(refused(app, context, &pending)),
            Confirmed::Not(_) => Ok(context.redirect("/register/code")),
        },
        Begun::TooMany => {
            let text = t(context.lang, "code-error-too-many");
            view.errors = vec![FieldError::new("phone", text)];
            Ok(show(app, context, StatusCode::TOO_MANY_REQUESTS, &view))
        }
    }
}

/// The page with what was typed, after the person was refused.
pub(crate) fn refused(app: &App, context: &PageContext, pending: &PendingRegistration) -> Response {
    let view = RegisterView {
        refusal: Some(refusal_of_act(
            app,
            context.lang,
            "register-refused-title",
            "register-refused-help",
        )),
        ..waiting(context.lang, pending)
    };
    show(app, context, StatusCode::UNPROCESSABLE_ENTITY, &view)
}

/// What waits for its code, to be looked at and changed.
fn waiting(lang: Lang, pending: &PendingRegistration) -> RegisterView {
    RegisterView {
        iin: pending.iin.clone(),
        name: pending.name.clone(),
        birth_date: format::date(pending.birth_date),
        phone: pending.phone.clone(),
        email: pending.email.clone(),
        next: same_site(lang, &pending.next),
        ..RegisterView::default()
    }
}

fn show(app: &App, context: &PageContext, status: StatusCode, view: &RegisterView) -> Response {
    let shell = shell(app, context, &view.next);
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
fn checked(
    lang: Lang,
    fields: &Fields,
    today: NaiveDate,
) -> Result<RegistrationForm, Vec<FieldError>> {
    let answers: BTreeMap<String, String> = QUESTIONS
        .iter()
        .map(|field| (field.id.clone(), fields.get(&field.id).to_owned()))
        .collect();
    let mut errors = Vec::new();
    let mut values = match validate(QUESTIONS.iter(), &answers, &Facts::default(), today) {
        Ok(values) => values,
        Err(wrong) => {
            errors = problem::messages(lang, QUESTIONS.iter(), &wrong);
            with_way_out(lang, &mut errors, &wrong);
            BTreeMap::new()
        }
    };
    let (password, again) = (fields.get("password"), fields.get("password-again"));
    let owner = Owner {
        login: fields.get("iin"),
        phone: fields.get("phone"),
        name: fields.get("name"),
    };
    if let Some(error) = new_password_error(lang, password, again, owner) {
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
        (Ok(iin), Some(birth_date)) if errors.is_empty() => Ok(RegistrationForm {
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

/// For one's own number there is a way out beside looking again.
fn with_way_out(lang: Lang, errors: &mut [FieldError], wrong: &[Problem]) {
    let of_number = |problem: &Problem| problem.field == "iin" && problem.code.may_be_confirmed();
    if !wrong.iter().any(of_number) {
        return;
    }
    let way = t(lang, "register-iin-way-out");
    for error in errors.iter_mut().filter(|error| error.field == "iin") {
        error.message = format!("{}. {way}", error.message);
    }
}

/// What is asked, for the page of a registration that could not be saved.
pub(crate) fn questions() -> &'static [Field] {
    &*QUESTIONS
}

/// What disagrees with the ИИН. Numbers that disagree with the person exist, so this is no error.
fn warnings(lang: Lang, new: &RegistrationForm) -> Vec<FieldError> {
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
