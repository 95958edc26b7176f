//! Where a case can go back to, and what stands no more then.

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};

use super::{
    event::ActorRef,
    state::{CaseState, DoneStep},
    task::Task,
};
use crate::{
    ids::StepId,
    regulation::{Procedure, Regulation, Step},
};

/// The steps to which the work can go back from the open step `from`: those of officials that come before it on the route and
/// whose doing stands. None once the decision is signed. What the applicant is to bring again they are asked for, with a reason.
pub fn earlier<'a>(app: &CaseState, regulation: &'a Regulation, from: &str) -> Vec<&'a Step> {
    let route = regulation.route(&app.route());
    let Some(route) = route.filter(|_| app.signed.is_none()) else {
        return Vec::new();
    };
    // Where the act itself led back to it, what came after its first time is not before it.
    let before = app.standing().take_while(|done| done.step != *from);
    let mut steps = once_each(before, route);
    steps.retain(|step| {
        let is_before = app.task_of(&step.id).is_none() && route.worked(&step.id).contains(from);
        step.applicant.is_none() && is_before
    });
    steps
}

/// Why a task is done again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SentBack<'a> {
    /// When it was sent back.
    pub at: DateTime<Utc>,
    /// Who did.
    pub by: &'a ActorRef,
    /// In their words.
    pub reason: &'a str,
}

/// Why `task` is done again; none where nobody sent the work back to it.
pub fn sent_back<'a>(app: &'a CaseState, task: &Task) -> Option<SentBack<'a>> {
    let mut returned = app.returned.iter();
    let returned = returned.find(|one| one.at == task.since && one.to == task.step);
    let mut reopened = app.reopened.iter();
    let reopened = reopened.find(|one| one.at == task.since && one.step == task.step);
    let of_return = returned.map(|one| (one.at, &one.by, &one.reason));
    let of_reopening = reopened.map(|one| (one.at, &one.by, &one.reason));
    let (at, by, reason) = of_return.or(of_reopening)?;
    Some(SentBack { at, by, reason })
}

/// The steps at which an ended case can be opened again. The applicant's own are not among them, and what its applicant
/// ended stays so.
pub fn reopenable<'a>(app: &CaseState, regulation: &'a Regulation) -> Vec<&'a Step> {
    let may_go_on = app.closed.is_some() && !app.is_withdrawn();
    let Some(route) = regulation.route(&app.route()).filter(|_| may_go_on) else {
        return Vec::new();
    };
    let mut steps = once_each(app.standing(), route);
    steps.retain(|step| step.applicant.is_none());
    steps
}

/// What is done again of a decision.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Again {
    /// All of it.
    Decided,
    /// It stands, and is signed again.
    Signed,
    /// It and its signature stand; only what followed is done again.
    Issued,
}

/// What is done again of its decision when an ended case is opened again at `to`; none where nothing was decided.
pub fn done_again(app: &CaseState, regulation: &Regulation, to: &Step) -> Option<Again> {
    let voids = voids(app, regulation.route(&app.route())?, to);
    let mut standing = app.standing();
    standing.find(|done| done.decision.is_some())?;
    let stays: Vec<&DoneStep> = (app.standing())
        .filter(|done| !voids.contains(&done.step))
        .collect();
    Some(match stays.iter().any(|done| done.decision.is_some()) {
        false => Again::Decided,
        true if stays.iter().any(|done| done.signs) => Again::Issued,
        true => Again::Signed,
    })
}

fn once_each<'a, 's>(
    done: impl Iterator<Item = &'s DoneStep>,
    route: &'a Procedure,
) -> Vec<&'a Step> {
    let mut seen = BTreeSet::new();
    let steps = done.filter_map(|done| route.step(&done.step));
    steps.filter(|step| seen.insert(&step.id)).collect()
}

/// The steps that stand no more when `to` is done again: it and what was done since on the ways from it.
pub(super) fn voids(app: &CaseState, route: &Procedure, to: &Step) -> Vec<StepId> {
    let ahead = route.worked(&to.id);
    let steps = once_each(app.standing(), route).into_iter();
    let voids = steps.filter(|step| ahead.contains(step.id.as_str()));
    voids.map(|step| step.id.clone()).collect()
}
