//! From the finished form to the case: check the answers, confirm, hand in.

pub(crate) mod check_view;

use crate::{
    flow::{
        case::{self, CaseError},
        hand_in::{self, Loaded},
        password::PasswordError,
        throttle::{Origin, Subject, Throttled},
    },
    http::kit::{
        error::PageError,
        fields::Fields,
        page_context::{Citizen, Reader},
        refusals,
        session::{self, Session},
        web::App,
    },
    ports::confirmation::{CheckedConfirmation, ConfirmationError, Signing},
    security_log::{self, Account},
};
use app::{
    components::FieldError,
    pages::{
        act,
        check::check,
        sign::{SignView, sign},
    },
    sheet,
    text::t,
};
use axum::{
    Router,
    extract::{Path, State},
    http::StatusCode,
    response::{Html, IntoResponse, Response},
    routing::get,
};
use check_view::check_view;
use chrono::DateTime;
use domain::{
    application::{Application, Written},
    case::log::LogError,
};

pub(super) fn router() -> Router<App> {
    Router::new()
        .route("/{lang}/drafts/{id}/check", get(show_check))
        .route("/{lang}/drafts/{id}/sign", get(show_sign).post(submit))
}

impl From<CaseError> for PageError {
    fn from(error: CaseError) -> Self {
        match error {
            CaseError::NotFound => PageError::NotFound,
            CaseError::Store(error) => error.into(),
            CaseError::Damaged(reference) => PageError::Damaged(reference),
            CaseError::NoRegulation(id) => {
                tracing::warn!(id, "a regulation is not in the catalogue any more");
                PageError::Withdrawn
            }
            error => {
                tracing::error!(%error, "case");
                PageError::Failed
            }
        }
    }
}

/// Where a draft leads that cannot be handed in: to its receipt if it was before, to its own page, which says why, if
/// the service has ended.
fn elsewhere(app: &App, reader: &Reader, loaded: &Loaded<'_>) -> Option<Response> {
    if let Some(case) = &loaded.draft.case_id {
        return Some(to_receipt(reader, case));
    }
    let today = domain::calendar::local(app.now()).date_naive();
    let to_draft = || reader.redirect(&format!("/drafts/{}", loaded.draft.id));
    loaded.has_ended(today).then(to_draft)
}

fn to_receipt(reader: &Reader, case: &str) -> Response {
    reader.redirect(&format!("/cabinet/cases/{case}/receipt"))
}

async fn show_check(
    State(app): State<App>,
    Path((_, id)): Path<(String, String)>,
    citizen: Citizen,
) -> Result<Response, PageError> {
    let reader = &citizen.reader;
    let loaded = hand_in::load(&app, &citizen.person, &id).await?;
    if let Some(elsewhere) = elsewhere(&app, reader, &loaded) {
        return Ok(elsewhere);
    }
    let lacks = loaded.lacks();
    let view = check_view(reader, &loaded, &lacks);
    let shell = reader
        .shell(&app, t(reader.lang, "check-title"))
        .with_back(reader.href(&format!("/drafts/{id}")))
        .with_banner(act::banner(reader.lang, loaded.regulation));
    Ok(Html(check(&shell, &view)).into_response())
}

async fn show_sign(
    State(app): State<App>,
    Path((_, id)): Path<(String, String)>,
    citizen: Citizen,
) -> Result<Response, PageError> {
    let loaded = hand_in::load(&app, &citizen.person, &id).await?;
    if let Some(elsewhere) = elsewhere(&app, &citizen.reader, &loaded) {
        return Ok(elsewhere);
    }
    if !loaded.lacks().is_empty() {
        return Ok(citizen.reader.redirect(&format!("/drafts/{id}/check")));
    }
    sign_page(&app, &citizen, &loaded, StatusCode::OK, Vec::new(), false)
}

fn sign_page(
    app: &App,
    citizen: &Citizen,
    loaded: &Loaded<'_>,
    status: StatusCode,
    errors: Vec<FieldError>,
    changed: bool,
) -> Result<Response, PageError> {
    let reader = &citizen.reader;
    let application = loaded.application(reader.lang);
    let view = SignView {
        draft: loaded.draft.id.clone(),
        sha256: written(&application)?.sha256,
        text: sheet::text(&application, reader.lang),
        asks_password: app.ports.confirmations.asks(entered(citizen), app.now()),
        errors,
        changed,
    };
    let shell = reader
        .shell(app, t(reader.lang, "sign-title"))
        .with_back(reader.href(&format!("/drafts/{}/check", loaded.draft.id)))
        .with_banner(act::banner(reader.lang, loaded.regulation));
    Ok((status, Html(sign(&shell, &view))).into_response())
}

