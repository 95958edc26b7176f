//! What the office does with a case that waits for the applicant by a step of the act. The acts describe none of it: it is
//! the portal's own.

use super::{
    super::{
        answers,
        clock::Clock,
        command::{Actor, CaseFacts},
        event::{ActorRef, Event, Prolonged},
        rejection::Rejection,
        state::CaseState,
        task::Task,
    },
    applicant::given,
    course::Course,
    leader, official, route,
};
use crate::{
    ids::TaskNo,
    regulation::{Closing, Regulation},
};

/// Reminds the applicant, with more time: counted from where the time ends that there is.
pub(super) fn prolong(
    app: &CaseState,
    regulation: &Regulation,
    task: TaskNo,
    (reason, days): (&str, u32),
    facts: &CaseFacts<'_>,
) -> Result<Vec<Event>, Rejection> {
    let (open, by) = of_task(app, regulation, task, facts)?;
    let limit = given(days)?;
    let from = open.due.map_or(facts.now, |due| due.max(facts.now));
    Ok(vec![Event::Prolonged(Prolonged {
        at: facts.now,
        task,
        due: Clock::new(facts.calendar).due(from, &limit),
        reason: answers::reason(reason, facts)?,
        by,
    })])
}

/// Ends a case for which the applicant has not brought in time what the act wants.
pub(super) fn abandon(
    app: &CaseState,
    regulation: &Regulation,
    task: TaskNo,
    reason: &str,
    facts: &CaseFacts<'_>,
) -> Result<Vec<Event>, Rejection> {
    let (open, by) = of_task(app, regulation, task, facts)?;
    if !open.is_over(facts.now) {
        return Err(Rejection::NotYet);
    }
    let reason = answers::reason(reason, facts)?;
    let mut course = Course::new(app, (regulation, route(app, regulation)?), facts);
    course.end_undecided(Closing::Abandoned, Some(reason), Some(by));
    Ok(course.events())
}

/// The turn for which something is wanted, if it is still that one, and the official who watches it.
fn of_task<'a>(
    app: &'a CaseState,
    regulation: &Regulation,
    task: TaskNo,
    facts: &CaseFacts<'_>,
) -> Result<(&'a Task, ActorRef), Rejection> {
    let (no, open, by) = watched(app, regulation, &facts.actor)?;
    match no == task {
        true => Ok((open, by)),
        false => Err(Rejection::NotAsked),
    }
}

/// The open turn of the applicant, and the official who watches it: of its role, the appointed one where there is one,
/// or whoever leads the work.
pub fn watched<'a>(
    app: &'a CaseState,
    regulation: &Regulation,
    actor: &Actor,
) -> Result<(TaskNo, &'a Task, ActorRef), Rejection> {
    if !app.is_open() {
        return Err(Rejection::NotOpen);
    }
    let (no, open) = app.turn().ok_or(Rejection::NotAsked)?;
    let role = open.role().ok_or(Rejection::NoProcedure)?;
    let by = official(actor, role, &open.office).and_then(|by| match app.appointee(role) {
        Some(other) if by.id != *other => Err(Rejection::AppointedIsOther {
            staff: other.into(),
        }),
        _ => Ok(by),
    });
    let by = by.or_else(|why| leader(app, regulation, actor).map_err(|_| why))?;
    Ok((no, open, by))
}
