//! Coordinates: columns become as wide as what stands in them and the flows that turn between them need, rows as
//! high. Flows have right angles.

use super::{
    grid::{Cell, Grid, Route, Row},
    model::{FlowNode, Kind, Model},
    turns::{Turns, turns},
};
use crate::components::swimlane::measure::{SMALL, width, wrap};

/// A point of a flow.
pub(super) type Point = (f64, f64);

/// A rectangle.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Rect {
    pub(super) x: f64,
    pub(super) y: f64,
    pub(super) w: f64,
    pub(super) h: f64,
}

/// The whole, placed. Each list is as long as that of the model.
pub(super) struct Picture {
    pub(super) pool: Rect,
    pub(super) lanes: Vec<Rect>,
    pub(super) shapes: Vec<Rect>,
    /// Names that stand outside of their shapes.
    pub(super) labels: Vec<Option<Rect>>,
    pub(super) ways: Vec<Vec<Point>>,
    pub(super) outcomes: Vec<Option<Rect>>,
}

const LEFT: f64 = 160.0;
const TOP: f64 = 80.0;
/// The strip with the name of a pool or a lane.
const STRIP: f64 = 30.0;
const MARGIN: f64 = 30.0;
const TASK: (f64, f64) = (130.0, 80.0);
const EVENT: f64 = 36.0;
const GATEWAY: f64 = 50.0;
const TO_GATEWAY: f64 = 25.0;
/// What the names of outcomes and events may take, so that the next one keeps clear.
const LABEL: f64 = 100.0;
const LABEL_LINE: f64 = 14.0;
/// The letters of names outside of shapes, as the usual viewers write them.
const LETTERS: f64 = 11.0;
const ROW: f64 = 120.0;
const ROW_OF_FLOWS: f64 = 62.0;
const TURN: f64 = 14.0;
const LEAST_GAP: f64 = 50.0;

pub(super) fn place(model: &Model<'_>, grid: &Grid) -> Picture {
    let plan = Plan::new(model, grid);
    let shapes: Vec<Rect> = model
        .nodes
        .iter()
        .zip(&grid.cells)
        .map(|(node, cell)| plan.shape(node, *cell))
        .collect();
    let labels = model.nodes.iter().zip(&shapes);
    let ways: Vec<Vec<Point>> = (0..model.flows.len())
        .map(|flow| plan.way(flow, &shapes))
        .collect();
    let outcomes = model.flows.iter().zip(&ways);
    Picture {
        pool: plan.pool,
        lanes: plan.lanes.clone(),
        labels: labels
            .map(|(node, shape)| event_label(node, shape))
            .collect(),
        outcomes: outcomes
            .map(|(flow, way)| outcome_label(&flow.name, way))
            .collect(),
        shapes,
        ways,
    }
}

struct Plan<'m, 'a> {
    model: &'m Model<'a>,
    grid: &'m Grid,
    turns: Turns,
    /// Where each column begins.
    columns: Vec<f64>,
    /// Where the gap behind each column begins.
    gaps: Vec<f64>,
    /// The middle of each row of each lane.
    rows: Vec<Vec<f64>>,
    lanes: Vec<Rect>,
    pool: Rect,
}

impl<'m, 'a> Plan<'m, 'a> {
    fn new(model: &'m Model<'a>, grid: &'m Grid) -> Self {
        let turns = turns(model, grid);
        let last = grid.cells.iter().map(|cell| cell.column).max().unwrap_or(0);
        let mut x = LEFT + 2.0 * STRIP + MARGIN;
        let (mut columns, mut gaps) = (Vec::new(), Vec::new());
        for column in 0..=last {
            columns.push(x);
            x += breadth(model, grid, column);
            gaps.push(x);
            let needs = TURN * (turns.count(column) as f64 + 1.0) + 12.0;
            x += needs.max(LEAST_GAP);
        }
        let right = gaps.last().copied().unwrap_or(x) + MARGIN;
        let mut y = TOP;
        let (mut rows, mut lanes) = (Vec::new(), Vec::new());
        for (at, lane) in model.lanes.iter().enumerate() {
            let heights: Vec<f64> = (0..grid.rows.get(at).copied().unwrap_or(1))
                .map(|row| height(model, grid, (at, row)))
                .collect();
            let content: f64 = heights.iter().sum();
            // The name stands upright in its strip: in one line, or two if it is long.
            let name = width(&lane.name, SMALL, false).ceil() + 12.0;
            let h = content.max(
                if name > 190.0 {
                    name / 2.0 + 20.0
                } else {
                    name
                }
                .round(),
            );
            let mut middle = y + ((h - content) / 2.0).floor();
            let mut middles = Vec::new();
            for own in heights {
                middles.push(middle + own / 2.0);
                middle += own;
            }
            rows.push(middles);
            let x = LEFT + STRIP;
            lanes.push(Rect {
                x,
                y,
                w: right - x,
                h,
            });
            y += h;
        }
        let pool = Rect {
            x: LEFT,
            y: TOP,
            w: right - LEFT,
            h: y - TOP,
        };
        Plan {
            model,
            grid,
            turns,
            columns,
            gaps,
            rows,
            lanes,
            pool,
        }
    }

