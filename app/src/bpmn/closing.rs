//! How a case ends, and how it has ended when it comes to a step.

use std::collections::BTreeMap;

use domain::regulation::{Closing, Procedure};

use crate::pages::route::after;

/// How a message ends the way of a request that never became a case.
pub(super) const TURNED_AWAY: Closing = Closing::IntakeRefused;

/// For each step, how the cases have ended that come to it: a result is received after its case is closed.
pub(super) fn ended(procedure: &Procedure) -> BTreeMap<&str, Vec<Closing>> {
    let mut ended: BTreeMap<&str, Vec<Closing>> = BTreeMap::new();
    let mut changed = true;
    while changed {
        changed = false;
        for step in &procedure.steps {
            let own = ended.get(step.id.as_str()).cloned().unwrap_or_default();
            for outcome in &step.outcomes {
                let Some(next) = after(outcome) else { continue };
                let closings = outcome.closes.map_or_else(|| own.clone(), |one| vec![one]);
                let known = ended.entry(next).or_default();
                for closing in closings {
                    if !known.contains(&closing) {
                        known.push(closing);
                        changed = true;
                    }
                }
            }
        }
    }
    ended
}

/// The id under which the file names a closing.
pub(super) const fn closing_id(closing: Closing) -> &'static str {
    match closing {
        Closing::Granted => "granted",
        Closing::Refused => "refused",
        Closing::IntakeRefused => "intake-refused",
    }
}

/// The key of a closing in a few words.
pub(super) const fn closing_key(closing: Closing) -> &'static str {
    match closing {
        Closing::Granted => "bpmn-granted",
        Closing::Refused => "bpmn-refused",
        Closing::IntakeRefused => "route-intake-refusal",
    }
}
