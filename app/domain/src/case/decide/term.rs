//! The term and the clock: replaced, extended, standing still.

use super::{
    super::{
        answers,
        clock::Clock,
        command::CaseFacts,
        event::{ActorRef, ClockResumed, ClockStopped, Event, TermExtended, TermReplaced},
        rejection::Rejection,
        state::CaseState,
        task::Task,
    },
    leader, performer, route,
};
use crate::regulation::{Regulation, StatedTerm, TermKind};

pub(super) fn replace(
    app: &CaseState,
    regulation: &Regulation,
    term: String,
    reason: &str,
    facts: &CaseFacts<'_>,
) -> Result<Vec<Event>, Rejection> {
    let (no, open) = app
        .steps()
        .find(|(_, task)| task.is_staffs())
        .ok_or(Rejection::NotOpen)?;
    if app.replaced.is_some() {
        return Err(Rejection::AlreadyReplaced);
    }
    let route = route(app, regulation)?;
    let Some(stated) = regulation
        .replacing_terms(route)
        .find(|stated| stated.id == term)
    else {
        return Err(Rejection::UnknownTerm { term });
    };
    let by = allowed(stated, open, facts)?;
    let reason = answers::reason(reason, facts)?;

    let clock = Clock::new(facts.calendar);
    let due = clock.due(app.accepted_at, std::slice::from_ref(&stated.limit));
    Ok(vec![Event::TermReplaced(TermReplaced {
        at: facts.now,
        term,
        limit: stated.limit.clone(),
        reason,
        by,
        due,
        step_due: clock.gained(app, open, &stated.limit, due),
        task: no,
    })])
}

/// Adds the time that the act allows to the term.
pub(super) fn extend(
    app: &CaseState,
    regulation: &Regulation,
    term: String,
    reason: &str,
    facts: &CaseFacts<'_>,
) -> Result<Vec<Event>, Rejection> {
    let (_, open) = app
        .steps()
        .find(|(_, task)| task.is_staffs())
        .ok_or(Rejection::NotOpen)?;
    if !app.extended.is_empty() {
        return Err(Rejection::AlreadyExtended);
    }
    let route = route(app, regulation)?;
    let adds = |stated: &&StatedTerm| stated.id == term && stated.kind == TermKind::Extension;
    let Some(stated) = regulation.terms_of(route).find(adds) else {
        return Err(Rejection::UnknownTerm { term });
    };
    let by = allowed(stated, open, facts).or_else(|_| leader(app, regulation, facts))?;
    let reason = answers::reason(reason, facts)?;
    let clock = Clock::new(facts.calendar);
    Ok(vec![Event::TermExtended(TermExtended {
        at: facts.now,
        term,
        limit: stated.limit.clone(),
        reason,
        by,
        due: clock.due(app.due, std::slice::from_ref(&stated.limit)),
    })])
}

/// The step in hand must be one of theirs, and of a role that the act lets do this.
fn allowed(stated: &StatedTerm, open: &Task, facts: &CaseFacts<'_>) -> Result<ActorRef, Rejection> {
    let may = open.role().is_some_and(|role| stated.by.contains(role));
    match stated.by.first().filter(|_| !may) {
        Some(role) => Err(Rejection::NotYours {
            needs_role: role.clone(),
        }),
        None => performer(open, facts),
    }
}

/// Lets the office's clock stand still.
pub(super) fn stop(
    app: &CaseState,
    regulation: &Regulation,
    reason: &str,
    facts: &CaseFacts<'_>,
) -> Result<Vec<Event>, Rejection> {
    let by = worker(app, regulation, facts)?;
    if app.stopped.is_some() {
        return Err(Rejection::Stopped);
    }
    Ok(vec![Event::ClockStopped(ClockStopped {
        at: facts.now,
        reason: answers::reason(reason, facts)?,
        by,
    })])
}

/// Lets it go on.
pub(super) fn resume(
    app: &CaseState,
    regulation: &Regulation,
    facts: &CaseFacts<'_>,
) -> Result<Vec<Event>, Rejection> {
    let by = worker(app, regulation, facts)?;
    let stopped = app.stopped.as_ref().ok_or(Rejection::Running)?;
    let clock = Clock::new(facts.calendar);
    Ok(vec![Event::ClockResumed(ClockResumed {
        at: facts.now,
        by,
        due: clock.resumed(app, app.due, stopped.at, facts.now),
        tasks: clock.resumed_tasks(app, stopped.at, facts.now),
    })])
}

/// Whoever has an open task of the case, or leads its work.
fn worker(
    app: &CaseState,
    regulation: &Regulation,
    facts: &CaseFacts<'_>,
) -> Result<ActorRef, Rejection> {
    if !app.is_open() {
        return Err(Rejection::NotOpen);
    }
    let mut theirs = app
        .steps()
        .filter_map(|(_, task)| performer(task, facts).ok());
    theirs
        .next()
        .map_or_else(|| leader(app, regulation, facts), Ok)
}
