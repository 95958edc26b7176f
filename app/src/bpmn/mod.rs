//! A procedure as a BPMN 2.0 document, for those who draw and run processes with tools of their own.
//!
//! `model` says what is done and `closing` how it ends, `words` writes what the act says of it, `grid` finds a cell
//! for every shape and a way for every flow, `turns` where the flows bend, `place` turns cells into coordinates,
//! `write` and `diagram` make XML of it.

mod closing;
mod diagram;
mod grid;
mod model;
mod place;
mod turns;
mod words;
mod write;

use std::io;

use domain::regulation::{Procedure, Regulation};

use crate::text::Lang;

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
