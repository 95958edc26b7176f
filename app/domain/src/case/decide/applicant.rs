//! What the applicant is asked and does, and what follows when the time is over.

use std::collections::BTreeMap;

use super::{
    super::{
        answers,
        clock::Clock,
        command::{Actor, CaseFacts},
        event::{
            ActorRef, Corrected, CorrectionRequested, Event, EvidenceAdded, EvidenceItem, Lapsed,
            StepDone,
        },
        rejection::Rejection,
        state::CaseState,
        task::{Correction, Task},
    },
    course::Course,
    in_work, is_applicant, known_slots, open_task, performer, route, term,
};
use crate::{
    condition::Facts,
    form::validate,
    ids::TaskNo,
    limit::{Limit, Unit},
    regulation::{Closing, Field, Outcome, Regulation, Side, Step, Turn},
};

/// The working days of which an office gives the applicant one number.
pub const DAYS_GIVEN: [u32; 4] = [3, 5, 10, 15];

/// The time that an office gives the applicant.
pub(super) fn given(days: u32) -> Result<Limit, Rejection> {
    match DAYS_GIVEN.contains(&days) {
        true => Ok(Limit::new(days, Unit::WorkingDays)),
        false => Err(Rejection::Days { days }),
    }
}

/// Asks the applicant to put something right. The office's clock goes on meanwhile.
pub(super) fn request(
    app: &CaseState,
    regulation: &Regulation,
    step: &str,
    (text, slots, days): (&str, Vec<String>, u32),
    facts: &CaseFacts<'_>,
) -> Result<Vec<Event>, Rejection> {
    in_work(app)?;
    let (_, open) = open_task(app, step)?;
    let by = performer(open, &facts.actor)?;
    if app.corrections().next().is_some() {
        return Err(Rejection::AlreadyAsked);
    }
    if let Some(slot) = slots.iter().find(|id| regulation.slot(id).is_none()) {
        let slot = slot.clone();
        return Err(Rejection::UnknownSlot { slot });
    }
    let limit = given(days)?;
    let text = answers::reason(text, facts)?;
    Ok(vec![Event::CorrectionRequested(CorrectionRequested {
        at: facts.now,
        task: app.next_task(),
        step: open.step.clone(),
        correction: Correction { text, slots, by },
        due: Clock::new(facts.calendar).due(facts.now, &limit),
    })])
}

/// Answers what was asked, in words, with documents, or both.
pub(super) fn correct(
    app: &CaseState,
    regulation: &Regulation,
    task: TaskNo,
    (text, items): (&str, Vec<EvidenceItem>),
    facts: &CaseFacts<'_>,
) -> Result<Vec<Event>, Rejection> {
    in_work(app)?;
    is_applicant(&facts.actor, &app.person)?;
    let asked = correction(app, task)?;
    known_slots(regulation, &items)?;
    let text = answers::words(text, facts)?;
    let came = app.added_since(asked.since).next().is_some();
    if text.is_none() && items.is_empty() && !came {
        return Err(Rejection::EvidenceMissing(Vec::new()));
    }
    Ok(vec![Event::Corrected(Corrected {
        at: facts.now,
        task,
        text,
        items,
    })])
}

fn correction(app: &CaseState, task: TaskNo) -> Result<&Task, Rejection> {
    let open = app.tasks.get(&task);
    open.filter(|one| one.correction.is_some())
        .ok_or(Rejection::NotAsked)
}

/// Brings what a step of the route asks of the applicant. What comes late but before anybody has taken note counts.
pub(super) fn supply(
    app: &CaseState,
    regulation: &Regulation,
    step: &str,
    (text, items): (&str, Vec<EvidenceItem>),
    facts: &CaseFacts<'_>,
) -> Result<Vec<Event>, Rejection> {
    in_work(app)?;
    is_applicant(&facts.actor, &app.person)?;
    let (no, open) = open_task(app, step)?;
    let (step, turn) = turn(app, regulation, open)?;
    known_slots(regulation, &items)?;
    let inputs = asked(turn.ask(regulation), text, facts)?;
    let now = |slot: &str| items.iter().any(|item| item.slot == slot);
    let mut missing = app.missing(&turn.bring, app.asked_since(open));
    missing.retain(|slot| !now(slot));
    if !missing.is_empty() {
        return Err(Rejection::EvidenceMissing(missing));
    }
    let outcome = step.brought().ok_or(Rejection::NoProcedure)?;
    let mut course = Course::new(app, (regulation, route(app, regulation)?), facts);
    if !items.is_empty() {
        let at = facts.now;
        course.emit(Event::EvidenceAdded(EvidenceAdded { at, items }));
    }
    resume(&mut course, step, facts);
    let ended = done((&course.app, no), step, outcome, Side::Applicant, facts);
    course.emit(Event::StepDone(StepDone { inputs, ..ended }));
    course.follow(step, outcome)?;
    Ok(course.events())
}

