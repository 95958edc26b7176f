//! The way of a case through the steps of its channel.

use crate::regulation::{ChannelKind, Procedure, Regulation, StatedTerm, Step};

/// The procedure of one channel, together with the steps that it takes over from another.
#[derive(Clone, Copy, Debug)]
pub(super) struct Graph<'a> {
    pub(super) regulation: &'a Regulation,
    pub(super) procedure: &'a Procedure,
}

/// A regulation file in which one procedure includes the next in a circle ends the search here.
const MOST_INCLUDES: usize = 4;

impl<'a> Graph<'a> {
    pub(super) fn of(regulation: &'a Regulation, channel: ChannelKind) -> Option<Graph<'a>> {
        regulation.procedure(channel).map(|procedure| Graph { regulation, procedure })
    }

    pub(super) fn step(&self, id: &str) -> Option<&'a Step> {
        self.procedures().find_map(|procedure| procedure.step(id))
    }

    pub(super) fn entry(&self) -> Option<&'a Step> {
        self.step(&self.procedure.entry)
    }

    /// The main path from `step` on, without it: along the first outcome of each.
    pub(super) fn path_after(&self, step: &'a Step) -> Vec<&'a Step> {
        let mut path = vec![step];
        while let Some(next) = path.last().and_then(|last| self.first_after(last)) {
            if path.iter().any(|seen| seen.id == next.id) {
                break;
            }
            path.push(next);
        }
        path.split_off(1)
    }

    /// The terms that may take the place of the ordinary one: those stated for this channel, otherwise those for
    /// the channel whose steps it takes over.
    pub(super) fn replacing_terms(&self) -> Vec<&'a StatedTerm> {
        let regulation = self.regulation;
        let of = |channel| regulation.terms.iter().filter(move |term| term.replaces && term.channel == channel);
        let mut by_channel = self.procedures().map(|procedure| of(procedure.channel).collect::<Vec<_>>());
        by_channel.find(|terms| !terms.is_empty()).unwrap_or_default()
    }

    fn first_after(&self, step: &Step) -> Option<&'a Step> {
        step.outcomes.first().and_then(|outcome| outcome.to.as_deref()).and_then(|to| self.step(to))
    }

    fn procedures(&self) -> impl Iterator<Item = &'a Procedure> + use<'a> {
        let regulation = self.regulation;
        std::iter::successors(Some(self.procedure), move |procedure| {
            procedure.include.as_ref().and_then(|include| regulation.procedure(include.channel))
        })
        .take(MOST_INCLUDES)
    }
}