    fn row(&self, (lane, row): Row) -> f64 {
        let rows = self.rows.get(lane);
        rows.and_then(|rows| rows.get(row)).copied().unwrap_or(TOP)
    }

    fn shape(&self, node: &FlowNode<'_>, cell: Cell) -> Rect {
        let (w, h) = match node.kind {
            Kind::Gateway => (GATEWAY, GATEWAY),
            Kind::Start | Kind::End(_) => (EVENT, EVENT),
            _ => TASK,
        };
        let begins = self.columns.get(cell.column).copied().unwrap_or(LEFT);
        let x = match node.kind {
            Kind::Gateway => begins + TASK.0 + TO_GATEWAY,
            Kind::Start | Kind::End(_) => begins + (LABEL - w) / 2.0,
            _ => begins,
        };
        let y = self.row(cell.row) - h / 2.0;
        Rect { x, y, w, h }
    }

    fn way(&self, flow: usize, shapes: &[Rect]) -> Vec<Point> {
        let ends = &self.model.flows[flow];
        let (from, to) = (&shapes[ends.from], &shapes[ends.to]);
        let leave = (from.x + from.w, from.y + from.h / 2.0);
        let arrive = (to.x, to.y + to.h / 2.0);
        let Some(Route { drops, run }) = self.grid.routes[flow] else {
            return vec![leave, arrive];
        };
        let (begin, goal) = (self.grid.cells[ends.from], self.grid.cells[ends.to]);
        let level = self.row(run);
        let mut way = Vec::new();
        if drops {
            let x = from.x + from.w / 2.0;
            let below = level > leave.1;
            way.push((x, if below { from.y + from.h } else { from.y }));
            way.push((x, level));
        } else {
            way.push(leave);
            if run != begin.row {
                let x = self.turn(begin.column, flow, run);
                way.push((x, leave.1));
                way.push((x, level));
            }
        }
        if run != goal.row {
            let x = self.turn(goal.column.saturating_sub(1), flow, goal.row);
            way.push((x, level));
            way.push((x, arrive.1));
        }
        way.push(arrive);
        way
    }

    /// Where a flow turns in the gap behind a column, to come to a row.
    fn turn(&self, column: usize, flow: usize, row: Row) -> f64 {
        let place = self.turns.place(column, flow, row) as f64;
        self.gaps.get(column).copied().unwrap_or(LEFT) + TURN * (place + 1.0)
    }
}

/// How wide a column is: a task, the gateway behind it, the name of an outcome.
fn breadth(model: &Model<'_>, grid: &Grid, column: usize) -> f64 {
    let here = |node: &usize| grid.cells[*node].column == column;
    let nodes: Vec<usize> = (0..model.nodes.len()).filter(here).collect();
    let any = |test: &dyn Fn(Kind) -> bool| nodes.iter().any(|node| test(model.nodes[*node].kind));
    if any(&|kind| kind == Kind::Gateway) {
        return TASK.0 + TO_GATEWAY + GATEWAY + LABEL - 8.0;
    }
    if any(&Kind::is_task) { TASK.0 } else { LABEL }
}

fn height(model: &Model<'_>, grid: &Grid, row: Row) -> f64 {
    let full = (0..model.nodes.len()).any(|node| grid.cells[node].row == row);
    if full { ROW } else { ROW_OF_FLOWS }
}

/// The name of an event stands under it.
fn event_label(node: &FlowNode<'_>, shape: &Rect) -> Option<Rect> {
    let event = matches!(node.kind, Kind::Start | Kind::End(_));
    let h = label_height(&node.name)?;
    event.then_some(Rect {
        x: shape.x + (shape.w - LABEL) / 2.0,
        y: shape.y + shape.h + 4.0,
        w: LABEL,
        h,
    })
}

/// The name of an outcome stands on the first level piece of its flow that is long enough, at its beginning.
fn outcome_label(name: &str, way: &[Point]) -> Option<Rect> {
    let h = label_height(name)?;
    let level = way
        .windows(2)
        .filter(|piece| piece[0].1 == piece[1].1)
        .find(|piece| piece[1].0 - piece[0].0 >= LABEL / 2.0)
        .or_else(|| way.windows(2).last())?;
    let (x, y) = level[0];
    Some(Rect {
        x: x + 6.0,
        y: y - h - 4.0,
        w: LABEL,
        h,
    })
}

fn label_height(name: &str) -> Option<f64> {
    let lines = wrap(name, LABEL, LETTERS, false).len();
    (lines > 0).then_some(LABEL_LINE * lines as f64)
}
