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
                candidates(&from.rect, &to.rect, layout)
                    .into_iter()
                    .map(|way| (cost(&way, layout, edge, &ways), way))
                    .min_by(|a, b| a.0.total_cmp(&b.0))
                    .map(|(_, way)| way)
                    .unwrap_or_default()
            }
            _ => Way::new(),
        };
        ways.push(way);
    }
    ways
}

fn candidates(from: &Rect, to: &Rect, layout: &Layout) -> Vec<Way> {
    let (fx, fy) = (from.centre_x(), from.centre_y());
    let (tx, ty) = (to.centre_x(), to.centre_y());
    let down = ty > fy;
    let from_edge = if down { from.bottom() } else { from.y };
    let to_edge = if down { to.y } else { to.bottom() };
    let (out, into) = (from.right() + CLEAR, to.x - CLEAR);
    let mut ways = Vec::new();
    if (fy - ty).abs() < 1.0 {
        ways.push(vec![(from.right(), fy), (to.x, fy)]);
    }
    if (fx - tx).abs() < 1.0 {
        ways.push(vec![(fx, from_edge), (tx, to_edge)]);
    }
    ways.push(vec![(from.right(), fy), (tx, fy), (tx, to_edge)]);
    ways.push(vec![(fx, from_edge), (fx, ty), (to.x, ty)]);
    ways.push(vec![(from.right(), fy), (into, fy), (into, ty), (to.x, ty)]);
    ways.push(vec![(from.right(), fy), (out, fy), (out, ty), (to.x, ty)]);
    for y in channels(layout) {
        ways.push(vec![
            (from.right(), fy),
            (out, fy),
            (out, y),
            (into, y),
            (into, ty),
            (to.x, ty),
        ]);
        let near = |edge: f64, other: f64| (y - edge) * (other - edge) > 0.0 || y == edge;
        if near(from_edge, y) && near(to_edge, y) {
            ways.push(vec![(fx, from_edge), (fx, y), (tx, y), (tx, to_edge)]);
        }
        let to_side = if y > ty { to.bottom() } else { to.y };
        let from_side = if y > fy { from.bottom() } else { from.y };
        ways.push(vec![(fx, from_side), (fx, y), (tx, y), (tx, to_side)]);
        ways.push(vec![
            (from.right(), fy),
            (out, fy),
            (out, y),
            (tx, y),
            (tx, to_side),
        ]);
        ways.push(vec![
            (fx, from_side),
            (fx, y),
            (into, y),
            (into, ty),
            (to.x, ty),
        ]);
    }
    ways
}

/// Heights at which a line can run between the lanes, two beside each border.
fn channels(layout: &Layout) -> Vec<f64> {
    layout
        .lanes
        .iter()
        .flat_map(|lane| [lane.y + 6.0, lane.y + lane.h - 6.0])
        .filter(|y| *y > 4.0 && *y < layout.height - 4.0)
        .collect()
}

fn cost(way: &Way, layout: &Layout, edge: &Edge, before: &[Way]) -> f64 {
    let mut cost = 0.0;
    for piece in way.windows(2) {
        let (a, b) = (piece[0], piece[1]);
        cost += (a.0 - b.0).abs() + (a.1 - b.1).abs();
        for (at, placed) in layout.boxes.iter().enumerate() {
            // At its own ends a line may touch the box, but neither cross it nor run along it.
            let own = at == edge.from || at == edge.to;
            let solid = if own { &placed.rect } else { &placed.taken };
            if crosses(a, b, solid, if own { -1.0 } else { 4.0 }) {
                cost += 4000.0;
            }
            if own && crosses(a, b, &placed.taken, -1.0) {
                cost += 120.0;
            }
        }
        for other in before.iter().flat_map(|way| way.windows(2)) {
            cost += 3.0 * overlap(a, b, other[0], other[1]);
        }
    }
    cost + 30.0 * way.len() as f64 + if outside(way, layout) { 10_000.0 } else { 0.0 }
}

fn outside(way: &Way, layout: &Layout) -> bool {
    way.iter()
        .any(|(x, y)| *x < 0.0 || *y < 0.0 || *x > layout.width || *y > layout.height)
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
