//! Which results are to be issued because of what happened.

use chrono::{DateTime, Utc};

use super::{
    event::{Event, StepDone},
    state::CaseState,
};
use crate::{
    ids::OutputId,
    regulation::{Closing, OutputKind, Regulation},
};

/// A result that is to be issued.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ResultDue {
    /// When.
    pub at: DateTime<Utc>,
    /// Id of the output; none where the act names none.
    pub output: Option<OutputId>,
    /// How the case ends with it; none if it goes on.
    pub closing: Option<Closing>,
}

/// The results that `events` of a case make due: one with each step that issues something on the way, one with the end.
pub fn results_due(app: &CaseState, regulation: &Regulation, events: &[Event]) -> Vec<ResultDue> {
    let own = events.iter().find_map(|event| match event {
        Event::Decided(decided) => Some(&decided.decision),
        _ => None,
    });
    let decision = own.or(app.decision.as_ref());
    // A refusal that the act does not know goes the way of what it refuses.
    let refused = decision.is_some_and(|decision| decision.ours);
    let due = |event: &Event| match event {
        Event::StepDone(_) if refused => None,
        Event::StepDone(done) => on_the_way(app, regulation, done),
        // What ends without a decision has no result.
        Event::Closed(closed) if closed.closing.is_decided() => Some(ResultDue {
            at: closed.at,
            output: closed.output.clone(),
            closing: Some(closed.closing),
        }),
        _ => None,
    };
    events.iter().filter_map(due).collect()
}

fn on_the_way(app: &CaseState, regulation: &Regulation, done: &StepDone) -> Option<ResultDue> {
    let step = regulation.route(&app.route())?.step(&done.step)?;
    let outcome = step.outcome(&done.outcome)?;
    let output = outcome.output.as_ref().filter(|_| outcome.closes.is_none());
    // Money comes from elsewhere, without a paper.
    let known = regulation.output(output?)?;
    (known.kind != OutputKind::Payment).then(|| ResultDue {
        at: done.at,
        output: Some(known.id.clone()),
        closing: None,
    })
}
