//! The code of the telephone, or a recovery code.

use app::{
    components::FieldError,
    pages::second_step as pages,
    text::{Lang, t, t_with, value},
};
use axum::{
    extract::State,
    http::StatusCode,
    response::{Html, IntoResponse, Response},
};

use super::{Aim, Half, Step, answer, enrol::failed, new_seed};
use crate::{
    flow::second_factor::{self, FactorError},
    http::kit::{error::PageError, fields::Fields, web::App},
};

pub(super) async fn ask(State(app): State<App>, half: Half) -> Result<Response, PageError> {
    if let Some(elsewhere) = half.elsewhere(&app, Step::Code).await? {
        return Ok(elsewhere);
    }
    Ok(answer(
        false,
        pages::code(&half.reader.shell(&app, ""), "", &None),
    ))
}

pub(super) async fn check(
    State(app): State<App>,
    mut half: Half,
    mut fields: Fields,
) -> Result<Response, PageError> {
    if let Some(elsewhere) = half.elsewhere(&app, Step::Code).await? {
        return Ok(elsewhere);
    }
    let switch = fields.take_switch();
    let typed = fields.get("code").trim();
    let shell = half.reader.shell(&app, "");
    let lang = half.reader.lang;
    if switch {
        return Ok(answer(false, pages::code(&shell, typed, &None)));
    }
    if typed.is_empty() {
        let wrong = FieldError::new("code", t(lang, "factor-error-empty"));
        return Ok(answer(true, pages::code(&shell, "", &Some(wrong))));
    }
    match second_factor::prove(&app, &half.staff, typed).await {
        Ok(_) => {
            half.pending.proven = true;
            if half.pending.aim == Aim::Codes {
                let seed = new_seed();
                let secret = second_factor::renew_codes(&app, &half.staff, &seed).await;
                half.pending.secret = secret.map_err(failed)?;
                half.pending.seed = seed;
            }
            half.go_on(&app).await
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

/// What is wrong with a code.
pub(super) fn said(lang: Lang, error: &FactorError) -> String {
    match error {
        FactorError::Used => t(lang, "factor-error-used"),
        FactorError::Wait(seconds) => {
            let minutes = value(seconds.div_ceil(60));
            t_with(lang, "factor-error-wait", &[("minutes", minutes)])
        }
        _ => t(lang, "factor-error-wrong"),
    }
}
