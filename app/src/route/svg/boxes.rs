//! The boxes of a picture: their words in lines, and how big that makes them.

use crate::{
    pages::act,
    route::{
        layout::{Band, Distances, Size, Style, Time},
        measure::{LABEL, SMALL, width, wrap},
        model::{FlowNode, Kind, Lane, Model},
    },
};

/// Around the whole route.
pub(super) const MARGIN: f64 = 16.0;
const LINE: f64 = 16.0;
const SMALL_LINE: f64 = 15.0;
const PAD_X: f64 = 9.0;
const PAD_Y: f64 = 8.0;
/// The longest line in a box.
const TEXT: f64 = 112.0;
const LEAST_BOX: f64 = 64.0;
const LANE_TEXT: f64 = 104.0;
const LEAST_LANE: f64 = 84.0;
const LANE_PAD: f64 = 3.0;
const GATEWAY: f64 = 12.0;

/// The words in a box.
#[derive(Default)]
pub(super) struct BoxText {
    pub(super) label: Vec<String>,
    /// The limit, under the label.
    pub(super) caption: Vec<String>,
}

impl BoxText {
    fn new(model: &Model<'_>, node: &FlowNode<'_>) -> Self {
        let limit = node.step.and_then(|step| step.limit.as_ref());
        let caption = limit.map_or_else(String::new, |limit| act::limit(model.lang, limit));
        BoxText {
            label: wrap(&node.name, TEXT, LABEL, true),
            caption: wrap(&caption, TEXT, SMALL, false),
        }
    }

    fn label_height(&self) -> f64 {
        LINE * self.label.len().max(1) as f64
    }

    fn size(&self) -> Size {
        let text = widest(&self.label, LABEL, true).max(widest(&self.caption, SMALL, false));
        let lines = self.label_height() + SMALL_LINE * self.caption.len() as f64;
        let along = lines + 2.0 * PAD_Y;
        Size {
            along,
            across: (text + 2.0 * PAD_X).max(LEAST_BOX),
            room: along,
        }
    }

    /// The base line of line `at` of the caption, from the upper side of the box.
    pub(super) fn caption_line(&self, at: usize) -> f64 {
        PAD_Y + self.label_height() + SMALL_LINE * (at as f64 + 0.76)
    }
}

/// The base line of line `at` of a label, from the upper side of the box.
pub(super) fn label_line(at: usize) -> f64 {
    PAD_Y + LINE * (at as f64 + 0.76)
}

/// The base line of line `at` of the name of a lane.
pub(super) fn name_line(at: usize) -> f64 {
    PAD_Y + SMALL_LINE * (at as f64 + 0.8)
}

/// What stands in the boxes, node by node.
pub(super) struct Boxes<'m> {
    lanes: &'m [Lane],
    /// None for a gateway, which has no words.
    words: Vec<Option<BoxText>>,
}

impl<'m> Boxes<'m> {
    pub(super) fn new(model: &'m Model<'_>) -> Self {
        let words = model.nodes.iter().map(|node| match node.kind {
            Kind::Gateway => None,
            _ => Some(BoxText::new(model, node)),
        });
        Boxes {
            lanes: &model.lanes,
            words: words.collect(),
        }
    }

    pub(super) fn words(&self, node: usize) -> Option<&BoxText> {
        self.words.get(node)?.as_ref()
    }

    /// The lines of a lane's name, over tracks that take `content`.
    pub(super) fn lane_name(&self, lane: usize, content: f64) -> Vec<String> {
        let name = self.lanes.get(lane).map_or("", |lane| &lane.name);
        wrap(name, LANE_TEXT.max(content - 2.0), SMALL, true)
    }

    /// The height of the names of all lanes.
    pub(super) fn head(&self, lanes: &[Band]) -> f64 {
        let names = lanes.iter().enumerate();
        let lines = names.map(|(at, lane)| self.lane_name(at, lane.content).len());
        SMALL_LINE * lines.max().unwrap_or(0) as f64 + 2.0 * PAD_Y
    }
}

impl Style for Boxes<'_> {
    const TIME: Time = Time::Down;
    const DISTANCES: Distances = Distances {
        first_lane: 0.0,
        beside_shape: 8.0,
        least_track: 0.0,
        line_track: 16.0,
        to_gateway: 6.0,
        behind_gateway: 0.0,
        least_gap: 18.0,
        first_turn: 6.0,
        turn: 8.0,
        arrow: 18.0,
    };

    fn size(&self, node: usize) -> Size {
        self.words(node).map_or(
            Size {
                along: GATEWAY,
                across: GATEWAY,
                room: GATEWAY,
            },
            BoxText::size,
        )
    }

    fn lane(&self, lane: usize, content: f64) -> f64 {
        let name = widest(&self.lane_name(lane, content), SMALL, true) + 8.0;
        name.max(content + 2.0 * LANE_PAD).max(LEAST_LANE)
    }

    fn first_level(&self, lanes: &[Band]) -> f64 {
        self.head(lanes) + MARGIN
    }
}

fn widest(lines: &[String], size: f64, bold: bool) -> f64 {
    let widths = lines.iter().map(|line| width(line, size, bold));
    widths.fold(0.0, f64::max)
}
