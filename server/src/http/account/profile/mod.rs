//! The citizen's own account: what it knows, and the change of the password.

use super::recovery::new_password_error;
use crate::{
    flow::{
        account::LoginError,
        password_rules::Owner,
        profile as flow,
        throttle::{Origin, Subject, Throttled},
    },
    http::kit::{
        error::PageError,
        fields::Fields,
        page_context::Citizen,
        refusals,
        session::{self, Session},
        web::App,
    },
    security_log::{self, Account},
    store::account::Person,
};
use app::{
    components::FieldError,
    pages::profile::{Done, PasswordView, ProfileView, password as password_page, profile},
    text::t,
};
use axum::{
    Router,
    extract::State,
    http::StatusCode,
    response::{Html, IntoResponse, Response},
    routing::get,
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

/// The account of whoever is logged in.
pub(crate) async fn own(app: &App, citizen: &Citizen) -> Result<Person, PageError> {
    let person = app.store.person(&citizen.person).await?;
    person.ok_or(PageError::NotFound)
}

async fn page(
    State(app): State<App>,
    citizen: Citizen,
    fields: Fields,
) -> Result<Html<String>, PageError> {
    let person = own(&app, &citizen).await?;
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
    Ok(Html(profile(&citizen.reader.shell(&app, ""), &view)))
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
    if fields.take_switch() {
        return Ok(show(
            &app,
            &citizen,
            StatusCode::OK,
            PasswordView::default(),
        ));
    }
    let lang = citizen.reader.lang;
    let person = own(&app, &citizen).await?;
    let wrong = StatusCode::UNPROCESSABLE_ENTITY;
    let (current, new) = (fields.get("current"), fields.get("password"));
    let owner = Owner {
        login: &person.iin,
        phone: &person.phone,
        name: &person.name,
    };
    let missing = current
        .is_empty()
        .then(|| FieldError::new("current", t(lang, "profile-error-current-required")));
    let errors: Vec<_> = missing
        .into_iter()
        .chain(new_password_error(
            lang,
            new,
            fields.get("password-again"),
            owner,
        ))
        .collect();
    if !errors.is_empty() {
        let view = PasswordView {
            errors,
            refusal: None,
        };
        return Ok(show(&app, &citizen, wrong, view));
    }
    let must_wait = |seconds| {
        let view = PasswordView {
            errors: Vec::new(),
            refusal: Some(refusals::must_wait(lang, seconds)),
        };
        show(&app, &citizen, StatusCode::TOO_MANY_REQUESTS, view)
    };
    let subject = Subject::Confirmation(&citizen.person);
    let counted = match app.throttle.begin(&app, subject, &Origin::default()).await {
        Ok(counted) => counted,
        Err(Throttled::Wait(seconds)) => return Ok(must_wait(seconds)),
        Err(Throttled::Store(error)) => return Err(error.into()),
    };
    let keep = session::key(&session);
    let changed = flow::change_password(
        &app,
        &person,
        current.to_owned(),
        new.to_owned(),
        keep,
        lang,
    );
    match changed.await {
        Ok(()) => {
            counted.succeeded(&app).await;
            // A key that somebody copied before opens nothing any more.
            if let Err(error) = session::renew(&session).await {
                tracing::warn!(%error, "a session could not be renewed");
            }
            app.sessions_ended.tell("");
            Ok(citizen.reader.redirect("/cabinet/profile?done=password"))
        }
        Err(LoginError::Refused) => {
            security_log::login_failed(Account::Citizen(&citizen.person), "confirmation");
            if let Some(seconds) = counted.failed(&app).await {
                return Ok(must_wait(seconds));
            }
            let error = FieldError::new("current", t(lang, "profile-error-current-wrong"));
            let view = PasswordView {
                errors: vec![error],
                refusal: None,
            };
            Ok(show(&app, &citizen, wrong, view))
        }
        Err(error) => Err(error.into()),
    }
}

fn show(app: &App, citizen: &Citizen, status: StatusCode, view: PasswordView) -> Response {
    let shell = citizen.reader.shell(app, "");
    (status, Html(password_page(&shell, &view))).into_response()
}
