//! Checks of the graph that the steps of a procedure form.

use super::check::Defect;
use domain::{
    ids::RoleId,
    regulation::{Closing, Procedure, Regulation},
};

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
        defects.extend(tasks(regulation, procedure, &at));
        defects.extend(worked_steps(regulation, procedure, &at));
        let reached = procedure
            .steps
            .first()
            .map(|first| procedure.drawn(&first.id))
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
            for to in outcome.to.iter().filter(|to| procedure.step(to).is_none()) {
                let expected = format!("expected the id of a step of this procedure, found `{to}`");
                defects.push(Defect::new(format!("{at}.to"), expected));
            }
            if outcome
                .closes
                .is_some_and(|end| matches!(end, Closing::Withdrawn | Closing::Abandoned))
            {
                let expected = "expected an end that an official gives the case";
                defects.push(Defect::new(format!("{at}.closes"), expected));
            }
            if outcome.to.is_empty() != outcome.closes.is_some() {
                let expected = "expected either `to` (the next step) or `closes`";
                defects.push(Defect::new(at.clone(), expected));
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
    let worked = procedure.worked(&procedure.entry);
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
        let worker = regulation.role(&step.performer);
        if worker.is_some_and(|role| !role.staff) {
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

/// Who does a step beside its performer, and what the applicant is to bring.
fn tasks(regulation: &Regulation, procedure: &Procedure, at: &str) -> Vec<Defect> {
    let mut defects = Vec::new();
    for (i, step) in procedure.steps.iter().enumerate() {
        let at = format!("{at}.step[{i}]");
        let known = |role: &RoleId| regulation.role(role).is_some_and(|role| role.staff);
        for role in step.or.iter().filter(|role| !known(role)) {
            let expected = format!("expected a role with `staff = true`, found `{role}`");
            defects.push(Defect::new(format!("{at}.or"), expected));
        }
        if step.quorum.is_some_and(|votes| votes < 2) {
            let expected = "expected at least 2: one vote is an ordinary step";
            defects.push(Defect::new(format!("{at}.quorum"), expected));
        }
        let Some(turn) = &step.applicant else {
            continue;
        };
        for slot in turn.bring.iter().filter(|id| regulation.slot(id).is_none()) {
            let expected = format!("expected the id of an [[evidence]], found `{slot}`");
            defects.push(Defect::new(format!("{at}.applicant.bring"), expected));
        }
        let overdue = turn.overdue.as_deref();
        if overdue.is_some_and(|id| step.outcome(id).is_none()) {
            let expected = "expected the id of an outcome of this step";
            defects.push(Defect::new(format!("{at}.applicant.overdue"), expected));
        }
        if !step
            .outcomes
            .iter()
            .any(|one| overdue != Some(one.id.as_str()))
        {
            let expected = "expected an outcome for what the applicant brings";
            defects.push(Defect::new(format!("{at}.outcome"), expected));
        }
    }
    defects
}
