//! From a wish to events, or to the reason why not.
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
mod submit;
mod term;
mod vote;

pub use preview::preview;

/// What happens if `command` is followed now. Nothing happens if it is rejected.
pub fn decide(
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
        other => beside(app, regulation, other, facts),
    }
}

/// What happens beside the steps of the route.
fn beside(
    app: &CaseState,
    regulation: &Regulation,
    command: Command,
    facts: &CaseFacts<'_>,
) -> Result<Vec<Event>, Rejection> {
    match command {
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
        Command::Note { text } => office::note(app, &text, facts),
        other => applicant::decide(app, regulation, other, facts),
    }
}

fn add_evidence(
    app: &CaseState,
    regulation: &Regulation,
    items: Vec<EvidenceItem>,
    facts: &CaseFacts<'_>,
) -> Result<Vec<Event>, Rejection> {
    if !app.is_open() {
        return Err(Rejection::NotOpen);
    }
    route(app, regulation)?;
    is_applicant(&facts.actor, &app.person)?;
    known_slots(regulation, &items)?;
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

/// The member of staff who acts, if they lead the work of this case.
fn leader(
    app: &CaseState,
    regulation: &Regulation,
    facts: &CaseFacts<'_>,
) -> Result<ActorRef, Rejection> {
    let route = route(app, regulation)?;
    one_of(&facts.actor, route.leaders(), &app.office)
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

/// The member of staff who acts, if this task is theirs.
fn performer(task: &Task, facts: &CaseFacts<'_>) -> Result<ActorRef, Rejection> {
    let by = colleague(task, facts)?;
    if task.handed {
        return Err(Rejection::NotTaken);
    }
    match &task.assignee {
        Some(staff) if *staff != by.id => Err(Rejection::AppointedIsOther {
            staff: staff.clone(),
        }),
        _ => Ok(by),
    }
}

/// The member of staff who acts, if they could do this task, whoever has it.
fn colleague(task: &Task, facts: &CaseFacts<'_>) -> Result<ActorRef, Rejection> {
    match &task.performer {
        Performer::Roles(roles) => one_of(&facts.actor, roles, &task.office),
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
