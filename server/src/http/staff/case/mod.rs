//! A case at work: its page, the step in hand, another term.

use std::collections::BTreeSet;

use app::{
    pages::staff::{AT_STEP, SEEN, TASK, staff_case},
    text::{Lang, t},
};
use axum::{
    Router,
    extract::{Path, State},
    http::StatusCode,
    response::{Html, IntoResponse, Response},
    routing::{get, post},
};
use domain::{
    case::{CaseState, Command, Rejection, Task, performer},
    ids::TaskNo,
};

use crate::{
    flow::{
        self,
        case::{self, CaseError, Loaded, application_of},
        file_trouble, read_rights,
    },
    http::kit::{calendar_note, error::PageError, fields::Fields, guards::Official, web::App},
    store::{case::Case, staff::Staff},
};

mod acts;
mod away;
mod brought;
mod complete;
mod doubts;
mod facts;
mod files;
mod form_state;
mod found;
mod gone;
mod holder;
mod meanwhile;
mod registers;
mod results;
mod signing;
mod step_errors;
mod step_view;
mod unplaced;
mod view;
mod votes;
mod warnings;

pub(super) use acts::way_out;
use form_state::CaseFormState;

pub(super) fn router() -> Router<App> {
    Router::new()
        .route("/{lang}/staff/cases/{case}", get(open))
        .route(
            "/{lang}/staff/cases/{case}/steps/{step}",
            get(at_case).post(complete::complete),
        )
        .route("/{lang}/staff/cases/{case}/term", post(replace_term))
        .route(
            "/{lang}/staff/cases/{case}/files/{file}",
            get(files::download),
        )
        .merge(acts::router())
        .merge(results::router())
}

/// In which language to write what the applicant reads.
fn reads(lang: Lang, loaded: &Loaded<'_>) -> String {
    t(lang, &format!("staff-reads-{}", loaded.case.lang))
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

/// Whether the official may open this case. What goes wrong with a case of another office is not told: its number would be.
pub(super) async fn may_open(
    app: &App,
    official: &Official,
    case: &Case,
) -> Result<bool, PageError> {
    match permitted(app, official, &case.id).await {
        Ok(_) | Err(PageError::Withdrawn) => Ok(true),
        Err(PageError::NotFound) => Ok(false),
        Err(_) if case.office != official.staff.office => Ok(false),
        Err(error) => Err(error),
    }
}

/// The error for a case whose regulation was withdrawn.
async fn without_regulation(
    app: &App,
    official: &Official,
    id: &str,
) -> Result<PageError, PageError> {
    let case = app.store.case(id).await?.ok_or(PageError::NotFound)?;
    let (_, state) = case::by_log(app, case).await?;
    let role = read_rights::role_of_withdrawn(&official.staff, &state);
    Ok(role.map_or(PageError::NotFound, |_| PageError::Withdrawn))
}

/// Whether a task is this official's: of their office and role, and not another one's.
fn is_theirs(official: &Official, task: &Task) -> bool {
    performer(task, &flow::actor(&official.staff)).is_ok()
}

/// The task in hand: the one that is wanted, if it is open; else the official's own, else the first.
fn in_hand<'a>(
    official: &Official,
    state: &'a CaseState,
    wanted: impl Fn(TaskNo, &Task) -> bool,
) -> Option<(TaskNo, &'a Task)> {
    let find =
        |fits: &dyn Fn(TaskNo, &Task) -> bool| state.steps().find(|(no, task)| fits(*no, task));
    find(&wanted)
        .or_else(|| find(&|_, task| is_theirs(official, task)))
        .or_else(|| find(&|_, task| task.is_staffs()))
        .or_else(|| find(&|_, _| true))
}