/// What the turn asks in words, checked.
fn asked(
    field: Option<&Field>,
    text: &str,
    facts: &CaseFacts<'_>,
) -> Result<BTreeMap<String, String>, Rejection> {
    let Some(field) = field else {
        return Ok(BTreeMap::new());
    };
    let given = BTreeMap::from([(field.id.clone(), text.to_owned())]);
    let checked = validate([field], &given, &Facts::default(), answers::today(facts));
    checked.map_err(Rejection::Inputs)
}

/// The applicant's turn at an open task, if it is theirs.
fn turn<'a>(
    app: &CaseState,
    regulation: &'a Regulation,
    open: &Task,
) -> Result<(&'a Step, &'a Turn), Rejection> {
    let step = route(app, regulation)?.step(&open.step);
    let step = step.ok_or(Rejection::NoProcedure)?;
    let turn = step.applicant.as_ref().filter(|_| !open.is_staffs());
    Ok((step, turn.ok_or(Rejection::NotAsked)?))
}

/// What the clock was stopped for is there, or awaited no more: work goes on, and so does its clock.
fn resume(course: &mut Course<'_>, step: &Step, facts: &CaseFacts<'_>) {
    if let Some(resumed) = term::resumed(&course.app, nobody(step), facts) {
        course.emit(resumed);
    }
}

/// Stands where an official would be who did it.
fn nobody(step: &Step) -> ActorRef {
    ActorRef {
        id: Default::default(),
        name: String::new(),
        role: step.performer.clone(),
    }
}

/// The applicant or the portal has ended a step. Neither is ever a late official.
fn done(
    (app, task): (&CaseState, TaskNo),
    step: &Step,
    outcome: &Outcome,
    side: Side,
    facts: &CaseFacts<'_>,
) -> StepDone {
    StepDone {
        at: facts.now,
        step: step.id.clone(),
        task,
        outcome: outcome.id.clone(),
        by: nobody(step),
        side,
        inputs: Default::default(),
        comment: None,
        files: Vec::new(),
        late: false,
        signs: false,
        moved: Clock::new(facts.calendar).waited(app, facts.now),
    }
}

/// Takes note that the applicant's time is over, and goes the way that is said for it.
pub(super) fn lapse(
    app: &CaseState,
    regulation: &Regulation,
    task: TaskNo,
    facts: &CaseFacts<'_>,
) -> Result<Vec<Event>, Rejection> {
    in_work(app)?;
    if facts.actor != Actor::Portal {
        return Err(Rejection::NotYet);
    }
    let open = app.tasks.get(&task).filter(|one| !one.is_staffs());
    let open = open.ok_or(Rejection::NotAsked)?;
    if !open.is_over(facts.now) {
        return Err(Rejection::NotYet);
    }
    let at = facts.now;
    let noted = Event::Lapsed(Lapsed { at, task });
    if open.correction.is_some() {
        return Ok(vec![noted]);
    }
    let (step, turn) = turn(app, regulation, open)?;
    let outcome = if app.missing(&turn.bring, app.asked_since(open)).is_empty() {
        // All of it came, and only the button was not pressed.
        step.brought().ok_or(Rejection::NoProcedure)?
    } else {
        let overdue = turn.overdue.as_deref().and_then(|id| step.outcome(id));
        match overdue {
            Some(overdue) => overdue,
            // Where nothing is said, it goes on waiting, and the office sees that it does.
            None if open.lapsed => return Err(Rejection::NotYet),
            None => return Ok(vec![noted]),
        }
    };
    let mut course = Course::new(app, (regulation, route(app, regulation)?), facts);
    resume(&mut course, step, facts);
    let ended = done((&course.app, task), step, outcome, Side::Portal, facts);
    course.emit(Event::StepDone(ended));
    course.follow(step, outcome)?;
    Ok(course.events())
}

/// Takes the application back, until the decision is signed, and whenever the case waits for the applicant.
pub(super) fn withdraw(
    app: &CaseState,
    regulation: &Regulation,
    reason: &str,
    facts: &CaseFacts<'_>,
) -> Result<Vec<Event>, Rejection> {
    in_work(app)?;
    is_applicant(&facts.actor, &app.person)?;
    if !app.may_be_withdrawn() {
        return Err(Rejection::Signed);
    }
    let reason = answers::words(reason, facts)?;
    let mut course = Course::new(app, (regulation, route(app, regulation)?), facts);
    course.end_undecided(Closing::Withdrawn, reason, None);
    Ok(course.events())
}
