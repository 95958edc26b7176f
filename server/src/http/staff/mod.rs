//! The workplace of officials: the queue of their steps, and the case with the step in hand.

use std::collections::BTreeMap;

use app::pages::staff::{AT_STEP, QueueRow, QueueView, staff_case, staff_queue};
use axum::{
    Router,
    extract::{Path, State},
    http::StatusCode,
    response::{Html, IntoResponse, Response},
    routing::{get, post},
};
use chrono::{DateTime, Utc};
use domain::{
    calendar::local,
    case::{Command, Complete, Rejection},
    regulation::{ChannelKind, Step},
};

use crate::{
    flow::{
        self,
        case::{self, CaseError, Loaded, application_of},
        held, read_rights,
    },
    http::{
        kit::{calendar_note, error::PageError, fields::Fields, page_context::Official, web::App},
        layers::withdrawn,
    },
    store::case::{Case, Queue},
};
use typed::Typed;

mod files;
mod people;
mod prepared;
mod step_view;
mod typed;
mod view;

pub(super) fn router() -> Router<App> {
    Router::new()
        .merge(people::router())
        .merge(prepared::router())
        .route("/{lang}/staff", get(queue))
        .route("/{lang}/staff/cases/{case}", get(open))
        .route("/{lang}/staff/cases/{case}/steps/{step}", post(complete))
        .route("/{lang}/staff/cases/{case}/term", post(replace_term))
        .route(
            "/{lang}/staff/cases/{case}/files/{file}",
            get(files::download),
        )
}

/// The routes that take files, with a patience of their own.
pub(super) fn uploads() -> Router<App> {
    files::router()
}

/// Rows of one page of the queue.
const PAGE: i64 = 50;

async fn queue(
    State(app): State<App>,
    official: Official,
    fields: Fields,
) -> Result<Response, PageError> {
    let staff = &official.staff;
    let queue = Queue {
        office: staff.office.clone(),
        roles: staff.roles.clone(),
        staff: staff.id.clone(),
    };
    let now = app.now();
    let counts = app
        .store
        .queue_counts(
            &queue,
            now.timestamp_micros(),
            end_of_day(now).timestamp_micros(),
        )
        .await?;
    let pages = (counts.waiting.max(1) + PAGE - 1) / PAGE;
    let current = fields.get("page").parse().unwrap_or(1).clamp(1, pages);
    let cases = app.store.queue(&queue, PAGE, (current - 1) * PAGE).await?;
    let lang = official.reader.lang;
    let view = QueueView {
        rows: cases
            .iter()
            .map(|case| row(&app, case, now, lang))
            .collect(),
        waiting: counts.waiting,
        today: counts.soon,
        late: counts.late,
        office_open: counts.office_open,
        current: current.unsigned_abs(),
        pages: pages.unsigned_abs(),
        done: Some(fields.get("done"))
            .filter(|number| is_number(number))
            .map(str::to_owned),
        views: read_rights::is_head(&app.catalogue, staff),
        people: staff.administrator,
    };
    let shell = official
        .reader
        .shell(&app, app::text::t(lang, "staff-queue-title"));
    let note = calendar_note::of(&app, lang, view.rows.iter().map(|row| row.due));
    Ok(Html(staff_queue(&shell.with_note(note), view)).into_response())
}

/// Nothing but what a registration number holds comes back from the address onto the page.
fn is_number(text: &str) -> bool {
    !text.is_empty()
        && text.len() <= 30
        && text
            .bytes()
            .all(|byte| byte.is_ascii_digit() || byte.is_ascii_uppercase() || byte == b'-')
}

fn end_of_day(now: DateTime<Utc>) -> DateTime<Utc> {
    let here = local(now);
    let midnight = here
        .date_naive()
        .and_hms_opt(23, 59, 59)
        .and_then(|end| end.and_local_timezone(here.timezone()).single());
    midnight.map_or(now, |end| end.to_utc())
}

