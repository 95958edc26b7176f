//! Asking registers of other bodies for the documents of a case: after submission, and again while one is silent.

use domain::{
    case::{CaseState, register_questions},
    regulation::Regulation,
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
    if register_questions(regulation, state).is_empty() {
        return None;
    }
    let case = case.to_owned();
    let payload = serde_json::to_string(&AskRegisters { case }).ok()?;
    let at = state.submitted_at.timestamp_micros();
    Some(NewJob {
        kind: KIND,
        lane: Lane::Registers,
        payload,
        created: at,
        due: at,
    })
}
