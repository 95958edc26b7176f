//! The term of the whole: stated by the act, or else the sum of the limits of its steps.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::{
    calendar::Calendar,
    limit::{self, Limit},
    regulation::{ChannelKind, Procedure, Regulation},
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
    if let Some(stated) = regulation.whole_terms(procedure).next() {
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

/// The ordinary terms of all ways to a service, for a reader who has not chosen one yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Overall {
    /// The act gives no time.
    None,
    /// The same for all.
    One(Term),
    /// Between two terms of the same unit.
    Between(Term, Term),
    /// Of units that cannot be compared, or stated for one way and computed for another.
    Depends,
}

impl Overall {
    /// Whether the act states it; otherwise it is computed from the steps. None where there is nothing to state.
    pub fn stated(&self) -> Option<bool> {
        match self {
            Overall::One(term) | Overall::Between(term, _) => Some(term.stated),
            Overall::None | Overall::Depends => None,
        }
    }
}

/// What holds for all variants of `channel` together; without a channel, for those of all channels.
pub fn overall(regulation: &Regulation, channel: Option<ChannelKind>) -> Overall {
    let asked = |one: &&Procedure| channel.is_none_or(|channel| channel == one.channel);
    let procedures = regulation.procedures.iter().filter(asked);
    let terms = procedures.map(|procedure| ordinary_term(procedure, regulation));
    let mut terms: Vec<Term> = terms.filter(|term| !term.limits.is_empty()).collect();
    let unit = |term: &Term| term.limits.first().map(|limit| limit.unit);
    // The largest unit stands first.
    let size = |term: &Term| -> Vec<_> {
        let limits = term.limits.iter();
        limits.map(|limit| (limit.unit, limit.value)).collect()
    };
    let all_alike = |alike: &dyn Fn(&Term, &Term) -> bool| {
        let mut pairs = terms.windows(2);
        pairs.all(|pair| alike(&pair[0], &pair[1]))
    };
    let same_time = all_alike(&|a, b| size(a) == size(b));
    if !same_time && !all_alike(&|a, b| a.stated == b.stated && unit(a) == unit(b)) {
        return Overall::Depends;
    }
    // Of the same time, the computed one: what holds for all must not be said to stand in the act.
    if let (true, Some(computed)) = (same_time, terms.iter().find(|term| !term.stated)) {
        return Overall::One(computed.clone());
    }
    terms.sort_by_key(size);
    match (terms.first(), terms.last()) {
        (Some(least), Some(most)) if size(least) == size(most) => Overall::One(least.clone()),
        (Some(least), Some(most)) => Overall::Between(least.clone(), most.clone()),
        _ => Overall::None,
    }
}

/// When the term ends that begins at `start`.
pub fn due(calendar: &Calendar, start: DateTime<Utc>, term: &Term) -> DateTime<Utc> {
    calendar.deadline(start, &term.limits)
}
