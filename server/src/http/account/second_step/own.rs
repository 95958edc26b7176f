//! What officials change of their own login: password, second factor, recovery codes. An open session is not enough: the
//! present password is asked for here, and the code of the telephone on the next page.

use app::{
    components::FieldError,
    pages::{profile::CURRENT_PASSWORD, second_step as pages},
    text::t,
};
use axum::{
    extract::State,
    http::StatusCode,
    response::{Html, IntoResponse, Response},
};

use super::{Aim, PENDING, Pending, missing};
use crate::{
    flow::throttle::{Origin, Subject, Throttled},
    http::kit::{
        error::PageError, fields::Fields, page_context::Official, refusals::wait_text,
        session::Session, web::App,
    },
    security_log::{self, Account},
};

pub(super) async fn page(
    State(app): State<App>,
    official: Official,
) -> Result<Response, PageError> {
    show(&app, &official, StatusCode::OK, &[]).await
}

pub(super) async fn change(
    State(app): State<App>,
    official: Official,
    session: Session,
    mut fields: Fields,
) -> Result<Response, PageError> {
    if fields.take_switch() {
        return show(&app, &official, StatusCode::OK, &[]).await;
    }
    let has_factor = app.store.factor(&official.staff.id).await?.is_some();
    let aim = match (fields.get("do"), has_factor) {
        ("password", _) => Aim::Password,
        ("codes", true) => Aim::Codes,
        ("enrol", false) => Aim::Factor,
        _ => return Ok(official.reader.redirect("/staff/second-factor")),
    };
    if let Some((status, error)) = refused(&app, &official, fields.take(CURRENT_PASSWORD)).await? {
        return show(&app, &official, status, &[error]).await;
    }
    let pending = Pending {
        staff: official.staff.id.clone(),
        at: app.now().timestamp(),
        aim,
        ..Pending::default()
    };
    let step = missing(&app, &official.staff, &pending).await?;
    let keep = session.insert(PENDING, pending);
    keep.await.map_err(PageError::session)?;
    let path = step.map_or("/staff/second-factor", super::Step::path);
    Ok(official.reader.redirect(path))
}

/// Why the present password is not taken, if it is not.
async fn refused(
    app: &App,
    official: &Official,
    current: String,
) -> Result<Option<(StatusCode, FieldError)>, PageError> {
    let (lang, staff) = (official.reader.lang, &official.staff);
    let wrong = |key: &str| {
        let error = FieldError::new(CURRENT_PASSWORD, t(lang, key));
        Ok(Some((StatusCode::UNPROCESSABLE_ENTITY, error)))
    };
    let must_wait = |seconds| {
        let error = FieldError::new(CURRENT_PASSWORD, wait_text(lang, seconds));
        Ok(Some((StatusCode::TOO_MANY_REQUESTS, error)))
    };
    if current.is_empty() {
        return wrong("profile-error-current-required");
    }
    let subject = Subject::Confirmation(&staff.id);
    let counted = match app.throttle.begin(app, subject, &Origin::default()).await {
        Ok(counted) => counted,
        Err(Throttled::Wait(seconds)) => return must_wait(seconds),
        Err(Throttled::Store(error)) => return Err(error.into()),
    };
    if app.passwords.fits(current, staff.password.clone()).await? {
        counted.succeeded(app).await;
        return Ok(None);
    }
    security_log::login_failed(Account::Staff(&staff.id), "confirmation");
    match counted.failed(app).await {
        Some(seconds) => must_wait(seconds),
        None => wrong("profile-error-current-wrong"),
    }
}

async fn show(
    app: &App,
    official: &Official,
    status: StatusCode,
    errors: &[FieldError],
) -> Result<Response, PageError> {
    let factor = app.store.factor(&official.staff.id).await?;
    let left = factor.map(|factor| factor.recovery.unsigned_abs());
    let shell = official.reader.shell(app, "");
    Ok((status, Html(pages::own_factor(&shell, left, errors))).into_response())
}