fn written(application: &Application) -> Result<Written, CaseError> {
    application
        .write()
        .map_err(|error| CaseError::Log(LogError::Unwritable(error)))
}

fn entered(citizen: &Citizen) -> DateTime<chrono::Utc> {
    DateTime::from_timestamp(citizen.entered, 0).unwrap_or_default()
}

async fn submit(
    State(app): State<App>,
    Path((_, id)): Path<(String, String)>,
    session: Session,
    citizen: Citizen,
    mut fields: Fields,
) -> Result<Response, PageError> {
    let reader = &citizen.reader;
    let loaded = hand_in::load(&app, &citizen.person, &id).await?;
    if let Some(elsewhere) = elsewhere(&app, reader, &loaded) {
        return Ok(elsewhere);
    }
    if !loaded.lacks().is_empty() {
        return Ok(reader.redirect(&format!("/drafts/{id}/check")));
    }
    let again = |loaded, status, errors, changed| {
        sign_page(&app, &citizen, loaded, status, errors, changed)
    };
    // The text is confirmed in the language in which it is shown, so another one is read first.
    if fields.take_switch() {
        return again(&loaded, StatusCode::OK, Vec::new(), false);
    }
    let application = written(&loaded.application(reader.lang))?;
    if application.sha256 != fields.get("sha256") {
        return again(&loaded, StatusCode::UNPROCESSABLE_ENTITY, Vec::new(), true);
    }
    let no = |status, text| {
        let errors = vec![FieldError::new("password", text)];
        again(&loaded, status, errors, false)
    };
    let must_wait = |seconds| {
        let text = refusals::wait_text(reader.lang, seconds);
        no(StatusCode::TOO_MANY_REQUESTS, text)
    };
    // Whoever need not give it cannot guess it.
    let counted = match app.ports.confirmations.asks(entered(&citizen), app.now()) {
        false => None,
        true => {
            let subject = Subject::Confirmation(&citizen.person);
            match app.throttle.begin(&app, subject, &Origin::default()).await {
                Ok(counted) => Some(counted),
                Err(Throttled::Wait(seconds)) => return must_wait(seconds),
                Err(Throttled::Store(error)) => return Err(error.into()),
            }
        }
    };
    let password = fields.take("password");
    let confirmed = match confirm(&app, &citizen, &loaded, &application, password).await {
        Ok(confirmed) => confirmed,
        Err(ConfirmationError::Failed(PasswordError::Busy)) => {
            let text = t(reader.lang, "error-busy-text");
            return no(StatusCode::SERVICE_UNAVAILABLE, text);
        }
        Err(ConfirmationError::Failed(error)) => return Err(error.into()),
        Err(ConfirmationError::Needed) => {
            let text = t(reader.lang, "sign-password-needed");
            return no(StatusCode::UNPROCESSABLE_ENTITY, text);
        }
        Err(ConfirmationError::Wrong) => {
            security_log::login_failed(Account::Citizen(&citizen.person), "confirmation");
            if let Some(counted) = counted
                && let Some(seconds) = counted.failed(&app).await
            {
                return must_wait(seconds);
            }
            let text = t(reader.lang, "sign-password-wrong");
            return no(StatusCode::UNPROCESSABLE_ENTITY, text);
        }
    };
    let renews = confirmed.entered_now;
    if let Some(counted) = counted {
        counted.succeeded(&app).await;
    }
    let hand_in = loaded.confirmed(application, confirmed.confirmation, reader.lang);
    match case::submit(&app, hand_in).await {
        Ok(case) => {
            if renews {
                remember_password(&session).await;
            }
            Ok(to_receipt(reader, &case))
        }
        // It changed between the check above and the transaction: shown anew with what it is now.
        Err(CaseError::Changed | CaseError::Rejected(_)) => {
            Ok(reader.redirect(&format!("/drafts/{id}/check")))
        }
        Err(error) => Err(error.into()),
    }
}

async fn confirm(
    app: &App,
    citizen: &Citizen,
    loaded: &Loaded<'_>,
    application: &Written,
    answer: String,
) -> Result<CheckedConfirmation, ConfirmationError> {
    let signing = Signing {
        sha256: &application.sha256,
        password_hash: &loaded.person.password,
        entered: entered(citizen),
        answer,
        now: app.now(),
    };
    app.ports.confirmations.confirm(signing).await
}

/// Counts the fifteen minutes anew. It comes after the work and takes nothing of it back.
async fn remember_password(session: &Session) {
    if let Err(error) = session::renew(session).await {
        tracing::warn!(%error, "a session could not be renewed");
    }
}