fn row(app: &App, case: &Case, now: DateTime<Utc>, lang: app::text::Lang) -> QueueRow {
    let regulation = app.editions.named(&app.catalogue, &case.regulation);
    let regulation = regulation.as_deref();
    let channel = ChannelKind::from_id(&case.channel);
    let step = regulation
        .zip(channel)
        .and_then(|(regulation, channel)| {
            let mut routes = regulation.routes(channel);
            routes.find_map(|route| route.step(&case.step))
        })
        .map_or(case.step.as_str(), |step: &Step| step.title.get(lang));
    QueueRow {
        case: case.id.clone(),
        number: case.number.clone(),
        service: regulation.map_or_else(
            || app::text::t(lang, "operation-withdrawn-title"),
            |regulation| regulation.names.get(lang).to_owned(),
        ),
        applicant: case.person_name.clone(),
        channel: app::text::t(lang, &format!("staff-channel-{}", case.channel)),
        step: step.to_owned(),
        left: view::left(
            &app.calendar,
            now,
            DateTime::from_timestamp_micros(case.step_due).unwrap_or(now),
        ),
        due: local(DateTime::from_timestamp_micros(case.due).unwrap_or(now)).date_naive(),
        added: case.added > 0,
        replaced: case.replaced > 0,
    }
}

/// The case, if the official may read it; else there is none. That they opened it is kept first.
async fn load<'a>(app: &'a App, official: &Official, id: &str) -> Result<Loaded<'a>, PageError> {
    let (loaded, role) = permitted(app, official, id).await?;
    read_rights::record(app, &official.staff, role, id, None).await?;
    Ok(loaded)
}

/// The case, if the official may read it, and the role by which. Whoever shows of it records that.
async fn permitted<'a>(
    app: &'a App,
    official: &Official,
    id: &str,
) -> Result<(Loaded<'a>, String), PageError> {
    let loaded = match case::load(app, id).await {
        Err(CaseError::NoRegulation(_)) => return Err(without_regulation(app, official, id).await?),
        loaded => loaded.map_err(failed)?,
    };
    let role = read_rights::role_of_reader(&official.staff, &loaded).ok_or(PageError::NotFound)?;
    Ok((loaded, role))
}

/// What an official hears of a case whose regulation is not in the catalogue any more.
async fn without_regulation(
    app: &App,
    official: &Official,
    id: &str,
) -> Result<PageError, PageError> {
    let case = app.store.case(id).await?.ok_or(PageError::NotFound)?;
    Ok(match withdrawn::may_see(&official.staff, &case) {
        true => PageError::Withdrawn,
        false => PageError::NotFound,
    })
}

/// Whether the step in hand is this official's: of their role, and not of another one who was appointed.
fn is_theirs(official: &Official, case: &Case) -> bool {
    let staff = &official.staff;
    staff.roles.contains(&case.performer)
        && (case.appointed.is_empty() || case.appointed == staff.id)
}

fn failed(error: CaseError) -> PageError {
    match error {
        CaseError::NotFound => PageError::NotFound,
        CaseError::Store(error) => error.into(),
        CaseError::Damaged(reference) => PageError::Damaged(reference),
        error => {
            tracing::error!(%error, "case");
            PageError::Failed
        }
    }
}

async fn open(
    State(app): State<App>,
    official: Official,
    Path((_, id)): Path<(String, String)>,
    fields: Fields,
) -> Result<Response, PageError> {
    let loaded = load(&app, &official, &id).await?;
    let lang = official.reader.lang;
    let notice = (fields.get("news") == "term").then(|| app::text::t(lang, "staff-notice-term"));
    show(
        &app,
        &official,
        &loaded,
        Typed {
            notice,
            ..Typed::default()
        },
    )
    .await
}

