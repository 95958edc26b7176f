//! Where the boxes stand: lanes side by side, time from top to bottom. So a long procedure grows downwards, as
//! a page does, and not out of it.

use super::{
    Swimlane,
    measure::{LABEL, SMALL, width, wrap},
};

const LINE: f64 = 16.0;
const SMALL_LINE: f64 = 15.0;
const BOX_PAD_X: f64 = 9.0;
const BOX_PAD_Y: f64 = 8.0;
const BOX_TEXT: f64 = 112.0;
const BOX_LEAST: f64 = 64.0;
const LANE_TEXT: f64 = 104.0;
const LANE_LEAST: f64 = 84.0;
const LANE_PAD: f64 = 11.0;
const GAP: f64 = 16.0;
const GAP_SAME_LANE: f64 = 26.0;
const MARGIN: f64 = 16.0;

/// A rectangle.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Rect {
    pub(super) x: f64,
    pub(super) y: f64,
    pub(super) w: f64,
    pub(super) h: f64,
}

impl Rect {
    pub(super) fn right(&self) -> f64 {
        self.x + self.w
    }

    pub(super) fn bottom(&self) -> f64 {
        self.y + self.h
    }

    pub(super) fn centre_x(&self) -> f64 {
        self.x + self.w / 2.0
    }

    pub(super) fn centre_y(&self) -> f64 {
        self.y + self.h / 2.0
    }

    /// How much of this rectangle the other one covers.
    pub(super) fn common(&self, other: &Rect) -> f64 {
        let w = self.right().min(other.right()) - self.x.max(other.x);
        let h = self.bottom().min(other.bottom()) - self.y.max(other.y);
        w.max(0.0) * h.max(0.0)
    }
}

/// A placed box with its lines of text.
pub(super) struct Placed {
    pub(super) rect: Rect,
    pub(super) label: Vec<String>,
    pub(super) caption: Vec<String>,
}

/// A lane: its band and its name.
pub(super) struct Lane {
    pub(super) x: f64,
    pub(super) w: f64,
    pub(super) name: Vec<String>,
}

/// The whole picture, placed.
pub(super) struct Layout {
    pub(super) width: f64,
    pub(super) height: f64,
    /// The height of the row with the names of the lanes.
    pub(super) head: f64,
    pub(super) lanes: Vec<Lane>,
    pub(super) boxes: Vec<Placed>,
}

struct Size {
    label: Vec<String>,
    caption: Vec<String>,
    w: f64,
    h: f64,
}

pub(super) fn layout(picture: &Swimlane) -> Layout {
    let sizes: Vec<Size> = picture
        .nodes
        .iter()
        .map(|node| size(&node.label, &node.caption))
        .collect();
    let lanes = lanes(picture, &sizes);
    let name_lines = lanes.iter().map(|lane| lane.name.len()).max().unwrap_or(0);
    let head = SMALL_LINE * name_lines as f64 + 2.0 * BOX_PAD_Y;
    let rows = rows(picture, &sizes, head + MARGIN);
    let boxes: Vec<Placed> = picture
        .nodes
        .iter()
        .zip(sizes)
        .map(|(node, size)| {
            let centre_x = lanes
                .get(node.lane)
                .map_or(0.0, |lane| lane.x + lane.w / 2.0);
            let centre_y = rows.get(node.column).copied().unwrap_or(head);
            let rect = Rect {
                x: centre_x - size.w / 2.0,
                y: centre_y - size.h / 2.0,
                w: size.w,
                h: size.h,
            };
            Placed {
                rect,
                label: size.label,
                caption: size.caption,
            }
        })
        .collect();
    let bottom = boxes
        .iter()
        .map(|placed| placed.rect.bottom())
        .fold(head, f64::max);
    let width = lanes.last().map_or(0.0, |lane| lane.x + lane.w);
    Layout {
        width,
        height: bottom + MARGIN,
        head,
        lanes,
        boxes,
    }
}

fn size(label: &str, caption: &str) -> Size {
    let label = wrap(label, BOX_TEXT, LABEL, true);
    let caption = wrap(caption, BOX_TEXT, SMALL, false);
    let text = widest(&label, LABEL, true).max(widest(&caption, SMALL, false));
    let lines = LINE * label.len().max(1) as f64 + SMALL_LINE * caption.len() as f64;
    Size {
        w: (text + 2.0 * BOX_PAD_X).max(BOX_LEAST),
        h: lines + 2.0 * BOX_PAD_Y,
        label,
        caption,
    }
}

fn widest(lines: &[String], size: f64, bold: bool) -> f64 {
    lines
        .iter()
        .map(|line| width(line, size, bold))
        .fold(0.0, f64::max)
}

fn lanes(picture: &Swimlane, sizes: &[Size]) -> Vec<Lane> {
    let mut x = 0.0;
    picture
        .lanes
        .iter()
        .enumerate()
        .map(|(at, name)| {
            let name = wrap(name, LANE_TEXT, SMALL, true);
            let boxes = picture
                .nodes
                .iter()
                .zip(sizes)
                .filter(|(node, _)| node.lane == at);
            let broadest = boxes
                .map(|(_, size)| size.w)
                .fold(widest(&name, SMALL, true), f64::max);
            let w = (broadest + 2.0 * LANE_PAD).max(LANE_LEAST);
            let lane = Lane { x, w, name };
            x += w;
            lane
        })
        .collect()
}

/// The middle of each row. Neighbours in different lanes stand close; in one lane there must be room for the
/// arrow between them.
fn rows(picture: &Swimlane, sizes: &[Size], top: f64) -> Vec<f64> {
    let last = picture
        .nodes
        .iter()
        .map(|node| node.column)
        .max()
        .unwrap_or(0);
    let shares_lane = |a: usize, b: usize| {
        picture
            .nodes
            .iter()
            .filter(|node| node.column == a)
            .any(|one| {
                picture
                    .nodes
                    .iter()
                    .any(|other| other.column == b && other.lane == one.lane)
            })
    };
    let mut edge = top;
    // A column far beyond the number of boxes is a mistake in the data, not a reason to draw empty space.
    (0..=last.min(picture.nodes.len()))
        .map(|row| {
            if row > 0 {
                edge += if shares_lane(row - 1, row) {
                    GAP_SAME_LANE
                } else {
                    GAP
                };
            }
            let here = picture
                .nodes
                .iter()
                .zip(sizes)
                .filter(|(node, _)| node.column == row);
            let h = here.map(|(_, size)| size.h).fold(0.0, f64::max);
            edge += h;
            edge - h / 2.0
        })
        .collect()
}

/// The base line of line `at` of a label.
pub(super) fn label_line(placed: &Placed, at: usize) -> f64 {
    placed.rect.y + BOX_PAD_Y + LINE * (at as f64 + 0.76)
}

/// The base line of line `at` of a caption, which stands under the label in the box.
pub(super) fn caption_line(placed: &Placed, at: usize) -> f64 {
    let label = LINE * placed.label.len().max(1) as f64;
    placed.rect.y + BOX_PAD_Y + label + SMALL_LINE * (at as f64 + 0.76)
}

/// The base line of line `at` of the name of a lane.
pub(super) fn name_line(at: usize) -> f64 {
    BOX_PAD_Y + SMALL_LINE * (at as f64 + 0.8)
}
