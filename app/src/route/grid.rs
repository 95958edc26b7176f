//! Which slot every shape and which way every flow has, before anything is measured. Time runs along the levels; each lane
//! has as many tracks as it needs. A step and the gateway behind it share a slot.
//!
//! A flow leaves its slot at the end, or drops out of a side of the gateway; it runs along one track whose slots are its
//! own, and enters its goal at the beginning. Flows to one goal may share a track: they come together there.

use super::model::{Kind, Model};

/// The lane, and which track of it.
pub(super) type Track = (usize, usize);

/// Where a node stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Slot {
    pub(super) track: Track,
    pub(super) level: usize,
}

/// How a flow gets from one slot to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Way {
    /// It leaves its gateway at a side.
    pub(super) drops: bool,
    /// The track along which it runs.
    pub(super) run: Track,
}

pub(super) struct Grid {
    /// Of each node.
    pub(super) slots: Vec<Slot>,
    /// Of each flow; none for that from a step to the gateway in its slot.
    pub(super) ways: Vec<Option<Way>>,
    /// How many tracks each lane has.
    pub(super) tracks: Vec<usize>,
}

impl Grid {
    pub(super) fn levels(&self) -> usize {
        let last = self.slots.iter().map(|slot| slot.level).max();
        last.map_or(0, |last| last + 1)
    }
}

/// The gateway in the slot of a step.
pub(super) fn gateway_of(model: &Model<'_>, node: usize) -> Option<usize> {
    let is = |node: usize, kind: Kind| model.nodes.get(node).is_some_and(|one| one.kind == kind);
    let after = model.flows.iter().filter(|flow| flow.from == node);
    let mut goals = after.map(|flow| flow.to);
    goals.find(|to| is(*to, Kind::Gateway))
}
