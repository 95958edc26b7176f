//! The route of an application as a picture: lanes of those who act, boxes of what they do.
//!
//! Drawn on the server from plain data. `measure` knows how wide a text is, `layout` places the boxes, `route`
//! finds the lines between them, `label` places their outcomes, `draw` writes SVG.

mod draw;
mod label;
mod layout;
pub(crate) mod measure;
mod route;

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

/// One box.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Node {
    /// The lane, counted from 0 at the left.
    pub lane: usize,
    /// The place in time, counted from 0 at the top. Two boxes of one lane have different places.
    pub column: usize,
    /// What is done, in a few words.
    pub label: String,
    /// The limit, under the label; may be empty.
    pub caption: String,
    /// What the box is.
    pub kind: NodeKind,
}

/// A line from one box to another.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Edge {
    /// The box it leaves, its place in `nodes`.
    pub from: usize,
    /// The box it reaches.
    pub to: usize,
    /// The outcome that leads there; may be empty.
    pub label: String,
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
