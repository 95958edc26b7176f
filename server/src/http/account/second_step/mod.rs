//! Between the password of an official and their work: a one-time password is changed, a code of the telephone is asked
//! for or set up. Until then the session knows whose password was right and opens nothing.

use axum::{
    Router,
    extract::FromRequestParts,
    http::{StatusCode, request::Parts},
    response::{Html, IntoResponse, Response},
    routing::get,
};
use serde::{Deserialize, Serialize};

use super::after_login;
use crate::{
    core::Core,
    flow::second_factor,
    http::kit::{
        error::PageError,
        page_context::PageContext,
        session::{self, Principal, Session},
        unsaved_answers::UnsavedAnswers,
        web::{App, Web},
    },
    store::{StoreError, staff::Staff},
};

mod code;
mod enrol;
mod factor_error;
mod own;
mod password;

pub(super) fn router() -> Router<App> {
    Router::new()
        .route("/{lang}/staff/login/code", get(code::ask).post(code::check))
        .route(
            "/{lang}/staff/login/password",
            get(password::ask).post(password::change),
        )
        .route(
            "/{lang}/staff/login/enrol",
            get(enrol::ask).post(enrol::check),
        )
        .route(
            "/{lang}/staff/login/codes",
            get(enrol::codes).post(enrol::kept),
        )
        .route(
            "/{lang}/staff/second-factor",
            get(own::page).post(own::change),
        )
}

/// The session's key of [`Pending`].
const PROGRESS_KEY: &str = "pending";
/// So long after the password the rest must be done. Seconds.
const LOGIN_TIMEOUT_SECONDS: i64 = 15 * 60;

/// Whose password was right, and what was done since.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
struct LoginProgress {
    /// Id of the account. Sessions of an account that is disabled are found by this name.
    staff: String,
    /// Where to go in the end.
    next: String,
    /// Unix seconds of the password.
    at: i64,
    proven: bool,
    /// What they are after.
    #[serde(default)]
    aim: Aim,
    /// The sealed secret that is being set up.
    secret: String,
    /// What makes the recovery codes; set once they are to be shown.
    seed: String,
    /// The form that was posted before the login, sealed; empty if none was.
    #[serde(default)]
    unsaved: String,
}

/// What somebody is after who gave the password.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
enum Aim {
    /// To come in.
    #[default]
    Login,
    Password,
    /// A second factor, though none is required.
    Factor,
    /// New recovery codes.
    Codes,
}

/// What is to be done next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Step {
    Code,
    Password,
    Enrol,
    Codes,
}

impl Step {
    const fn path(self) -> &'static str {
        match self {
            Step::Code => "/staff/login/code",
            Step::Password => "/staff/login/password",
            Step::Enrol => "/staff/login/enrol",
            Step::Codes => "/staff/login/codes",
        }
    }
}

/// What is missing; nothing if the official may come in.
async fn missing(
    app: &Core,
    staff: &Staff,
    progress: &LoginProgress,
) -> Result<Option<Step>, PageError> {
    let has_factor = app.store.factor(&staff.id).await?.is_some();
    let sets_up = progress.aim == Aim::Factor || second_factor::is_required(app, staff);
    Ok(match (has_factor, progress.proven) {
        (true, false) => Some(Step::Code),
        _ if staff.one_time || progress.aim == Aim::Password => Some(Step::Password),
        (false, _) if sets_up => Some(Step::Enrol),
        _ if !progress.seed.is_empty() => Some(Step::Codes),
        _ => None,
    })
}

/// After the password was right: in, or to what is still missing.
pub(crate) async fn begin(
    app: &Web,
    (context, session): (&PageContext, &Session),
    staff: Staff,
    next: String,
    unsaved: UnsavedAnswers,
) -> Result<Response, PageError> {
    let unsaved = unsaved.of(&staff.id);
    let progress = LoginProgress {
        staff: staff.id.clone(),
        unsaved: unsaved
            .as_ref()
            .map(|unsaved| unsaved.sealed(app))
            .unwrap_or_default(),
        next,
        at: app.now().timestamp(),
        ..LoginProgress::default()
    };
    let Some(step) = missing(app, &staff, &progress).await? else {
        return enter(app, (context, session), &staff, &progress.next, unsaved).await;
    };
    session.restart().await?;
    session.insert(PROGRESS_KEY, progress).await?;
    Ok(context.redirect(step.path()))
}

