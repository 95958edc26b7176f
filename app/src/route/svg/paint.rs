//! How the parts of a picture look.

use domain::regulation::Closing;

use crate::route::model::Kind;

/// Where the colours come from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::route) enum Colours {
    /// Classes that the style sheet of the page fills.
    Page,
    /// Attributes in the picture.
    Embedded,
}

impl Colours {
    /// The attributes of a part: its class on a page, its paint in a file.
    pub(super) fn of(self, class: &'static str) -> String {
        if self == Colours::Page {
            return format!("class=\"sl-{class}\"");
        }
        let paint = match class {
            "band" => "fill=\"#ffffff\"",
            "band-even" => "fill=\"#f3f7f8\"",
            "lane" => "fill=\"#4a626d\"",
            "rule" => "fill=\"none\" stroke=\"#d3dde2\"",
            "edge" => "fill=\"none\" stroke=\"#4a626d\" stroke-width=\"1.5\"",
            "arrow" => "fill=\"#4a626d\"",
            "fork" => "fill=\"#ffffff\" stroke=\"#4a626d\" stroke-width=\"1.5\"",
            "result" => "fill=\"#0b6b3a\"",
            "refusal" => "fill=\"#ffffff\" stroke=\"#a8231b\" stroke-width=\"2\"",
            "text-refusal" => "fill=\"#a8231b\"",
            "text" => "fill=\"#ffffff\"",
            _ => "fill=\"#00566b\"",
        };
        paint.to_owned()
    }
}

/// The look of a box.
pub(super) struct Look {
    pub(super) shape: &'static str,
    pub(super) text: &'static str,
    /// Radius of its corners.
    pub(super) round: u8,
}

pub(super) const fn look(kind: Kind) -> Look {
    let (shape, text) = match kind {
        Kind::End(Closing::Granted) => ("result", "text"),
        Kind::End(_) => ("refusal", "text-refusal"),
        _ => ("step", "text"),
    };
    let round = match kind {
        Kind::Start => 14,
        _ => 4,
    };
    Look { shape, text, round }
}
