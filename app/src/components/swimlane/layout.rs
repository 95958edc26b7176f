//! Coordinates for the cells of a picture: lanes side by side, time from top to bottom. So a long procedure grows
//! downwards, as a page does, and not out of it. A column of the grid is a level here, a row of a lane a track.

use super::{
    Edge, Node, Swimlane, Track,
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
/// A track of boxes has this at either side; a track of lines alone is as wide as both.
const TRACK_PAD: f64 = 8.0;
const LANE_PAD: f64 = 3.0;
/// From a box to the fork under it, and the fork.
const FORK_BELOW: f64 = 12.0;
const FORK: f64 = 6.0;
/// Between two levels: room for an arrow, and for each line that turns there.
const GAP: f64 = 18.0;
const TURN: f64 = 8.0;
const MARGIN: f64 = 16.0;

/// A point of a line.
pub(super) type Point = (f64, f64);

/// A rectangle.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Rect {
    pub(super) x: f64,
    pub(super) y: f64,
    pub(super) w: f64,
    pub(super) h: f64,
}

impl Rect {
    pub(super) fn bottom(&self) -> f64 {
        self.y + self.h
    }

    pub(super) fn centre_x(&self) -> f64 {
        self.x + self.w / 2.0
    }
}

/// A placed box with its lines of text.
pub(super) struct Placed {
    pub(super) rect: Rect,
    pub(super) label: Vec<String>,
    pub(super) caption: Vec<String>,
    /// The middle of the fork under it, where several ways leave.
    pub(super) fork: Option<Point>,
}

impl Placed {
    fn leaves(&self) -> Point {
        self.fork
            .map_or((self.rect.centre_x(), self.rect.bottom()), |(x, y)| {
                (x, y + FORK)
            })
    }
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
    /// The way of each line; empty for one that names no box.
    pub(super) ways: Vec<Vec<Point>>,
}

/// Half of the diagonal of a fork.
pub(super) const fn fork() -> f64 {
    FORK
}

pub(super) fn layout(picture: &Swimlane) -> Layout {
    let sizes: Vec<Size> = picture.nodes.iter().map(size).collect();
    let (lanes, tracks) = lanes(picture, &sizes);
    let names = lanes.iter().map(|lane| lane.name.len()).max().unwrap_or(0);
    let head = SMALL_LINE * names as f64 + 2.0 * BOX_PAD_Y;
    let levels = levels(picture, &sizes, head + MARGIN);
    let plan = Plan { tracks, levels };
    let boxes: Vec<Placed> = picture
        .nodes
        .iter()
        .zip(sizes)
        .map(|(node, size)| plan.put(node, size))
        .collect();
    let ways = picture
        .edges
        .iter()
        .map(|edge| plan.way(picture, &boxes, edge));
    let ways: Vec<Vec<Point>> = ways.collect();
    let bottom = boxes.iter().map(|placed| placed.rect.bottom());
    Layout {
        width: lanes.last().map_or(0.0, |lane| lane.x + lane.w),
        height: bottom.fold(head, f64::max) + MARGIN,
        head,
        lanes,
        boxes,
        ways,
    }
}

struct Size {
    label: Vec<String>,
    caption: Vec<String>,
    w: f64,
    h: f64,
}

fn size(node: &Node) -> Size {
    let label = wrap(&node.label, BOX_TEXT, LABEL, true);
    let caption = wrap(&node.caption, BOX_TEXT, SMALL, false);
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
    let widths = lines.iter().map(|line| width(line, size, bold));
    widths.fold(0.0, f64::max)
}

