//! What an office does with a case beside its steps. The acts forbid none of it and describe none of it: it is the
//! portal's own.

use super::{
    super::{
        answers, apply, back,
        clock::Clock,
        command::{CaseFacts, StaffFact},
        event::{Accepted, ActorRef, Appointed, Event, HandedOver, Noted, Reopened, Returned},
        rejection::Rejection,
        state::CaseState,
        task::{Performer, Task},
    },
    colleague,
    course::Course,
    leader, one_of, open_task, performer, route,
};
use crate::{
    ids::{OfficeId, RoleId, StaffId, StepId},
    regulation::Regulation,
};

/// Gives the work back to an earlier step, until the decision is signed.
pub(super) fn give_back(
    app: &CaseState,
    regulation: &Regulation,
    step: &str,
    to: &StepId,
    reason: &str,
    facts: &CaseFacts<'_>,
) -> Result<Vec<Event>, Rejection> {
    let (task, open) = open_task(app, step)?;
    let route = route(app, regulation)?;
    let by = performer(open, &facts.actor)?;
    if app.signed.is_some() {
        return Err(Rejection::Signed);
    }
    let mut earlier = back::earlier(app, regulation, &open.step).into_iter();
    let no_way = || Rejection::NoWayBack { to: to.clone() };
    let earlier = earlier.find(|step| step.id == *to).ok_or_else(no_way)?;
    let reason = answers::reason(reason, facts)?;
    let mut course = Course::new(app, (regulation, route), facts);
    course.drop_corrections(&open.step, &by);
    let returned = Returned {
        at: facts.now,
        task,
        step: open.step.clone(),
        to: to.clone(),
        voids: back::voids(app, route, earlier),
        due: None,
        reason,
        by,
    };
    let after = apply(course.app.clone(), &Event::Returned(returned.clone()));
    let due = Clock::new(facts.calendar).gone_back(&course.app, &after);
    course.emit(Event::Returned(Returned { due, ..returned }));
    course.open(earlier, facts.now);
    Ok(course.events())
}

/// Gives the steps of a role to `staff`, or one task alone. A task of several roles is given alone: whoever has the others
/// keeps their part in the rest.
pub(super) fn assign(
    app: &CaseState,
    regulation: &Regulation,
    step: &str,
    (staff, substitute): (StaffId, bool),
    reason: &str,
    facts: &CaseFacts<'_>,
) -> Result<Vec<Event>, Rejection> {
    let (no, open) = open_task(app, step)?;
    let by = match leader(app, regulation, &facts.actor) {
        Ok(by) if open.office == app.office => by,
        // Whoever has a task may give it to a colleague, and a task that nobody has may be taken. Where it was handed nobody
        // leads the case, but a task whose official is gone is given to another.
        led => performer(open, &facts.actor)
            .ok()
            .or_else(|| leader_there(app, regulation, open, facts))
            .filter(|_| substitute)
            .ok_or_else(|| led.err().unwrap_or(Rejection::OtherOffice))?,
    };
    let Performer::Roles(roles) = &open.performer else {
        return Err(Rejection::NotApplicant);
    };
    // Whoever takes it there has it.
    if open.handed {
        return Err(Rejection::NotTaken);
    }
    // The other steps of the role come back to the office of the case.
    if !substitute && open.office != app.office {
        return Err(Rejection::OtherOffice);
    }
    let Some((fact, role)) = fitting(facts.staff, &staff, open, roles) else {
        let role = roles.first().cloned().unwrap_or_default();
        let field = "staff".to_owned();
        return Err(Rejection::AppointUnknownStaff { role, staff, field });
    };
    let reason = answers::reason(reason, facts)?;
    Ok(vec![Event::Appointed(Appointed {
        at: facts.now,
        role: role.clone(),
        staff,
        name: fact.name.clone(),
        by,
        task: (substitute || roles.len() > 1).then_some(no),
        reason: Some(reason),
    })])
}

/// Whoever leads in the office that was handed a task, while the official who took it there cannot do it any more.
fn leader_there(
    app: &CaseState,
    regulation: &Regulation,
    open: &Task,
    facts: &CaseFacts<'_>,
) -> Option<ActorRef> {
    let holder = open.holder()?;
    let does = |one: &StaffFact| {
        one.id == *holder && one.office == open.office && open.roles().any(|role| one.holds(role))
    };
    if facts.staff.iter().any(does) {
        return None;
    }
    let leaders = route(app, regulation).ok()?.leaders();
    one_of(&facts.actor, leaders, &open.office).ok()
}

