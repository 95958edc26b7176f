//! The lines between the boxes: a few simple ways are tried, and the one that disturbs least is taken.

use super::{
    Edge,
    layout::{Layout, Rect},
};

/// A point of a line.
pub(super) type Point = (f64, f64);

/// A way: straight pieces, each along one axis.
pub(super) type Way = Vec<Point>;

const CLEAR: f64 = 9.0;

/// The ways of all lines; an empty way for a line that names no box or leads to itself.
pub(super) fn routes(layout: &Layout, edges: &[Edge]) -> Vec<Way> {
    let mut ways: Vec<Way> = Vec::with_capacity(edges.len());
    for edge in edges {
        let ends = (layout.boxes.get(edge.from), layout.boxes.get(edge.to));
        let way = match ends {
            (Some(from), Some(to)) if edge.from != edge.to => {
                let mut best = (f64::INFINITY, Way::new());
                for (least, way) in shortest_first(candidates(&from.rect, &to.rect, layout), layout)
                {
                    // Every disturbance only adds: no later way can win.
                    if least >= best.0 {
                        break;
                    }
                    if let Some(cost) = cost_below(best.0, least, &way, layout, edge, &ways) {
                        best = (cost, way);
                    }
                }
                best.1
            }
            _ => Way::new(),
        };
        ways.push(way);
    }
    ways
}

/// Time runs downwards, so a line leaves at the bottom or at a side, and arrives at the top or at a side.
fn candidates(from: &Rect, to: &Rect, layout: &Layout) -> Vec<Way> {
    let (fx, fy) = (from.centre_x(), from.centre_y());
    let (tx, ty) = (to.centre_x(), to.centre_y());
    let to_the_right = tx > fx;
    let from_side = if to_the_right { from.right() } else { from.x };
    let to_side = if to_the_right { to.x } else { to.right() };
    let (out, into) = (from.bottom() + CLEAR, to.y - CLEAR);
    let mut ways = Vec::new();
    if (fx - tx).abs() < 1.0 {
        ways.push(vec![(fx, from.bottom()), (tx, to.y)]);
    } else {
        ways.push(vec![(fx, from.bottom()), (fx, ty), (to_side, ty)]);
        ways.push(vec![(from_side, fy), (tx, fy), (tx, to.y)]);
        ways.push(vec![
            (fx, from.bottom()),
            (fx, into),
            (tx, into),
            (tx, to.y),
        ]);
        ways.push(vec![(fx, from.bottom()), (fx, out), (tx, out), (tx, to.y)]);
        if (fy - ty).abs() < 1.0 {
            ways.push(vec![(from_side, fy), (to_side, ty)]);
        }
    }
    for x in channels(layout) {
        let leave = if x > fx { from.right() } else { from.x };
        let arrive = if x > tx { to.right() } else { to.x };
        ways.push(vec![(leave, fy), (x, fy), (x, ty), (arrive, ty)]);
        ways.push(vec![
            (leave, fy),
            (x, fy),
            (x, into),
            (tx, into),
            (tx, to.y),
        ]);
        ways.push(vec![
            (fx, from.bottom()),
            (fx, out),
            (x, out),
            (x, ty),
            (arrive, ty),
        ]);
        ways.push(vec![
            (fx, from.bottom()),
            (fx, out),
            (x, out),
            (x, into),
            (tx, into),
            (tx, to.y),
        ]);
    }
    ways
}

/// Where a line can run down between the lanes: beside each border.
fn channels(layout: &Layout) -> Vec<f64> {
    let beside = |lane: &super::layout::Lane| [lane.x + 6.0, lane.x + lane.w - 6.0];
    layout.lanes.iter().flat_map(beside).collect()
}

/// The ways with what they cost by their length and turns alone.
fn shortest_first(ways: Vec<Way>, layout: &Layout) -> Vec<(f64, Way)> {
    let least = |way: &Way| {
        let length: f64 = pieces(way)
            .map(|(a, b)| (a.0 - b.0).abs() + (a.1 - b.1).abs())
            .sum();
        let beyond = if outside(way, layout) { 10_000.0 } else { 0.0 };
        length + 30.0 * way.len() as f64 + beyond
    };
    let mut ways: Vec<(f64, Way)> = ways.into_iter().map(|way| (least(&way), way)).collect();
    ways.sort_by(|a, b| a.0.total_cmp(&b.0));
    ways
}