/// Who works in the offices that have the case and its tasks.
async fn colleagues(app: &App, loaded: &Loaded<'_>) -> Result<Vec<Staff>, PageError> {
    let tasks = loaded.state.steps().map(|(_, task)| task.office.as_str());
    let offices: BTreeSet<&str> = tasks.chain([loaded.case.office.as_str()]).collect();
    let mut colleagues = Vec::new();
    for office in offices {
        colleagues.extend(app.store.staff_of_office(office).await?);
    }
    Ok(colleagues)
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
            task: fields.get(TASK).to_owned(),
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
    let task = in_hand(official, &loaded.state, |no, task| match &typed.step[..] {
        "" => no.to_string() == typed.task,
        step => task.step == *step,
    });
    let colleagues = colleagues(app, loaded).await?;
    let takers = acts::takers(app, task.map(|(_, task)| task)).await?;
    let files = app.store.files_of(&loaded.case.id).await?;
    let application = application_of(app, loaded).await?;
    let mut troubles =
        file_trouble::of_scanner(app, &[&loaded.case.draft, &loaded.case.id]).await?;
    if let Some((_, task)) = task {
        troubles.extend(files::waiting(app, loaded, &task.step).await?.1);
    }
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
    let open = loaded.state.is_open();
    let note = open.then(|| calendar_note::of_case(app, official.context.lang, &loaded.state));
    let note = note.flatten();
    let shell = shell
        .with_back(official.context.href("/staff"))
        .with_note(note);
    let view = view::CaseViewBuilder {
        official,
        loaded,
        task,
        application: &application,
        calendar: &app.calendar,
        catalogue: &app.catalogue,
        colleagues: &colleagues,
        takers: &takers,
        files: &files,
        troubles: &troubles,
        now: app.now(),
    }
    .view(typed);
    Ok((status, Html(staff_case(&shell, view))).into_response())
}

/// «Back» from a page that a form was answered with leads to the case.
async fn at_case(
    State(app): State<App>,
    official: Official,
    Path((_, id, _)): Path<(String, String, String)>,
) -> Result<Response, PageError> {
    let (loaded, _) = permitted(&app, &official, &id).await?;
    let case = format!("/staff/cases/{}", loaded.case.id);
    Ok(official.context.redirect(&case))
}

async fn replace_term(
    State(app): State<App>,
    official: Official,
    Path((_, id)): Path<(String, String)>,
    mut fields: Fields,
) -> Result<Response, PageError> {
    if let Err(PageError::NotFound) = load(&app, &official, &id).await {
        return gone::told(&app, &official, &id, &fields).await;
    }
    if fields.take_switch() {
        let loaded = load(&app, &official, &id).await?;
        let step = fields.take(AT_STEP);
        let typed = CaseFormState::returned(&step, fields);
        return show(&app, &official, &loaded, typed).await;
    }
    let command_for = |_: &CaseState| Command::ReplaceTerm {
        term: fields.get("term").to_owned(),
        reason: fields.words("reason"),
    };
    let by = (flow::actor(&official.staff), Some(seen(&fields)));
    match case::act_once(&app, by, &id, command_for).await {
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

/// How much of the case the page showed that was posted. One that does not say it is old.
fn seen(fields: &Fields) -> u64 {
    fields.get(SEEN).parse().unwrap_or_default()
}

/// How much of the case a page shows: drawn again, what it showed when it was drawn first. Whoever hears that it was old has
/// the case of this moment before them.
fn shown(posted: &Fields, why: Option<&Rejection>, state: &CaseState) -> String {
    let posted = posted.get(SEEN);
    match posted.is_empty() || why.is_some_and(is_stale) {
        true => state.seq.to_string(),
        false => posted.to_owned(),
    }
}

/// Whether the rejection says that the page was old, not that the input was wrong.
fn is_stale(rejection: &Rejection) -> bool {
    matches!(
        rejection,
        Rejection::StepNotOpen { .. }
            | Rejection::NotOpen
            | Rejection::AppointedIsOther { .. }
            | Rejection::NotTaken
            | Rejection::OtherOffice
            | Rejection::Changed
    )
}
