//! The citizen's own account: what it knows, and the change of the password.

use app::{
    components::FieldError,
    pages::profile::{Done, PasswordView, ProfileView, password as password_page, profile},
    text::{Lang, t},
};
use axum::{
    Router,
    extract::State,
    http::StatusCode,
    response::{Html, IntoResponse, Response},
    routing::get,
};

use super::recovery::new_password_error;
use crate::{
    flow::{password_rules::Owner, profile as flow},
    http::kit::{
        error::PageError,
        fields::Fields,
        guards::Citizen,
        present_password::{Denied, counted},
        refusals,
        session::{self, Session},
        web::App,
    },
    security_log::Account,
    store::{account::CitizenAccount, person::Person},
};

mod contacts;

pub(super) fn router() -> Router<App> {
    contacts::router()
        .route("/{lang}/cabinet/profile", get(page))
        .route(
            "/{lang}/cabinet/profile/password",
            get(ask_password).post(change_password),
        )
}

pub(crate) async fn own(app: &App, citizen: &Citizen) -> Result<CitizenAccount, PageError> {
    let account = app.store.account(&citizen.person).await?;
    account.ok_or(PageError::NotFound)
}

async fn page(
    State(app): State<App>,
    citizen: Citizen,
    fields: Fields,
) -> Result<Html<String>, PageError> {
    let person = own(&app, &citizen).await?.person;
    let done = match fields.get("done") {
        "password" => Some(Done::Password),
        "phone" => Some(Done::Phone),
        "email" => Some(Done::Email),
        "no-email" => Some(Done::NoEmail),
        _ => None,
    };
    let view = ProfileView {
        name: person.name,
        iin: person.iin,
        phone: person.phone,
        email: person.email,
        done,
    };
    Ok(Html(profile(&citizen.context.shell(&app, ""), &view)))
}

async fn ask_password(State(app): State<App>, citizen: Citizen) -> Response {
    show(&app, &citizen, StatusCode::OK, PasswordView::default())
}

async fn change_password(
    State(app): State<App>,
    citizen: Citizen,
    session: Session,
    mut fields: Fields,
) -> Result<Response, PageError> {
    let lang = citizen.context.lang;
    let account = own(&app, &citizen).await?;
    if fields.take_switch() {
        return Ok(show(
            &app,
            &citizen,
            StatusCode::OK,
            PasswordView::default(),
        ));
    }
    let errors = password_errors(lang, &account.person, &fields);
    if !errors.is_empty() {
        return Ok(show(
            &app,
            &citizen,
            StatusCode::UNPROCESSABLE_ENTITY,
            with(errors),
        ));
    }
    let (current, new) = (fields.take("current"), fields.take("password"));
    let keep = session::key(&session);
    let act = flow::change_password(&app, &account, current, new, keep, lang);
    match counted(&app, Account::Citizen(&citizen.person), act).await? {
        Ok(()) => {
            // A stolen session key must not outlive the old password.
            if let Err(error) = session::renew(&session).await {
                tracing::warn!(%error, "a session could not be renewed");
            }
            app.sessions_ended.tell("");
            Ok(citizen.context.redirect("/cabinet/profile?done=password"))
        }
        Err(denied) => Ok(show(
            &app,
            &citizen,
            denied.status(),
            denied_view(lang, denied),
        )),
    }
}

/// What is wrong with the form before the present password is tried.
fn password_errors(lang: Lang, person: &Person, fields: &Fields) -> Vec<FieldError> {
    let owner = Owner {
        login: &person.iin,
        phone: &person.phone,
        name: &person.name,
    };
    let (new, again) = (fields.get("password"), fields.get("password-again"));
    current_missing(lang, fields.get("current"))
        .into_iter()
        .chain(new_password_error(lang, new, again, owner))
        .collect()
}

/// The error of a form without the present password.
fn current_missing(lang: Lang, current: &str) -> Option<FieldError> {
    let missing = || FieldError::new("current", t(lang, "profile-error-current-required"));
    current.is_empty().then(missing)
}

fn with(errors: Vec<FieldError>) -> PasswordView {
    PasswordView {
        errors,
        refusal: None,
    }
}

fn denied_view(lang: Lang, denied: Denied) -> PasswordView {
    match denied {
        Denied::Wrong => with(vec![denied.error(lang, "current")]),
        Denied::Wait(seconds) => PasswordView {
            errors: Vec::new(),
            refusal: Some(refusals::must_wait(lang, seconds)),
        },
    }
}

fn show(app: &App, citizen: &Citizen, status: StatusCode, view: PasswordView) -> Response {
    let shell = citizen.context.shell(app, "");
    (status, Html(password_page(&shell, &view))).into_response()
}
