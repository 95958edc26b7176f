//! The lists of an official: open tasks, what is due first at the top.

use app::{
    format,
    pages::staff::{AwayRow, QueueNotice, QueueView, staff_queue},
    text::{Lang, t, t_with, value},
};
use axum::{
    extract::State,
    response::{Html, IntoResponse, Response},
};
use chrono::{DateTime, Utc};
use domain::calendar::local;

mod answered;
mod holder;
mod rows;

use answered::answered;
use holder::{before, names};
use rows::{Rows, href};

use super::case::way_out;
use crate::{
    flow::read_rights,
    http::kit::{calendar_note, error::PageError, fields::Fields, guards::Official, web::App},
    store::{
        case::{MOST_COUNTED, Queue, QueuePlace, QueuedTask, Scope},
        staff::Staff,
    },
};

const PAGE_SIZE: usize = 50;
/// One more tells whether there is another page.
const QUERY_SIZE: i64 = 51;
/// How often a list is read on for one page, past the tasks of which the official may not know.
const MOST_READS: usize = 20;

/// The lists by their names in the address.
const SCOPES: [(&str, Scope); 3] = [
    ("mine", Scope::Mine),
    ("office", Scope::Office),
    ("all", Scope::All),
];

/// What the address says of an act after which the official comes here.
const NEWS: [&str; 6] = [
    "done",
    "returned",
    "asked",
    "assigned",
    "appointed",
    "handed",
];

pub(super) async fn queue(
    State(app): State<App>,
    official: Official,
    fields: Fields,
) -> Result<Response, PageError> {
    let staff = &official.staff;
    let queue = Queue {
        office: staff.office.clone(),
        roles: staff.roles.clone(),
        staff: staff.id.clone(),
        reads_office: read_rights::reads_office(&app.catalogue, staff),
    };
    let now = app.now();
    let soon = end_of_day(now).timestamp_micros();
    let counts = app
        .store
        .queue_counts(&queue, now.timestamp_micros(), soon)
        .await?;
    let (scope, after) = (scope(&fields), place(&fields));
    let (tasks, last) = page(&app, &queue, (staff, scope), after.clone()).await?;
    let names = names(&app, staff, &tasks).await?;
    let before = before(&app, &tasks).await?;
    let answered = answered(&app, &tasks).await?;
    let rows = Rows {
        app: &app,
        official: &official,
        names: &names,
        before: &before,
        answered: &answered,
        now,
        scope,
    };
    let lang = official.context.lang;
    let list = |scope| format!("/staff?list={}", id(scope));
    let view = QueueView {
        rows: tasks.iter().map(|task| rows.row(task)).collect(),
        waiting: counted(counts.waiting),
        today: counted(counts.soon),
        late: counted(counts.late),
        office_open: counted(counts.office_open),
        scopes: SCOPES
            .into_iter()
            .map(|(id, one)| (id, list(one), one == scope))
            .collect(),
        first: after.map(|_| list(scope)),
        next: last.map(|last| format!("{}&after={}", list(scope), written(&last))),
        notice: notice(lang, &fields),
        views: read_rights::is_head(&app.catalogue, staff),
        people: staff.administrator,
        away: away(&app, &official, &queue).await?,
    };
    let shell = official.context.shell(&app, t(lang, "staff-queue-title"));
    let note = calendar_note::of(&app, lang, view.rows.iter().filter_map(|row| row.due));
    Ok(Html(staff_queue(&shell.with_note(note), view)).into_response())
}

/// A full page of the list if there are so many tasks of which the official may know, and after which the next begins.
async fn page(
    app: &App,
    queue: &Queue,
    (staff, scope): (&Staff, Scope),
    mut after: Option<QueuePlace>,
) -> Result<(Vec<QueuedTask>, Option<QueuePlace>), PageError> {
    let mut page = Vec::new();
    for _ in 0..MOST_READS {
        let place = after.as_ref();
        let read = app.store.queue(queue, scope, place, QUERY_SIZE).await?;
        let ends = read.len() <= PAGE_SIZE;
        after = read.last().filter(|_| !ends).map(QueuedTask::place);
        let known =
            |task: &QueuedTask| scope != Scope::All || href(app, staff, scope, task).is_some();
        page.extend(read.into_iter().filter(known));
        if page.len() > PAGE_SIZE {
            page.truncate(PAGE_SIZE);
            after = page.last().map(QueuedTask::place);
            break;
        }
        if after.is_none() {
            break;
        }
    }
    Ok((page, after))
}

fn scope(fields: &Fields) -> Scope {
    let wanted = fields.get("list");
    let known = SCOPES.into_iter().find(|(id, _)| *id == wanted);
    known.map(|(_, scope)| scope).unwrap_or_default()
}

fn id(scope: Scope) -> &'static str {
    let known = SCOPES.into_iter().find(|(_, one)| *one == scope);
    known.map_or("", |(id, _)| id)
}

/// `<microseconds>.<case>.<number>`.
fn place(fields: &Fields) -> Option<QueuePlace> {
    let mut parts = fields.get("after").split('.');
    let (due, case, no) = (parts.next()?, parts.next()?, parts.next()?);
    Some(QueuePlace {
        due: due.parse().ok()?,
        case: uuid::Uuid::try_parse(case).ok()?.to_string(),
        no: no.parse().ok()?,
    })
}

fn written(place: &QueuePlace) -> String {
    format!("{}.{}.{}", place.due, place.case, place.no)
}

/// A number above the list, which is not counted further than it is worth.
fn counted(number: i64) -> (String, bool) {
    let shown = match number < MOST_COUNTED {
        true => format::number(number),
        false => format!("{}+", format::number(MOST_COUNTED - 1)),
    };
    (shown, number > 0)
}

fn notice(lang: Lang, fields: &Fields) -> Option<QueueNotice> {
    NEWS.into_iter().find_map(|what| {
        let number = Some(fields.get(what)).filter(|number| is_number(number))?;
        let told = [("number", value(number))];
        Some(QueueNotice {
            title: t_with(lang, &format!("staff-{what}"), &told),
            number: number.to_owned(),
        })
    })
}

/// Whether the text can be a registration number: nothing else of the address is shown on the page.
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

/// The tasks whose officials cannot do them any more, for those who can free them: the page on which each does, its number and
/// the name.
async fn away(app: &App, official: &Official, queue: &Queue) -> Result<Vec<AwayRow>, PageError> {
    let mut rows = Vec::new();
    if !queue.reads_office {
        return Ok(rows);
    }
    for task in app.store.away_tasks(&queue.office).await? {
        let Some(act) = way_out(app, official, &task).await? else {
            continue;
        };
        rows.push(AwayRow {
            href: format!("/staff/cases/{}/{act}?task={}", task.case, task.no),
            number: task.number,
            name: task.name,
        });
    }
    Ok(rows)
}
