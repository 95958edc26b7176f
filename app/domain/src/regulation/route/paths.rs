//! Every path through a route.

use super::super::{Outcome, Procedure, Step};
use crate::limit::Limit;

/// One step of a path, with what came of it.
#[derive(Clone, Copy, Debug)]
pub struct Leg<'a> {
    /// The step.
    pub step: &'a Step,
    /// The outcome taken.
    pub outcome: &'a Outcome,
}

/// How often a path may come back to a step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Loops {
    /// Never.
    None,
    /// Each outcome is taken once, so a loop is gone through once.
    Once,
}

impl Procedure {
    /// Every path from the entry to an end, at most `most` of them. Steps that are open side by side are taken one
    /// after the other: their order makes no other path.
    pub fn paths(&self, loops: Loops, most: usize) -> Vec<Vec<Leg<'_>>> {
        let mut walk = Walk {
            route: self,
            loops,
            most,
            found: Vec::new(),
        };
        let entry = self.entry_step().into_iter().collect();
        walk.on(entry, &mut Vec::new());
        walk.found
    }

    /// The path from the entry on whose limits `weigh` most.
    pub fn longest(&self, weigh: impl Fn(&Limit) -> u64) -> Vec<&Step> {
        let weight = |path: &[Leg<'_>]| -> u64 {
            let limits = path.iter().filter_map(|leg| leg.step.limit.as_ref());
            limits.map(&weigh).sum()
        };
        let paths = self.paths(Loops::None, MOST_PATHS);
        let longest = paths.into_iter().max_by_key(|path| weight(path));
        let longest = longest.unwrap_or_default().into_iter();
        longest.map(|leg| leg.step).collect()
    }
}

/// Paths of one route that are looked at; no act comes near it.
pub const MOST_PATHS: usize = 10_000;

struct Walk<'a> {
    route: &'a Procedure,
    loops: Loops,
    most: usize,
    found: Vec<Vec<Leg<'a>>>,
}

impl<'a> Walk<'a> {
    /// Goes on from the steps that are open.
    fn on(&mut self, open: Vec<&'a Step>, path: &mut Vec<Leg<'a>>) {
        if self.found.len() >= self.most {
            return;
        }
        let Some((step, others)) = open.split_first() else {
            self.found.push(path.clone());
            return;
        };
        for outcome in &step.outcomes {
            if self.again(step, outcome, path) {
                continue;
            }
            path.push(Leg { step, outcome });
            let open = if outcome.closes.is_some() {
                Vec::new()
            } else {
                self.opened(others, outcome)
            };
            self.on(open, path);
            path.pop();
        }
    }

    /// Whether this outcome would go a way a second time.
    fn again(&self, step: &Step, outcome: &Outcome, path: &[Leg<'_>]) -> bool {
        match self.loops {
            Loops::Once => path
                .iter()
                .any(|leg| leg.step.id == step.id && leg.outcome.id == outcome.id),
            Loops::None => {
                let been = |id: &str| path.iter().any(|leg| leg.step.id == *id) || step.id == *id;
                outcome.to.iter().any(|to| been(to))
            }
        }
    }

    fn opened(&self, others: &[&'a Step], outcome: &'a Outcome) -> Vec<&'a Step> {
        let mut open = others.to_vec();
        for next in self.route.next(outcome) {
            if !self
                .route
                .waits(next, open.iter().map(|step| step.id.as_str()))
            {
                open.push(next);
            }
        }
        open
    }
}
