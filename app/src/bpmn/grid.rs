//! A cell for every shape and a way for every flow. Time runs to the right in columns; each lane has as many rows
//! as it needs. A step and the gateway behind it share a cell.
//!
//! A flow leaves its cell at the right, or drops out of the gateway up or down; it runs along one row whose cells
//! are its own, and enters its goal from the left. Flows to one goal may share a row: they come together there.

use std::collections::BTreeMap;

use super::model::{Kind, Model};

/// A row: the lane, and the row of it. Rows are ordered from top to bottom.
pub(super) type Row = (usize, usize);

/// The cell of a node.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Cell {
    pub(super) row: Row,
    pub(super) column: usize,
}

/// The way of a flow between two cells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Route {
    /// Whether it leaves the gateway at its top or bottom, and not at the right.
    pub(super) drops: bool,
    /// The row along which it runs.
    pub(super) run: Row,
}

/// Where everything is.
pub(super) struct Grid {
    /// Of each node.
    pub(super) cells: Vec<Cell>,
    /// Of each flow; none for that from a step to the gateway in its cell.
    pub(super) routes: Vec<Option<Route>>,
    /// How many rows each lane has.
    pub(super) rows: Vec<usize>,
}

pub(super) fn grid(model: &Model<'_>) -> Grid {
    let mut board = Board::new(model);
    board.put(
        0,
        Cell {
            row: (0, 0),
            column: 0,
        },
    );
    board.chain(0);
    // What stands on the main way comes first; the ways that leave it find room around it.
    let mut at = 0;
    while let Some(node) = board.order.get(at).copied() {
        at += 1;
        for flow in board.exits(node) {
            if board.add(flow) {
                board.chain(model.flows[flow].to);
            }
        }
    }
    board.joins();
    board.finish()
}

/// What a cell holds.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Holds {
    Node,
    /// Flows to this node.
    Run(usize),
}

struct Board<'m, 'a> {
    model: &'m Model<'a>,
    columns: Vec<usize>,
    cells: Vec<Option<Cell>>,
    routes: Vec<Option<Route>>,
    rows: Vec<usize>,
    held: BTreeMap<(Row, usize), Holds>,
    /// Nodes in the order in which they were placed.
    order: Vec<usize>,
}

impl<'m, 'a> Board<'m, 'a> {
    fn new(model: &'m Model<'a>) -> Self {
        Board {
            model,
            columns: columns(model),
            cells: vec![None; model.nodes.len()],
            routes: vec![None; model.flows.len()],
            rows: vec![1; model.lanes.len()],
            held: BTreeMap::new(),
            order: Vec::new(),
        }
    }

    fn finish(self) -> Grid {
        let nowhere = Cell {
            row: (0, 0),
            column: 0,
        };
        let cells = self.cells.into_iter();
        Grid {
            cells: cells.map(|cell| cell.unwrap_or(nowhere)).collect(),
            routes: self.routes,
            rows: self.rows,
        }
    }

    /// The flows that leave the cell of a node: those of its gateway, if it has one.
    fn exits(&self, node: usize) -> Vec<usize> {
        let from = gateway_of(self.model, node).unwrap_or(node);
        let flows = self.model.flows.iter().enumerate();
        flows
            .filter(|(_, flow)| flow.from == from)
            .map(|(at, _)| at)
            .collect()
    }

    /// Places what follows a node along the first flow of each.
    fn chain(&mut self, from: usize) {
        let mut next = self.exits(from).first().copied();
        while let Some(flow) = next {
            let placed = self.add(flow);
            let to = self.model.flows[flow].to;
            next = if placed {
                self.exits(to).first().copied()
            } else {
                None
            };
        }
    }

    fn put(&mut self, node: usize, cell: Cell) {
        self.cells[node] = Some(cell);
        if let Some(gateway) = gateway_of(self.model, node) {
            self.cells[gateway] = Some(cell);
        }
        self.held.insert((cell.row, cell.column), Holds::Node);
        self.order.push(node);
        self.make_row(cell.row);
    }

    fn make_row(&mut self, (lane, row): Row) {
        if let Some(rows) = self.rows.get_mut(lane) {
            *rows = (*rows).max(row + 1);
        }
    }

    /// Places the goal of a flow in the row that disturbs least, and says whether it was not yet there.
    fn add(&mut self, flow: usize) -> bool {
        let to = self.model.flows[flow].to;
        let Some(from) = self.source(flow) else {
            return false;
        };
        if self.cells[to].is_some() {
            return false;
        }
        let lane = self.model.nodes[to].lane;
        let column = self.columns[to];
        let rows = self.rows.get(lane).copied().unwrap_or(0);
        let best = (0..=rows)
            .map(|row| (lane, row))
            .filter(|row| !self.held.contains_key(&(*row, column)))
            .flat_map(|run| [true, false].map(|drops| Route { drops, run }))
            .filter(|route| self.open(flow, from, *route, column))
            .min_by_key(|route| {
                let (_, row) = route.run;
                let away = if lane == from.row.0 {
                    row.abs_diff(from.row.1)
                } else {
                    row
                };
                let fresh = usize::from(row == rows);
                4 * away + 2 * fresh + self.awkward(flow, *route)
            });
        let Some(route) = best else { return false };
        let cell = Cell {
            row: route.run,
            column,
        };
        self.put(to, cell);
        self.reserve(flow, from, route, column);
        true
    }