/// Lets the official in.
async fn enter(
    app: &Web,
    (context, session): (&PageContext, &Session),
    staff: &Staff,
    next: &str,
    unsaved: Option<UnsavedAnswers>,
) -> Result<Response, PageError> {
    session.remove::<LoginProgress>(PROGRESS_KEY).await?;
    let who = Principal::Staff {
        staff: staff.id.clone(),
    };
    session::enter(session, who).await?;
    let now = app.now().timestamp_micros();
    app.store.staff_logged_in(&staff.id, now).await?;
    let to = (next, "/staff");
    after_login::redirect(app, context, session, to, unsaved).await
}

/// An official whose password was right and who is not in yet. Anybody else is sent to the login page.
struct PendingLogin {
    context: PageContext,
    session: Session,
    staff: Staff,
    progress: LoginProgress,
}

impl FromRequestParts<App> for PendingLogin {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<PendingLogin, Response> {
        let context = PageContext::from_request_parts(parts, app)
            .await
            .map_err(IntoResponse::into_response)?;
        let session = <Session as FromRequestParts<App>>::from_request_parts(parts, app)
            .await
            .map_err(IntoResponse::into_response)?;
        match found(app, &session).await {
            Ok(Some((staff, progress))) => Ok(PendingLogin {
                context,
                session,
                staff,
                progress,
            }),
            // The password was right and there is no session: the browser keeps no cookies.
            Ok(None) if !session.keeps_cookies() => {
                Err(context.redirect("/staff/login?entered=yes"))
            }
            Ok(None) => Err(context.redirect("/staff/login")),
            Err(error) => Err(error.into_response()),
        }
    }
}

async fn found(app: &App, session: &Session) -> Result<Option<(Staff, LoginProgress)>, PageError> {
    let progress = session.get::<LoginProgress>(PROGRESS_KEY).await;
    let now = app.now().timestamp();
    let progress = progress?.filter(|progress| progress.at + LOGIN_TIMEOUT_SECONDS > now);
    let Some(progress) = progress else {
        return Ok(None);
    };
    let staff = app.store.staff(&progress.staff).await?;
    Ok(staff.map(|staff| (staff, progress)))
}

impl PendingLogin {
    /// The answer to whoever comes to a page that is not their next one.
    async fn elsewhere(&self, app: &App, here: Step) -> Result<Option<Response>, PageError> {
        match missing(app, &self.staff, &self.progress).await? {
            Some(step) if step == here => Ok(None),
            Some(step) => Ok(Some(self.context.redirect(step.path()))),
            None => self.done(app).await.map(Some),
        }
    }

    async fn done(&self, app: &App) -> Result<Response, PageError> {
        let LoginProgress { next, unsaved, .. } = &self.progress;
        let unsaved = UnsavedAnswers::unsealed(app, &self.staff.id, unsaved);
        let here = (&self.context, &self.session);
        enter(app, here, &self.staff, next, unsaved).await
    }

    /// Keeps what was done.
    async fn keep(&self) -> Result<(), StoreError> {
        self.session.insert(PROGRESS_KEY, &self.progress).await
    }

    /// In, or to what is still missing.
    async fn go_on(&self, app: &App) -> Result<Response, PageError> {
        match missing(app, &self.staff, &self.progress).await? {
            Some(step) => {
                self.keep().await?;
                Ok(self.context.redirect(step.path()))
            }
            None => self.done(app).await,
        }
    }
}

/// A page of these steps: 422 if something is wrong with what was posted.
fn answer(wrong: bool, page: String) -> Response {
    let status = match wrong {
        true => StatusCode::UNPROCESSABLE_ENTITY,
        false => StatusCode::OK,
    };
    (status, Html(page)).into_response()
}

fn new_seed() -> String {
    hex::encode(second_factor::code::new_secret())
}
