//! Where the outcomes stand beside their lines.

use super::{
    Edge,
    layout::{Layout, Rect},
    measure::{SMALL, width, wrap},
    route::{Point, Way, passes},
};

const LIMIT: f64 = 92.0;
const LINE: f64 = 14.0;
const APART: f64 = 5.0;

/// A placed outcome.
pub(super) struct OutcomeLabel {
    pub(super) lines: Vec<String>,
    rect: Rect,
}

impl OutcomeLabel {
    /// Where line `at` begins.
    pub(super) fn base_line(&self, at: usize) -> Point {
        (self.rect.x, self.rect.y + LINE * (at as f64 + 0.8))
    }
}

/// Tries places above, below and beside each piece of a line, and takes the one that covers least.
pub(super) fn place(layout: &Layout, edges: &[Edge], ways: &[Way]) -> Vec<OutcomeLabel> {
    let mut labels: Vec<OutcomeLabel> = Vec::new();
    for (edge, way) in edges
        .iter()
        .zip(ways)
        .filter(|(edge, _)| !edge.label.is_empty())
    {
        let lines = wrap(&edge.label, LIMIT, SMALL, false);
        let w = lines
            .iter()
            .map(|line| width(line, SMALL, false))
            .fold(0.0, f64::max);
        let h = LINE * lines.len() as f64;
        let best = way
            .windows(2)
            .flat_map(|piece| places(piece[0], piece[1], w, h))
            .map(|rect| (cost(&rect, layout, way, ways, &labels), rect))
            .min_by(|a, b| a.0.total_cmp(&b.0));
        if let Some((_, rect)) = best {
            labels.push(OutcomeLabel { lines, rect });
        }
    }
    labels
}

fn places(a: Point, b: Point, w: f64, h: f64) -> Vec<Rect> {
    let level = (a.1 - b.1).abs() < 0.5;
    [0.5, 0.25, 0.75]
        .into_iter()
        .flat_map(|part| {
            let (x, y) = (a.0 + (b.0 - a.0) * part, a.1 + (b.1 - a.1) * part);
            match level {
                true => [(x - w / 2.0, y - h - APART), (x - w / 2.0, y + APART)],
                false => [(x + APART, y - h / 2.0), (x - w - APART, y - h / 2.0)],
            }
        })
        .map(|(x, y)| Rect { x, y, w, h })
        .collect()
}

fn cost(rect: &Rect, layout: &Layout, own: &Way, ways: &[Way], before: &[OutcomeLabel]) -> f64 {
    let boxes: f64 = layout
        .boxes
        .iter()
        .map(|placed| rect.common(&placed.rect))
        .sum();
    let labels: f64 = before.iter().map(|label| rect.common(&label.rect)).sum();
    let crossed = ways.iter().filter(|way| passes(way, rect)).count();
    let inside = Rect {
        x: 2.0,
        y: layout.head,
        w: layout.width - 4.0,
        h: layout.height,
    };
    let outside = rect.w * rect.h - rect.common(&inside);
    let from_start = own.first().map_or(0.0, |start| {
        (rect.centre_x() - start.0).abs() + (rect.centre_y() - start.1).abs()
    });
    20.0 * (boxes + labels) + 300.0 * crossed as f64 + 100.0 * outside + from_start
}
