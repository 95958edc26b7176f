//! From a state and an event to the next state. Total: every event on every state gives a state, so that a log
//! that was ever written can always be read. What may happen when is the business of [`super::decide`].

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};

use super::{
    event::{
        Appointed, ClockResumed, Corrected, CorrectionRequested, Event, EvidenceAdded, HandedOver,
        Issued, Reopened, StepDone, StepOpened, Submitted, TermBegun, TermReplaced,
    },
    own_term::OwnTerm,
    state::{CaseState, DoneStep, Replaced, VoidResult},
    stood::Stood,
    task::{Assignee, Performer, Task},
};
use crate::ids::{RoleId, StaffId, StepId, TaskNo};

/// The state after `event`.
pub fn apply(mut app: CaseState, event: &Event) -> CaseState {
    app.seq = app.seq.saturating_add(1);
    if event.moves_the_work() {
        app.moved = app.seq;
    }
    if event.brings() {
        app.brought = app.seq;
    }
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
            app.due = Some(event.due);
            app.extended.push(event.clone());
        }
        Event::EvidenceAdded(event) => {
            app.evidence.extend_from_slice(&event.items);
            app.added.push(event.clone());
        }
        Event::Corrected(event) => corrected(&mut app, event),
        Event::CorrectionDropped(event) => drop(app.tasks.remove(&event.task)),
        Event::Lapsed(event) => lapsed(&mut app, event.task),
        Event::Prolonged(event) => {
            if let Some(task) = app.tasks.get_mut(&event.task) {
                task.due = Some(event.due);
                task.lapsed = false;
            }
        }
        Event::Voted(event) => {
            if let Some(task) = app.tasks.get_mut(&event.task) {
                task.votes.push(event.vote.clone());
            }
        }
        Event::Returned(event) => {
            give_up(&mut app, event.task, &event.step);
            go_back(&mut app, event.at, &event.to, &event.voids);
            app.due = event.due.or(app.due);
            app.returned.push(event.clone());
        }
        Event::HandedOver(event) => handed_over(&mut app, event),
        Event::Accepted(event) => {
            if let Some(task) = app.tasks.get_mut(&event.task) {
                task.handed = false;
                task.assignee = Some(Assignee {
                    staff: event.by.id.clone(),
                    role: event.by.role.clone(),
                });
            }
        }
        Event::Decided(event) => {
            app.decision = Some(event.decision.clone());
            if let Some(done) = app.done.last_mut() {
                done.decision.clone_from(&app.decision);
            }
        }
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
            app.counted = Some(app.counted_until(event.at));
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
    // Logs from before give an application without a term the moment of its acceptance.
    app.due = event.due.filter(|_| !event.term.is_empty());
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
    app.last_task = app.last_task.max(no);
    let mut task = Task {
        step: event.step.clone(),
        office: app.office.clone(),
        performer,
        assignee: None,
        votes: Vec::new(),
        since: event.since,
        due: event.due,
        first_due: event.due,
        handed: false,
        lapsed: false,
        correction: None,
    };
    task.assignee = assignee(&app.appointed, &task);
    app.tasks.insert(no, task);
    app.opened.insert(no, event.step.clone());
    if let Some(begun) = &event.begins {
        term_begun(app, event, begun);
    }
}

/// The official of the case's office to whom a task belongs from the start.
fn assignee(appointed: &BTreeMap<RoleId, StaffId>, task: &Task) -> Option<Assignee> {
    let mut appointed = appointed.iter();
    let (role, staff) = appointed.find(|(role, _)| task.goes_with(role))?;
    Some(Assignee {
        staff: staff.clone(),
        role: role.clone(),
    })
}

/// The result's own clock takes the place of the whole.
fn term_begun(app: &mut CaseState, event: &StepOpened, begun: &TermBegun) {
    app.own = Some(OwnTerm {
        term: begun.term.clone(),
        step: event.step.clone(),
        since: event.since,
        was_due: app.due,
        was_term: std::mem::take(&mut app.term),
    });
    app.due = Some(begun.due);
    app.term = vec![begun.limit.clone()];
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
        first_due: Some(event.due),
        handed: false,
        lapsed: false,
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
    let waited = app.has_waited(event.at).filter(|_| event.moved.is_some());
    app.stood.extend(waited);
    let open = no.and_then(|no| app.tasks.remove(&no));
    give_up(app, no.unwrap_or_default(), &event.step);
    if event.signs {
        app.signed = Some(event.at);
    }
    app.due = event.moved.or(app.due);
    app.inputs.insert(event.step.clone(), event.inputs.clone());
    app.done.push(DoneStep {
        step: event.step.clone(),
        office: open
            .as_ref()
            .map_or(&app.office, |task| &task.office)
            .clone(),
        outcome: event.outcome.clone(),
        by: event.by.clone(),
        side: event.side,
        since: open.as_ref().map_or(event.at, |task| task.since),
        due: open.as_ref().and_then(|task| task.due),
        votes: open.map(|task| task.votes).unwrap_or_default(),
        at: event.at,
        late: event.late,
        moved: event.moved,
        comment: event.comment.clone(),
        files: event.files.clone(),
        decision: None,
        signs: event.signs,
        void: false,
    });
}

