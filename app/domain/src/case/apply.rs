//! From a state and an event to the next state. Total: every event on every state gives a state, so that a log
//! that was ever written can always be read. What may happen when is the business of [`super::decide`].

use super::{
    event::{Event, StepDone, Submitted},
    state::{CaseState, DoneStep, OpenStep, Replaced},
};

/// The state after `event`.
pub fn apply(mut app: CaseState, event: &Event) -> CaseState {
    app.seq = app.seq.saturating_add(1);
    match event {
        Event::Submitted(event) => submitted(&mut app, event),
        Event::StepOpened(event) if app.closed.is_none() => {
            app.step = Some(OpenStep {
                id: event.step.clone(),
                performer: event.performer.clone(),
                since: event.since,
                due: event.due,
            });
        }
        // An ended case has no open step, whatever a log says.
        Event::StepOpened(_) => {}
        Event::StepDone(event) => step_done(&mut app, event),
        Event::Appointed(event) => {
            app.appointed
                .insert(event.role.clone(), event.staff.clone());
        }
        Event::TermReplaced(event) => {
            app.replaced = Some(Replaced {
                at: event.at,
                term: event.term.clone(),
                reason: event.reason.clone(),
                by: event.by.clone(),
                was_due: app.due,
            });
            app.due = event.due;
            app.term = vec![event.limit.clone()];
            if let Some(step) = &mut app.step {
                step.due = event.step_due;
            }
        }
        Event::EvidenceAdded(event) => {
            app.evidence.extend_from_slice(&event.items);
            app.added.push(event.clone());
        }
        Event::Closed(event) => {
            app.step = None;
            app.closed = Some(event.clone());
        }
    }
    app
}

fn submitted(app: &mut CaseState, event: &Submitted) {
    app.regulation.clone_from(&event.regulation);
    app.channel = event.channel;
    app.variant.clone_from(&event.variant);
    app.office.clone_from(&event.office);
    app.person.clone_from(&event.person);
    app.number.clone_from(&event.number);
    app.registration.clone_from(&event.registration);
    app.answers.clone_from(&event.answers);
    app.evidence.clone_from(&event.evidence);
    app.submitted_at = event.at;
    app.accepted_at = event.accepted_at;
    app.due = event.due;
    app.term.clone_from(&event.term);
}

fn step_done(app: &mut CaseState, event: &StepDone) {
    let open = app.step.take_if(|step| step.id == event.step);
    app.inputs.insert(event.step.clone(), event.inputs.clone());
    app.done.push(DoneStep {
        step: event.step.clone(),
        outcome: event.outcome.clone(),
        by: event.by.clone(),
        since: open.as_ref().map_or(event.at, |step| step.since),
        due: open.and_then(|step| step.due),
        at: event.at,
        late: event.late,
        comment: event.comment.clone(),
        files: event.files.clone(),
    });
}
