//! A password of one's own in place of the one-time password.

use app::{components::FieldError, pages::second_step as pages, text::t};
use axum::{extract::State, response::Response};

use super::{Aim, Half, Step, answer};
use crate::{
    flow::{
        password_rules::{self, Owner},
        staff_accounts::one_time_of,
    },
    http::kit::{error::PageError, fields::Fields, web::App},
    security_log::{self, Account},
};

pub(super) async fn ask(State(app): State<App>, half: Half) -> Result<Response, PageError> {
    if let Some(elsewhere) = half.elsewhere(&app, Step::Password).await? {
        return Ok(elsewhere);
    }
    let page = pages::new_password(&half.reader.shell(&app, ""), half.staff.one_time, &[]);
    Ok(answer(false, page))
}

pub(super) async fn change(
    State(app): State<App>,
    mut half: Half,
    mut fields: Fields,
) -> Result<Response, PageError> {
    if let Some(elsewhere) = half.elsewhere(&app, Step::Password).await? {
        return Ok(elsewhere);
    }
    if fields.take_switch() {
        let page = pages::new_password(&half.reader.shell(&app, ""), half.staff.one_time, &[]);
        return Ok(answer(false, page));
    }
    let (password, again) = (fields.take("password"), fields.take("password-again"));
    let errors = errors(&app, &half, &password, &again).await?;
    if !errors.is_empty() {
        let page = pages::new_password(&half.reader.shell(&app, ""), half.staff.one_time, &errors);
        return Ok(answer(true, page));
    }
    let hash = app.passwords.hash(password).await?;
    let here = half.session.row().await.map_err(PageError::session)?;
    let here = here.map(|row| row.id.clone()).unwrap_or_default();
    app.store
        .set_staff_password(&half.staff.id, hash, &here)
        .await?;
    app.sessions_ended.tell("");
    security_log::password_changed(Account::Staff(&half.staff.id), "changed");
    half.staff.one_time = false;
    half.pending.aim = Aim::Login;
    half.go_on(&app).await
}

async fn errors(
    app: &App,
    half: &Half,
    password: &str,
    again: &str,
) -> Result<Vec<FieldError>, PageError> {
    let lang = half.reader.lang;
    let wrong = |field: &str, key: &str| vec![FieldError::new(field, t(lang, key))];
    let owner = Owner {
        login: &half.staff.login,
        name: &half.staff.name,
        ..Owner::default()
    };
    if let Some(fault) = password_rules::fault(password, owner) {
        return Ok(wrong("password", fault.key()));
    }
    if password != again {
        return Ok(wrong("password-again", "factor-error-password-again"));
    }
    let known = half.staff.password.clone();
    let (typed, same) = match half.staff.one_time {
        true => (one_time_of(password), "factor-error-password-same"),
        false => (password.to_owned(), "factor-error-password-old"),
    };
    if app.passwords.fits(typed, known).await? {
        return Ok(wrong("password", same));
    }
    Ok(Vec::new())
}
