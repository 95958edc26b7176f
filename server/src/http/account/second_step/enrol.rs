//! Setting the second factor up, and its recovery codes.

use app::{
    components::FieldError,
    pages::second_step::{self as pages, EnrolView, Wrong},
};
use axum::{
    extract::State,
    response::{IntoResponse, Response},
};

use super::{
    Aim, PendingLogin, Step, answer,
    factor_error::{failed, said},
    new_seed,
};
use crate::{
    flow::second_factor::{self, FactorError, code, recovery},
    http::kit::{error::PageError, fields::Fields, qr, web::App},
    store::StoreError,
};

pub(super) async fn ask(
    State(app): State<App>,
    mut login: PendingLogin,
) -> Result<Response, PageError> {
    if let Some(elsewhere) = login.elsewhere(&app, Step::Enrol).await? {
        return Ok(elsewhere);
    }
    let secret = secret(&app, &mut login).await?;
    show(&app, &login, &secret, String::new(), None)
}

/// The secret that is being set up: made when the page is first shown, the same when it is loaded again.
async fn secret(app: &App, login: &mut PendingLogin) -> Result<Vec<u8>, PageError> {
    let id = login.staff.id.clone();
    if !login.progress.secret.is_empty()
        && let Ok(known) = second_factor::unseal(app, &id, &login.progress.secret)
    {
        return Ok(known);
    }
    let new = code::new_secret().to_vec();
    login.progress.secret = second_factor::seal(app, &id, &new).map_err(failed)?;
    login.keep().await?;
    Ok(new)
}

fn show(
    app: &App,
    login: &PendingLogin,
    secret: &[u8],
    typed: String,
    wrong: Wrong,
) -> Result<Response, PageError> {
    let name = &login.staff.login;
    let telephone = code::for_telephone(secret, name).ok_or(PageError::Failed)?;
    let is_wrong = wrong.is_some();
    let view = EnrolView {
        qr_svg: qr::svg(&telephone.address),
        secret: telephone.secret,
        login: name.clone(),
        typed,
        wrong,
    };
    let page = pages::enrol(&login.context.shell(app, ""), &view);
    Ok(answer(is_wrong, page))
}

pub(super) async fn check(
    State(app): State<App>,
    mut login: PendingLogin,
    mut fields: Fields,
) -> Result<Response, PageError> {
    if let Some(elsewhere) = login.elsewhere(&app, Step::Enrol).await? {
        return Ok(elsewhere);
    }
    let secret = secret(&app, &mut login).await?;
    if fields.take_switch() {
        return show(&app, &login, &secret, fields.take("code"), None);
    }
    let seed = new_seed();
    let typed = fields.get("code");
    match second_factor::enrol(&app, &login.staff, &secret, &seed, typed).await {
        Ok(()) => {
            login.progress.proven = true;
            login.progress.seed = seed;
            login.go_on(&app).await
        }
        // Set up in another window meanwhile.
        Err(FactorError::Store(StoreError::Conflict)) => login.go_on(&app).await,
        Err(error @ FactorError::Wrong) => {
            let wrong = FieldError::new("code", said(login.context.lang, &error));
            show(&app, &login, &secret, String::new(), Some(wrong))
        }
        Err(error) => Err(failed(error)),
    }
}

pub(super) async fn codes(
    State(app): State<App>,
    login: PendingLogin,
) -> Result<Response, PageError> {
    if let Some(elsewhere) = login.elsewhere(&app, Step::Codes).await? {
        return Ok(elsewhere);
    }
    let sealed = &login.progress.secret;
    let secret = second_factor::unseal(&app, &login.staff.id, sealed).map_err(failed)?;
    let codes = recovery::codes(&secret, &login.progress.seed);
    let page = pages::codes(&login.context.shell(&app, ""), &codes);
    Ok(answer(false, page).into_response())
}

/// The codes were kept: from now on nothing can show them.
pub(super) async fn kept(
    State(app): State<App>,
    mut login: PendingLogin,
) -> Result<Response, PageError> {
    if let Some(elsewhere) = login.elsewhere(&app, Step::Codes).await? {
        return Ok(elsewhere);
    }
    login.progress.seed = String::new();
    login.progress.aim = Aim::Login;
    login.go_on(&app).await
}
