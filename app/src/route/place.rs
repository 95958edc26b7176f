//! Finds the grid of a route: the main way straight, what leaves it around it.

use std::collections::BTreeMap;

use super::{
    grid::{Grid, Slot, Track, Way, gateway_of},
    model::{Kind, Model},
};

/// Where the start stands.
const FIRST: Slot = Slot {
    track: (0, 0),
    level: 0,
};

pub(super) fn place(model: &Model<'_>) -> Grid {
    let mut board = Board::new(model);
    board.put(0, FIRST);
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

/// What a slot holds.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Holds {
    Node,
    /// Flows to this node.
    Run(usize),
}

struct Board<'m, 'a> {
    model: &'m Model<'a>,
    levels: Vec<usize>,
    slots: Vec<Option<Slot>>,
    ways: Vec<Option<Way>>,
    tracks: Vec<usize>,
    held: BTreeMap<(Track, usize), Holds>,
    /// Nodes in the order in which they were placed.
    order: Vec<usize>,
}

impl<'m, 'a> Board<'m, 'a> {
    fn new(model: &'m Model<'a>) -> Self {
        Board {
            model,
            levels: levels(model),
            slots: vec![None; model.nodes.len()],
            ways: vec![None; model.flows.len()],
            tracks: vec![1; model.lanes.len()],
            held: BTreeMap::new(),
            order: Vec::new(),
        }
    }

    fn finish(self) -> Grid {
        let slots = self.slots.into_iter();
        Grid {
            slots: slots.map(|slot| slot.unwrap_or(FIRST)).collect(),
            ways: self.ways,
            tracks: self.tracks,
        }
    }

    /// The flows that leave the slot of a node: those of its gateway, if it has one.
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

    fn put(&mut self, node: usize, slot: Slot) {
        self.slots[node] = Some(slot);
        if let Some(gateway) = gateway_of(self.model, node) {
            self.slots[gateway] = Some(slot);
        }
        self.held.insert((slot.track, slot.level), Holds::Node);
        self.order.push(node);
        self.make_track(slot.track);
    }

    fn make_track(&mut self, (lane, track): Track) {
        if let Some(tracks) = self.tracks.get_mut(lane) {
            *tracks = (*tracks).max(track + 1);
        }
    }

    /// Places the goal of a flow in the track that disturbs least, and says whether it was not yet there.
    fn add(&mut self, flow: usize) -> bool {
        let to = self.model.flows[flow].to;
        let Some(from) = self.source(flow) else {
            return false;
        };
        if self.slots[to].is_some() {
            return false;
        }
        let lane = self.model.nodes[to].lane;
        let level = self.levels[to];
        let tracks = self.tracks.get(lane).copied().unwrap_or(0);
        let best = (0..=tracks)
            .map(|track| (lane, track))
            .filter(|track| !self.held.contains_key(&(*track, level)))
            .flat_map(|run| [true, false].map(|drops| Way { drops, run }))
            .filter(|way| self.open(flow, from, *way, level))
            .min_by_key(|way| {
                let (_, track) = way.run;
                let away = if lane == from.track.0 {
                    track.abs_diff(from.track.1)
                } else {
                    track
                };
                let fresh = usize::from(track == tracks);
                4 * away + 2 * fresh + self.awkward(flow, *way)
            });
        let Some(way) = best else { return false };
        let slot = Slot {
            track: way.run,
            level,
        };
        self.put(to, slot);
        self.reserve(flow, from, way, level);
        true
    }

    /// The ways of flows to what is placed already.
    fn joins(&mut self) {
        for flow in 0..self.model.flows.len() {
            let to = self.model.flows[flow].to;
            let (Some(from), Some(goal)) = (self.source(flow), self.slots[to]) else {
                continue;
            };
            let inner = from == goal;
            if inner || self.ways[flow].is_some() {
                continue;
            }
            let best = self
                .all_tracks()
                .into_iter()
                .flat_map(|run| [true, false].map(|drops| Way { drops, run }))
                .filter(|way| self.open(flow, from, *way, goal.level))
                .filter(|way| goal.level > from.level + 1 || way.drops || way.run == goal.track)
                .min_by_key(|way| {
                    let along = self.rank(from.track).abs_diff(self.rank(way.run))
                        + self.rank(way.run).abs_diff(self.rank(goal.track));
                    let bends =
                        usize::from(way.run != from.track) + usize::from(way.run != goal.track);
                    let fresh = usize::from(way.run.1 >= self.tracks[way.run.0]);
                    4 * along + 2 * bends + 6 * fresh + self.awkward(flow, *way)
                });
            if let Some(way) = best {
                self.make_track(way.run);
                self.reserve(flow, from, way, goal.level);
            }
        }
    }

