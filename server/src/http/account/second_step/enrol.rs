//! Setting the second factor up, and its recovery codes.

use app::{
    components::FieldError,
    pages::second_step::{self as pages, EnrolView, Wrong},
};
use axum::{
    extract::State,
    response::{IntoResponse, Response},
};

use super::{Aim, Half, Step, answer, code::said, new_seed};
use crate::{
    flow::second_factor::{self, FactorError, code, recovery},
    http::kit::{error::PageError, fields::Fields, qr, web::App},
    store::StoreError,
};

pub(super) async fn ask(State(app): State<App>, mut half: Half) -> Result<Response, PageError> {
    if let Some(elsewhere) = half.elsewhere(&app, Step::Enrol).await? {
        return Ok(elsewhere);
    }
    let secret = secret(&app, &mut half).await?;
    show(&app, &half, &secret, String::new(), None)
}

/// The secret that is being set up: made when the page is first shown, the same when it is loaded again.
async fn secret(app: &App, half: &mut Half) -> Result<Vec<u8>, PageError> {
    let id = half.staff.id.clone();
    if !half.pending.secret.is_empty()
        && let Ok(known) = second_factor::unseal(app, &id, &half.pending.secret)
    {
        return Ok(known);
    }
    let new = code::new_secret().to_vec();
    half.pending.secret = second_factor::seal(app, &id, &new).map_err(failed)?;
    half.keep().await?;
    Ok(new)
}

pub(super) fn failed(error: FactorError) -> PageError {
    match error {
        FactorError::Store(error) => error.into(),
        _ => PageError::Failed,
    }
}

fn show(
    app: &App,
    half: &Half,
    secret: &[u8],
    typed: String,
    wrong: Wrong,
) -> Result<Response, PageError> {
    let login = &half.staff.login;
    let telephone = code::for_telephone(secret, login).ok_or(PageError::Failed)?;
    let is_wrong = wrong.is_some();
    let view = EnrolView {
        qr_svg: qr::svg(&telephone.address),
        secret: telephone.secret,
        login: login.clone(),
        typed,
        wrong,
    };
    let page = pages::enrol(&half.reader.shell(app, ""), &view);
    Ok(answer(is_wrong, page))
}

pub(super) async fn check(
    State(app): State<App>,
    mut half: Half,
    mut fields: Fields,
) -> Result<Response, PageError> {
    if let Some(elsewhere) = half.elsewhere(&app, Step::Enrol).await? {
        return Ok(elsewhere);
    }
    let secret = secret(&app, &mut half).await?;
    if fields.take_switch() {
        return show(&app, &half, &secret, fields.take("code"), None);
    }
    let seed = new_seed();
    let typed = fields.get("code");
    match second_factor::enrol(&app, &half.staff, &secret, &seed, typed).await {
        Ok(()) => {
            half.pending.proven = true;
            half.pending.seed = seed;
            half.go_on(&app).await
        }
        // Set up in another window meanwhile.
        Err(FactorError::Store(StoreError::Conflict)) => half.go_on(&app).await,
        Err(error @ FactorError::Wrong) => {
            let wrong = FieldError::new("code", said(half.reader.lang, &error));
            show(&app, &half, &secret, String::new(), Some(wrong))
        }
        Err(error) => Err(failed(error)),
    }
}

pub(super) async fn codes(State(app): State<App>, half: Half) -> Result<Response, PageError> {
    if let Some(elsewhere) = half.elsewhere(&app, Step::Codes).await? {
        return Ok(elsewhere);
    }
    let sealed = &half.pending.secret;
    let secret = second_factor::unseal(&app, &half.staff.id, sealed).map_err(failed)?;
    let codes = recovery::codes(&secret, &half.pending.seed);
    let page = pages::codes(&half.reader.shell(&app, ""), &codes);
    Ok(answer(false, page).into_response())
}

/// The codes were kept: from now on nothing can show them.
pub(super) async fn kept(State(app): State<App>, mut half: Half) -> Result<Response, PageError> {
    if let Some(elsewhere) = half.elsewhere(&app, Step::Codes).await? {
        return Ok(elsewhere);
    }
    half.pending.seed = String::new();
    half.pending.aim = Aim::Login;
    half.go_on(&app).await
}
