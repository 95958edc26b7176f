//! A password of one's own in place of the one-time password.

use app::{components::FieldError, pages::second_step as pages, text::t};
use axum::{extract::State, response::Response};

use super::{Aim, PendingLogin, Step, answer};
use crate::{
    flow::{
        password_rules::{self, Owner},
        staff_accounts::one_time_of,
    },
    http::kit::{error::PageError, fields::Fields, web::App},
    security_log::{self, Account},
};

pub(super) async fn ask(
    State(app): State<App>,
    login: PendingLogin,
) -> Result<Response, PageError> {
    if let Some(elsewhere) = login.elsewhere(&app, Step::Password).await? {
        return Ok(elsewhere);
    }
    let page = pages::new_password(&login.context.shell(&app, ""), login.staff.one_time, &[]);
    Ok(answer(false, page))
}

pub(super) async fn change(
    State(app): State<App>,
    mut login: PendingLogin,
    mut fields: Fields,
) -> Result<Response, PageError> {
    if let Some(elsewhere) = login.elsewhere(&app, Step::Password).await? {
        return Ok(elsewhere);
    }
    if fields.take_switch() {
        let page = pages::new_password(&login.context.shell(&app, ""), login.staff.one_time, &[]);
        return Ok(answer(false, page));
    }
    let (password, again) = (fields.take("password"), fields.take("password-again"));
    let errors = errors(&app, &login, &password, &again).await?;
    if !errors.is_empty() {
        let page = pages::new_password(
            &login.context.shell(&app, ""),
            login.staff.one_time,
            &errors,
        );
        return Ok(answer(true, page));
    }
    let hash = app.passwords.hash(password).await?;
    let here = login.session.row().await?;
    let here = here.map(|row| row.id.clone()).unwrap_or_default();
    app.store
        .set_staff_password(&login.staff.id, hash, &here)
        .await?;
    app.sessions_ended.tell("");
    security_log::password_changed(Account::Staff(&login.staff.id), "changed");
    login.staff.one_time = false;
    login.progress.aim = Aim::Login;
    login.go_on(&app).await
}

async fn errors(
    app: &App,
    login: &PendingLogin,
    password: &str,
    again: &str,
) -> Result<Vec<FieldError>, PageError> {
    let lang = login.context.lang;
    let wrong = |field: &str, key: &str| vec![FieldError::new(field, t(lang, key))];
    let owner = Owner {
        login: &login.staff.login,
        name: &login.staff.name,
        ..Owner::default()
    };
    if let Some(fault) = password_rules::fault(password, owner) {
        return Ok(wrong("password", fault.key()));
    }
    if password != again {
        return Ok(wrong("password-again", "factor-error-password-again"));
    }
    let known = login.staff.password.clone();
    let (typed, same) = match login.staff.one_time {
        true => (one_time_of(password), "factor-error-password-same"),
        false => (password.to_owned(), "factor-error-password-old"),
    };
    if app.passwords.fits(typed, known).await? {
        return Ok(wrong("password", same));
    }
    Ok(Vec::new())
}
