//! What answers say against a service already: the same for the guide, the form and the office.

use crate::{
    condition::{Facts, Truth},
    regulation::{Regulation, Requirement},
    service::ServiceGround,
};

/// One thing that stands in the way.
#[derive(Clone, Copy, Debug)]
pub enum Obstacle<'r> {
    /// A condition of the act is not met.
    Unmet(&'r Requirement),
    /// The answers speak for a ground of refusal.
    Ground(&'r ServiceGround),
}

/// All of them, those of the act first. They keep nobody out: the office decides.
pub fn obstacles<'r>(
    regulation: &'r Regulation,
    facts: &Facts,
) -> impl Iterator<Item = Obstacle<'r>> {
    let of_service = regulation
        .requirements
        .iter()
        .filter(|one| one.channel.is_none());
    let unmet = of_service.filter(|one| one.met.check(facts) == Truth::NotMet);
    let grounds = regulation.service_grounds.iter().filter(|ground| {
        let when = ground.when.as_ref();
        when.is_some_and(|when| when.holds(facts)) && ground.is_for(facts)
    });
    let unmet: Vec<_> = unmet.map(Obstacle::Unmet).collect();
    let grounds: Vec<_> = grounds.map(Obstacle::Ground).collect();
    unmet.into_iter().chain(grounds)
}
