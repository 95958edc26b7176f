//! Asking registers of other bodies for the documents of a case: after submission, and again while one is silent.

use chrono::{DateTime, Utc};
use domain::{
    case::{CaseState, Event, register_questions, unanswered},
    regulation::{Regulation, Side},
};
use serde::{Deserialize, Serialize};

use crate::store::job::{Lane, NewJob};

/// The kind of these jobs.
pub const KIND: &str = "ask-registers";

/// What is to be asked for one case.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct AskRegisters {
    /// Id of the case.
    pub case: String,
}

/// The job that asks; none where the case has no document from a connected register.
pub(super) fn job(case: &str, regulation: &Regulation, state: &CaseState) -> Option<NewJob> {
    let asks = !register_questions(regulation, state).is_empty();
    asks.then(|| ask(case, state.submitted_at)).flatten()
}

/// The job that asks for what the applicant made known with `events`, which led to `state`.
pub(super) fn job_after(
    case: &str,
    regulation: &Regulation,
    state: &CaseState,
    events: &[Event],
) -> Option<NewJob> {
    let mut done = events.iter().filter_map(|event| match event {
        Event::StepDone(done) => Some(done),
        _ => None,
    });
    let told = done.find(|done| done.side == Side::Applicant && !done.inputs.is_empty())?;
    let asks = !unanswered(regulation, state).is_empty();
    asks.then(|| ask(case, told.at)).flatten()
}

fn ask(case: &str, at: DateTime<Utc>) -> Option<NewJob> {
    let case = case.to_owned();
    let payload = serde_json::to_string(&AskRegisters { case }).ok()?;
    let at = at.timestamp_micros();
    Some(NewJob {
        kind: KIND,
        lane: Lane::Registers,
        payload,
        created: at,
        due: at,
    })
}
