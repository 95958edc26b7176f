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
    /// Whether the step is on the way of a refusal.
    pub refusal: bool,
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
            n: step.n.clone(),
            performer: performer(lang, regulation, &step.performer, false),
            action: step.action.get(lang).to_owned(),
            limit: step.limit.as_ref().map(|limit| act::limit(lang, limit)),
            line: step.line,
            refusal: !on_main(step),
        })
        .collect()
}
