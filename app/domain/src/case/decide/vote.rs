//! Deciding together: everyone votes, and one of them completes the step when enough have.

use super::{
    super::{
        answers,
        command::CaseFacts,
        event::{Event, Voted},
        rejection::Rejection,
        state::CaseState,
        task::{Task, Vote, majority},
    },
    colleague, open_task, route,
};
use crate::regulation::{Regulation, Step};

pub(super) fn vote(
    app: &CaseState,
    regulation: &Regulation,
    step: &str,
    outcome: String,
    comment: Option<String>,
    facts: &CaseFacts<'_>,
) -> Result<Vec<Event>, Rejection> {
    let (task, open) = open_task(app, step)?;
    let step = route(app, regulation)?.step(step);
    let step = step.ok_or(Rejection::NoProcedure)?;
    let by = colleague(open, &facts.actor)?;
    if step.quorum.is_none() {
        return Err(Rejection::NoVote);
    }
    if open.handed {
        return Err(Rejection::NotTaken);
    }
    if open.votes.iter().any(|vote| vote.by.id == by.id) {
        return Err(Rejection::AlreadyVoted);
    }
    let chosen = step.outcome(&outcome);
    if !chosen.is_some_and(|one| answers::allow(app, regulation, one)) {
        let inputs = Vec::new();
        return Err(Rejection::UnknownOutcome { outcome, inputs });
    }
    let comment = answers::words(comment.as_deref().unwrap_or_default(), facts)?;
    let vote = Vote {
        by,
        at: facts.now,
        outcome,
        comment,
    };
    Ok(vec![Event::Voted(Voted { task, vote })])
}

/// Whether enough have voted, and most of them for `outcome`.
pub(super) fn enough(step: &Step, task: &Task, outcome: &str) -> Result<(), Rejection> {
    let Some(quorum) = step.quorum else {
        return Ok(());
    };
    let (votes, quorum) = (task.votes.len(), quorum as usize);
    if votes < quorum {
        return Err(Rejection::VotesMissing { votes, quorum });
    }
    if majority(&task.votes) != Some(outcome) {
        let outcome = outcome.to_owned();
        return Err(Rejection::NotTheMajority { outcome });
    }
    Ok(())
}
