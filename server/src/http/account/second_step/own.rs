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

use super::{Aim, LoginProgress, PROGRESS_KEY, missing};
use crate::{
    flow::account::LoginError,
    http::kit::{
        error::PageError, fields::Fields, guards::Official, present_password::counted,
        session::Session, web::App,
    },
    security_log::Account,
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
        _ => return Ok(official.context.redirect("/staff/second-factor")),
    };
    if let Some((status, error)) = refused(&app, &official, fields.take(CURRENT_PASSWORD)).await? {
        return show(&app, &official, status, &[error]).await;
    }
    let progress = LoginProgress {
        staff: official.staff.id.clone(),
        at: app.now().timestamp(),
        aim,
        ..LoginProgress::default()
    };
    let step = missing(&app, &official.staff, &progress).await?;
    session.insert(PROGRESS_KEY, progress).await?;
    let path = step.map_or("/staff/second-factor", super::Step::path);
    Ok(official.context.redirect(path))
}

/// Why the present password is not taken, if it is not.
async fn refused(
    app: &App,
    official: &Official,
    current: String,
) -> Result<Option<(StatusCode, FieldError)>, PageError> {
    let (lang, staff) = (official.context.lang, &official.staff);
    if current.is_empty() {
        let text = t(lang, "profile-error-current-required");
        let error = FieldError::new(CURRENT_PASSWORD, text);
        return Ok(Some((StatusCode::UNPROCESSABLE_ENTITY, error)));
    }
    let check = async {
        match app.passwords.fits(current, staff.password.clone()).await? {
            true => Ok(()),
            false => Err(LoginError::Refused),
        }
    };
    let checked = counted(app, Account::Staff(&staff.id), check).await?;
    let denied = checked.err();
    Ok(denied.map(|denied| (denied.status(), denied.error(lang, CURRENT_PASSWORD))))
}

async fn show(
    app: &App,
    official: &Official,
    status: StatusCode,
    errors: &[FieldError],
) -> Result<Response, PageError> {
    let factor = app.store.factor(&official.staff.id).await?;
    let left = factor.map(|factor| factor.recovery.unsigned_abs());
    let shell = official.context.shell(app, "");
    Ok((status, Html(pages::own_factor(&shell, left, errors))).into_response())
}
