//! The case as it will stand once the step in hand has signed or ended it, for whoever does that step.

use std::collections::BTreeMap;

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
    ids::TaskNo,
    regulation::{Closing, Outcome, Procedure, Regulation, Side, Step},
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
    let deciding = route.deciding();
    if deciding.contains(&step.id) {
        return None;
    }
    let mut outcomes = step.outcomes.iter();
    let (outcome, closing) = outcomes.find_map(|outcome| {
        let presents = route.is_signed_by(step, outcome) || outcome.closes.is_some();
        let closing = end(app, route, outcome).filter(|_| presents)?;
        Some((outcome, closing))
    })?;
    let mut course = Course::new(app, route, facts);
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
    }));
    course.close(closing);
    let known = course.app.closed.as_ref();
    let known = known.and_then(|closed| closed.output.clone());
    let allowed = |one: &Outcome| answers::allow(app, regulation, one);
    let ahead = route.results(regulation, (outcome, &deciding), closing, &allowed);
    let only = <[_; 1]>::try_from(ahead).ok().map(|[one]| one.clone());
    let due = ResultDue {
        at: facts.now,
        output: known.or(only),
        closing: Some(closing),
    };
    Some((course.app, due))
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
