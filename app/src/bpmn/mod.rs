//! A procedure, placed once and written twice: as the picture of a page, and as a BPMN 2.0 document for those who draw
//! and run processes with tools of their own.
//!
//! `model` says what is done and `closing` how it ends, `words` writes what the act says of it, `grid` finds a cell
//! for every shape and a way for every flow, `turns` where the flows bend. `figure` hands that to the picture; `place`
//! turns it into the coordinates of the document, `write` and `diagram` make XML of it.

mod closing;
mod diagram;
mod figure;
mod grid;
mod model;
mod place;
mod turns;
mod words;
mod write;

use std::io;

use domain::regulation::{Procedure, Regulation};

use crate::{components::Swimlane, text::Lang};

/// The media type of the file.
pub const MEDIA_TYPE: &str = "application/bpmn+xml";

/// The document of `procedure`, in one language.
///
/// # Errors
/// None for what the catalogue holds: the writer's own error type is passed on.
pub fn document(lang: Lang, regulation: &Regulation, procedure: &Procedure) -> io::Result<String> {
    let model = model::model(lang, regulation, procedure);
    let grid = grid::grid(&model);
    let picture = place::place(&model, &grid);
    write::document(&model, &picture)
}

/// The same procedure as a picture for a page. `id` is unique there.
pub fn picture(lang: Lang, regulation: &Regulation, procedure: &Procedure, id: &str) -> Swimlane {
    let model = model::model(lang, regulation, procedure);
    let grid = grid::grid(&model);
    figure::figure(&model, &grid, id)
}