/// A step is done again: what was done from it on stands no more, nor what was decided, signed and issued by that.
fn go_back(app: &mut CaseState, at: DateTime<Utc>, to: &str, voids: &[StepId]) {
    let mut done = app.done.iter();
    let standing = done.rposition(|done| done.step == *to && !done.void);
    let mut done = app.done.iter();
    let Some(from) = standing.or_else(|| done.rposition(|done| done.step == *to)) else {
        return;
    };
    // Older events do not say what stands no more: everything that came after.
    let goes = |done: &DoneStep| voids.is_empty() || voids.contains(&done.step);
    let after = app.done.iter_mut().skip(from);
    let mut undone = Vec::new();
    for done in after.filter(|done| goes(done) && !done.void) {
        done.void = true;
        undone.push(done.at);
    }
    take_back(app, at, |issued| undone.contains(&issued.at));
    let decided = app.standing().rev().find_map(|done| done.decision.clone());
    app.decision = decided;
    let signed = app.standing().rev().find(|done| done.signs);
    app.signed = signed.map(|done| done.at);
    // Its clock goes on from when it started, unless the case goes back behind that.
    let stays = |own: &OwnTerm| own.step == *to || app.standing().any(|done| done.step == own.step);
    if app.own.as_ref().is_some_and(|own| !stays(own))
        && let Some(own) = app.own.take()
    {
        app.due = own.was_due;
        app.term = own.was_term;
    }
}

/// The results that go hold no more since `since`.
fn take_back(app: &mut CaseState, since: DateTime<Utc>, goes: impl Fn(&Issued) -> bool) {
    let results = std::mem::take(&mut app.results).into_iter();
    let (gone, standing): (Vec<_>, _) = results.partition(goes);
    app.results = standing;
    let gone = gone.into_iter();
    let again = false;
    let void = |issued| VoidResult {
        issued,
        since,
        again,
    };
    app.void.extend(gone.map(void));
}

fn appointed(app: &mut CaseState, event: &Appointed) {
    let takes = |task: &mut Task| {
        task.assignee = Some(Assignee {
            staff: event.staff.clone(),
            role: event.role.clone(),
        });
    };
    if let Some(no) = event.task {
        app.tasks.get_mut(&no).into_iter().for_each(takes);
        return;
    }
    let (role, staff) = (event.role.clone(), event.staff.clone());
    let tasks = app.tasks.values_mut();
    let of_role = tasks.filter(|task| has_role(&task.performer, &event.role));
    let (here, away): (Vec<_>, Vec<_>) = of_role.partition(|task| task.office == app.office);
    // Older logs also appoint an official of the office that has the task, who has nothing to do with later steps.
    if here.is_empty() && !away.is_empty() {
        away.into_iter().for_each(takes);
        return;
    }
    let here = here.into_iter();
    here.filter(|task| task.goes_with(&role)).for_each(takes);
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
    app.due = Some(event.due);
    app.term = vec![event.limit.clone()];
    let open = app.open_no(event.task);
    if let Some(task) = open.and_then(|no| app.tasks.get_mut(&no)) {
        task.due = event.step_due;
    }
}

/// A correction falls away with its time; what the act wants is waited for.
fn lapsed(app: &mut CaseState, no: TaskNo) {
    match app.tasks.get_mut(&no) {
        Some(task) if task.correction.is_none() => task.lapsed = true,
        _ => drop(app.tasks.remove(&no)),
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
        let is_home = event.to == app.office;
        task.office.clone_from(&event.to);
        // At home nobody has to accept it: it belongs to whom it would have belonged.
        task.handed = !is_home;
        task.assignee = match is_home {
            true => assignee(&app.appointed, task),
            false => None,
        };
    }
}

fn clock_resumed(app: &mut CaseState, event: &ClockResumed) {
    app.stood.extend(app.has_stood(event.at));
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
    if let Some(closed) = app.closed.take() {
        take_back(app, event.at, |issued| issued.at >= closed.at);
        app.undone = Some(closed);
    }
    let while_closed = app.counted.zip(event.counts);
    app.stood
        .extend(while_closed.map(|(from, to)| Stood { from, to }));
    go_back(app, event.at, &event.step, &event.voids);
    let stands = app.decision_stands();
    for void in &mut app.void {
        void.again = stands && (void.again || void.since == event.at);
    }
    app.due = event.due.or(app.due);
    app.reopened.push(event.clone());
}
