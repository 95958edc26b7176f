//! The lists of an official: open tasks, what is due first at the top.

use std::collections::{BTreeMap, BTreeSet};

use app::{
    format,
    pages::staff::{AwayRow, QueueNews, QueueRow, QueueView, staff_queue},
    text::{Lang, t, t_with, value},
};
use axum::{
    extract::State,
    response::{Html, IntoResponse, Response},
};
use chrono::{DateTime, Utc};
use domain::{
    calendar::local,
    regulation::{ChannelKind, Regulation, Step},
};

use super::time_left::{paused, time_left};
use crate::{
    flow::{editions::CaseRegulation, read_rights},
    http::kit::{
        calendar_note, error::PageError, fields::Fields, guards::Official, local_time::local_time,
        web::App,
    },
    store::{
        case::{Case, MOST_COUNTED, Queue, QueuePlace, QueuedTask, Scope, TaskRow, due_at},
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
    let rows = Rows {
        app: &app,
        official: &official,
        names: &names,
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
        news: news(lang, &fields),
        views: read_rights::is_head(&app.catalogue, staff),
        people: staff.administrator,
        away: away(&app, &queue).await?,
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

fn news(lang: Lang, fields: &Fields) -> Option<QueueNews> {
    NEWS.into_iter().find_map(|what| {
        let number = Some(fields.get(what)).filter(|number| is_number(number))?;
        let told = [("number", value(number))];
        Some(QueueNews {
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

/// The tasks whose officials do not work here any more, for those who read all cases of the office: the page on which each is
/// given to somebody else, its number and the name.
async fn away(app: &App, queue: &Queue) -> Result<Vec<AwayRow>, PageError> {
    if !queue.reads_office {
        return Ok(Vec::new());
    }
    let tasks = app.store.away_tasks(&queue.office).await?.into_iter();
    let rows = tasks.map(|task| AwayRow {
        href: format!("/staff/cases/{}/assign?task={}", task.case, task.no),
        number: task.number,
        name: task.name,
    });
    Ok(rows.collect())
}

/// An official whose task is in a list.
struct Holder {
    name: String,
    /// Whether they do not work in its office any more.
    away: bool,
}

/// The officials who have these tasks, by id.
async fn names(
    app: &App,
    staff: &Staff,
    tasks: &[QueuedTask],
) -> Result<BTreeMap<String, Holder>, PageError> {
    let given = tasks.iter().map(|task| &task.task);
    let given = given.filter(|task| !task.assignee.is_empty() && task.assignee != staff.id);
    let offices: BTreeSet<&str> = given.clone().map(|task| task.office.as_str()).collect();
    let mut names = BTreeMap::new();
    for office in offices {
        let staff = app.store.staff_of_office(office).await?.into_iter();
        names.extend(staff.map(|one| (one.id, here(one.name))));
    }
    for task in given {
        if names.contains_key(&task.assignee) {
            continue;
        }
        if let Some(account) = app.store.staff_account(&task.assignee).await? {
            let (name, away) = (account.staff.name, true);
            names.insert(account.staff.id, Holder { name, away });
        }
    }
    Ok(names)
}

fn here(name: String) -> Holder {
    Holder { name, away: false }
}

/// Draws the rows of one list.
struct Rows<'a> {
    app: &'a App,
    official: &'a Official,
    names: &'a BTreeMap<String, Holder>,
    now: DateTime<Utc>,
    scope: Scope,
}

impl Rows<'_> {
    fn row(&self, queued: &QueuedTask) -> QueueRow {
        let QueuedTask { case, task, .. } = queued;
        let lang = self.official.context.lang;
        let regulation = regulation(self.app, case);
        let regulation = regulation.as_deref();
        let channel = ChannelKind::from_id(&case.channel);
        let href = href(self.app, &self.official.staff, self.scope, queued);
        // What is handed over is read by whoever takes it.
        let opens =
            href.is_some() && !(task.handed == 1 && task.office == self.official.staff.office);
        let step = regulation.zip(channel).and_then(|(regulation, channel)| {
            let mut routes = regulation.routes(channel);
            routes.find_map(|route| route.step(&task.step))
        });
        // Only its unit is shown, which no act changes from one variant to another.
        let limit = step.and_then(|step: &Step| step.limit.as_ref());
        let step = step.map_or(task.step.as_str(), |step| step.title.get(lang));
        let due = due_at(task.due);
        let of_applicant = task.role.is_empty();
        QueueRow {
            href,
            number: case.number.clone(),
            service: regulation.map_or_else(
                || t(lang, "operation-withdrawn-title"),
                |regulation| regulation.called().get(lang).to_owned(),
            ),
            applicant: opens.then(|| case.person_name.clone()),
            channel: t(lang, &format!("staff-channel-{}", case.channel)),
            step: step.to_owned(),
            holder: self.holder(task, regulation),
            left: due.filter(|_| !of_applicant).map(|due| match task.paused {
                0 => time_left(&self.app.calendar, self.now, due, limit),
                since => paused(
                    &self.app.calendar,
                    DateTime::from_timestamp_micros(since).unwrap_or(self.now),
                    due,
                    limit,
                ),
            }),
            of_applicant,
            until: due.filter(|_| task.paused == 0).map(local_time),
            stands: DateTime::from_timestamp_micros(task.paused)
                .filter(|_| task.paused > 0)
                .map(|since| local_time(since).date()),
            due: due_at(case.due).map(|due| local_time(due).date()),
            added: case.added > 0,
            returned: task.returned > 0,
            replaced: case.replaced > 0,
        }
    }

    /// Who does it, in words.
    fn holder(&self, task: &TaskRow, regulation: Option<&Regulation>) -> String {
        let lang = self.official.context.lang;
        if task.role.is_empty() {
            return t(lang, "staff-holder-applicant");
        }
        let role = regulation.and_then(|regulation| regulation.role(&task.role));
        let role = role.map_or(task.role.as_str(), |role| role.short.get(lang));
        let office = regulation.and_then(|regulation| regulation.office(&task.office));
        let office = office.map_or(task.office.as_str(), |office| office.name.get(lang));
        if task.handed == 1 {
            return t_with(lang, "staff-holder-handed", &[("office", value(office))]);
        }
        let elsewhere = |who: String| match task.office == self.official.staff.office {
            true => who,
            false => format!("{who}, {office}"),
        };
        match task.assignee.as_str() {
            "" => t_with(lang, "staff-holder-free", &[("role", value(role))]),
            me if me == self.official.staff.id => t(lang, "staff-holder-you"),
            other => match self.names.get(other) {
                Some(Holder { name, away: true }) => {
                    t_with(lang, "staff-holder-away", &[("name", value(name))])
                }
                Some(Holder { name, .. }) => elsewhere(name.clone()),
                None => String::new(),
            },
        }
    }
}

/// The regulation by which a case of a list runs; none if it was withdrawn.
fn regulation<'a>(app: &'a App, case: &Case) -> Option<CaseRegulation<'a>> {
    app.editions.named(&app.catalogue, &case.regulation)
}

/// The page on which the official goes on with a task; none if they may not.
fn href(app: &App, staff: &Staff, scope: Scope, queued: &QueuedTask) -> Option<String> {
    let QueuedTask {
        case,
        task,
        had_part,
    } = queued;
    let here = task.office == staff.office;
    let is_theirs = match task.assignee.as_str() {
        "" => scope == Scope::Mine || staff.holds(&task.role),
        one => one == staff.id,
    };
    let mine = here && is_theirs;
    let reads = || {
        let of = regulation(app, case).zip(ChannelKind::from_id(&case.channel));
        of.is_some_and(|(regulation, channel)| {
            task.home == staff.office && read_rights::reads_channel(staff, &regulation, channel)
        })
    };
    let page = format!("/staff/cases/{}", case.id);
    match task.handed == 1 && here {
        true if mine => Some(format!("{page}/accept?task={}", task.no)),
        false if mine || *had_part || reads() => Some(format!("{page}?task={}", task.no)),
        _ => None,
    }
}
