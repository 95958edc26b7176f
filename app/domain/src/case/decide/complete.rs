//! Carrying out the open step.

use std::collections::BTreeMap;

use super::{
    super::{
        answers::{self, Entered},
        command::{CaseFacts, Complete, StaffFact},
        event::{ActorRef, Appointed, Event, StepDone},
        rejection::{DoneBy, Rejection},
        state::{CaseState, OpenStep},
    },
    course::Course,
    performer, route,
};
use crate::regulation::{Field, FieldKind, Regulation, Step};

pub(super) fn complete(
    app: &CaseState,
    regulation: &Regulation,
    command: Complete,
    facts: &CaseFacts<'_>,
) -> Result<Vec<Event>, Rejection> {
    let open = open_step(app, &command.step)?;
    let route = route(app, regulation)?;
    let step = route.step(&open.id).ok_or(Rejection::NoProcedure)?;
    let by = performer(app, facts, &open.performer)?;
    let Some(outcome) = step.outcome(&command.outcome) else {
        let inputs = match answers::at_step(app, regulation, step, &command, facts) {
            Err(Rejection::Inputs(inputs)) => inputs,
            _ => Vec::new(),
        };
        return Err(Rejection::UnknownOutcome {
            outcome: command.outcome,
            inputs,
        });
    };
    let entered = answers::at_step(app, regulation, step, &command, facts)?;
    let appointments = appointments(app, step, &command.outcome, &entered, &by, facts)?;

    let Entered { inputs, comment } = entered;
    let mut course = Course::new(app, route, facts);
    course.emit(Event::StepDone(StepDone {
        at: facts.now,
        step: command.step,
        outcome: command.outcome,
        by,
        inputs,
        comment,
        files: command.files,
        late: open.due.is_some_and(|due| facts.now > due),
    }));
    for appointment in appointments {
        course.emit(Event::Appointed(appointment));
    }
    course.follow(outcome)?;
    Ok(course.events())
}

/// The open step, if it is the one that the official had before them. Otherwise they are told who was faster.
fn open_step<'a>(app: &'a CaseState, step: &str) -> Result<&'a OpenStep, Rejection> {
    if !app.is_submitted() {
        return Err(Rejection::NotOpen);
    }
    app.step
        .as_ref()
        .filter(|open| open.id == step)
        .ok_or_else(|| Rejection::StepNotOpen {
            step: step.into(),
            done_by: app.last_done(step).map(|done| Box::new(DoneBy::of(done))),
        })
}

/// Who becomes responsible for which role by what was entered.
fn appointments(
    app: &CaseState,
    step: &Step,
    outcome: &str,
    entered: &Entered,
    by: &ActorRef,
    facts: &CaseFacts<'_>,
) -> Result<Vec<Appointed>, Rejection> {
    let fields = step
        .inputs_for(outcome)
        .filter(|field| field.kind == FieldKind::Staff);
    let chosen = fields
        .filter_map(|field| Some((field, field.role.as_ref()?, chosen(&entered.inputs, field)?)));
    chosen
        .map(|(field, role, staff)| {
            let fits = |fact: &&StaffFact| {
                fact.id == staff && fact.office == app.office && fact.roles.contains(role)
            };
            let fact =
                facts
                    .staff
                    .iter()
                    .find(fits)
                    .ok_or_else(|| Rejection::AppointUnknownStaff {
                        role: role.clone(),
                        staff: staff.into(),
                        field: field.id.clone(),
                    })?;
            Ok(Appointed {
                at: facts.now,
                role: role.clone(),
                staff: fact.id.clone(),
                name: fact.name.clone(),
                by: by.clone(),
            })
        })
        .collect()
}

fn chosen<'a>(inputs: &'a BTreeMap<String, String>, field: &Field) -> Option<&'a str> {
    inputs
        .get(&field.id)
        .map(String::as_str)
        .filter(|value| !value.is_empty())
}