    fn source(&self, flow: usize) -> Option<Slot> {
        self.slots[self.model.flows[flow].from]
    }

    /// Every track, and a fresh one for each lane.
    fn all_tracks(&self) -> Vec<Track> {
        let lanes = self.tracks.iter().enumerate();
        lanes
            .flat_map(|(lane, tracks)| (0..=*tracks).map(move |track| (lane, track)))
            .collect()
    }

    /// How many tracks lie before this one.
    fn rank(&self, (lane, track): Track) -> usize {
        self.tracks.iter().take(lane).sum::<usize>() + track
    }

    /// Whether the slots of a way are free, or lead to the same goal.
    fn open(&self, flow: usize, from: Slot, way: Way, goal: usize) -> bool {
        let to = self.model.flows[flow].to;
        let branch = self.branches(flow);
        if way.drops {
            let gateway = self.model.nodes[self.model.flows[flow].from].kind == Kind::Gateway;
            if !branch || !gateway || self.blocked(from, way.run) {
                return false;
            }
        }
        // The track of the gateway belongs to its first outcome, and each of the others has one of its own, though they
        // may have one goal: the names of outcomes stand there.
        if branch && (way.run == from.track || way.drops && self.dropped(flow, way.run)) {
            return false;
        }
        let first = from.level + usize::from(!way.drops);
        (first..goal).all(|level| {
            self.held
                .get(&(way.run, level))
                .is_none_or(|holds| *holds == Holds::Run(to))
        })
    }

    /// Whether this is an outcome after the first of its step.
    fn branches(&self, flow: usize) -> bool {
        let from = self.model.flows[flow].from;
        let before = self.model.flows.iter().take(flow);
        before.into_iter().any(|other| other.from == from)
    }

    /// Whether another outcome of the same step runs along this track.
    fn dropped(&self, flow: usize, run: Track) -> bool {
        let from = self.model.flows[flow].from;
        let flows = self.model.flows.iter().zip(&self.ways);
        flows
            .filter(|(other, _)| other.from == from)
            .filter_map(|(_, way)| *way)
            .any(|way| way.drops && way.run == run)
    }

    /// Whether another gateway stands between, on the level where this one drops its flow.
    fn blocked(&self, from: Slot, run: Track) -> bool {
        let (first, last) = (from.track.min(run), from.track.max(run));
        self.slots
            .iter()
            .zip(&self.model.nodes)
            .filter(|(_, node)| node.kind == Kind::Gateway)
            .filter_map(|(slot, _)| *slot)
            .any(|slot| slot.level == from.level && slot.track > first && slot.track < last)
    }

    /// An outcome that leaves at the end shares the way out with the first.
    fn awkward(&self, flow: usize, way: Way) -> usize {
        if self.branches(flow) && !way.drops {
            9
        } else {
            0
        }
    }

    fn reserve(&mut self, flow: usize, from: Slot, way: Way, goal: usize) {
        let to = self.model.flows[flow].to;
        for level in from.level + usize::from(!way.drops)..goal {
            self.held.insert((way.run, level), Holds::Run(to));
        }
        self.ways[flow] = Some(way);
    }
}

/// The longest way from the start to each node, so that every flow leads on. Procedures have no way
/// back; if one had, the count ends with the number of nodes.
fn levels(model: &Model<'_>) -> Vec<usize> {
    let mut levels = vec![0; model.nodes.len()];
    for _ in 0..model.nodes.len() {
        for flow in &model.flows {
            let inner = model.nodes[flow.to].kind == Kind::Gateway;
            levels[flow.to] = levels[flow.to].max(levels[flow.from] + usize::from(!inner));
        }
    }
    levels
}
