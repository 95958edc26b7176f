//! A route as a list of steps in words.

use domain::regulation::{Procedure, Regulation, Step};

use super::names::performer;
use crate::{pages::act, text::Lang};

/// One step in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RouteStep {
    /// Its number as the act writes it.
    pub n: String,
    /// Who acts.
    pub performer: String,
    /// What is done, as the act says it.
    pub action: String,
    /// How long it may take.
    pub limit: Option<String>,
    /// Line of the act.
    pub line: u32,
    /// Where it stands on the route.
    pub place: Place,
}

/// Where a step stands on its route.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// On the main way.
    Main,
    /// On a way that leaves it and may come back or end with the service.
    Aside,
    /// On a way that ends with a refusal alone.
    Refusal,
}

/// The steps of `procedure` in words: the main way first, in its order, then the ways that leave it.
pub fn steps(lang: Lang, regulation: &Regulation, procedure: &Procedure) -> Vec<RouteStep> {
    let main = procedure.drawn_path();
    let on_main = |step: &Step| main.iter().any(|other| other.id == step.id);
    let branches = procedure.steps.iter().filter(|step| !on_main(step));
    main.iter()
        .copied()
        .chain(branches)
        .map(|step| RouteStep {
            n: step.number(lang).to_owned(),
            performer: performer(lang, regulation, regulation.actor(step), false),
            action: step.action.get(lang).to_owned(),
            limit: step.limit.as_ref().map(|limit| act::limit(lang, limit)),
            line: step.line,
            place: match on_main(step) {
                true => Place::Main,
                false if procedure.is_of_refusal(step) => Place::Refusal,
                false => Place::Aside,
            },
        })
        .collect()
}
