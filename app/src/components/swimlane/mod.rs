//! The route of an application as a picture: lanes of those who act, boxes of what they do.
//!
//! Drawn on the server from plain data: every box has its cell and every line its way through the cells, as
//! `bpmn::grid` has found them. `measure` knows how wide a text is, `layout` turns cells into coordinates, `draw`
//! writes SVG.

mod draw;
mod layout;
pub(crate) mod measure;

use leptos::prelude::*;

use super::field::given;

/// What a box is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum NodeKind {
    /// Where the citizen begins.
    Start,
    /// An action of the procedure.
    #[default]
    Step,
    /// The result of the service.
    Result,
    /// A refusal.
    Refusal,
}

/// A track: the lane, counted from 0 at the left, and the place within it.
pub type Track = (usize, usize);

/// One box.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Node {
    /// Where it stands beside the others.
    pub track: Track,
    /// The place in time, counted from 0 at the top. Two boxes of one track have different places.
    pub level: usize,
    /// What is done, in a few words.
    pub label: String,
    /// The limit, under the label; may be empty.
    pub caption: String,
    /// What the box is.
    pub kind: NodeKind,
    /// Whether several ways leave it.
    pub forks: bool,
}

/// A line from one box to a later one.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Edge {
    /// The box it leaves, its place in `nodes`.
    pub from: usize,
    /// The box it reaches.
    pub to: usize,
    /// Whether it leaves the fork at a side.
    pub drops: bool,
    /// The track along which it runs.
    pub run: Track,
    /// Its place among the lines that turn under the box it leaves, and above the box it reaches.
    pub turns: (usize, usize),
}

/// The whole picture. Lines that name no box are left out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Swimlane {
    /// The id of the picture on the page.
    pub id: String,
    /// What it shows, in a few words.
    pub title: String,
    /// What it shows, in a sentence or two.
    pub description: String,
    /// Those who act, the citizen first.
    pub lanes: Vec<String>,
    /// The boxes.
    pub nodes: Vec<Node>,
    /// The lines.
    pub edges: Vec<Edge>,
    /// How many places for turns there are under each level.
    pub turns: Vec<usize>,
}

impl Swimlane {
    /// How many tracks a lane has.
    fn tracks_of(&self, lane: usize) -> usize {
        let boxes = self.nodes.iter().map(|node| node.track);
        let used = boxes.chain(self.edges.iter().map(|edge| edge.run));
        let here = used.filter(|track| track.0 == lane);
        // More than there are boxes and lines is a mistake in the data, not a reason to draw empty space.
        let most = self.nodes.len() + self.edges.len();
        here.map(|track| track.1.min(most) + 1).max().unwrap_or(1)
    }

    /// How many places in time there are.
    fn levels(&self) -> usize {
        let last = self.nodes.iter().map(|node| node.level).max();
        last.map_or(0, |last| last.min(self.nodes.len()) + 1)
    }
}

/// The picture on a page: it scrolls sideways where it is wider than the column, and takes its colours from
/// the style sheet.
#[component]
pub fn SwimlaneFigure(
    /// The picture.
    picture: Swimlane,
    /// Words under the picture.
    #[prop(into, optional)]
    caption: String,
) -> impl IntoView {
    let caption = given(caption).map(|text| view! { <figcaption class="meta">{text}</figcaption> });
    let svg = draw::svg(&picture, draw::Colours::Page);
    view! {
        <figure class="swimlane">
            <div
                class="swimlane__scroll"
                role="region"
                tabindex="0"
                aria-label=picture.title
                inner_html=svg
            ></div>
            {caption}
        </figure>
    }
    .into_any()
}

/// The picture as a file of its own: colours, type and white ground are in it.
pub fn swimlane_svg(picture: &Swimlane) -> String {
    draw::svg(picture, draw::Colours::Embedded)
}
