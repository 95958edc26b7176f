//! A case at work: its page, the step in hand, another term.

use app::pages::staff::{AT_STEP, staff_case};
use axum::{
    Router,
    extract::{Path, State},
    http::StatusCode,
    response::{Html, IntoResponse, Response},
    routing::{get, post},
};
use domain::{
    calendar::local,
    case::{Command, Complete, Rejection, StepOptions, options, step_of},
};

use crate::{
    flow::{
        self,
        case::{self, CaseError, Loaded, application_of},
        file_trouble, read_rights,
    },
    http::kit::{calendar_note, error::PageError, fields::Fields, guards::Official, web::App},
    store::case::Case,
};

mod acts;
mod files;
mod form_state;
mod registers;
mod results;
mod signing;
mod step_view;
mod unplaced;
mod view;

use form_state::CaseFormState;

pub(super) fn router() -> Router<App> {
    Router::new()
        .route("/{lang}/staff/cases/{case}", get(open))
        .route("/{lang}/staff/cases/{case}/steps/{step}", post(complete))
        .route("/{lang}/staff/cases/{case}/term", post(replace_term))
        .route(
            "/{lang}/staff/cases/{case}/files/{file}",
            get(files::download),
        )
        .merge(acts::router())
        .merge(results::router())
}

/// The routes that take files.
pub(super) fn uploads() -> Router<App> {
    files::router()
}

/// The case, if the official may read it. The opening is recorded first.
async fn load<'a>(app: &'a App, official: &Official, id: &str) -> Result<Loaded<'a>, PageError> {
    let (loaded, role) = permitted(app, official, id).await?;
    read_rights::record(app, &official.staff, role, id, None).await?;
    Ok(loaded)
}

/// The case, if the official may read it, and in which role. The caller records the opening.
async fn permitted<'a>(
    app: &'a App,
    official: &Official,
    id: &str,
) -> Result<(Loaded<'a>, String), PageError> {
    let loaded = match case::load(app, id).await {
        Err(CaseError::NoRegulation(_)) => return Err(without_regulation(app, official, id).await?),
        loaded => loaded?,
    };
    let role = read_rights::role_of_reader(&official.staff, &loaded).ok_or(PageError::NotFound)?;
    Ok((loaded, role))
}

/// The error for a case whose regulation was withdrawn.
async fn without_regulation(
    app: &App,
    official: &Official,
    id: &str,
) -> Result<PageError, PageError> {
    let case = app.store.case(id).await?.ok_or(PageError::NotFound)?;
    Ok(
        match read_rights::may_read_withdrawn(&official.staff, &case) {
            true => PageError::Withdrawn,
            false => PageError::NotFound,
        },
    )
}

/// Whether the step in hand is this official's: of their role, and not of another one who was appointed.
fn is_theirs(official: &Official, case: &Case) -> bool {
    let staff = &official.staff;
    staff.roles.contains(&case.performer)
        && (case.appointed.is_empty() || case.appointed == staff.id)
}

async fn open(
    State(app): State<App>,
    official: Official,
    Path((_, id)): Path<(String, String)>,
    fields: Fields,
) -> Result<Response, PageError> {
    let loaded = load(&app, &official, &id).await?;
    let lang = official.context.lang;
    let notice = (fields.get("news") == "term").then(|| app::text::t(lang, "staff-notice-term"));
    show(
        &app,
        &official,
        &loaded,
        CaseFormState {
            notice,
            whole: !fields.get(signing::WHOLE).is_empty(),
            ..CaseFormState::default()
        },
    )
    .await
}

