//! What the applicant is told by message when their case changes. The message itself is written when it goes
//! out: the store keeps no telephone number and no text beside the case.

use chrono::{DateTime, Utc};
use domain::{
    case::{CaseState, Event},
    regulation::Closing,
    text::Lang,
};
use serde::{Deserialize, Serialize};

use super::deadlines::{self, asked};
use crate::store::{
    case::Case,
    job::{Lane, NewJob},
};

/// The kind of these jobs.
pub const KIND: &str = "case-news";

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Notification {
    /// Id of the applicant.
    pub person: String,
    /// The language of the message.
    pub lang: Lang,
    /// Registration number of the case.
    pub number: String,
    /// Until when the office decides, or the applicant has time, if a time is set. Unix microseconds.
    #[serde(default)]
    pub due: Option<i64>,
    /// What happened.
    pub what: Occasion,
}

/// What an applicant is told of. Single steps are not among it: they are in the cabinet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Occasion {
    /// The application is registered.
    Registered,
    /// The term is longer than was said.
    TermReplaced,
    /// The service was rendered.
    Granted,
    /// It was refused.
    Refused,
    /// A result was issued, and the case goes on.
    Issued,
    /// The office waits no longer.
    Abandoned,
    /// The applicant is to do something.
    Asked,
    /// What the applicant was asked for is needed no more.
    AskedNoMore,
    /// A wrong end was undone.
    Reopened,
    /// The next stage has begun, and its term holds instead of the date that was said.
    StageBegun,
    /// The office's clock stands still.
    Stopped,
    /// It goes on.
    Resumed,
}

impl Occasion {
    fn of(event: &Event) -> Option<Occasion> {
        match event {
            Event::Submitted(_) => Some(Occasion::Registered),
            Event::TermReplaced(_) => Some(Occasion::TermReplaced),
            Event::Closed(closed) => match closed.closing {
                Closing::Granted => Some(Occasion::Granted),
                Closing::Refused | Closing::IntakeRefused => Some(Occasion::Refused),
                // The applicant did it themselves.
                Closing::Withdrawn => None,
                Closing::Abandoned => Some(Occasion::Abandoned),
            },
            Event::Issued(_) => Some(Occasion::Issued),
            Event::CorrectionDropped(_) => Some(Occasion::AskedNoMore),
            Event::Reopened(_) => Some(Occasion::Reopened),
            Event::TermExtended(_) => Some(Occasion::TermReplaced),
            Event::ClockStopped(_) => Some(Occasion::Stopped),
            Event::ClockResumed(_) => Some(Occasion::Resumed),
            Event::StepOpened(_) | Event::CorrectionRequested(_) | Event::Prolonged(_) => {
                asked(event).map(|_| Occasion::Asked)
            }
            _ => None,
        }
    }

    /// Whether its message says that there is a result, too: what asks, and what ends.
    const fn tells_of_result(self) -> bool {
        matches!(
            self,
            Occasion::Granted | Occasion::Refused | Occasion::Abandoned | Occasion::Asked
        )
    }
}

/// The jobs that follow from `events`, which led to `state`.
pub fn jobs(case: &Case, state: &CaseState, events: &[Event]) -> Vec<NewJob> {
    let mut occasions = events.iter().filter_map(Occasion::of);
    let said = occasions.any(Occasion::tells_of_result);
    let told = events.iter().filter_map(|event| {
        let what = Occasion::of(event)?;
        let due = asked(event).map_or(state.due, |(_, due)| due);
        (what != Occasion::Issued || !said).then_some((event, what, due))
    });
    let stages = events.iter().filter_map(|event| {
        let was = state.own.as_ref().and_then(|own| own.was_due)?;
        let due = begun(event).filter(|due| *due != was)?;
        Some((event, Occasion::StageBegun, Some(due)))
    });
    let told = told.chain(stages).filter_map(|(event, what, due)| {
        let notification = Notification {
            person: case.person.clone(),
            lang: Lang::from_tag(&case.lang).unwrap_or_default(),
            number: state.number.clone(),
            due: due.map(|due| due.timestamp_micros()),
            what,
        };
        let at = event.at().timestamp_micros();
        Some(NewJob {
            kind: KIND,
            lane: Lane::Messages,
            payload: serde_json::to_string(&notification).ok()?,
            created: at,
            due: at,
        })
    });
    told.chain(deadlines::jobs(case, events)).collect()
}

/// Until when the stage runs that an event begins.
fn begun(event: &Event) -> Option<DateTime<Utc>> {
    match event {
        Event::StepOpened(opened) => opened.begins.as_ref().map(|begun| begun.due),
        _ => None,
    }
}
