//! From the finished form to the case: check the answers, confirm, submit.

use app::{
    components::FieldError,
    pages::{
        act,
        check::{CheckView, check},
        sign::{SignView, sign},
    },
    sheet,
    text::t,
};
use axum::{
    Router,
    extract::State,
    http::StatusCode,
    response::{Html, IntoResponse, Response},
    routing::get,
};
use chrono::DateTime;
use domain::{
    application::Application,
    canonical::{self, Written},
    case::log::LogError,
    regulation::FieldKind,
};

use crate::{
    flow::{
        account::LoginError,
        case::{self, CaseError},
        submission::{self, LoadedSubmission},
    },
    http::{
        draft::register_notes::{self, other_oblast},
        kit::{
            error::PageError,
            fields::Fields,
            guards::Citizen,
            page_context::PageContext,
            present_password::{Denied, counted},
            refusals::wait_text,
            session::{self, Session},
            web::App,
        },
    },
    ports::confirmation::{CheckedConfirmation, ConfirmationError, Signing},
    security_log::Account,
};

pub(crate) mod check_view;

use check_view::check_view;

pub(super) fn router() -> Router<App> {
    Router::new()
        .route("/{lang}/drafts/{id}/check", get(show_check))
        .route("/{lang}/drafts/{id}/sign", get(show_sign).post(submit))
}

/// Where a draft leads that cannot be submitted: to its receipt if it was before, to its own page, which says why, if
/// the service has ended.
fn elsewhere(app: &App, context: &PageContext, loaded: &LoadedSubmission<'_>) -> Option<Response> {
    if let Some(case) = &loaded.draft.case_id {
        return Some(to_receipt(context, case));
    }
    let today = domain::calendar::local(app.now()).date_naive();
    let to_draft = || context.redirect(&format!("/drafts/{}", loaded.draft.id));
    loaded.has_ended(today).then(to_draft)
}

/// Where a draft leads that cannot be signed yet, or not any more.
fn not_ready(app: &App, context: &PageContext, loaded: &LoadedSubmission<'_>) -> Option<Response> {
    let to_check = || context.redirect(&format!("/drafts/{}/check", loaded.draft.id));
    elsewhere(app, context, loaded).or_else(|| (!loaded.blockers().is_empty()).then(to_check))
}

fn to_receipt(context: &PageContext, case: &str) -> Response {
    context.redirect(&format!("/cabinet/cases/{case}/receipt"))
}

async fn show_check(State(app): State<App>, citizen: Citizen) -> Result<Response, PageError> {
    let context = &citizen.context;
    let loaded = submission::load(&app, context.draft.clone()).await?;
    if let Some(elsewhere) = elsewhere(&app, context, &loaded) {
        return Ok(elsewhere);
    }
    check_page(&app, context, &loaded, false).await
}

/// The page with everything that would be submitted; after a try to sign, why nothing was.
async fn check_page(
    app: &App,
    context: &PageContext,
    loaded: &LoadedSubmission<'_>,
    not_sent: bool,
) -> Result<Response, PageError> {
    let of = (&app.catalogue, loaded.regulation);
    let already = submission::already(app, loaded).await;
    let view = CheckView {
        not_sent,
        other_oblast: other_oblast(context, of, &loaded.draft.body),
        already: register_notes::already(context, of, &already),
        ..check_view(context, loaded, &loaded.blockers())
    };
    let shell = context
        .shell(app, t(context.lang, "check-title"))
        .with_back(context.href(&format!("/drafts/{}", loaded.draft.id)))
        .with_banner(act::banner(context.lang, loaded.regulation));
    let status = match not_sent {
        true => StatusCode::UNPROCESSABLE_ENTITY,
        false => StatusCode::OK,
    };
    Ok((status, Html(check(&shell, &view))).into_response())
}

async fn show_sign(State(app): State<App>, citizen: Citizen) -> Result<Response, PageError> {
    let loaded = submission::load(&app, citizen.context.draft.clone()).await?;
    match not_ready(&app, &citizen.context, &loaded) {
        Some(elsewhere) => Ok(elsewhere),
        None => sign_page(&app, &citizen, &loaded, SignPage::default()),
    }
}

/// What came of a try to sign.
#[derive(Default)]
struct SignPage {
    status: StatusCode,
    error: Option<String>,
    /// Whether the application is another one than was shown.
    changed: bool,
}

impl SignPage {
    /// The text is another one than was shown.
    fn changed() -> SignPage {
        SignPage {
            status: StatusCode::UNPROCESSABLE_ENTITY,
            error: None,
            changed: true,
        }
    }
}

fn sign_page(
    app: &App,
    citizen: &Citizen,
    loaded: &LoadedSubmission<'_>,
    page: SignPage,
) -> Result<Response, PageError> {
    let context = &citizen.context;
    let application = loaded.application(context.lang);
    let errors = page.error.map(|text| FieldError::new("password", text));
    let view = SignView {
        draft: loaded.draft.id.clone(),
        sha256: written(&application)?.sha256,
        text: sheet::text(&application, context.lang),
        documents: !application.documents.is_empty(),
        consented: asks_consent(loaded),
        represented: application.parties.is_represented(),
        asks_password: app.ports.confirmations.asks(entered(citizen), app.now()),
        errors: errors.into_iter().collect(),
        changed: page.changed,
    };
    let shell = context
        .shell(app, t(context.lang, "sign-title"))
        .with_back(context.href(&format!("/drafts/{}/check", loaded.draft.id)))
        .with_banner(act::banner(context.lang, loaded.regulation));
    Ok((page.status, Html(sign(&shell, &view))).into_response())
}

