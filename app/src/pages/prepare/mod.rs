//! Prepare and print: an application for a counter, filled in at home.

mod counter;
mod form;
mod paper;

pub use counter::{CounterView, counter};
pub use form::{PrepareView, prepare};
pub use paper::{PaperView, forgotten, prepared};

use catalogue::Catalogue;
use domain::{
    regulation::{Field, Regulation},
    text::Text,
};

use crate::{
    route,
    text::{Lang, t},
};

/// The questions of an application on paper under `regulation`, counters by the names that the portal uses.
pub fn questions(catalogue: &Catalogue, regulation: &Regulation) -> Vec<Field> {
    catalogue.paper(regulation, |kind| {
        let name = |lang| t(lang, route::channel_key(kind));
        Text {
            kk: name(Lang::Kk),
            ru: name(Lang::Ru),
            en: name(Lang::En),
            ours: vec![Lang::Kk, Lang::Ru, Lang::En],
            others: None,
        }
    })
}