/// The bands, and the middle of each track of each lane.
fn lanes(picture: &Swimlane, sizes: &[Size]) -> (Vec<Lane>, Vec<Vec<f64>>) {
    let (mut x, mut lanes, mut tracks) = (0.0, Vec::new(), Vec::new());
    for (at, name) in picture.lanes.iter().enumerate() {
        let broad: Vec<f64> = (0..picture.tracks_of(at))
            .map(|row| {
                let here = picture.nodes.iter().zip(sizes);
                let here = here.filter(|(node, _)| node.track == (at, row));
                here.map(|(_, size)| size.w).fold(0.0, f64::max) + 2.0 * TRACK_PAD
            })
            .collect();
        let content: f64 = broad.iter().sum::<f64>() + 2.0 * LANE_PAD;
        let name = wrap(name, LANE_TEXT.max(content - 8.0), SMALL, true);
        let w = content
            .max(widest(&name, SMALL, true) + 8.0)
            .max(LANE_LEAST);
        let mut left = x + (w - content) / 2.0 + LANE_PAD;
        let middles = broad.iter().map(|broad| {
            left += broad;
            left - broad / 2.0
        });
        tracks.push(middles.collect());
        lanes.push(Lane { x, w, name });
        x += w;
    }
    (lanes, tracks)
}

/// Where the boxes of each level stand, and where the gap under it begins.
struct Level {
    top: f64,
    boxes: f64,
    gap: f64,
}

fn levels(picture: &Swimlane, sizes: &[Size], top: f64) -> Vec<Level> {
    let mut y = top;
    (0..picture.levels())
        .map(|level| {
            let here = || {
                picture
                    .nodes
                    .iter()
                    .zip(sizes)
                    .filter(move |(node, _)| node.level == level)
            };
            let boxes = here().map(|(_, size)| size.h).fold(0.0, f64::max);
            let forks = here().any(|(node, _)| node.forks);
            let top = y;
            let gap = top + boxes + if forks { FORK_BELOW + FORK } else { 0.0 };
            let turns = picture.turns.get(level).copied().unwrap_or(0);
            y = gap + GAP + TURN * turns as f64;
            Level { top, boxes, gap }
        })
        .collect()
}

struct Plan {
    tracks: Vec<Vec<f64>>,
    levels: Vec<Level>,
}

impl Plan {
    fn track(&self, (lane, row): Track) -> f64 {
        let tracks = self.tracks.get(lane);
        tracks
            .and_then(|tracks| tracks.get(row))
            .copied()
            .unwrap_or(0.0)
    }

    fn put(&self, node: &Node, size: Size) -> Placed {
        let x = self.track(node.track);
        let level = self.levels.get(node.level);
        let (top, boxes) = level.map_or((0.0, 0.0), |level| (level.top, level.boxes));
        let rect = Rect {
            x: x - size.w / 2.0,
            y: top + ((boxes - size.h) / 2.0).max(0.0),
            w: size.w,
            h: size.h,
        };
        Placed {
            rect,
            label: size.label,
            caption: size.caption,
            fork: node.forks.then_some((x, top + boxes + FORK_BELOW)),
        }
    }

    /// From the lower side of a box, or out of its fork to a side, along its track to the upper side of the next.
    fn way(&self, picture: &Swimlane, boxes: &[Placed], edge: &Edge) -> Vec<Point> {
        let ends = (
            picture.nodes.get(edge.from).zip(boxes.get(edge.from)),
            picture.nodes.get(edge.to).zip(boxes.get(edge.to)),
        );
        let (Some((from, begins)), Some((to, goal))) = ends else {
            return Vec::new();
        };
        let (leaves, arrives) = (begins.leaves(), (goal.rect.centre_x(), goal.rect.y));
        let run = self.track(edge.run);
        let mut way = Vec::new();
        match begins.fork.filter(|_| edge.drops) {
            Some((x, y)) => {
                way.push((if run > x { x + FORK } else { x - FORK }, y));
                way.push((run, y));
            }
            None => {
                way.push(leaves);
                if edge.run != from.track {
                    let y = self.turn(from.level, edge.turns.0);
                    way.push((leaves.0, y));
                    way.push((run, y));
                }
            }
        }
        if edge.run != to.track {
            let y = self.turn(to.level.saturating_sub(1), edge.turns.1);
            way.push((run, y));
            way.push((arrives.0, y));
        }
        way.push(arrives);
        way
    }

    /// Where a line turns in the gap under a level.
    fn turn(&self, level: usize, place: usize) -> f64 {
        let gap = self.levels.get(level).map_or(0.0, |level| level.gap);
        gap + TURN * (place as f64 + 0.75)
    }
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
