//! The way of a case through the steps of its channel.

use crate::regulation::{ChannelKind, Procedure, Regulation, StatedTerm, Step};

/// The procedure of one channel. The catalogue has made it whole: steps taken over from another channel are in it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Graph<'a> {
    pub(super) regulation: &'a Regulation,
    pub(super) procedure: &'a Procedure,
}

impl<'a> Graph<'a> {
    pub(super) fn of(regulation: &'a Regulation, channel: ChannelKind) -> Option<Graph<'a>> {
        let procedure = regulation.procedure(channel)?;
        Some(Graph {
            regulation,
            procedure,
        })
    }

    pub(super) fn step(&self, id: &str) -> Option<&'a Step> {
        self.procedure.step(id)
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

    /// The terms that may take the place of the ordinary one.
    pub(super) fn replacing_terms(&self) -> impl Iterator<Item = &'a StatedTerm> + use<'a> {
        let channel = self.procedure.channel;
        self.regulation
            .terms
            .iter()
            .filter(move |term| term.replaces && term.channel == channel)
    }

    fn first_after(&self, step: &Step) -> Option<&'a Step> {
        let to = step.outcomes.first()?.to.as_deref()?;
        self.step(to)
    }
}