/// The page, with what was typed and what is wrong with it; 422 if something is.
async fn show(
    app: &App,
    official: &Official,
    loaded: &Loaded<'_>,
    typed: CaseFormState,
) -> Result<Response, PageError> {
    let colleagues = app.store.staff_of_office(&official.staff.office).await?;
    let files = app.store.files_of(&loaded.case.id).await?;
    let application = application_of(app, loaded).await?;
    let mut troubles =
        file_trouble::of_scanner(app, &[&loaded.case.draft, &loaded.case.id]).await?;
    troubles.extend(files::waiting(app, loaded, &loaded.case.step).await?.1);
    let status = if typed.is_wrong() {
        StatusCode::UNPROCESSABLE_ENTITY
    } else {
        StatusCode::OK
    };
    let heading = app::text::t_with(
        official.context.lang,
        "staff-case-title",
        &[("number", app::text::value(&loaded.case.number))],
    );
    let shell = official.context.shell(app, heading);
    let shell = app::components::Shell {
        path: format!("/staff/cases/{}", loaded.case.id),
        ..shell
    };
    let due = local(loaded.state.due).date_naive();
    let due = loaded.state.is_open().then_some(due);
    let note = calendar_note::of(app, official.context.lang, due);
    let shell = shell
        .with_back(official.context.href("/staff"))
        .with_note(note);
    let view = view::CaseViewBuilder {
        official,
        loaded,
        application: &application,
        calendar: &app.calendar,
        colleagues: &colleagues,
        files: &files,
        troubles: &troubles,
    }
    .view(typed, app.now());
    Ok((status, Html(staff_case(&shell, view))).into_response())
}

/// The ways in which a step can be ended; none where the regulation has no such step.
fn step_options<'a>(loaded: &'a Loaded<'_>, step: &str) -> StepOptions<'a> {
    let step = step_of(&loaded.state, &loaded.regulation, step);
    let options = step.map(|step| options(&loaded.state, &loaded.regulation, step));
    options.unwrap_or_default()
}

async fn complete(
    State(app): State<App>,
    official: Official,
    Path((_, id, step)): Path<(String, String, String)>,
    mut fields: Fields,
) -> Result<Response, PageError> {
    let loaded = load(&app, &official, &id).await?;
    if fields.take_switch() {
        return show(
            &app,
            &official,
            &loaded,
            CaseFormState::returned(&step, fields),
        )
        .await;
    }
    fields.repair();
    let attached = match files::to_join(&app, &official, &loaded, &step).await? {
        Ok(files) => files,
        Err(lost) => {
            let typed = CaseFormState {
                file_error: Some(lost),
                ..CaseFormState::returned(&step, fields)
            };
            return show(&app, &official, &loaded, typed).await;
        }
    };
    let options = step_options(&loaded, &step);
    let chosen = fields.get("outcome");
    let way = options.posted(chosen);
    let command = Command::Complete(Complete {
        inputs: form_state::entered(&options, way, &fields),
        comment: Some(fields.get("comment").trim().to_owned())
            .filter(|comment| !comment.is_empty()),
        files: attached,
        step: step.as_str().into(),
        outcome: way.map_or(chosen, |way| &way.outcome.id).to_owned(),
        decision: way.and_then(|way| way.choice.clone()),
    });
    match case::act(&app, flow::actor(&official.staff), &id, command).await {
        Ok(done) => Ok(official
            .context
            .redirect(&format!("/staff?done={}", done.case.number))),
        Err(CaseError::Rejected(rejection)) => {
            let loaded = load(&app, &official, &id).await?;
            let typed = CaseFormState::rejected(&step, fields, rejection);
            show(&app, &official, &loaded, typed).await
        }
        Err(error) => Err(error.into()),
    }
}

async fn replace_term(
    State(app): State<App>,
    official: Official,
    Path((_, id)): Path<(String, String)>,
    mut fields: Fields,
) -> Result<Response, PageError> {
    load(&app, &official, &id).await?;
    let command = Command::ReplaceTerm {
        term: fields.get("term").to_owned(),
        reason: fields.get("reason").trim().to_owned(),
    };
    match case::act(&app, flow::actor(&official.staff), &id, command).await {
        Ok(_) => Ok(official
            .context
            .redirect(&format!("/staff/cases/{id}?news=term"))),
        Err(CaseError::Rejected(rejection)) => {
            let loaded = load(&app, &official, &id).await?;
            let step = fields.take(AT_STEP);
            let typed = match step.as_str() {
                "" => CaseFormState::of_term(fields, rejection),
                step => CaseFormState::rejected(step, fields, rejection),
            };
            show(&app, &official, &loaded, typed).await
        }
        Err(error) => Err(error.into()),
    }
}

/// Whether the rejection says that the page was old, not that the input was wrong.
fn is_stale(rejection: &Rejection) -> bool {
    matches!(
        rejection,
        Rejection::StepNotOpen { .. } | Rejection::NotOpen | Rejection::AppointedIsOther { .. }
    )
}
