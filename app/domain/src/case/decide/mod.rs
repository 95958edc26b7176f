//! Turns a command into events, or says why not.
//!
//! The checks come in one order, so that the answer never depends on luck: the state of the case first, then
//! role, office and appointment, then what was entered.

use super::{
    command::{Actor, CaseFacts, Command},
    event::{ActorRef, Event, EvidenceAdded, EvidenceItem},
    rejection::{DoneBy, Rejection},
    state::CaseState,
    task::{Performer, Task},
};
use crate::{
    ids::{RoleId, TaskNo},
    regulation::{Procedure, Regulation},
};

mod applicant;
mod complete;
mod course;
mod decision;
mod office;
mod preview;
mod register;
mod sense;
mod submit;
mod term;
mod turn;
mod vote;

pub use applicant::DAYS_GIVEN;
pub use preview::{also_signed, preview, signed_ahead};
pub use term::{extension_terms, replacement_terms};
pub use turn::watched;

/// What happens if `command` is followed now. Nothing happens if it is rejected, or if its page was made before the work
/// went on: the same command may then mean another thing. Nor does what decides, if its page did not show all that was
/// brought.
pub fn decide(
    app: &CaseState,
    regulation: &Regulation,
    command: Command,
    facts: &CaseFacts<'_>,
) -> Result<Vec<Event>, Rejection> {
    let moved = if command.is_bound() { app.moved } else { 0 };
    let brought = if command.decides() { app.brought } else { 0 };
    let events = follow(app, regulation, command, facts)?;
    if facts.seen.is_some_and(|seen| moved.max(brought) > seen) {
        return Err(Rejection::Changed);
    }
    Ok(events)
}

/// One line a command, and none is left out: another one does not compile until it is decided here.
fn follow(
    app: &CaseState,
    regulation: &Regulation,
    command: Command,
    facts: &CaseFacts<'_>,
) -> Result<Vec<Event>, Rejection> {
    match command {
        Command::Submit(command) => submit::submit(app, regulation, *command, facts),
        Command::Complete(command) => complete::complete(app, regulation, command, facts),
        Command::ReplaceTerm { term, reason } => {
            term::replace(app, regulation, term, &reason, facts)
        }
        Command::ExtendTerm { term, reason } => term::extend(app, regulation, term, &reason, facts),
        Command::AddEvidence { items } => add_evidence(app, regulation, items, facts),
        Command::RecordAnswers { answers } => register::record(app, regulation, answers, facts),
        Command::Vote {
            step,
            outcome,
            comment,
        } => vote::vote(app, regulation, &step, outcome, comment, facts),
        Command::Return { step, to, reason } => {
            office::give_back(app, regulation, &step, &to, &reason, facts)
        }
        Command::Assign {
            step,
            staff,
            substitute,
            reason,
        } => office::assign(app, regulation, &step, (staff, substitute), &reason, facts),
        Command::HandOver {
            step,
            office,
            reason,
        } => office::hand_over(app, regulation, &step, office, &reason, facts),
        Command::Accept { step } => office::accept(app, &step, facts),
        Command::StopClock { reason } => term::stop(app, regulation, &reason, facts),
        Command::ResumeClock => term::resume(app, regulation, facts),
        Command::Reopen { step, reason } => office::reopen(app, regulation, step, &reason, facts),
        Command::Prolong { task, reason, days } => {
            turn::prolong(app, regulation, task, (&reason, days), facts)
        }
        Command::Abandon { task, reason } => turn::abandon(app, regulation, task, &reason, facts),
        Command::Note { text } => office::note(app, regulation, &text, facts),
        Command::RequestCorrection {
            step,
            text,
            slots,
            days,
        } => applicant::request(app, regulation, &step, (&text, slots, days), facts),
        Command::Correct { task, text, items } => {
            applicant::correct(app, regulation, task, (&text, items), facts)
        }
        Command::Supply { step, items, text } => {
            applicant::supply(app, regulation, &step, (&text, items), facts)
        }
        Command::Lapse { task } => applicant::lapse(app, regulation, task, facts),
        Command::Withdraw { reason } => applicant::withdraw(app, regulation, &reason, facts),
    }
}

