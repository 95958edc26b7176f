//! Where on a route the decision is made, and what is open there.

use std::collections::BTreeSet;

use super::{Loops, MOST_PATHS};
use crate::{
    ids::{OutputId, StepId},
    regulation::{Closing, Outcome, OutputKind, Procedure, Regulation, Step},
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
const KINDS: [&[&str]; 3] = [&["conclude", "decide"], &["prepare"], &["approve", "sign"]];

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
        for kinds in KINDS {
            if self.covers(&deciding) {
                return deciding;
            }
            let is = |step: &&&Step| {
                step.does
                    .as_deref()
                    .is_some_and(|does| kinds.contains(&does))
            };
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
    pub fn open_at(&self, step: &Step, outcome: &Outcome) -> Option<Open> {
        let ends = self.ends_of(outcome).closings;
        let grant = ends.contains(&Closing::Granted);
        match (grant, ends.contains(&Closing::Refused)) {
            (true, true) => Some(Open::Both),
            (false, true) => Some(Open::Refuse),
            (true, false) if self.can_refuse(step) => Some(Open::Grant),
            (true, false) => Some(Open::Ours),
            (false, false) => None,
        }
    }

    fn can_refuse(&self, step: &Step) -> bool {
        let mut outcomes = step.outcomes.iter();
        outcomes.any(|outcome| self.ends_of(outcome).closings.contains(&Closing::Refused))
    }

    /// What may be issued when the ways from an outcome end so.
    pub fn results<'a>(
        &'a self,
        regulation: &Regulation,
        outcome: &'a Outcome,
        closing: Closing,
    ) -> Vec<&'a OutputId> {
        let refuses = |id: &OutputId| {
            let kind = regulation.output(id).map(|output| output.kind);
            matches!(
                kind,
                Some(OutputKind::ReasonedRefusal | OutputKind::IntakeRefusal)
            )
        };
        let fits = |id: &&OutputId| refuses(id) == (closing == Closing::Refused);
        let ahead = self.next(outcome).flat_map(|step| self.worked(&step.id));
        let ahead: BTreeSet<&str> = ahead.collect();
        let steps = self
            .steps
            .iter()
            .filter(|step| ahead.contains(step.id.as_str()));
        let outcomes = [outcome]
            .into_iter()
            .chain(steps.flat_map(|step| &step.outcomes));
        let outcomes: Vec<&Outcome> = outcomes.collect();
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
