//! Where the boxes stand.

use super::{
    Swimlane,
    measure::{LABEL, SMALL, width, wrap},
};

const LINE: f64 = 16.0;
const SMALL_LINE: f64 = 15.0;
const BOX_PAD_X: f64 = 10.0;
const BOX_PAD_Y: f64 = 8.0;
const BOX_TEXT: f64 = 116.0;
const LANE_TEXT: f64 = 104.0;
const LANE_PAD: f64 = 16.0;
const GAP: f64 = 18.0;
const GAP_SAME_LANE: f64 = 34.0;
const MARGIN: f64 = 12.0;

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
}

/// A placed box with its lines of text.
pub(super) struct Placed {
    pub(super) rect: Rect,
    pub(super) label: Vec<String>,
    pub(super) caption: Vec<String>,
    /// What the lines must go around: the box with its caption.
    pub(super) taken: Rect,
}

/// A lane: its band and its name.
pub(super) struct Lane {
    pub(super) y: f64,
    pub(super) h: f64,
    pub(super) name: Vec<String>,
}

/// The whole picture, placed.
pub(super) struct Layout {
    pub(super) width: f64,
    pub(super) height: f64,
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
    let left = MARGIN * 2.0 + lane_names_width(&lanes) + MARGIN;
    let centres = columns(picture, &sizes, left);
    let boxes: Vec<Placed> = picture
        .nodes
        .iter()
        .zip(sizes)
        .map(|(node, size)| {
            let centre = centres.get(node.column).copied().unwrap_or(left);
            let y = lanes.get(node.lane).map_or(0.0, |lane| {
                lane.y + (lane.h - size.h - caption_height(&size.caption)) / 2.0
            });
            place(size, centre, y)
        })
        .collect();
    let right = boxes
        .iter()
        .map(|placed| placed.taken.right())
        .fold(left, f64::max);
    let height = lanes.last().map_or(0.0, |lane| lane.y + lane.h);
    Layout {
        width: right + MARGIN * 2.0,
        height,
        lanes,
        boxes,
    }
}

fn size(label: &str, caption: &str) -> Size {
    let label = wrap(label, BOX_TEXT, LABEL, true);
    let caption = wrap(caption, BOX_TEXT + BOX_PAD_X, SMALL, false);
    let text = widest(&label, LABEL, true);
    Size {
        w: (text + 2.0 * BOX_PAD_X).max(56.0),
        h: LINE * label.len().max(1) as f64 + 2.0 * BOX_PAD_Y,
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

fn caption_height(caption: &[String]) -> f64 {
    match caption.is_empty() {
        true => 0.0,
        false => 4.0 + SMALL_LINE * caption.len() as f64,
    }
}

fn lanes(picture: &Swimlane, sizes: &[Size]) -> Vec<Lane> {
    let mut y = 0.0;
    picture
        .lanes
        .iter()
        .enumerate()
        .map(|(at, name)| {
            let name = wrap(name, LANE_TEXT, SMALL, false);
            let boxes = picture
                .nodes
                .iter()
                .zip(sizes)
                .filter(|(node, _)| node.lane == at);
            let tallest = boxes.map(|(_, size)| size.h + caption_height(&size.caption));
            let h = tallest.fold(SMALL_LINE * name.len() as f64, f64::max) + 2.0 * LANE_PAD;
            let lane = Lane { y, h, name };
            y += h;
            lane
        })
        .collect()
}

fn lane_names_width(lanes: &[Lane]) -> f64 {
    lanes
        .iter()
        .map(|lane| widest(&lane.name, SMALL, false))
        .fold(40.0, f64::max)
}

/// The centre of each column. Neighbours in different lanes stand close; in one lane there must be room for the
/// arrow between them.
fn columns(picture: &Swimlane, sizes: &[Size], left: f64) -> Vec<f64> {
    let last = picture
        .nodes
        .iter()
        .map(|node| node.column)
        .max()
        .unwrap_or(0);
    let reach = |column: usize| {
        let here = picture
            .nodes
            .iter()
            .zip(sizes)
            .filter(move |(node, _)| node.column == column);
        here.map(|(_, size)| size.w.max(widest(&size.caption, SMALL, false)))
            .fold(0.0, f64::max)
    };
    let shares_lane = |a: usize, b: usize| {
        let in_a = picture.nodes.iter().filter(move |node| node.column == a);
        in_a.into_iter().any(|one| {
            picture
                .nodes
                .iter()
                .any(|other| other.column == b && other.lane == one.lane)
        })
    };
    let mut edge = left;
    (0..=last.min(picture.nodes.len()))
        .map(|column| {
            if column > 0 {
                edge += if shares_lane(column - 1, column) {
                    GAP_SAME_LANE
                } else {
                    GAP
                };
            }
            let w = reach(column);
            edge += w;
            edge - w / 2.0
        })
        .collect()
}

fn place(size: Size, centre: f64, y: f64) -> Placed {
    let rect = Rect {
        x: centre - size.w / 2.0,
        y,
        w: size.w,
        h: size.h,
    };
    let reach = size.w.max(widest(&size.caption, SMALL, false));
    let taken = Rect {
        x: centre - reach / 2.0,
        y,
        w: reach,
        h: size.h + caption_height(&size.caption),
    };
    Placed {
        rect,
        label: size.label,
        caption: size.caption,
        taken,
    }
}

/// The base line of line `at` of a caption.
pub(super) fn caption_line(rect: &Rect, at: usize) -> f64 {
    rect.bottom() + 4.0 + SMALL_LINE * (at as f64 + 0.8)
}

/// The base line of line `at` of a label.
pub(super) fn label_line(rect: &Rect, at: usize) -> f64 {
    rect.y + BOX_PAD_Y + LINE * (at as f64 + 0.78)
}

/// The base line of line `at` of the name of a lane.
pub(super) fn lane_line(lane: &Lane, at: usize) -> f64 {
    let top = lane.y + (lane.h - SMALL_LINE * lane.name.len() as f64) / 2.0;
    top + SMALL_LINE * (at as f64 + 0.8)
}

/// Where the names of the lanes begin.
pub(super) const LANE_NAME_X: f64 = MARGIN;
