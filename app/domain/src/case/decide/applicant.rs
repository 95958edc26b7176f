//! What the applicant is asked and does, and what follows when the time is over.

use super::{
    super::{
        answers,
        clock::Clock,
        command::{Actor, CaseFacts, Command},
        event::{
            ActorRef, Corrected, CorrectionRequested, Event, EvidenceAdded, EvidenceItem, Lapsed,
            StepDone,
        },
        rejection::Rejection,
        state::CaseState,
        task::{Correction, Task},
    },
    course::Course,
    is_applicant, known_slots, open_task, performer, route,
};
use crate::{
    ids::TaskNo,
    limit::{Limit, Unit},
    regulation::{Outcome, Regulation, Side, Step, Turn},
};

/// The longest time for a correction, in working days.
const MOST_DAYS: u32 = 60;

pub(super) fn decide(
    app: &CaseState,
    regulation: &Regulation,
    command: Command,
    facts: &CaseFacts<'_>,
) -> Result<Vec<Event>, Rejection> {
    if !app.is_open() {
        return Err(Rejection::NotOpen);
    }
    match command {
        Command::RequestCorrection {
            step,
            text,
            slots,
            days,
        } => request(app, regulation, &step, (&text, slots, days), facts),
        Command::Correct { task, text, items } => {
            is_applicant(&facts.actor, &app.person)?;
            correct(app, regulation, task, (&text, items), facts)
        }
        Command::Supply { step, items } => {
            is_applicant(&facts.actor, &app.person)?;
            supply(app, regulation, &step, items, facts)
        }
        Command::Lapse { task } => lapse(app, regulation, task, facts),
        Command::Withdraw { reason } => {
            is_applicant(&facts.actor, &app.person)?;
            withdraw(app, regulation, &reason, facts)
        }
        _ => Err(Rejection::NoProcedure),
    }
}

/// Asks the applicant to put something right. The office's clock goes on meanwhile.
fn request(
    app: &CaseState,
    regulation: &Regulation,
    step: &str,
    (text, slots, days): (&str, Vec<String>, u32),
    facts: &CaseFacts<'_>,
) -> Result<Vec<Event>, Rejection> {
    let (_, open) = open_task(app, step)?;
    let by = performer(open, facts)?;
    if let Some(slot) = slots.iter().find(|id| regulation.slot(id).is_none()) {
        let slot = slot.clone();
        return Err(Rejection::UnknownSlot { slot });
    }
    if !(1..=MOST_DAYS).contains(&days) {
        return Err(Rejection::Days { days });
    }
    let text = answers::reason(text, facts)?;
    let limit = Limit::new(days, Unit::WorkingDays);
    Ok(vec![Event::CorrectionRequested(CorrectionRequested {
        at: facts.now,
        task: app.next_task(),
        step: open.step.clone(),
        correction: Correction { text, slots, by },
        due: Clock::new(facts.calendar).due(facts.now, &[limit]),
    })])
}

/// Answers what was asked, in words, with documents, or both.
fn correct(
    app: &CaseState,
    regulation: &Regulation,
    task: TaskNo,
    (text, items): (&str, Vec<EvidenceItem>),
    facts: &CaseFacts<'_>,
) -> Result<Vec<Event>, Rejection> {
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
fn supply(
    app: &CaseState,
    regulation: &Regulation,
    step: &str,
    items: Vec<EvidenceItem>,
    facts: &CaseFacts<'_>,
) -> Result<Vec<Event>, Rejection> {
    let (no, open) = open_task(app, step)?;
    let (step, turn) = turn(app, regulation, open)?;
    known_slots(regulation, &items)?;
    let now = |slot: &str| items.iter().any(|item| item.slot == slot);
    let mut missing = app.missing(&turn.bring, open.since);
    missing.retain(|slot| !now(slot));
    if !missing.is_empty() {
        return Err(Rejection::EvidenceMissing(missing));
    }
    let outcome = brought(step, turn)?;
    let mut course = Course::new(app, route(app, regulation)?, facts);
    if !items.is_empty() {
        let at = facts.now;
        course.emit(Event::EvidenceAdded(EvidenceAdded { at, items }));
    }
    course.emit(done(no, step, outcome, Side::Applicant, facts));
    course.follow(outcome)?;
    Ok(course.events())
}

/// Where the case goes on when everything was brought.
fn brought<'a>(step: &'a Step, turn: &Turn) -> Result<&'a Outcome, Rejection> {
    let overdue = turn.overdue.as_deref();
    let mut outcomes = step.outcomes.iter();
    let brought = outcomes.find(|one| overdue != Some(one.id.as_str()));
    brought.ok_or(Rejection::NoProcedure)
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

/// The applicant or the portal has ended a step. Neither is ever a late official.
fn done(task: TaskNo, step: &Step, outcome: &Outcome, side: Side, facts: &CaseFacts<'_>) -> Event {
    Event::StepDone(StepDone {
        at: facts.now,
        step: step.id.clone(),
        task,
        outcome: outcome.id.clone(),
        by: ActorRef {
            id: Default::default(),
            name: String::new(),
            role: step.performer.clone(),
        },
        side,
        inputs: Default::default(),
        comment: None,
        files: Vec::new(),
        late: false,
        signs: false,
    })
}

/// Takes note that the applicant's time is over, and goes the way that is said for it.
fn lapse(
    app: &CaseState,
    regulation: &Regulation,
    task: TaskNo,
    facts: &CaseFacts<'_>,
) -> Result<Vec<Event>, Rejection> {
    if facts.actor != Actor::Portal {
        return Err(Rejection::NotYet);
    }
    let open = app.tasks.get(&task).filter(|one| !one.is_staffs());
    let open = open.ok_or(Rejection::NotAsked)?;
    if open.due.is_none_or(|due| facts.now <= due) {
        return Err(Rejection::NotYet);
    }
    if open.correction.is_some() {
        let at = facts.now;
        return Ok(vec![Event::Lapsed(Lapsed { at, task })]);
    }
    let (step, turn) = turn(app, regulation, open)?;
    let outcome = if app.missing(&turn.bring, open.since).is_empty() {
        // All of it came, and only the button was not pressed.
        brought(step, turn)?
    } else {
        // Where nothing is said, it goes on waiting.
        let overdue = turn.overdue.as_deref().and_then(|id| step.outcome(id));
        overdue.ok_or(Rejection::NotYet)?
    };
    let mut course = Course::new(app, route(app, regulation)?, facts);
    course.emit(done(task, step, outcome, Side::Portal, facts));
    course.follow(outcome)?;
    Ok(course.events())
}

/// Takes the application back, until the decision is signed.
fn withdraw(
    app: &CaseState,
    regulation: &Regulation,
    reason: &str,
    facts: &CaseFacts<'_>,
) -> Result<Vec<Event>, Rejection> {
    if app.signed.is_some() {
        return Err(Rejection::Signed);
    }
    let reason = answers::words(reason, facts)?;
    let mut course = Course::new(app, route(app, regulation)?, facts);
    course.withdraw(reason);
    Ok(course.events())
}
