//! Carrying out the open step.

use std::collections::BTreeMap;

use super::{
    super::{
        answers::{self, Entered},
        command::{CaseFacts, Complete, StaffFact},
        decision::Decided,
        event::{ActorRef, Appointed, Event, StepDone},
        options::options,
        rejection::Rejection,
        state::CaseState,
    },
    course::Course,
    decision, open_task, performer, route, sense, term, vote,
};
use crate::regulation::{Field, FieldKind, Regulation, Side, Step};

pub(super) fn complete(
    app: &CaseState,
    regulation: &Regulation,
    command: Complete,
    facts: &CaseFacts<'_>,
) -> Result<Vec<Event>, Rejection> {
    let (no, open) = open_task(app, &command.step)?;
    let route = route(app, regulation)?;
    let step = route.step(&open.step).ok_or(Rejection::NoProcedure)?;
    let by = performer(open, &facts.actor)?;
    if no != command.task {
        return Err(Rejection::Changed);
    }
    let options = options(app, regulation, step);
    let Some(way) = options.way(&command.outcome, command.decision.as_ref()) else {
        let shared: Vec<&Field> = options.shared.iter().collect();
        let inputs = match answers::at_step(app, regulation, (&shared, &[]), &command, facts) {
            Err(Rejection::Inputs(inputs)) => inputs,
            _ => Vec::new(),
        };
        return Err(Rejection::UnknownOutcome {
            outcome: command.outcome,
            inputs,
        });
    };
    vote::enough(step, open, &command.outcome)?;
    let fields: Vec<&Field> = options.fields(way).collect();
    let asked = (&fields[..], &way.grounds[..]);
    let entered = answers::at_step(app, regulation, asked, &command, facts)?;
    let day = |id: &str| entered.inputs.get(id)?.parse().ok();
    sense::after_birth(app, regulation, &fields, day)?;
    let decided = decision::of(way, &fields, &entered, &by, facts)?;
    let decided = decided.map(|decision| Decided { task: no, decision });
    let appointments = appointments(app, step, &command.outcome, &entered, &by, facts)?;

    let Entered { inputs, comment } = entered;
    let mut course = Course::new(app, (regulation, route), facts);
    // Work goes on, and so does its clock: nothing is done in a time that does not count.
    if let Some(resumed) = term::resumed(app, by.clone(), facts) {
        course.emit(resumed);
    }
    let due = course.app.tasks.get(&no).and_then(|task| task.due);
    course.drop_corrections(&step.id, &by);
    course.emit(Event::StepDone(StepDone {
        at: facts.now,
        step: command.step,
        task: no,
        outcome: command.outcome,
        by,
        side: Side::Staff,
        inputs,
        comment,
        files: command.files,
        late: due.is_some_and(|due| facts.now > due),
        signs: route.is_signed_by(step, way.outcome),
        moved: None,
    }));
    if let Some(decided) = decided {
        course.emit(Event::Decided(Box::new(decided)));
        sense::founded(&course.app, regulation, &fields)?;
    }
    for appointment in appointments {
        course.emit(Event::Appointed(appointment));
    }
    course.follow(step, way.outcome)?;
    Ok(course.events())
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
                fact.id == staff && fact.office == app.office && fact.holds(role)
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
                task: None,
                reason: None,
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