    /// The ways of flows to what is placed already.
    fn joins(&mut self) {
        for flow in 0..self.model.flows.len() {
            let to = self.model.flows[flow].to;
            let (Some(from), Some(goal)) = (self.source(flow), self.cells[to]) else {
                continue;
            };
            let inner = from == goal;
            if inner || self.routes[flow].is_some() {
                continue;
            }
            let best = self
                .all_rows()
                .into_iter()
                .flat_map(|run| [true, false].map(|drops| Route { drops, run }))
                .filter(|route| self.open(flow, from, *route, goal.column))
                .filter(|route| {
                    goal.column > from.column + 1 || route.drops || route.run == goal.row
                })
                .min_by_key(|route| {
                    let along = self.level(from.row).abs_diff(self.level(route.run))
                        + self.level(route.run).abs_diff(self.level(goal.row));
                    let bends =
                        usize::from(route.run != from.row) + usize::from(route.run != goal.row);
                    let fresh = usize::from(route.run.1 >= self.rows[route.run.0]);
                    4 * along + 2 * bends + 6 * fresh + self.awkward(flow, *route)
                });
            if let Some(route) = best {
                self.make_row(route.run);
                self.reserve(flow, from, route, goal.column);
            }
        }
    }

    fn source(&self, flow: usize) -> Option<Cell> {
        self.cells[self.model.flows[flow].from]
    }

    /// Every row, and a fresh one for each lane.
    fn all_rows(&self) -> Vec<Row> {
        let lanes = self.rows.iter().enumerate();
        lanes
            .flat_map(|(lane, rows)| (0..=*rows).map(move |row| (lane, row)))
            .collect()
    }

    /// How far down a row is.
    fn level(&self, (lane, row): Row) -> usize {
        self.rows.iter().take(lane).sum::<usize>() + row
    }

    /// Whether the cells of a way are free, or lead to the same goal.
    fn open(&self, flow: usize, from: Cell, route: Route, goal: usize) -> bool {
        let to = self.model.flows[flow].to;
        let branch = self.branches(flow);
        if route.drops {
            let gateway = self.model.nodes[self.model.flows[flow].from].kind == Kind::Gateway;
            if !branch || !gateway || self.blocked(from, route.run) {
                return false;
            }
        }
        // The row of the gateway belongs to its first outcome, and each of the others has one of its own, though they
        // may have one goal: the names of outcomes stand there.
        if branch && (route.run == from.row || route.drops && self.dropped(flow, route.run)) {
            return false;
        }
        let first = from.column + usize::from(!route.drops);
        (first..goal).all(|column| {
            self.held
                .get(&(route.run, column))
                .is_none_or(|holds| *holds == Holds::Run(to))
        })
    }

    /// Whether this is an outcome after the first of its step.
    fn branches(&self, flow: usize) -> bool {
        let from = self.model.flows[flow].from;
        let before = self.model.flows.iter().take(flow);
        before.into_iter().any(|other| other.from == from)
    }

    /// Whether another outcome of the same step runs along this row.
    fn dropped(&self, flow: usize, run: Row) -> bool {
        let from = self.model.flows[flow].from;
        let flows = self.model.flows.iter().zip(&self.routes);
        flows
            .filter(|(other, _)| other.from == from)
            .filter_map(|(_, route)| *route)
            .any(|route| route.drops && route.run == run)
    }

    /// Whether another gateway stands between, in the column where this one drops its flow.
    fn blocked(&self, from: Cell, run: Row) -> bool {
        let (top, bottom) = (from.row.min(run), from.row.max(run));
        self.cells
            .iter()
            .zip(&self.model.nodes)
            .filter(|(_, node)| node.kind == Kind::Gateway)
            .filter_map(|(cell, _)| *cell)
            .any(|cell| cell.column == from.column && cell.row > top && cell.row < bottom)
    }

    /// An outcome that leaves at the right shares the way out with the first.
    fn awkward(&self, flow: usize, route: Route) -> usize {
        if self.branches(flow) && !route.drops {
            9
        } else {
            0
        }
    }

    fn reserve(&mut self, flow: usize, from: Cell, route: Route, goal: usize) {
        let to = self.model.flows[flow].to;
        for column in from.column + usize::from(!route.drops)..goal {
            self.held.insert((route.run, column), Holds::Run(to));
        }
        self.routes[flow] = Some(route);
    }
}

/// The gateway in the cell of a step.
pub(super) fn gateway_of(model: &Model<'_>, node: usize) -> Option<usize> {
    let is = |node: usize, kind: Kind| model.nodes.get(node).is_some_and(|one| one.kind == kind);
    let after = model.flows.iter().filter(|flow| flow.from == node);
    let mut goals = after.map(|flow| flow.to);
    goals.find(|to| is(*to, Kind::Gateway))
}

/// The longest way from the start to each node, so that every flow leads to the right. Procedures have no way
/// back; if one had, the count ends with the number of nodes.
fn columns(model: &Model<'_>) -> Vec<usize> {
    let mut columns = vec![0; model.nodes.len()];
    for _ in 0..model.nodes.len() {
        for flow in &model.flows {
            let inner = model.nodes[flow.to].kind == Kind::Gateway;
            columns[flow.to] = columns[flow.to].max(columns[flow.from] + usize::from(!inner));
        }
    }
    columns
}
