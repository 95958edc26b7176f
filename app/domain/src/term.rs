//! The term of the whole: stated by the act, or else the sum of the limits of its steps.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::{
    calendar::Calendar,
    limit::{self, Limit},
    regulation::{Procedure, Regulation, StatedTerm, TermKind},
};

/// How long the whole service may take.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Term {
    /// The largest unit first.
    pub limits: Vec<Limit>,
    /// Whether the act states it; otherwise the page says that it is computed.
    pub stated: bool,
}

/// The term that applies unless an official replaces it: the one that the act states for the channel, or the sum
/// of the limits along the main path.
pub fn ordinary_term(procedure: &Procedure, regulation: &Regulation) -> Term {
    let mut terms = regulation.terms.iter();
    let applies = |term: &&StatedTerm| {
        term.kind == TermKind::Whole
            && term.channel == procedure.channel
            && term.variant == procedure.variant
            && !term.replaces
    };
    if let Some(stated) = terms.find(applies) {
        return Term {
            limits: vec![stated.limit.clone()],
            stated: true,
        };
    }
    let path = procedure.main_path();
    Term {
        limits: limit::sum(path.iter().filter_map(|step| step.limit.as_ref())),
        stated: false,
    }
}

/// When the term ends that begins at `start`.
pub fn due(calendar: &Calendar, start: DateTime<Utc>, term: &Term) -> DateTime<Utc> {
    calendar.deadline(start, &term.limits)
}
