//! Checks of the graph that the steps of a procedure form.

use std::collections::BTreeSet;

use super::check::Defect;
use domain::regulation::{Procedure, Regulation};

/// The ids of the steps that can be reached from `from`, itself included.
pub(super) fn reachable<'p>(procedure: &'p Procedure, from: &str) -> BTreeSet<&'p str> {
    follow(procedure, from, |outcome| {
        [outcome.to.as_deref(), outcome.followed_by.as_deref()]
    })
}

fn follow<'p>(
    procedure: &'p Procedure,
    from: &str,
    ways: impl Fn(&'p domain::regulation::Outcome) -> [Option<&'p str>; 2],
) -> BTreeSet<&'p str> {
    let mut seen = BTreeSet::new();
    let mut ahead: Vec<_> = procedure.step(from).into_iter().collect();
    while let Some(step) = ahead.pop() {
        if seen.insert(step.id.as_str()) {
            ahead.extend(
                step.outcomes
                    .iter()
                    .flat_map(&ways)
                    .flatten()
                    .filter_map(|id| procedure.step(id)),
            );
        }
    }
    seen
}

/// Checks every procedure, with the steps that it includes.
pub(super) fn check(regulation: &Regulation) -> Vec<Defect> {
    let mut defects = Vec::new();
    for (n, procedure) in regulation.procedures.iter().enumerate() {
        let at = format!("procedure[{n}]");
        if procedure.step(&procedure.entry).is_none() {
            defects.push(Defect::new(
                format!("{at}.entry"),
                "expected the id of a step of this procedure",
            ));
        }
        defects.extend(ways(procedure, &at));
        defects.extend(worked_steps(regulation, procedure, &at));
        let reached = procedure
            .steps
            .first()
            .map(|first| reachable(procedure, &first.id))
            .unwrap_or_default();
        for (i, step) in procedure
            .steps
            .iter()
            .enumerate()
            .filter(|(_, step)| !reached.contains(step.id.as_str()))
        {
            let expected = format!(
                "expected an outcome that leads to the step `{}`: it is never reached",
                step.id
            );
            defects.push(Defect::new(format!("{at}.step[{i}].id"), expected));
        }
    }
    defects
}

/// Every outcome leads to a step that exists, or ends the case.
fn ways(procedure: &Procedure, at: &str) -> Vec<Defect> {
    let mut defects = Vec::new();
    for (i, step) in procedure.steps.iter().enumerate() {
        for (k, outcome) in step.outcomes.iter().enumerate() {
            let at = format!("{at}.step[{i}].outcome[{k}]");
            match (&outcome.to, outcome.closes) {
                (Some(to), None) if procedure.step(to).is_none() => defects.push(Defect::new(
                    format!("{at}.to"),
                    format!("expected the id of a step of this procedure, found `{to}`"),
                )),
                (Some(_), None) | (None, Some(_)) => {}
                _ => defects.push(Defect::new(
                    at.clone(),
                    "expected either `to` (the next step) or `closes`",
                )),
            }
            if let Some(next) = outcome
                .followed_by
                .as_deref()
                .filter(|next| procedure.step(next).is_none())
            {
                let expected =
                    format!("expected the id of a step of this procedure, found `{next}`");
                defects.push(Defect::new(format!("{at}.followed_by"), expected));
            }
        }
    }
    defects
}

/// From the entry on people work the case: each step has somebody who can log in and something to choose, and
/// the case can come to an end.
fn worked_steps(regulation: &Regulation, procedure: &Procedure, at: &str) -> Vec<Defect> {
    let worked = follow(procedure, &procedure.entry, |outcome| {
        [outcome.to.as_deref(), None]
    });
    let mut defects = Vec::new();
    let mut ends = false;
    for (i, step) in procedure
        .steps
        .iter()
        .enumerate()
        .filter(|(_, step)| worked.contains(step.id.as_str()))
    {
        if step.outcomes.is_empty() {
            let expected = "expected an outcome: a case would stop here for ever";
            defects.push(Defect::new(format!("{at}.step[{i}].outcome"), expected));
        }
        if regulation
            .role(&step.performer)
            .is_some_and(|role| !role.staff)
        {
            let expected = "expected a role with `staff = true`: after the entry only they can act";
            defects.push(Defect::new(format!("{at}.step[{i}].performer"), expected));
        }
        ends |= step.outcomes.iter().any(|outcome| outcome.closes.is_some());
    }
    if !ends && procedure.step(&procedure.entry).is_some() {
        defects.push(Defect::new(
            format!("{at}.entry"),
            "expected a way from here to an outcome with `closes`",
        ));
    }
    defects
}
