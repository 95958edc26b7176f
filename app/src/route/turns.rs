//! The order in which flows turn in the gap between two levels. Where one leaves a track and another comes into it,
//! the one that leaves turns first, so that they do not run on top of each other. Flows into one goal turn together.

use std::collections::BTreeMap;

use super::{
    grid::{Grid, Track},
    model::Model,
};

struct Turn {
    flow: usize,
    from: Track,
    to: Track,
    /// The node that it enters behind this turn.
    enters: Option<usize>,
}

/// The places of all turns: by the level before the gap, the flow, and the track that it comes to.
pub(super) struct Turns {
    places: BTreeMap<(usize, usize, Track), usize>,
    counts: BTreeMap<usize, usize>,
}

impl Turns {
    /// How many places the gap behind a level has.
    pub(super) fn count(&self, level: usize) -> usize {
        self.counts.get(&level).copied().unwrap_or(0)
    }

    /// The place of a turn, from the left.
    pub(super) fn place(&self, level: usize, flow: usize, track: Track) -> usize {
        let place = self.places.get(&(level, flow, track));
        place.copied().unwrap_or(0)
    }
}

pub(super) fn turns(model: &Model<'_>, grid: &Grid) -> Turns {
    let mut gaps: BTreeMap<usize, Vec<Turn>> = BTreeMap::new();
    for (at, flow) in model.flows.iter().enumerate() {
        let Some(way) = grid.ways[at] else {
            continue;
        };
        let (begin, goal) = (grid.slots[flow.from], grid.slots[flow.to]);
        let mut turn = |level: usize, from: Track, to: Track, enters: Option<usize>| {
            let turn = Turn {
                flow: at,
                from,
                to,
                enters,
            };
            gaps.entry(level).or_default().push(turn);
        };
        if !way.drops && way.run != begin.track {
            let enters = (way.run == goal.track).then_some(flow.to);
            turn(begin.level, begin.track, way.run, enters);
        }
        if way.run != goal.track {
            let last = goal.level.saturating_sub(1);
            turn(last, way.run, goal.track, Some(flow.to));
        }
    }
    let mut all = Turns {
        places: BTreeMap::new(),
        counts: BTreeMap::new(),
    };
    for (level, turns) in gaps {
        let groups = ordered(turns);
        all.counts.insert(level, groups.len());
        for (place, group) in groups.into_iter().enumerate() {
            for turn in group {
                all.places.insert((level, turn.flow, turn.to), place);
            }
        }
    }
    all
}

/// Groups of turns that share a place, from left to right.
fn ordered(turns: Vec<Turn>) -> Vec<Vec<Turn>> {
    let mut left: Vec<Vec<Turn>> = Vec::new();
    for turn in turns {
        let together = |group: &&mut Vec<Turn>| {
            turn.enters.is_some() && group.iter().any(|one| one.enters == turn.enters)
        };
        match left.iter_mut().find(together) {
            Some(group) => group.push(turn),
            None => left.push(vec![turn]),
        }
    }
    let mut done = Vec::new();
    while !left.is_empty() {
        // A group is next when nothing that waits still leaves a track that it comes into.
        let next = (0..left.len())
            .find(|at| {
                let others = left.iter().enumerate().filter(|(other, _)| other != at);
                others
                    .flat_map(|(_, group)| group)
                    .all(|other| left[*at].iter().all(|turn| turn.to != other.from))
            })
            .unwrap_or(0);
        done.push(left.remove(next));
    }
    done
}