fn add_evidence(
    app: &CaseState,
    regulation: &Regulation,
    items: Vec<EvidenceItem>,
    facts: &CaseFacts<'_>,
) -> Result<Vec<Event>, Rejection> {
    in_work(app)?;
    route(app, regulation)?;
    is_applicant(&facts.actor, &app.person)?;
    known_slots(regulation, &items)?;
    if !app.takes_documents() {
        return Err(Rejection::Signed);
    }
    if items.is_empty() {
        return Err(Rejection::EvidenceMissing(Vec::new()));
    }
    Ok(vec![Event::EvidenceAdded(EvidenceAdded {
        at: facts.now,
        items,
    })])
}

/// The route of this case; none if the regulation is not the one under which it runs.
fn route<'a>(app: &CaseState, regulation: &'a Regulation) -> Result<&'a Procedure, Rejection> {
    let route = regulation.route(&app.route());
    route
        .filter(|_| app.regulation == regulation.id)
        .ok_or(Rejection::NoProcedure)
}

fn in_work(app: &CaseState) -> Result<(), Rejection> {
    match app.is_open() {
        true => Ok(()),
        false => Err(Rejection::NotOpen),
    }
}

fn is_applicant(actor: &Actor, applicant: &str) -> Result<(), Rejection> {
    match actor {
        Actor::Citizen { person } if person == applicant => Ok(()),
        _ => Err(Rejection::NotApplicant),
    }
}

/// The member of staff who acts, if they have one of `roles` in `office`.
fn one_of<'r>(
    actor: &Actor,
    roles: impl IntoIterator<Item = &'r RoleId>,
    office: &str,
) -> Result<ActorRef, Rejection> {
    let mut refused = None;
    for role in roles {
        match official(actor, role, office) {
            Ok(by) => return Ok(by),
            // Whoever has the role in another office hears of the office.
            Err(why @ Rejection::OtherOffice) => refused = Some(why),
            Err(why) => refused = refused.or(Some(why)),
        }
    }
    Err(refused.unwrap_or(Rejection::NoProcedure))
}

/// Whoever acts as an official, if they lead the work of this case.
pub fn leader(
    app: &CaseState,
    regulation: &Regulation,
    actor: &Actor,
) -> Result<ActorRef, Rejection> {
    one_of(actor, route(app, regulation)?.leaders(), &app.office)
}

/// The member of staff who acts, if they have `role` in `office`.
fn official(actor: &Actor, role: &str, office: &str) -> Result<ActorRef, Rejection> {
    match actor {
        Actor::Staff {
            id,
            name,
            roles,
            office: theirs,
        } if roles.iter().any(|has| has == role) => {
            let by = ActorRef {
                id: id.clone(),
                name: name.clone(),
                role: role.into(),
            };
            if theirs == office {
                Ok(by)
            } else {
                Err(Rejection::OtherOffice)
            }
        }
        _ => Err(Rejection::NotYours {
            needs_role: role.into(),
        }),
    }
}

/// The member of staff who acts, in the role by which they do this task, if it is theirs.
pub fn performer(task: &Task, actor: &Actor) -> Result<ActorRef, Rejection> {
    let by = colleague(task, actor)?;
    if task.handed {
        return Err(Rejection::NotTaken);
    }
    match &task.assignee {
        Some(other) if other.staff != by.id => Err(Rejection::AppointedIsOther {
            staff: other.staff.clone(),
        }),
        _ => Ok(by),
    }
}

/// The member of staff who acts, if they could do this task, whoever has it.
fn colleague(task: &Task, actor: &Actor) -> Result<ActorRef, Rejection> {
    match &task.performer {
        Performer::Roles(roles) => one_of(actor, roles, &task.office),
        Performer::Applicant { .. } => Err(Rejection::NotApplicant),
    }
}

/// The open task of `step`, if it is the one that the official had before them. Otherwise they are told who was faster.
fn open_task<'a>(app: &'a CaseState, step: &str) -> Result<(TaskNo, &'a Task), Rejection> {
    if !app.is_submitted() {
        return Err(Rejection::NotOpen);
    }
    app.task_of(step).ok_or_else(|| Rejection::StepNotOpen {
        step: step.into(),
        done_by: app.last_done(step).map(|done| Box::new(DoneBy::of(done))),
    })
}

fn known_slots(regulation: &Regulation, items: &[EvidenceItem]) -> Result<(), Rejection> {
    match items
        .iter()
        .find(|item| regulation.slot(&item.slot).is_none())
    {
        Some(item) => Err(Rejection::UnknownSlot {
            slot: item.slot.clone(),
        }),
        None => Ok(()),
    }
}
