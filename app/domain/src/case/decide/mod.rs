//! From a wish to events, or to the reason why not.
//!
//! The checks come in one order, so that the answer never depends on luck: the state of the case first, then
//! role, office and appointment, then what was entered.

use super::{
    command::{Actor, CaseFacts, Command},
    event::{ActorRef, Event, EvidenceAdded, EvidenceItem},
    rejection::Rejection,
    state::CaseState,
};
use crate::regulation::{Procedure, Regulation};

mod complete;
mod course;
mod submit;
mod term;

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
        Command::AddEvidence { items } => add_evidence(app, regulation, items, facts),
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

/// The member of staff who acts, if the open step of this case is theirs.
fn performer(app: &CaseState, facts: &CaseFacts<'_>, role: &str) -> Result<ActorRef, Rejection> {
    let by = official(&facts.actor, role, &app.office)?;
    match app.appointee(role) {
        Some(staff) if staff != by.id => Err(Rejection::AppointedIsOther {
            staff: staff.into(),
        }),
        _ => Ok(by),
    }
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
