//! Keeping what registers of other bodies said.

use super::super::{
    command::{Actor, CaseFacts},
    event::{Event, RegisterAnswered, RegistersAsked},
    register::{is_asked_anew, unanswered},
    rejection::Rejection,
    state::CaseState,
};
use crate::regulation::Regulation;

/// Keeps what registers said of documents that are still asked for. A silence is kept once.
pub(super) fn record(
    app: &CaseState,
    regulation: &Regulation,
    mut answers: Vec<RegisterAnswered>,
    facts: &CaseFacts<'_>,
) -> Result<Vec<Event>, Rejection> {
    if facts.actor != Actor::Portal {
        return Err(Rejection::NotAsked);
    }
    if !app.is_open() {
        return Err(Rejection::NotOpen);
    }
    let asked = unanswered(regulation, app);
    answers.retain(|answer| {
        let known = app.registers.get(&answer.document);
        let repeats = known.is_some_and(|known| {
            known.outcome == answer.outcome && !is_asked_anew(regulation, app, known)
        });
        !repeats && asked.iter().any(|one| one.document == answer.document)
    });
    if answers.is_empty() {
        return Ok(Vec::new());
    }
    let at = facts.now;
    Ok(vec![Event::RegistersAsked(RegistersAsked { at, answers })])
}
