//! The code of the telephone, or a recovery code.

use app::{components::FieldError, pages::second_step as pages, text::t};
use axum::{
    extract::State,
    http::StatusCode,
    response::{Html, IntoResponse, Response},
};

use super::{
    Aim, PendingLogin, Step, answer,
    factor_error::{failed, said},
    new_seed,
};
use crate::{
    flow::second_factor::{self, FactorError},
    http::kit::{error::PageError, fields::Fields, web::App},
};

pub(super) async fn ask(
    State(app): State<App>,
    login: PendingLogin,
) -> Result<Response, PageError> {
    if let Some(elsewhere) = login.elsewhere(&app, Step::Code).await? {
        return Ok(elsewhere);
    }
    Ok(answer(
        false,
        pages::code(&login.context.shell(&app, ""), "", &None),
    ))
}

pub(super) async fn check(
    State(app): State<App>,
    mut login: PendingLogin,
    mut fields: Fields,
) -> Result<Response, PageError> {
    if let Some(elsewhere) = login.elsewhere(&app, Step::Code).await? {
        return Ok(elsewhere);
    }
    let switch = fields.take_switch();
    let typed = fields.get("code").trim();
    let shell = login.context.shell(&app, "");
    let lang = login.context.lang;
    if switch {
        return Ok(answer(false, pages::code(&shell, typed, &None)));
    }
    if typed.is_empty() {
        let wrong = FieldError::new("code", t(lang, "factor-error-empty"));
        return Ok(answer(true, pages::code(&shell, "", &Some(wrong))));
    }
    match second_factor::prove(&app, &login.staff, typed).await {
        Ok(_) => {
            login.progress.proven = true;
            if login.progress.aim == Aim::Codes {
                let seed = new_seed();
                let secret = second_factor::renew_codes(&app, &login.staff, &seed).await;
                login.progress.secret = secret.map_err(failed)?;
                login.progress.seed = seed;
            }
            login.go_on(&app).await
        }
        Err(FactorError::Store(error)) => Err(error.into()),
        Err(FactorError::Unreadable) => {
            let page = Html(pages::unreadable(&shell));
            Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
        }
        Err(error) => {
            let status = match error {
                FactorError::Wait(_) => StatusCode::TOO_MANY_REQUESTS,
                _ => StatusCode::UNPROCESSABLE_ENTITY,
            };
            let wrong = FieldError::new("code", said(lang, &error));
            Ok((status, Html(pages::code(&shell, "", &Some(wrong)))).into_response())
        }
    }
}
