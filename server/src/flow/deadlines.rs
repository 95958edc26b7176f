//! The applicant's own deadlines: a reminder before, and what follows when the time is over. Each is a job written with
//! the event that asks the applicant for something.

use chrono::{DateTime, TimeDelta, Utc};
use domain::{
    case::{CaseState, Event, Performer},
    ids::TaskNo,
};
use serde::{Deserialize, Serialize};

use crate::store::{
    case::Case,
    job::{Lane, NewJob},
};

/// The kind of jobs that end a task of the applicant.
pub const OVER: &str = "applicant-time-over";
/// The kind of reminders.
pub const REMINDER: &str = "applicant-reminder";

/// How long before the end of the time the applicant is reminded.
pub const REMIND_BEFORE: TimeDelta = TimeDelta::days(2);

/// The time of a task is over.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TimeOver {
    /// Id of the case.
    pub case: String,
    /// The applicant's task.
    pub task: TaskNo,
}

/// The time of a task ends soon.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TimeEnds {
    /// Id of the case.
    pub case: String,
    /// The applicant's task.
    pub task: TaskNo,
}

/// What the applicant is asked by an event: the task, and until when.
pub(super) fn asked(event: &Event) -> Option<(TaskNo, Option<DateTime<Utc>>)> {
    match event {
        Event::StepOpened(opened) => {
            let theirs = matches!(opened.who, Some(Performer::Applicant { .. }));
            theirs.then_some((opened.task, opened.due))
        }
        Event::CorrectionRequested(asked) => Some((asked.task, Some(asked.due))),
        Event::Prolonged(asked) => Some((asked.task, Some(asked.due))),
        _ => None,
    }
}

/// The jobs that follow from `events`.
pub(super) fn jobs(case: &Case, events: &[Event]) -> Vec<NewJob> {
    let asked = events.iter().filter_map(|event| {
        let (task, due) = asked(event)?;
        Some((event.at(), task, due?))
    });
    asked
        .flat_map(|(at, task, due)| {
            let case = case.id.clone();
            let over = TimeOver { case, task };
            let ends = TimeEnds {
                case: over.case.clone(),
                task,
            };
            let before = due - REMIND_BEFORE;
            let remind = (before > at).then(|| job(REMINDER, Lane::Messages, &ends, (at, before)));
            [over_at(&over, (at, due)), remind.flatten()]
        })
        .flatten()
        .collect()
}

/// The job that ends the turn for which the case waits, if it does: the program of before may have spent its own.
pub(super) fn still_open(case: &str, state: &CaseState) -> Vec<NewJob> {
    let turn = state.turn().and_then(|(task, open)| {
        let over = TimeOver {
            case: case.to_owned(),
            task,
        };
        over_at(&over, (open.since, open.due?))
    });
    turn.into_iter().collect()
}

/// The job that ends a task of the applicant. The domain counts the last moment as in time.
fn over_at(over: &TimeOver, (at, due): (DateTime<Utc>, DateTime<Utc>)) -> Option<NewJob> {
    let after = due + TimeDelta::seconds(1);
    job(OVER, Lane::Upkeep, over, (at, after))
}

fn job(
    kind: &'static str,
    lane: Lane,
    payload: &impl Serialize,
    (created, due): (DateTime<Utc>, DateTime<Utc>),
) -> Option<NewJob> {
    Some(NewJob {
        kind,
        lane,
        payload: serde_json::to_string(payload).ok()?,
        created: created.timestamp_micros(),
        due: due.timestamp_micros(),
    })
}
