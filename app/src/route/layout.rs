//! Coordinates for a grid. Levels follow each other along the way of time, lanes lie side by side across it; which of the
//! two runs down the sheet, how big shapes are and how much room lines need, a `Style` says. Lines have right angles.

use super::{
    grid::{Grid, Track, Way},
    model::{Kind, Model},
    turns::{Turns, turns},
};

/// A point of a line.
pub(super) type Point = (f64, f64);

#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Rect {
    pub(super) x: f64,
    pub(super) y: f64,
    pub(super) w: f64,
    pub(super) h: f64,
}

impl Rect {
    pub(super) fn centre(&self) -> Point {
        (self.x + self.w / 2.0, self.y + self.h / 2.0)
    }
}

/// Which way time runs on the sheet.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Time {
    Down,
    Right,
}

impl Time {
    fn point(self, along: f64, across: f64) -> Point {
        match self {
            Time::Down => (across, along),
            Time::Right => (along, across),
        }
    }
}

/// What a shape takes.
pub(super) struct Size {
    pub(super) along: f64,
    pub(super) across: f64,
    /// Along, with the words outside of the shape.
    pub(super) room: f64,
}

/// Distances of a drawing.
pub(super) struct Distances {
    /// Where the first lane begins.
    pub(super) first_lane: f64,
    /// A track of shapes has this on both sides of the broadest one.
    pub(super) beside_shape: f64,
    /// The narrowest track of shapes.
    pub(super) least_track: f64,
    /// A track of lines alone.
    pub(super) line_track: f64,
    /// From the longest box of a level to the gateways behind.
    pub(super) to_gateway: f64,
    /// What stays free behind a gateway for the names of its flows.
    pub(super) behind_gateway: f64,
    /// The shortest gap between two levels.
    pub(super) least_gap: f64,
    /// From a level to the first line that turns behind it.
    pub(super) first_turn: f64,
    /// From one turning line to the next.
    pub(super) turn: f64,
    /// From the place of the last turn to the next level: room for an arrow.
    pub(super) arrow: f64,
}

/// What a writer knows of its shapes and words.
pub(super) trait Style {
    const TIME: Time;
    const DISTANCES: Distances;

    /// The size of a node.
    fn size(&self, node: usize) -> Size;

    /// What a lane takes across, if its tracks take `content`.
    fn lane(&self, lane: usize, content: f64) -> f64;

    /// Where the first level begins, after the names of the lanes.
    fn first_level(&self, lanes: &[Band]) -> f64;
}

/// A lane, across.
pub(super) struct Band {
    pub(super) from: f64,
    pub(super) size: f64,
    /// What its tracks take of it.
    pub(super) content: f64,
    /// The middle of each track.
    tracks: Vec<f64>,
}

impl Band {
    pub(super) fn end(&self) -> f64 {
        self.from + self.size
    }
}

/// A level, along: its boxes, its gateways, the gap to the next.
struct Level {
    from: f64,
    boxes: f64,
    gap: f64,
}

pub(super) struct Layout {
    pub(super) lanes: Vec<Band>,
    /// Of each node.
    pub(super) shapes: Vec<Rect>,
    /// Of each flow.
    pub(super) ways: Vec<Vec<Point>>,
    /// Where the last level ends, along.
    pub(super) end: f64,
}

pub(super) fn layout<S: Style>(model: &Model<'_>, grid: &Grid, style: &S) -> Layout {
    let nodes = 0..model.nodes.len();
    let sizes: Vec<Size> = nodes.map(|node| style.size(node)).collect();
    let turns = turns(model, grid);
    let lanes = bands(grid, &sizes, style);
    let first = style.first_level(&lanes);
    let plan = Plan {
        model,
        grid,
        levels: levels::<S>(model, grid, &sizes, &turns, first),
        turns,
        lanes,
        distances: S::DISTANCES,
    };
    let shapes = sizes.iter().enumerate();
    let shapes: Vec<Shape> = shapes.map(|(node, size)| plan.shape(node, size)).collect();
    let flows = 0..model.flows.len();
    let ways = flows.map(|flow| plan.way(flow, &shapes));
    let on_sheet = |way: Vec<Point>| {
        let points = way.into_iter();
        points
            .map(|(along, across)| S::TIME.point(along, across))
            .collect()
    };
    Layout {
        ways: ways.map(on_sheet).collect(),
        shapes: shapes.iter().map(|shape| shape.rect(S::TIME)).collect(),
        end: plan.levels.last().map_or(first, |level| level.gap),
        lanes: plan.lanes,
    }
}

fn bands<S: Style>(grid: &Grid, sizes: &[Size], style: &S) -> Vec<Band> {
    let mut from = S::DISTANCES.first_lane;
    let mut bands = Vec::new();
    for (lane, tracks) in grid.tracks.iter().enumerate() {
        let tracks = 0..*tracks;
        let breadths: Vec<f64> = tracks
            .map(|track| breadth::<S>(grid, sizes, (lane, track)))
            .collect();
        let content = breadths.iter().sum();
        let size = style.lane(lane, content);
        let mut before = from + (size - content) / 2.0;
        let mut middles = Vec::new();
        for own in breadths {
            middles.push(before + own / 2.0);
            before += own;
        }
        bands.push(Band {
            from,
            size,
            content,
            tracks: middles,
        });
        from += size;
    }
    bands
}

