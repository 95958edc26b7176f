//! By when everything must be done, reckoned on the fingers: from what the act states, and from when the walk did what.

use std::collections::BTreeMap;

use chrono::{DateTime, SubsecRound, Utc};
use domain::{
    ids::StepId,
    limit::Limit,
    regulation::{Leg, StatedTerm, Step},
};

use super::{plan::Plan, slow::Fingers};

/// Something happened, or is due, between these two moments: what is between them, the portal's clock knows alone.
#[derive(Clone, Copy, Debug)]
pub(super) struct Span {
    pub(super) least: DateTime<Utc>,
    pub(super) most: DateTime<Utc>,
}

impl Span {
    /// At this moment.
    pub(super) const fn at(moment: DateTime<Utc>) -> Span {
        Span {
            least: moment,
            most: moment,
        }
    }

    fn map(self, what: impl Fn(DateTime<Utc>) -> DateTime<Utc>) -> Span {
        Span {
            least: what(self.least),
            most: what(self.most),
        }
    }

    fn earlier(self, other: Span) -> Span {
        Span {
            least: self.least.min(other.least),
            most: self.most.min(other.most),
        }
    }

    /// Whether a moment lies in it. Deadlines are kept in whole seconds.
    pub(super) fn holds(&self, moment: DateTime<Utc>) -> bool {
        self.least.trunc_subsecs(0) <= moment && moment <= self.most
    }
}

/// The deadlines of one case.
pub(super) struct Terms<'p> {
    plan: &'p Plan,
    whole: Option<Span>,
    /// What the whole is counted by.
    counted: Vec<Limit>,
    /// The stage before the clock of another starts.
    stage: Option<(&'static StatedTerm, Span)>,
    /// The result whose own clock has taken the place of the whole.
    own: Option<&'static StatedTerm>,
    /// The open steps.
    open: BTreeMap<StepId, Open>,
}

/// An open step.
#[derive(Clone, Copy)]
struct Open {
    since: Span,
    /// When it is due by what the act gives it.
    due: Option<Span>,
}

impl<'p> Terms<'p> {
    /// Of an application that was received then.
    pub(super) fn begin(plan: &'p Plan, received: DateTime<Utc>) -> Terms<'p> {
        let received = Span::at(received);
        let counted = plan.whole();
        let stage = plan.first_stage();
        let mut terms = Terms {
            plan,
            whole: (!counted.is_empty()).then(|| end(received, &counted)),
            counted,
            stage: stage.map(|stage| (stage, one(received, &stage.limit))),
            own: None,
            open: BTreeMap::new(),
        };
        terms.open(plan.entry(), received);
        terms
    }

    /// When the whole is due.
    pub(super) const fn whole(&self) -> Option<Span> {
        self.whole
    }

    /// Whether a result's own clock has taken the place of the whole.
    pub(super) const fn own(&self) -> bool {
        self.own.is_some()
    }

    fn opened(&self, step: &Step) -> Open {
        *self.open.get(&step.id).expect("it was opened")
    }

    /// When the days are over that the act gives the applicant for an open step.
    pub(super) fn own_days(&self, step: &Step) -> Option<Span> {
        self.opened(step).due
    }

    /// When an open step is due. Once the applicant's days are over, their step waits as long as the whole does.
    pub(super) fn step(&self, step: &Step, now: DateTime<Utc>) -> Option<Span> {
        let own = self.own_days(step);
        if step.applicant.is_some() {
            return own.filter(|due| now <= due.most).or(self.whole);
        }
        own.into_iter().chain(self.whole).reduce(Span::earlier)
    }

    /// A step was done: its outcome opens others.
    pub(super) fn done(&mut self, leg: &Leg<'_>, at: Span) {
        let open = self.opened(leg.step);
        self.open.remove(&leg.step.id);
        if leg.step.applicant.is_some() {
            self.waited(open, at);
        }
        let legs = &self.plan.legs;
        for next in &leg.outcome.to {
            let mut next = self.plan.step(next);
            // Whoever is refused by the portal has nothing to bring: the case passes their turn by.
            if legs.iter().all(|leg| leg.step.id != next.id) && next.applicant.is_some() {
                next = self.plan.step(&next.outcomes[0].to[0]);
            }
            // What joins several ways is opened by the last of them.
            if next.join || !self.open.contains_key(&next.id) {
                self.open(next, at);
            }
        }
    }

    /// What the act wants of the applicant came: the office's clock stood still from their last day on, or, where their days end
    /// after the whole and so are no part of it, all the while.
    fn waited(&mut self, turn: Open, came: Span) {
        let by_office = |step: &StepId| self.plan.step(step).applicant.is_none();
        if self.open.keys().any(by_office) {
            return;
        }
        let moved = |due: DateTime<Utc>, since, days: Option<DateTime<Utc>>, came| {
            let from = days.filter(|end| *end <= due).unwrap_or(since);
            stood_still(due, (from, came), &self.counted)
        };
        let days = (turn.due.map(|due| due.least), turn.due.map(|due| due.most));
        self.whole = self.whole.map(|due| Span {
            least: moved(due.least, turn.since.least, days.0, came.least),
            most: moved(due.most, turn.since.most, days.1, came.most),
        });
    }

    fn open(&mut self, step: &Step, since: Span) {
        let own = step.limit.as_ref().map(|limit| one(since, limit));
        // It runs on where the case comes back to the step.
        let begins = self.plan.begun_by(&step.id);
        let begins = begins.filter(|term| self.own.is_none_or(|own| own.id != term.id));
        let stage = self.stage.filter(|_| step.applicant.is_none());
        let stage = stage.filter(|_| begins.is_none()).map(|(_, stage)| stage);
        let due = own.into_iter().chain(stage).reduce(Span::earlier);
        self.open.insert(step.id.clone(), Open { since, due });
        if let Some(term) = begins {
            self.own = Some(term);
            self.stage = None;
            self.whole = Some(one(since, &term.limit));
            self.counted = vec![term.limit.clone()];
        }
    }

    /// The clock stood still.
    pub(super) fn stood_still(&mut self, from: DateTime<Utc>, to: DateTime<Utc>) {
        let later =
            |due: Span, counted: &[Limit]| due.map(|due| stood_still(due, (from, to), counted));
        self.whole = self.whole.map(|due| later(due, &self.counted));
        self.stage = self
            .stage
            .map(|(stage, due)| (stage, later(due, std::slice::from_ref(&stage.limit))));
        for (step, open) in &mut self.open {
            // The applicant's own time goes on.
            if self.plan.step(step).applicant.is_none() {
                open.due = open.due.map(|due| later(due, &self.counted));
            }
        }
    }
}

/// When something is due that is counted by `counted`, after the clock stood still.
fn stood_still(
    due: DateTime<Utc>,
    (from, to): (DateTime<Utc>, DateTime<Utc>),
    counted: &[Limit],
) -> DateTime<Utc> {
    let all_days = counted.iter().any(|limit| limit.unit.is_by_calendar());
    fingers().stood_still(due, from, to, all_days)
}

fn fingers() -> Fingers<'static> {
    Fingers(catalogue::calendar())
}

fn end(since: Span, limits: &[Limit]) -> Span {
    since.map(|since| fingers().due(since, limits))
}

fn one(since: Span, limit: &Limit) -> Span {
    end(since, std::slice::from_ref(limit))
}