/// Whether the form asks for consents that nobody may leave out.
fn asks_consent(loaded: &LoadedSubmission<'_>) -> bool {
    let check = loaded.check();
    let mut fields = check.topics().flat_map(|topic| &topic.fields);
    fields.any(|field| field.kind == FieldKind::Consent && field.required)
}

fn written(application: &Application) -> Result<Written, CaseError> {
    canonical::write(application).map_err(|error| CaseError::Log(LogError::Unwritable(error)))
}

fn entered(citizen: &Citizen) -> DateTime<chrono::Utc> {
    DateTime::from_timestamp(citizen.entered, 0).unwrap_or_default()
}

async fn submit(
    State(app): State<App>,
    session: Session,
    citizen: Citizen,
    mut fields: Fields,
) -> Result<Response, PageError> {
    let context = &citizen.context;
    let loaded = submission::load(&app, context.draft.clone()).await?;
    if let Some(elsewhere) = elsewhere(&app, context, &loaded) {
        return Ok(elsewhere);
    }
    if let Some(to_check) = not_ready(&app, context, &loaded) {
        // Whoever has read a text and signs it hears that it was not sent.
        return match was_shown(&fields) {
            true => check_page(&app, context, &loaded, true).await,
            false => Ok(to_check),
        };
    }
    // What is confirmed is the text as shown, so a switch of language shows it again first.
    if fields.take_switch() {
        return sign_page(&app, &citizen, &loaded, SignPage::default());
    }
    let application = written(&loaded.application(context.lang))?;
    if application.sha256 != fields.get("sha256") {
        return sign_page(&app, &citizen, &loaded, SignPage::changed());
    }
    let password = fields.take("password");
    let confirmed = match confirm(&app, &citizen, &loaded, &application, password).await? {
        Ok(confirmed) => confirmed,
        Err(page) => return sign_page(&app, &citizen, &loaded, page),
    };
    let submission = loaded.confirmed(application, confirmed.confirmation, context.lang);
    match case::submit(&app, submission).await {
        Ok(case) => {
            if confirmed.entered_now {
                remember_password(&session).await;
            }
            Ok(to_receipt(context, &case))
        }
        // It changed between the check above and the transaction.
        Err(CaseError::Changed | CaseError::Rejected(_)) => changed(&app, &citizen).await,
        Err(error) => Err(error.into()),
    }
}

/// Whether the form has the hash of a text: the page of signing gives it one, and shows none that cannot be sent.
fn was_shown(fields: &Fields) -> bool {
    let hash = fields.get("sha256");
    hash.len() == 64 && hash.bytes().all(|byte| byte.is_ascii_hexdigit())
}

/// The application as it is now, with the word that nothing was sent.
async fn changed(app: &App, citizen: &Citizen) -> Result<Response, PageError> {
    let context = &citizen.context;
    let known = context.draft.as_ref().ok_or(PageError::NotFound)?;
    let draft = app.store.draft(&known.id, &citizen.person).await?;
    let loaded = submission::load(app, draft).await?;
    if let Some(elsewhere) = elsewhere(app, context, &loaded) {
        return Ok(elsewhere);
    }
    match loaded.blockers().is_empty() {
        true => sign_page(app, citizen, &loaded, SignPage::changed()),
        false => check_page(app, context, &loaded, true).await,
    }
}

/// Confirms the application, with the password where it is too long ago that it was given.
async fn confirm(
    app: &App,
    citizen: &Citizen,
    loaded: &LoadedSubmission<'_>,
    application: &Written,
    password: String,
) -> Result<Result<CheckedConfirmation, SignPage>, PageError> {
    let lang = citizen.context.lang;
    let (entered, now) = (entered(citizen), app.now());
    let asks = app.ports.confirmations.asks(entered, now);
    let refused = |status, text| {
        Ok(Err(SignPage {
            status,
            error: Some(text),
            changed: false,
        }))
    };
    if asks && password.is_empty() {
        let text = t(lang, "sign-password-needed");
        return refused(StatusCode::UNPROCESSABLE_ENTITY, text);
    }
    let signing = Signing {
        sha256: &application.sha256,
        password_hash: &loaded.account.password,
        entered,
        answer: password,
        now,
    };
    let confirm = async {
        let confirmed = app.ports.confirmations.confirm(signing).await;
        confirmed.map_err(|error| match error {
            ConfirmationError::Failed(error) => error.into(),
            ConfirmationError::Needed | ConfirmationError::Wrong => LoginError::Refused,
        })
    };
    // Whoever need not give the password cannot guess it.
    if !asks {
        return Ok(Ok(confirm.await?));
    }
    match counted(app, Account::Citizen(&citizen.person), confirm).await {
        Ok(Ok(confirmed)) => Ok(Ok(confirmed)),
        Ok(Err(denied @ Denied::Wait(seconds))) => {
            refused(denied.status(), wait_text(lang, seconds))
        }
        Ok(Err(Denied::Wrong)) => refused(
            StatusCode::UNPROCESSABLE_ENTITY,
            t(lang, "sign-password-wrong"),
        ),
        Err(PageError::Busy) => {
            refused(StatusCode::SERVICE_UNAVAILABLE, t(lang, "error-busy-text"))
        }
        Err(error) => Err(error),
    }
}

/// Counts the fifteen minutes anew. It comes after the work and takes nothing of it back.
async fn remember_password(session: &Session) {
    if let Err(error) = session::renew(session).await {
        tracing::warn!(%error, "a session could not be renewed");
    }
}
