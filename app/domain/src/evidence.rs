//! Which documents a case needs.

use crate::{
    condition::{Facts, Truth},
    regulation::{Evidence, Regulation},
};

/// Every document that the facts do not rule out, with whether it is required: `Met` – it must be there, `NotMet` – it may
/// be added, `Unknown` – the facts do not tell yet.
pub fn needed<'r>(regulation: &'r Regulation, facts: &Facts) -> Vec<(&'r Evidence, Truth)> {
    let asked = |evidence: &&Evidence| {
        let when = evidence.when.as_ref();
        when.is_none_or(|when| when.check(facts) != Truth::NotMet)
    };
    let evidence = regulation.evidence.iter().filter(asked);
    evidence
        .map(|evidence| (evidence, evidence.required.check(facts)))
        .collect()
}
