//! The route of an application. It is placed once and written twice: as the picture of a page and as a BPMN document.
//!
//! `model` says what is done and by whom, `ends` how a case ends, `documentation` what the act says of it. `place` finds the
//! `grid` of slots and ways, `turns` orders the lines that bend beside each other, `layout` measures it all. `svg` and
//! `bpmn` write it, each with its own sizes; `steps` tells the same in words.

mod bpmn;
mod documentation;
mod ends;
mod grid;
mod layout;
mod measure;
mod model;
mod names;
mod place;
mod steps;
mod svg;
mod turns;

use std::io;

use domain::regulation::{Procedure, Regulation};

use crate::{pages::act, text::Lang};
pub(crate) use names::{channel_key, channels, output_key};
pub use steps::{Place, RouteStep, steps};

/// The media type of [`bpmn()`].
pub const BPMN: &str = "application/bpmn+xml";

/// A picture for a page, which fills its colours.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Picture {
    /// What it shows, in a few words.
    pub title: String,
    /// The `svg` element.
    pub svg: String,
}

/// The picture for a page. `id` is unique there.
pub fn picture(lang: Lang, regulation: &Regulation, procedure: &Procedure, id: &str) -> Picture {
    let model = model::model(lang, regulation, procedure);
    let svg = svg::write(&model, &place::place(&model), id, svg::Colours::Page);
    Picture {
        title: model.title,
        svg,
    }
}

/// The picture as a file of its own: colours, type and white ground are in it.
pub fn svg(lang: Lang, regulation: &Regulation, procedure: &Procedure) -> String {
    let model = model::model(lang, regulation, procedure);
    svg::write(
        &model,
        &place::place(&model),
        "route",
        svg::Colours::Embedded,
    )
}

/// The BPMN document, in one language.
///
/// # Errors
/// None for what the catalogue holds: the writer's own error type is passed on.
pub fn bpmn(lang: Lang, regulation: &Regulation, procedure: &Procedure) -> io::Result<String> {
    let model = model::model(lang, regulation, procedure);
    bpmn::write(&model, &place::place(&model))
}

/// The address of the picture (`svg`) or the process (`bpmn`) of `procedure` as a file.
pub(crate) fn file(
    lang: Lang,
    regulation: &Regulation,
    procedure: &Procedure,
    ending: &str,
) -> String {
    let variant = procedure.variant.iter();
    let variant: String = variant.map(|one| format!("&variant={one}")).collect();
    format!(
        "/{}{}/route.{ending}?channel={}{variant}",
        lang.tag(),
        act::path(regulation),
        procedure.channel.id()
    )
}
