//! Where on a route the decision is made, and what is open there.

use std::collections::BTreeSet;

use super::{Loops, MOST_PATHS};
use crate::{
    ids::{OutputId, StepId},
    regulation::{Closing, Outcome, OutputKind, Procedure, Regulation, Step, StepKind},
};

/// What an outcome of a deciding step leaves open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Open {
    /// All its ways end with the service.
    Grant,
    /// All its ways end with a refusal.
    Refuse,
    /// Its ways end with either.
    Both,
    /// The act knows the service only. That it may be refused is the portal's own.
    Ours,
}

/// Kinds of steps at which is decided: the first that a route has, and the next where ways pass it by.
const KINDS: [StepKind; 3] = [StepKind::Decide, StepKind::Prepare, StepKind::Sign];

impl Procedure {
    /// The steps at which the decision is written. Every way to the service or its refusal passes one.
    pub fn deciding(&self) -> BTreeSet<&StepId> {
        let worked = self.worked(&self.entry);
        let mut steps = self.steps.iter();
        let worked: Vec<&Step> = steps
            .by_ref()
            .filter(|step| worked.contains(step.id.as_str()))
            .collect();
        let open = |step: &&&Step| step.decides != Some(false);
        let said = worked.iter().filter(|step| step.decides == Some(true));
        let mut deciding: BTreeSet<&StepId> = said.map(|step| &step.id).collect();
        for kind in KINDS {
            if self.covers(&deciding) {
                return deciding;
            }
            let is = |step: &&&Step| step.kind() == kind;
            deciding.extend(worked.iter().filter(open).filter(is).map(|step| &step.id));
        }
        if !self.covers(&deciding) {
            let closes = |step: &&&Step| step.outcomes.iter().any(is_end);
            deciding.extend(
                worked
                    .iter()
                    .filter(open)
                    .filter(closes)
                    .map(|step| &step.id),
            );
        }
        deciding
    }

    /// Whether every way to an end passes one of these steps.
    pub fn covers(&self, deciding: &BTreeSet<&StepId>) -> bool {
        let mut paths = self.paths(Loops::None, MOST_PATHS).into_iter();
        paths.all(|path| {
            let ends = path.last().is_some_and(|leg| is_end(leg.outcome));
            !ends || path.iter().any(|leg| deciding.contains(&leg.step.id))
        })
    }

    /// What an outcome of a deciding step leaves open; none where it only turns papers away.
    pub fn open_at(
        &self,
        step: &Step,
        outcome: &Outcome,
        deciding: &BTreeSet<&StepId>,
    ) -> Option<Open> {
        let ends = |outcome, closing| {
            let mut ahead = self.ahead(outcome, deciding).into_iter();
            ahead.any(|one| one.closes == Some(closing))
        };
        let refuses = |outcome| ends(outcome, Closing::Refused);
        match (ends(outcome, Closing::Granted), refuses(outcome)) {
            (true, true) => Some(Open::Both),
            (false, true) => Some(Open::Refuse),
            (true, false) if step.outcomes.iter().any(refuses) => Some(Open::Grant),
            (true, false) => Some(Open::Ours),
            (false, false) => None,
        }
    }

    /// Whether every way from an outcome comes to a deciding step before it ends: the decision is written there.
    pub fn is_decided_after(&self, outcome: &Outcome, deciding: &BTreeSet<&StepId>) -> bool {
        !self.ahead(outcome, deciding).into_iter().any(is_end)
    }

    /// An outcome and those that may follow it before a deciding step is come to, where all is open again.
    fn ahead<'a>(&'a self, outcome: &'a Outcome, deciding: &BTreeSet<&StepId>) -> Vec<&'a Outcome> {
        let mut ahead = vec![outcome];
        let (mut seen, mut at) = (BTreeSet::new(), 0);
        while let Some(outcome) = ahead.get(at).copied() {
            let next = self.next(outcome);
            for step in next.filter(|step| !deciding.contains(&step.id)) {
                if seen.insert(&step.id) {
                    ahead.extend(&step.outcomes);
                }
            }
            at += 1;
        }
        ahead
    }

    /// What is issued on the way from an outcome of a deciding step, before the case ends, by outcomes that are `allowed`.
    pub fn issued_on_the_way<'a>(
        &'a self,
        (outcome, deciding): (&'a Outcome, &BTreeSet<&StepId>),
        allowed: &dyn Fn(&Outcome) -> bool,
    ) -> Vec<&'a OutputId> {
        let ahead = self.ahead(outcome, deciding).into_iter();
        let on_the_way = ahead.filter(|one| one.closes.is_none() && allowed(one));
        let mut seen = BTreeSet::new();
        let outputs = on_the_way.filter_map(|one| one.output.as_ref());
        outputs.filter(|id| seen.insert(*id)).collect()
    }

    /// What may be issued when the ways from an outcome of a deciding step end so, by outcomes that are `allowed`.
    pub fn results<'a>(
        &'a self,
        regulation: &Regulation,
        (outcome, deciding): (&'a Outcome, &BTreeSet<&StepId>),
        closing: Closing,
        allowed: &dyn Fn(&Outcome) -> bool,
    ) -> Vec<&'a OutputId> {
        let refuses = |id: &OutputId| {
            let kind = regulation.output(id).map(|output| output.kind);
            matches!(
                kind,
                Some(OutputKind::ReasonedRefusal | OutputKind::IntakeRefusal)
            )
        };
        let fits = |id: &&OutputId| refuses(id) == (closing == Closing::Refused);
        let mut outcomes = self.ahead(outcome, deciding);
        outcomes.retain(|one| allowed(one));
        let last = outcomes.iter().filter(|one| one.closes == Some(closing));
        let mut found: Vec<&OutputId> = last
            .filter_map(|one| one.output.as_ref())
            .filter(fits)
            .collect();
        if found.is_empty() {
            let any = outcomes.iter().filter_map(|one| one.output.as_ref());
            found = any.filter(fits).collect();
        }
        let mut seen = BTreeSet::new();
        found.retain(|id| seen.insert(*id));
        found
    }
}

/// Whether it ends a case that was examined.
fn is_end(outcome: &Outcome) -> bool {
    matches!(outcome.closes, Some(Closing::Granted | Closing::Refused))
}
