//! Which documents a case needs.

use crate::{
    condition::{Facts, Truth},
    regulation::{Evidence, Regulation},
};

/// Every document of the regulation with whether it is required: `Met` – it must be there, `NotMet` – it may be
/// added, `Unknown` – the facts do not tell yet.
pub fn needed<'r>(regulation: &'r Regulation, facts: &Facts) -> Vec<(&'r Evidence, Truth)> {
    regulation
        .evidence
        .iter()
        .map(|evidence| (evidence, evidence.required.check(facts)))
        .collect()
}
