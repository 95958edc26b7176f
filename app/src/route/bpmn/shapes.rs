//! How big the shapes of the document are, and where the names outside of them stand. Time runs to the right, as in every
//! BPMN diagram; the sizes are those of the usual viewers.

use crate::route::{
    layout::{Band, Distances, Layout, Point, Rect, Size, Style, Time},
    measure::{SMALL, width, wrap},
    model::{FlowNode, Kind, Model},
};

const LEFT: f64 = 160.0;
const TOP: f64 = 80.0;
/// The strip with the name of a pool or a lane.
const STRIP: f64 = 30.0;
const MARGIN: f64 = 30.0;
const TASK: (f64, f64) = (130.0, 80.0);
const EVENT: f64 = 36.0;
const GATEWAY: f64 = 50.0;
/// What the names of outcomes and events may take, so that the next one keeps clear.
const LABEL: f64 = 100.0;
const LABEL_LINE: f64 = 14.0;
/// The letters of names outside of shapes, as the usual viewers write them.
const LETTERS: f64 = 11.0;
/// Longer names of lanes take two lines.
const LANE_NAME: f64 = 190.0;

pub(super) struct Shapes<'m, 'a> {
    pub(super) model: &'m Model<'a>,
}

impl Style for Shapes<'_, '_> {
    const TIME: Time = Time::Right;
    const DISTANCES: Distances = Distances {
        first_lane: TOP,
        beside_shape: 20.0,
        least_track: 120.0,
        line_track: 62.0,
        to_gateway: 25.0,
        behind_gateway: 92.0,
        least_gap: 50.0,
        first_turn: 14.0,
        turn: 14.0,
        arrow: 26.0,
    };

    fn size(&self, node: usize) -> Size {
        let (along, across, room) = match self.model.nodes[node].kind {
            Kind::Gateway => (GATEWAY, GATEWAY, GATEWAY),
            Kind::Start | Kind::End(_) => (EVENT, EVENT, LABEL),
            _ => (TASK.0, TASK.1, TASK.0),
        };
        Size {
            along,
            across,
            room,
        }
    }

    /// The name stands upright in its strip.
    fn lane(&self, lane: usize, content: f64) -> f64 {
        let name = self.model.lanes.get(lane).map_or("", |lane| &lane.name);
        let name = width(name, SMALL, false).ceil() + 12.0;
        let line = if name > LANE_NAME {
            name / 2.0 + 20.0
        } else {
            name
        };
        content.max(line.round())
    }

    fn first_level(&self, _: &[Band]) -> f64 {
        LEFT + 2.0 * STRIP + MARGIN
    }
}

/// The participant around all lanes.
pub(super) fn pool(layout: &Layout) -> Rect {
    let bottom = layout.lanes.last().map_or(TOP, Band::end);
    Rect {
        x: LEFT,
        y: TOP,
        w: layout.end + MARGIN - LEFT,
        h: bottom - TOP,
    }
}

/// A lane within it.
pub(super) fn lane(layout: &Layout, band: &Band) -> Rect {
    let x = LEFT + STRIP;
    Rect {
        x,
        y: band.from,
        w: layout.end + MARGIN - x,
        h: band.size,
    }
}

/// The name of an event stands under it.
pub(super) fn event_label(node: &FlowNode<'_>, shape: &Rect) -> Option<Rect> {
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
pub(super) fn outcome_label(name: &str, way: &[Point]) -> Option<Rect> {
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
