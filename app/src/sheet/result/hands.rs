//! Who decided and who signed.

use chrono::{DateTime, Utc};
use domain::{
    application::Wording,
    case::{DoneStep, step_of},
    regulation::{Evidence, Regulation, Side},
    result::Hand,
};

use super::Issue;
use crate::text::t;

/// Who wrote the decision.
pub(super) fn decided(issue: Issue<'_>) -> Option<Hand> {
    let decision = issue.state.decision.as_ref()?;
    Some(Hand {
        name: decision.by.name.clone(),
        role: role(issue.regulation, &decision.by.role),
        at: decision.at,
    })
}

/// Who signed it; where nobody signs, who did the last step.
pub(super) fn signed(issue: Issue<'_>) -> Option<Hand> {
    let done = &issue.state.done;
    let signed = done.iter().rev().find(|done| signs(issue, done));
    signed.or(done.last()).map(|done| hand(issue, done))
}

/// Who did the last step, if that came after the signature.
pub(super) fn issued(issue: Issue<'_>) -> Option<Hand> {
    issue.state.signed?;
    let last = issue.state.done.last()?;
    (!signs(issue, last)).then(|| hand(issue, last))
}

fn signs(issue: Issue<'_>, done: &DoneStep) -> bool {
    Some(done.at) == issue.state.signed
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
    let last = issue.state.done.last();
    let last = last.filter(|done| done.side == Side::Portal)?;
    let step = step_of(issue.state, issue.regulation, &last.step)?;
    let turn = step.applicant.as_ref()?;
    let slots = turn.bring.iter();
    let slots: Vec<&Evidence> = slots.filter_map(|id| issue.regulation.slot(id)).collect();
    Some((last.due?, slots)).filter(|(_, slots)| !slots.is_empty())
}
