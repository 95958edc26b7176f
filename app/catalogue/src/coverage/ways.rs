//! The ways through a route as a case takes them: by what can be done at each step.

use std::{collections::BTreeSet, fmt};

use chrono::DateTime;
use domain::{
    case::{ActorRef, CaseState, Decision, StepOption, options},
    ids::OutputId,
    regulation::{Closing, MOST_PATHS, Procedure, Regulation, Step},
    service::Polarity,
};

/// How a way ends.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct End {
    /// How the case is closed.
    pub(super) closing: Closing,
    /// What is issued.
    pub(super) output: Option<OutputId>,
    /// What it answers, where it says yes or no.
    pub(super) polarity: Option<Polarity>,
    /// Whether the act knows no such end: it is the portal's own.
    ours: bool,
}

/// What was found.
#[derive(Default)]
pub(super) struct Walked {
    /// How many ways there are.
    pub(super) ways: usize,
    /// Where they end.
    pub(super) ends: BTreeSet<End>,
}

/// Walks every way of `route` that any answers of a form allow.
pub(super) fn walk(regulation: &Regulation, route: &Procedure) -> Walked {
    let case = CaseState {
        channel: route.channel,
        variant: route.variant.clone(),
        ..CaseState::default()
    };
    let mut walk = Walk {
        regulation,
        route,
        taken: Vec::new(),
        found: Walked::default(),
    };
    let entry = route.entry_step().into_iter().collect();
    walk.on(&case, entry, None);
    walk.found
}

struct Walk<'a> {
    regulation: &'a Regulation,
    route: &'a Procedure,
    /// Steps with the way in which each was done.
    taken: Vec<(&'a str, String)>,
    found: Walked,
}

impl<'a> Walk<'a> {
    /// Goes on from the steps that are open, one after the other: their order makes no other way. `issued` is what the
    /// last step issued that issues anything.
    fn on(&mut self, case: &CaseState, open: Vec<&'a Step>, issued: Option<&OutputId>) {
        if self.found.ways >= MOST_PATHS {
            return;
        }
        let Some((step, others)) = open.split_first() else {
            return;
        };
        for way in options(case, self.regulation, step).ways {
            let taken = (step.id.as_str(), way.value());
            if self.taken.contains(&taken) {
                continue;
            }
            self.taken.push(taken);
            let case = after(case, &way);
            let issued = way.outcome.output.as_ref().or(issued);
            if let Some(closing) = way.outcome.closes {
                self.found.ways += 1;
                self.found.ends.insert(end(&case, issued, closing));
            } else {
                let open = self.opened(others, &way);
                self.on(&case, open, issued);
            }
            self.taken.pop();
        }
    }

    fn opened(&self, others: &[&'a Step], way: &StepOption<'a>) -> Vec<&'a Step> {
        let mut open = others.to_vec();
        for next in self.route.next(way.outcome) {
            let ids = open.iter().map(|step| step.id.as_str());
            if !self.route.waits(next, ids) {
                open.push(next);
            }
        }
        open
    }
}

/// The case with what is decided by `way`.
fn after(case: &CaseState, way: &StepOption<'_>) -> CaseState {
    let mut case = case.clone();
    if let Some(choice) = &way.choice {
        case.decision = Some(Decision {
            verdict: choice.verdict,
            output: choice.output.clone(),
            polarity: choice.polarity,
            values: Default::default(),
            amount: None,
            ground: None,
            explanation: None,
            ours: way.ours,
            by: ActorRef {
                id: "".into(),
                name: String::new(),
                role: "".into(),
            },
            at: DateTime::UNIX_EPOCH,
        });
    }
    case
}

/// What is decided says how the case ends, whatever the act closes it with.
fn end(case: &CaseState, issued: Option<&OutputId>, closing: Closing) -> End {
    let examined = matches!(closing, Closing::Granted | Closing::Refused);
    let decision = case.decision.as_ref();
    let decision = decision.filter(|one| examined || one.verdict.closing() == closing);
    match decision {
        Some(decision) => End {
            closing: decision.verdict.closing(),
            output: decision.output.clone().or_else(|| issued.cloned()),
            polarity: decision.polarity,
            ours: decision.ours,
        },
        None => End {
            closing,
            output: issued.cloned(),
            polarity: None,
            ours: false,
        },
    }
}

impl fmt::Display for End {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.closing.id())?;
        if let Some(output) = &self.output {
            write!(f, "/{output}")?;
        }
        if let Some(polarity) = self.polarity {
            write!(f, "/{}", polarity.id())?;
        }
        f.write_str(if self.ours { " (ours)" } else { "" })
    }
}