fn pieces(way: &Way) -> impl Iterator<Item = (Point, Point)> + '_ {
    way.windows(2).map(|piece| (piece[0], piece[1]))
}

/// What a way costs with all that it disturbs, if that is less than `limit`; `least` is its cost without.
fn cost_below(
    limit: f64,
    least: f64,
    way: &Way,
    layout: &Layout,
    edge: &Edge,
    before: &[Way],
) -> Option<f64> {
    let mut cost = least;
    for (a, b) in pieces(way) {
        for (at, placed) in layout.boxes.iter().enumerate() {
            // A line touches the boxes at its own ends, but does not cross them.
            let own = at == edge.from || at == edge.to;
            if crosses(a, b, &placed.rect, if own { -1.0 } else { 4.0 }) {
                cost += 4000.0;
            }
        }
        if cost >= limit {
            return None;
        }
    }
    for other in before {
        if meets(way, other) {
            cost += 200.0;
        }
        for (a, b) in pieces(way) {
            for other in other.windows(2) {
                cost += 3.0 * overlap(a, b, other[0], other[1]);
                if intersect(a, b, other[0], other[1]) {
                    cost += 40.0;
                }
            }
        }
        if cost >= limit {
            return None;
        }
    }
    (cost < limit).then_some(cost)
}

fn outside(way: &Way, layout: &Layout) -> bool {
    way.iter()
        .any(|(x, y)| *x < 0.0 || *y < 0.0 || *x > layout.width || *y > layout.height)
}

/// Whether one way leaves where the other arrives: the reader could not tell which is which.
fn meets(way: &Way, other: &Way) -> bool {
    let near = |a: Option<&Point>, b: Option<&Point>| match (a, b) {
        (Some(a), Some(b)) => (a.0 - b.0).abs() + (a.1 - b.1).abs() < 6.0,
        _ => false,
    };
    near(way.first(), other.last()) || near(way.last(), other.first())
}

/// Whether a piece goes through the rectangle, made larger by `margin` on each side.
fn crosses(a: Point, b: Point, rect: &Rect, margin: f64) -> bool {
    let (left, right) = (a.0.min(b.0), a.0.max(b.0));
    let (top, bottom) = (a.1.min(b.1), a.1.max(b.1));
    left < rect.right() + margin
        && right > rect.x - margin
        && top < rect.bottom() + margin
        && bottom > rect.y - margin
}

/// How far two pieces run on top of each other.
fn overlap(a: Point, b: Point, c: Point, d: Point) -> f64 {
    let along =
        |a: f64, b: f64, c: f64, d: f64| (a.max(b).min(c.max(d)) - a.min(b).max(c.min(d))).max(0.0);
    let same = |a: f64, b: f64| (a - b).abs() < 3.0;
    if same(a.1, b.1) && same(c.1, d.1) && same(a.1, c.1) {
        along(a.0, b.0, c.0, d.0)
    } else if same(a.0, b.0) && same(c.0, d.0) && same(a.0, c.0) {
        along(a.1, b.1, c.1, d.1)
    } else {
        0.0
    }
}

/// Whether two pieces of different direction cross.
fn intersect(a: Point, b: Point, c: Point, d: Point) -> bool {
    let within =
        |value: f64, one: f64, other: f64| value > one.min(other) && value < one.max(other);
    let level = |a: Point, b: Point| (a.1 - b.1).abs() < 0.5;
    match (level(a, b), level(c, d)) {
        (true, false) => within(c.0, a.0, b.0) && within(a.1, c.1, d.1),
        (false, true) => within(a.0, c.0, d.0) && within(c.1, a.1, b.1),
        _ => false,
    }
}

/// Whether a way goes through the rectangle.
pub(super) fn passes(way: &Way, rect: &Rect) -> bool {
    way.windows(2)
        .any(|piece| crosses(piece[0], piece[1], rect, 0.0))
}
