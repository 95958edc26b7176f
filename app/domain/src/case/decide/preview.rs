//! The case as it will stand once the step in hand has signed or ended it, for whoever does that step.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};

use super::{
    super::{
        answers,
        command::CaseFacts,
        event::{ActorRef, Event, StepDone},
        results::ResultDue,
        state::CaseState,
    },
    course::Course,
};
use crate::{
    ids::{OutputId, TaskNo},
    regulation::{Closing, Outcome, OutputKind, Procedure, Regulation, Side, Step},
};

/// The state after `step` and the result that is issued then; none where the step neither signs nor ends anything, and
/// where it is still open what is issued.
pub fn preview(
    app: &CaseState,
    regulation: &Regulation,
    step: &Step,
    by: ActorRef,
    facts: &CaseFacts<'_>,
) -> Option<(CaseState, ResultDue)> {
    let route = regulation.route(&app.route())?;
    if route.deciding().contains(&step.id) {
        return None;
    }
    let mut outcomes = step.outcomes.iter();
    let (outcome, closing) = outcomes.find_map(|outcome| {
        let presents = route.is_signed_by(step, outcome) || outcome.closes.is_some();
        let closing = end(app, route, outcome).filter(|_| presents)?;
        Some((outcome, closing))
    })?;
    let mut course = Course::new(app, (regulation, route), facts);
    course.emit(Event::StepDone(StepDone {
        at: facts.now,
        step: step.id.clone(),
        task: TaskNo::default(),
        outcome: outcome.id.clone(),
        by,
        side: Side::Staff,
        inputs: BTreeMap::new(),
        comment: None,
        files: Vec::new(),
        late: false,
        signs: app.signed.is_none(),
        moved: None,
    }));
    Some(ended(course, (regulation, route), outcome, closing))
}

/// The end of a case whose decision was signed by the step that was written with it, the last in `after`; none where that
/// step signed nothing.
pub fn signed_ahead(
    after: &CaseState,
    regulation: &Regulation,
    facts: &CaseFacts<'_>,
) -> Option<(CaseState, ResultDue)> {
    let route = regulation.route(&after.route())?;
    let done = after.done.last().filter(|done| done.signs)?;
    after.decision.as_ref()?;
    let outcome = route.step(&done.step)?.outcome(&done.outcome)?;
    let closing = end(after, route, outcome)?;
    let course = Course::new(after, (regulation, route), facts);
    Some(ended(course, (regulation, route), outcome, closing))
}

/// The case once it has ended so, and the result that is issued then.
fn ended(
    mut course: Course<'_>,
    (regulation, route): (&Regulation, &Procedure),
    outcome: &Outcome,
    closing: Closing,
) -> (CaseState, ResultDue) {
    let at = course.now();
    let before = course.app.clone();
    course.close(closing);
    let known = course.app.closed.as_ref();
    let known = known.and_then(|closed| closed.output.clone());
    let allowed = |one: &Outcome| answers::allow(&before, regulation, one);
    let deciding = route.deciding();
    let ahead = route.results(regulation, (outcome, &deciding), closing, &allowed);
    let only = <[_; 1]>::try_from(ahead).ok().map(|[one]| one.clone());
    let due = ResultDue {
        at,
        output: known.or(only),
        closing: Some(closing),
    };
    (course.app, due)
}

/// The other papers that go out before the end under the signature that was given last, in `after`.
pub fn also_signed(
    after: &CaseState,
    regulation: &Regulation,
    at: DateTime<Utc>,
) -> Vec<ResultDue> {
    // A refusal that the act does not know goes the way of what it refuses, and issues nothing on it.
    let refused = after.decision.as_ref().is_some_and(|one| one.ours);
    let signed = after.done.last().filter(|done| done.signs && !refused);
    let route = regulation.route(&after.route());
    let (Some(done), Some(route)) = (signed, route) else {
        return Vec::new();
    };
    let step = route.step(&done.step);
    let Some(outcome) = step.and_then(|step| step.outcome(&done.outcome)) else {
        return Vec::new();
    };
    let allowed = |one: &Outcome| answers::allow(after, regulation, one);
    let issued = route.issued_on_the_way((outcome, &route.deciding()), &allowed);
    let is_paper = |id: &&OutputId| {
        let output = regulation.output(id);
        output.is_some_and(|output| output.kind != OutputKind::Payment)
    };
    let papers = issued.into_iter().filter(is_paper);
    papers
        .map(|id| ResultDue {
            at,
            output: Some(id.clone()),
            closing: None,
        })
        .collect()
}

/// How the case ends after an outcome: as was decided, else in the only way that is left.
fn end(app: &CaseState, route: &Procedure, outcome: &Outcome) -> Option<Closing> {
    let ends = route.ends_of(outcome).closings;
    let examined = [Closing::Granted, Closing::Refused];
    let mut examined = examined.into_iter().filter(|one| ends.contains(one));
    match &app.decision {
        Some(decision) => {
            let decided = decision.verdict.closing();
            (decision.ours || ends.contains(&decided)).then_some(decided)
        }
        None => examined.next().filter(|_| examined.next().is_none()),
    }
}
