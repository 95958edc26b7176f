//! The term and the clock: replaced, extended, standing still.

use super::{
    super::{
        answers,
        clock::Clock,
        command::{Actor, CaseFacts},
        event::{ActorRef, ClockResumed, ClockStopped, Event, TermExtended, TermReplaced},
        rejection::Rejection,
        state::CaseState,
        task::Task,
    },
    leader, performer, route,
};
use crate::{
    ids::TaskNo,
    regulation::{Regulation, StatedTerm, TermKind},
};

/// The terms that whoever acts may put in the place of the ordinary one.
pub fn replacement_terms<'a>(
    app: &CaseState,
    regulation: &'a Regulation,
    actor: &Actor,
) -> Vec<&'a StatedTerm> {
    let route = regulation.route(&app.route());
    let route = route.filter(|_| app.replaced.is_none());
    let terms = route.into_iter();
    let terms = terms.flat_map(|route| regulation.replacing_terms(route));
    terms
        .filter(|term| by_task(app, term, actor).is_ok())
        .collect()
}

/// The terms that whoever acts may add to the whole.
pub fn extension_terms<'a>(
    app: &CaseState,
    regulation: &'a Regulation,
    actor: &Actor,
) -> Vec<&'a StatedTerm> {
    let route = regulation.route(&app.route());
    let terms = route.filter(|_| app.extended.is_empty()).into_iter();
    let terms = terms.flat_map(|route| regulation.terms_of(route));
    let terms = terms.filter(|term| term.kind == TermKind::Extension);
    terms
        .filter(|term| extends(app, regulation, term, actor).is_ok())
        .collect()
}

pub(super) fn replace(
    app: &CaseState,
    regulation: &Regulation,
    term: String,
    reason: &str,
    facts: &CaseFacts<'_>,
) -> Result<Vec<Event>, Rejection> {
    if !has_officials_task(app) {
        return Err(Rejection::NotOpen);
    }
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
    let (no, open, by) = by_task(app, stated, &facts.actor)?;
    let reason = answers::reason(reason, facts)?;

    let clock = Clock::new(facts.calendar);
    let due = clock.legal(app, &stated.limit);
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
    if !has_officials_task(app) {
        return Err(Rejection::NotOpen);
    }
    if !app.extended.is_empty() {
        return Err(Rejection::AlreadyExtended);
    }
    let mut terms = regulation.terms_of(route(app, regulation)?);
    let is_wanted = |stated: &&StatedTerm| stated.kind == TermKind::Extension && stated.id == term;
    let Some(stated) = terms.find(is_wanted) else {
        return Err(Rejection::UnknownTerm { term });
    };
    let by = extends(app, regulation, stated, &facts.actor)?;
    let reason = answers::reason(reason, facts)?;
    let clock = Clock::new(facts.calendar);
    Ok(vec![Event::TermExtended(TermExtended {
        at: facts.now,
        term,
        limit: stated.limit.clone(),
        reason,
        by,
        due: clock.extended(app, &stated.limit),
    })])
}

fn has_officials_task(app: &CaseState) -> bool {
    app.steps().any(|(_, task)| task.is_staffs())
}

/// Whoever may add a term: by a task of theirs, or because they lead the work.
fn extends(
    app: &CaseState,
    regulation: &Regulation,
    stated: &StatedTerm,
    actor: &Actor,
) -> Result<ActorRef, Rejection> {
    match by_task(app, stated, actor) {
        Ok((_, _, by)) => Ok(by),
        Err(Rejection::NotOpen) => Err(Rejection::NotOpen),
        Err(_) => leader(app, regulation, actor),
    }
}

/// The open task by which whoever acts may use a term: one of theirs, and of a role that the act lets do this. Of several
/// tasks side by side any may be theirs.
fn by_task<'a>(
    app: &'a CaseState,
    stated: &StatedTerm,
    actor: &Actor,
) -> Result<(TaskNo, &'a Task, ActorRef), Rejection> {
    let mut refused = None;
    for (no, open) in app.steps().filter(|(_, task)| task.is_staffs()) {
        match allowed(stated, open, actor) {
            Ok(by) => return Ok((no, open, by)),
            Err(why) => refused = refused.or(Some(why)),
        }
    }
    Err(refused.unwrap_or(Rejection::NotOpen))
}

fn allowed(stated: &StatedTerm, open: &Task, actor: &Actor) -> Result<ActorRef, Rejection> {
    let lets = |may: bool| match stated.by.first().filter(|_| !may) {
        Some(role) => Err(Rejection::NotYours {
            needs_role: role.clone(),
        }),
        None => Ok(()),
    };
    let mut roles = open.roles();
    lets(roles.any(|role| stated.by.iter().any(|one| one == role)))?;
    let by = performer(open, actor)?;
    lets(stated.by.contains(&by.role))?;
    Ok(by)
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
    let resumed = resumed(app, by, facts).ok_or(Rejection::Running)?;
    Ok(vec![resumed])
}

/// The clock of a case goes on; none if it does not stand still.
pub(super) fn resumed(app: &CaseState, by: ActorRef, facts: &CaseFacts<'_>) -> Option<Event> {
    let stopped = app.stopped.as_ref()?;
    let clock = Clock::new(facts.calendar);
    Some(Event::ClockResumed(ClockResumed {
        at: facts.now,
        by,
        due: clock.resumed_whole(app, facts.now),
        tasks: clock.resumed_tasks(app, stopped.at, facts.now),
    }))
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
        .filter_map(|(_, task)| performer(task, &facts.actor).ok());
    theirs
        .next()
        .map_or_else(|| leader(app, regulation, &facts.actor), Ok)
}
