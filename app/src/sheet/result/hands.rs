//! Who decided and who signed.

use chrono::{DateTime, Utc};
use domain::{
    application::Wording,
    case::{DoneStep, step_of},
    regulation::{Evidence, Regulation, Side, StepKind},
    result::Hand,
};

use super::{Issue, values::entered_last};
use crate::text::t;

/// Who prepared the decision, and who decided. Where the act has it prepared for a signature, whoever signs decides.
pub(super) fn deciding(issue: Issue<'_>) -> [Option<Hand>; 2] {
    let wrote = issue.state.decision.as_ref().map(|decision| Hand {
        name: decision.by.name.clone(),
        role: role(issue.regulation, &decision.by.role),
        at: decision.at,
    });
    let mut done = issue.state.standing().rev();
    let written = done.find(|done| done.decision.is_some());
    let step = written.and_then(|done| step_of(issue.state, issue.regulation, &done.step));
    let is_prepared = step.is_some_and(|step| step.kind() == StepKind::Prepare);
    match is_prepared && issue.state.signed.is_some() {
        true => [wrote, None],
        false => [None, wrote],
    }
}

/// Who signed it. A signature holds for what the paper said by then: what is entered later is not signed.
pub(super) fn signed(issue: Issue<'_>) -> Option<Hand> {
    let at = issue.state.signed?;
    let is_later = entered_last(issue).is_some_and(|entered| entered > at);
    let mut done = issue.state.standing().rev();
    let signed = done.find(|done| done.signs).filter(|_| !is_later);
    signed.map(|done| hand(issue, done))
}

/// Who did the last step, if that was not the signature.
pub(super) fn issued(issue: Issue<'_>) -> Option<Hand> {
    let last = issue.state.standing().next_back()?;
    (!last.signs).then(|| hand(issue, last))
}

fn hand(issue: Issue<'_>, done: &DoneStep) -> Hand {
    Hand {
        name: done.by.name.clone(),
        role: match done.side {
            Side::Portal => Wording::of(|lang| t(lang, "result-by-portal")),
            _ => role(issue.regulation, &done.by.role),
        },
        at: done.at,
    }
}

fn role(regulation: &Regulation, id: &str) -> Wording {
    let known = regulation.role(id);
    known.map(|role| (&role.name).into()).unwrap_or_default()
}

/// If the portal ended the case because the applicant's time had passed: when it passed, and what was not brought.
pub(super) fn lapsed<'a>(issue: Issue<'a>) -> Option<(DateTime<Utc>, Vec<&'a Evidence>)> {
    let last = issue.state.standing().next_back();
    let last = last.filter(|done| done.side == Side::Portal)?;
    let step = step_of(issue.state, issue.regulation, &last.step)?;
    let turn = step.applicant.as_ref()?;
    let slots = turn.bring.iter();
    let slots: Vec<&Evidence> = slots.filter_map(|id| issue.regulation.slot(id)).collect();
    Some((last.due?, slots)).filter(|(_, slots)| !slots.is_empty())
}