/// The page, with what was typed and what is wrong with it; 422 if something is.
async fn show(
    app: &App,
    official: &Official,
    loaded: &Loaded<'_>,
    typed: Typed,
) -> Result<Response, PageError> {
    let colleagues = app.store.staff_of_office(&official.staff.office).await?;
    let files = app.store.files_of(&loaded.case.id).await?;
    let application = application_of(app, loaded).await?;
    let mut troubles = held::kept_back(app, &[&loaded.case.draft, &loaded.case.id]).await?;
    troubles.extend(files::waiting(app, loaded, &loaded.case.step).await?.1);
    let status = if typed.is_wrong() {
        StatusCode::UNPROCESSABLE_ENTITY
    } else {
        StatusCode::OK
    };
    let heading = app::text::t_with(
        official.reader.lang,
        "staff-case-title",
        &[("number", app::text::value(&loaded.case.number))],
    );
    let shell = official.reader.shell(app, heading);
    let shell = app::components::Shell {
        path: format!("/staff/cases/{}", loaded.case.id),
        ..shell
    };
    let due = local(loaded.state.due).date_naive();
    let due = loaded.state.is_open().then_some(due);
    let note = calendar_note::of(app, official.reader.lang, due);
    let shell = shell
        .with_back(official.reader.href("/staff"))
        .with_note(note);
    let view = view::Builder {
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

async fn complete(
    State(app): State<App>,
    official: Official,
    Path((_, id, step)): Path<(String, String, String)>,
    mut fields: Fields,
) -> Result<Response, PageError> {
    let loaded = load(&app, &official, &id).await?;
    if fields.take_switch() {
        return show(&app, &official, &loaded, Typed::returned(&step, fields)).await;
    }
    fields.repair();
    let attached = match files::to_join(&app, &official, &loaded, &step).await? {
        Ok(files) => files,
        Err(lost) => {
            let typed = Typed {
                file_error: Some(lost),
                ..Typed::returned(&step, fields)
            };
            return show(&app, &official, &loaded, typed).await;
        }
    };
    let outcome = fields.get("outcome").to_owned();
    let command = Command::Complete(Complete {
        inputs: inputs(&loaded, &step, &outcome, &fields),
        comment: Some(fields.get("comment").trim().to_owned())
            .filter(|comment| !comment.is_empty()),
        files: attached,
        step: step.as_str().into(),
        outcome,
    });
    match case::act(&app, flow::actor(&official.staff), &id, command).await {
        Ok(done) => Ok(official
            .reader
            .redirect(&format!("/staff?done={}", done.case.number))),
        Err(CaseError::Rejected(rejection)) => {
            let loaded = load(&app, &official, &id).await?;
            let typed = Typed::rejected(&step, fields, rejection);
            show(&app, &official, &loaded, typed).await
        }
        Err(error) => Err(failed(error)),
    }
}

/// What was entered for the chosen outcome: fields of one outcome only have its id in their name.
fn inputs(
    loaded: &Loaded<'_>,
    step: &str,
    outcome: &str,
    fields: &Fields,
) -> BTreeMap<String, String> {
    let step = domain::case::step_of(&loaded.state, &loaded.regulation, step);
    let wanted = step.into_iter().flat_map(|step| step.inputs_for(outcome));
    wanted
        .map(|field| {
            (
                field.id.clone(),
                fields.get(&view::posted_name(field, outcome)).to_owned(),
            )
        })
        .collect()
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
            .reader
            .redirect(&format!("/staff/cases/{id}?news=term"))),
        Err(CaseError::Rejected(rejection)) => {
            let loaded = load(&app, &official, &id).await?;
            let step = fields.take(AT_STEP);
            let typed = match step.as_str() {
                "" => Typed::of_term(fields, rejection),
                step => Typed::rejected(step, fields, rejection),
            };
            show(&app, &official, &loaded, typed).await
        }
        Err(error) => Err(failed(error)),
    }
}

/// Whether the rejection says that the page was old, not that the input was wrong.
fn is_stale(rejection: &Rejection) -> bool {
    matches!(
        rejection,
        Rejection::StepNotOpen { .. } | Rejection::NotOpen | Rejection::AppointedIsOther { .. }
    )
}
