//! What the applicant is told by message when their case changes. The message itself is written when it goes
//! out: the store keeps no telephone number and no text beside the case.

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

/// A notification.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Notification {
    /// Id of the applicant.
    pub person: String,
    /// The language of the message.
    pub lang: Lang,
    /// Registration number of the case.
    pub number: String,
    /// Until when the office decides, or the applicant has time. Unix microseconds.
    pub due: i64,
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
    /// The applicant is to do something.
    Asked,
    /// A wrong end was undone.
    Reopened,
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
            },
            Event::Reopened(_) => Some(Occasion::Reopened),
            Event::TermExtended(_) | Event::ClockResumed(_) => Some(Occasion::TermReplaced),
            Event::StepOpened(_) | Event::CorrectionRequested(_) => {
                asked(event).map(|_| Occasion::Asked)
            }
            _ => None,
        }
    }
}

/// The messages that follow from `events`, which led to `state`.
pub(super) fn messages(case: &Case, state: &CaseState, events: &[Event]) -> Vec<NewJob> {
    let told = events.iter().filter_map(|event| {
        let what = Occasion::of(event)?;
        let due = asked(event).and_then(|(_, due)| due).unwrap_or(state.due);
        let notification = Notification {
            person: case.person.clone(),
            lang: Lang::from_tag(&case.lang).unwrap_or_default(),
            number: state.number.clone(),
            due: due.timestamp_micros(),
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