fn fitting<'a>(
    staff: &'a [StaffFact],
    id: &StaffId,
    open: &Task,
    roles: &'a [RoleId],
) -> Option<(&'a StaffFact, &'a RoleId)> {
    let mut here = staff.iter();
    let fact = here.find(|one| one.id == *id && one.office == open.office)?;
    let role = roles.iter().find(|role| fact.holds(role))?;
    Some((fact, role))
}

/// Gives a task to another office; there somebody has to take it.
pub(super) fn hand_over(
    app: &CaseState,
    regulation: &Regulation,
    step: &str,
    office: OfficeId,
    reason: &str,
    facts: &CaseFacts<'_>,
) -> Result<Vec<Event>, Rejection> {
    let (task, open) = open_task(app, step)?;
    let by = match performer(open, &facts.actor) {
        Ok(by) => by,
        // The head of the office that gave it away may take it back.
        Err(why) => leader(app, regulation, &facts.actor).map_err(|_| why)?,
    };
    if !open.is_staffs() {
        return Err(Rejection::NotApplicant);
    }
    if regulation.office(&office).is_none() || office == open.office {
        return Err(Rejection::UnknownOffice { office });
    }
    let could = |one: &StaffFact| one.office == office && open.roles().any(|role| one.holds(role));
    if !facts.staff.iter().any(could) {
        return Err(Rejection::NobodyThere { office });
    }
    Ok(vec![Event::HandedOver(HandedOver {
        at: facts.now,
        task,
        from: open.office.clone(),
        to: office,
        reason: answers::reason(reason, facts)?,
        by,
    })])
}

/// Takes a task that the office was handed.
pub(super) fn accept(
    app: &CaseState,
    step: &str,
    facts: &CaseFacts<'_>,
) -> Result<Vec<Event>, Rejection> {
    let (task, open) = open_task(app, step)?;
    let by = colleague(open, &facts.actor)?;
    if !open.handed {
        return Err(Rejection::NotHanded);
    }
    let at = facts.now;
    Ok(vec![Event::Accepted(Accepted { at, task, by })])
}

/// Undoes a wrong end. The decision may be changed until it is signed again.
pub(super) fn reopen(
    app: &CaseState,
    regulation: &Regulation,
    step: StepId,
    reason: &str,
    facts: &CaseFacts<'_>,
) -> Result<Vec<Event>, Rejection> {
    if app.closed.is_none() {
        return Err(Rejection::NotEnded);
    }
    let route = route(app, regulation)?;
    let by = leader(app, regulation, &facts.actor)?;
    if app.is_withdrawn() {
        return Err(Rejection::Withdrawn);
    }
    let mut again = back::reopenable(app, regulation).into_iter();
    let Some(again) = again.find(|one| one.id == step) else {
        return Err(Rejection::NoWayBack { to: step });
    };
    let reason = answers::reason(reason, facts)?;
    let mut course = Course::new(app, (regulation, route), facts);
    let clock = Clock::new(facts.calendar);
    let reopened = Reopened {
        at: facts.now,
        step,
        voids: back::voids(app, route, again),
        counts: Some(clock.start(facts.now)),
        due: None,
        reason,
        by,
    };
    let after = apply(app.clone(), &Event::Reopened(reopened.clone()));
    let due = clock.reopened(app, &after, facts.now);
    course.emit(Event::Reopened(Reopened { due, ..reopened }));
    course.open(again, facts.now);
    Ok(course.events())
}

/// Writes something down for colleagues: whoever has a part in the case, or leads its work.
pub(super) fn note(
    app: &CaseState,
    regulation: &Regulation,
    text: &str,
    facts: &CaseFacts<'_>,
) -> Result<Vec<Event>, Rejection> {
    if !app.is_submitted() {
        return Err(Rejection::NotOpen);
    }
    let by = participant(app, facts);
    let by = by.or_else(|why| leader(app, regulation, &facts.actor).map_err(|_| why))?;
    let text = answers::reason(text, facts)?;
    let at = facts.now;
    Ok(vec![Event::Noted(Noted { at, text, by })])
}

/// Whoever has a task of the case or had one.
fn participant(app: &CaseState, facts: &CaseFacts<'_>) -> Result<ActorRef, Rejection> {
    let mut open = app
        .steps()
        .filter_map(|(_, task)| colleague(task, &facts.actor).ok());
    if let Some(by) = open.next() {
        return Ok(by);
    }
    one_of(
        &facts.actor,
        app.done.iter().map(|done| &done.by.role),
        &app.office,
    )
}