/// What a track takes across.
fn breadth<S: Style>(grid: &Grid, sizes: &[Size], track: Track) -> f64 {
    let here = grid.slots.iter().zip(sizes);
    let here = here.filter(|(slot, _)| slot.track == track);
    match here.map(|(_, size)| size.across).reduce(f64::max) {
        Some(across) => (across + 2.0 * S::DISTANCES.beside_shape).max(S::DISTANCES.least_track),
        None => S::DISTANCES.line_track,
    }
}

fn levels<S: Style>(
    model: &Model<'_>,
    grid: &Grid,
    sizes: &[Size],
    turns: &Turns,
    first: f64,
) -> Vec<Level> {
    let longest = |at: usize, gateways: bool| {
        let nodes = model.nodes.iter().zip(&grid.slots).zip(sizes);
        let here = nodes.filter(|((node, slot), _)| {
            slot.level == at && (node.kind == Kind::Gateway) == gateways
        });
        here.map(|(_, size)| size.room).reduce(f64::max)
    };
    let distances = S::DISTANCES;
    let behind = distances.to_gateway + distances.behind_gateway;
    let mut from = first;
    let mut levels = Vec::new();
    for at in 0..grid.levels() {
        let boxes = longest(at, false).unwrap_or(0.0);
        let gateways = longest(at, true).map_or(0.0, |own| own + behind);
        let gap = from + boxes + gateways;
        levels.push(Level { from, boxes, gap });
        let turning = distances.turn * turns.count(at) as f64 + distances.arrow;
        from = gap + turning.max(distances.least_gap);
    }
    levels
}

/// A placed shape.
struct Shape {
    along: f64,
    length: f64,
    across: f64,
    breadth: f64,
}

impl Shape {
    fn rect(&self, time: Time) -> Rect {
        let (x, y) = time.point(self.along, self.across);
        let (w, h) = time.point(self.length, self.breadth);
        Rect { x, y, w, h }
    }

    fn middle(&self) -> f64 {
        self.across + self.breadth / 2.0
    }
}

/// Where the slots are.
struct Plan<'m, 'a> {
    model: &'m Model<'a>,
    grid: &'m Grid,
    turns: Turns,
    lanes: Vec<Band>,
    levels: Vec<Level>,
    distances: Distances,
}

impl Plan<'_, '_> {
    fn track(&self, (lane, track): Track) -> f64 {
        let band = self.lanes.get(lane);
        let middle = band.and_then(|band| band.tracks.get(track));
        middle.copied().unwrap_or(0.0)
    }

    /// A box stands in the middle of its level, a gateway behind the longest box.
    fn shape(&self, node: usize, size: &Size) -> Shape {
        let slot = self.grid.slots[node];
        let along =
            self.levels
                .get(slot.level)
                .map_or(0.0, |level| match self.model.nodes[node].kind {
                    Kind::Gateway => level.from + level.boxes + self.distances.to_gateway,
                    _ => level.from + (level.boxes - size.along) / 2.0,
                });
        Shape {
            along,
            length: size.along,
            across: self.track(slot.track) - size.across / 2.0,
            breadth: size.across,
        }
    }

    /// From the end of a shape, or out of a side of a gateway, along a track to the beginning of the next.
    fn way(&self, flow: usize, shapes: &[Shape]) -> Vec<Point> {
        let ends = &self.model.flows[flow];
        let (from, to) = (&shapes[ends.from], &shapes[ends.to]);
        let leaves = (from.along + from.length, from.middle());
        let arrives = (to.along, to.middle());
        let Some(Way { drops, run }) = self.grid.ways[flow] else {
            return vec![leaves, arrives];
        };
        let (begin, goal) = (self.grid.slots[ends.from], self.grid.slots[ends.to]);
        let across = self.track(run);
        let mut way = Vec::new();
        if drops {
            let along = from.along + from.length / 2.0;
            let after = across > leaves.1;
            way.push((along, from.across + if after { from.breadth } else { 0.0 }));
            way.push((along, across));
        } else {
            way.push(leaves);
            if run != begin.track {
                let along = self.turn(begin.level, flow, run);
                way.push((along, leaves.1));
                way.push((along, across));
            }
        }
        if run != goal.track {
            let along = self.turn(goal.level.saturating_sub(1), flow, goal.track);
            way.push((along, across));
            way.push((along, arrives.1));
        }
        way.push(arrives);
        way
    }

    /// Where a flow turns in the gap behind a level, to come to a track.
    fn turn(&self, level: usize, flow: usize, track: Track) -> f64 {
        let gap = self.levels.get(level).map_or(0.0, |level| level.gap);
        let place = self.turns.place(level, flow, track) as f64;
        gap + self.distances.first_turn + self.distances.turn * place
    }
}
