//! The rows of a case: what pages and lists need of its log.

use chrono::{DateTime, Utc};
use domain::{
    case::{CaseState, Task, sent_back},
    ids::TaskNo,
};

use crate::store::case::{Case, NO_DUE, OPEN, OpenWork, PartRow, TaskRow};

/// Brings the row up to what the log adds up to.
pub(super) fn project(state: &CaseState, row: &mut Case) {
    row.number.clone_from(&state.number);
    row.regulation = state.regulation.to_string();
    row.person = state.person.to_string();
    let kept = &state.registration;
    // Logs from before it was kept say nothing of it.
    if !kept.is_empty() {
        row.draft.clone_from(&kept.draft);
        row.code.clone_from(&kept.code);
        row.person_name = state.parties.heading(&kept.applicant);
        row.lang.clone_from(&kept.lang);
    }
    row.office = state.office.to_string();
    state.channel.id().clone_into(&mut row.channel);
    state
        .closed
        .as_ref()
        .map_or(OPEN, |closed| closed.closing.id())
        .clone_into(&mut row.state);
    row.due = state.due.map_or(NO_DUE, |due| due.timestamp_micros());
    row.registered = state.submitted_at.timestamp_micros();
    row.closed = state
        .closed
        .as_ref()
        .map_or(0, |closed| closed.at.timestamp_micros());
    row.late = state.done.iter().map(|done| i64::from(done.late)).sum();
    row.seq = i64::try_from(state.seq).unwrap_or(i64::MAX);
    let added = state.added_lately().count() + state.answered_lately();
    row.added = i64::try_from(added).unwrap_or(i64::MAX);
    row.replaced = i64::from(state.replaced.is_some());
}

/// The open work that the log adds up to.
pub(super) fn open_work(state: &CaseState) -> OpenWork {
    if !state.is_open() {
        return OpenWork::default();
    }
    let tasks = state.tasks.iter();
    let mut tasks: Vec<TaskRow> = tasks
        .flat_map(|(no, task)| rows_of(state, *no, task))
        .collect();
    tasks.sort();
    let parts = state.parts();
    let staff = parts
        .map(|part| PartRow {
            staff: part.staff.to_string(),
            office: part.office.to_string(),
            role: part.role.to_owned(),
        })
        .collect();
    OpenWork { tasks, staff }
}

/// A task, once for each role that may do it.
fn rows_of(state: &CaseState, no: TaskNo, task: &Task) -> Vec<TaskRow> {
    let watched = task.role().filter(|_| task.lapsed);
    let roles: Vec<String> = match task.is_staffs() {
        true => task.roles().map(str::to_owned).collect(),
        // The applicant's turn is in no official's list until its time has passed without an end.
        false => vec![watched.map(ToString::to_string).unwrap_or_default()],
    };
    let watcher = watched.and_then(|role| state.appointed.get(role));
    let micros = |at: DateTime<Utc>| at.timestamp_micros();
    // The applicant's own time goes on; once it is over the office's stands still.
    let stopped = state.stopped.as_ref().filter(|_| task.is_staffs());
    let stopped = stopped.map(|stopped| stopped.at.max(task.since));
    let awaited = || state.awaited_since(DateTime::<Utc>::MAX_UTC);
    let still = stopped.or_else(|| awaited().filter(|_| task.lapsed));
    let paused = still.map_or(0, micros);
    let row = |(place, role): (i64, String)| TaskRow {
        no: i64::from(no.0),
        role,
        place,
        step: task.step.to_string(),
        office: task.office.to_string(),
        home: state.office.to_string(),
        assignee: task
            .holder()
            .or(watcher)
            .map(ToString::to_string)
            .unwrap_or_default(),
        since: micros(task.since),
        due: state
            .due_of(task)
            .filter(|_| !task.lapsed)
            .or(state.due)
            .map_or(NO_DUE, micros),
        handed: i64::from(task.handed),
        paused,
        returned: i64::from(sent_back(state, task).is_some()),
    };
    (0..).zip(roles).map(row).collect()
}
