//! The order in which flows turn in the gap between two columns. Where one leaves a row and another comes into it,
//! the one that leaves turns first, so that they do not run on top of each other. Flows into one goal turn together.

use std::collections::BTreeMap;

use super::{
    grid::{Grid, Row},
    model::Model,
};

struct Turn {
    flow: usize,
    from: Row,
    to: Row,
    /// The node that it enters behind this turn.
    enters: Option<usize>,
}

/// The places of all turns: by the column before the gap, the flow, and the row that it comes to.
pub(super) struct Turns {
    places: BTreeMap<(usize, usize, Row), usize>,
    counts: BTreeMap<usize, usize>,
}

impl Turns {
    /// How many places the gap behind a column has.
    pub(super) fn count(&self, column: usize) -> usize {
        self.counts.get(&column).copied().unwrap_or(0)
    }

    /// The place of a turn, from the left.
    pub(super) fn place(&self, column: usize, flow: usize, row: Row) -> usize {
        let place = self.places.get(&(column, flow, row));
        place.copied().unwrap_or(0)
    }
}

pub(super) fn turns(model: &Model<'_>, grid: &Grid) -> Turns {
    let mut gaps: BTreeMap<usize, Vec<Turn>> = BTreeMap::new();
    for (at, flow) in model.flows.iter().enumerate() {
        let Some(route) = grid.routes[at] else {
            continue;
        };
        let (begin, goal) = (grid.cells[flow.from], grid.cells[flow.to]);
        let mut turn = |column: usize, from: Row, to: Row, enters: Option<usize>| {
            let turn = Turn {
                flow: at,
                from,
                to,
                enters,
            };
            gaps.entry(column).or_default().push(turn);
        };
        if !route.drops && route.run != begin.row {
            let enters = (route.run == goal.row).then_some(flow.to);
            turn(begin.column, begin.row, route.run, enters);
        }
        if route.run != goal.row {
            let last = goal.column.saturating_sub(1);
            turn(last, route.run, goal.row, Some(flow.to));
        }
    }
    let mut all = Turns {
        places: BTreeMap::new(),
        counts: BTreeMap::new(),
    };
    for (column, turns) in gaps {
        let groups = ordered(turns);
        all.counts.insert(column, groups.len());
        for (place, group) in groups.into_iter().enumerate() {
            for turn in group {
                all.places.insert((column, turn.flow, turn.to), place);
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
        // A group is next when nothing that waits still leaves a row that it comes into.
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
