//! From a state and an event to the next state. Total: every event on every state gives a state, so that a log
//! that was ever written can always be read. What may happen when is the business of [`super::decide`].

use super::{
    event::{
        Appointed, ClockResumed, Corrected, CorrectionRequested, Event, EvidenceAdded, HandedOver,
        Reopened, StepDone, StepOpened, Submitted, TermReplaced,
    },
    state::{CaseState, DoneStep, Replaced},
    task::{Performer, Task},
};
use crate::ids::{RoleId, TaskNo};

/// The state after `event`.
pub fn apply(mut app: CaseState, event: &Event) -> CaseState {
    app.seq = app.seq.saturating_add(1);
    if event.is_beside() {
        app.beside.push(event.clone());
    }
    match event {
        Event::Submitted(event) => submitted(&mut app, event),
        // An ended case has nothing open, whatever a log says.
        Event::StepOpened(_) | Event::CorrectionRequested(_) if app.closed.is_some() => {}
        Event::StepOpened(event) => step_opened(&mut app, event),
        Event::CorrectionRequested(event) => correction_requested(&mut app, event),
        Event::StepDone(event) => step_done(&mut app, event),
        Event::Appointed(event) => appointed(&mut app, event),
        Event::TermReplaced(event) => term_replaced(&mut app, event),
        Event::TermExtended(event) => {
            app.due = event.due;
            app.extended.push(event.clone());
        }
        Event::EvidenceAdded(event) => {
            app.evidence.extend_from_slice(&event.items);
            app.added.push(event.clone());
        }
        Event::Corrected(event) => corrected(&mut app, event),
        Event::Lapsed(event) => drop(app.tasks.remove(&event.task)),
        Event::Voted(event) => {
            if let Some(task) = app.tasks.get_mut(&event.task) {
                task.votes.push(event.vote.clone());
            }
        }
        Event::Returned(event) => {
            give_up(&mut app, event.task, &event.step);
            app.returned.push(event.clone());
        }
        Event::HandedOver(event) => handed_over(&mut app, event),
        Event::Accepted(event) => {
            if let Some(task) = app.tasks.get_mut(&event.task) {
                task.handed = false;
                task.assignee = Some(event.by.id.clone());
            }
        }
        Event::Decided(event) => app.decision = Some(event.decision.clone()),
        Event::ClockStopped(event) => app.stopped = Some(event.clone()),
        Event::ClockResumed(event) => clock_resumed(&mut app, event),
        Event::Reopened(event) => reopened(&mut app, event),
        Event::Noted(event) => app.notes.push(event.clone()),
        Event::RegistersAsked(event) => {
            let answers = event.answers.iter();
            let answers = answers.map(|answer| (answer.document.clone(), answer.clone()));
            app.registers.extend(answers);
        }
        Event::Issued(event) => app.results.push(event.clone()),
        Event::Closed(event) => {
            app.tasks.clear();
            app.stopped = None;
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
    app.parties.clone_from(&event.parties);
    app.number.clone_from(&event.number);
    app.registration.clone_from(&event.registration);
    app.answers.clone_from(&event.answers);
    app.evidence.clone_from(&event.evidence);
    app.submitted_at = event.at;
    app.accepted_at = event.accepted_at;
    app.due = event.due;
    app.term.clone_from(&event.term);
}

fn step_opened(app: &mut CaseState, event: &StepOpened) {
    let mut no = event.task;
    if no.is_unknown() {
        // Before tasks were counted a step took the place of the one before.
        app.tasks.clear();
        no = app.next_task();
    }
    let role = event.performer.clone();
    let performer = event.who.clone().unwrap_or(Performer::role(role));
    let assignee = match &performer {
        Performer::Roles(roles) => roles
            .iter()
            .find_map(|role| app.appointed.get(role))
            .cloned(),
        _ => None,
    };
    app.last_task = app.last_task.max(no);
    let task = Task {
        step: event.step.clone(),
        office: app.office.clone(),
        performer,
        assignee,
        votes: Vec::new(),
        since: event.since,
        due: event.due,
        handed: false,
        correction: None,
    };
    app.tasks.insert(no, task);
}

fn correction_requested(app: &mut CaseState, event: &CorrectionRequested) {
    app.last_task = app.last_task.max(event.task);
    let task = Task {
        step: event.step.clone(),
        office: app.office.clone(),
        performer: Performer::Applicant {
            watched: event.correction.by.role.clone(),
        },
        assignee: None,
        votes: Vec::new(),
        since: event.at,
        due: Some(event.due),
        handed: false,
        correction: Some(event.correction.clone()),
    };
    app.tasks.insert(event.task, task);
}

/// Takes the open task of a step away, with what the applicant was asked at it.
fn give_up(app: &mut CaseState, task: TaskNo, step: &str) {
    app.tasks
        .retain(|no, one| *no != task && (one.correction.is_none() || one.step != *step));
}

fn step_done(app: &mut CaseState, event: &StepDone) {
    let no = if event.task.is_unknown() {
        app.task_of(&event.step).map(|(no, _)| no)
    } else {
        Some(event.task)
    };
    let open = no.and_then(|no| app.tasks.remove(&no));
    give_up(app, no.unwrap_or_default(), &event.step);
    if event.signs {
        app.signed = Some(event.at);
    }
    app.inputs.insert(event.step.clone(), event.inputs.clone());
    app.done.push(DoneStep {
        step: event.step.clone(),
        outcome: event.outcome.clone(),
        by: event.by.clone(),
        side: event.side,
        since: open.as_ref().map_or(event.at, |task| task.since),
        due: open.as_ref().and_then(|task| task.due),
        votes: open.map(|task| task.votes).unwrap_or_default(),
        at: event.at,
        late: event.late,
        comment: event.comment.clone(),
        files: event.files.clone(),
    });
}

fn appointed(app: &mut CaseState, event: &Appointed) {
    let takes = |task: &mut Task| task.assignee = Some(event.staff.clone());
    if let Some(no) = event.task {
        app.tasks.get_mut(&no).into_iter().for_each(takes);
        return;
    }
    let (role, staff) = (event.role.clone(), event.staff.clone());
    let of_role = |task: &&mut Task| has_role(&task.performer, &event.role);
    app.tasks.values_mut().filter(of_role).for_each(takes);
    app.appointed.insert(role, staff);
}

fn has_role(performer: &Performer, role: &RoleId) -> bool {
    matches!(performer, Performer::Roles(roles) if roles.contains(role))
}

fn term_replaced(app: &mut CaseState, event: &TermReplaced) {
    app.replaced = Some(Replaced {
        at: event.at,
        term: event.term.clone(),
        reason: event.reason.clone(),
        by: event.by.clone(),
        was_due: app.due,
    });
    app.due = event.due;
    app.term = vec![event.limit.clone()];
    let open = app.open_no(event.task);
    if let Some(task) = open.and_then(|no| app.tasks.get_mut(&no)) {
        task.due = event.step_due;
    }
}

fn corrected(app: &mut CaseState, event: &Corrected) {
    app.tasks.remove(&event.task);
    if event.items.is_empty() {
        return;
    }
    app.evidence.extend_from_slice(&event.items);
    app.added.push(EvidenceAdded {
        at: event.at,
        items: event.items.clone(),
    });
}

fn handed_over(app: &mut CaseState, event: &HandedOver) {
    if let Some(task) = app.tasks.get_mut(&event.task) {
        task.office.clone_from(&event.to);
        task.assignee = None;
        task.handed = true;
    }
}

fn clock_resumed(app: &mut CaseState, event: &ClockResumed) {
    app.stopped = None;
    app.due = event.due;
    for moved in &event.tasks {
        if let Some(task) = app.tasks.get_mut(&moved.task) {
            task.due = Some(moved.due);
        }
    }
}

fn reopened(app: &mut CaseState, event: &Reopened) {
    // What was issued with the wrong end holds no more.
    if let Some(closed) = &app.closed {
        app.results.retain(|issued| issued.at < closed.at);
    }
    app.closed = None;
    app.signed = None;
    app.reopened.push(event.clone());
}
