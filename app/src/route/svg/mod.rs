//! Writes a route as SVG. Time runs down, so that a long route grows as a page does and not out of it.

mod boxes;
mod paint;

use std::fmt::{self, Display, Formatter, Write};

use super::{
    grid::Grid,
    layout::{Band, Layout, Point, Rect, layout},
    measure::{LABEL, SMALL},
    model::{Kind, Model},
};
use crate::text::t_with;
use boxes::{BoxText, Boxes};
pub(super) use paint::Colours;
use paint::look;

/// A wider picture shrinks a little before it scrolls.
const WIDE: f64 = 640.0;

/// The picture. `id` is unique on the page.
pub(super) fn write(model: &Model<'_>, grid: &Grid, id: &str, colours: Colours) -> String {
    let boxes = Boxes::new(model);
    let layout = layout(model, grid, &boxes);
    let mut svg = Svg {
        text: String::with_capacity(4096),
        colours,
        width: layout.lanes.last().map_or(0.0, Band::end).ceil(),
        height: (layout.end + boxes::MARGIN).ceil(),
    };
    svg.open(model, id);
    for (at, lane) in layout.lanes.iter().enumerate() {
        svg.band(at, lane, &boxes.lane_name(at, lane.content));
    }
    svg.rule(boxes.head(&layout.lanes));
    svg.flows(model, &layout);
    for (at, node) in model.nodes.iter().enumerate() {
        let shape = &layout.shapes[at];
        match boxes.words(at) {
            Some(words) => svg.labelled(node.kind, shape, words),
            None => svg.gateway(shape),
        }
    }
    svg.text.push_str("</svg>");
    svg.text
}

/// The text as far as it is written. Writing to a string does not fail.
struct Svg {
    text: String,
    colours: Colours,
    width: f64,
    height: f64,
}

impl Svg {
    fn open(&mut self, model: &Model<'_>, id: &str) {
        let (w, h) = (self.width, self.height);
        let id = escaped(id);
        let kind = match self.colours {
            Colours::Page if w > WIDE => " class=\"sl-wide\"",
            Colours::Page => "",
            Colours::Embedded => {
                " xmlns=\"http://www.w3.org/2000/svg\" font-family=\"system-ui, 'Noto Sans', sans-serif\""
            }
        };
        let _ = write!(
            self.text,
            "<svg{kind} viewBox=\"0 0 {w} {h}\" width=\"{w}\" height=\"{h}\" role=\"img\" \
             aria-labelledby=\"{id}-title {id}-desc\"><title id=\"{id}-title\">{}</title>\
             <desc id=\"{id}-desc\">{}</desc>",
            escaped(&model.title),
            escaped(&description(model)),
        );
    }

    fn band(&mut self, at: usize, lane: &Band, name: &[String]) {
        let class = if at.is_multiple_of(2) {
            "band"
        } else {
            "band-even"
        };
        let paint = self.colours.of(class);
        let (x, w, h) = (Tenths(lane.from), Tenths(lane.size), self.height);
        let _ = write!(
            self.text,
            "<rect {paint} x=\"{x}\" y=\"0\" width=\"{w}\" height=\"{h}\"/>"
        );
        let middle = lane.from + lane.size / 2.0;
        for (row, words) in name.iter().enumerate() {
            self.words(words, (middle, boxes::name_line(row)), SMALL, "lane", true);
        }
    }

    /// Between the names of the lanes and the route.
    fn rule(&mut self, y: f64) {
        let (paint, y, w) = (self.colours.of("rule"), Tenths(y), self.width);
        let _ = write!(self.text, "<path {paint} d=\"M0 {y}H{w}\"/>");
    }

    fn flows(&mut self, model: &Model<'_>, layout: &Layout) {
        for (flow, way) in model.flows.iter().zip(&layout.ways) {
            if model.nodes[flow.to].kind == Kind::Gateway {
                self.stem(way);
            } else {
                self.line(way);
            }
        }
    }

    /// From a box to the gateway under it.
    fn stem(&mut self, way: &[Point]) {
        let [(x, from), (_, to)] = way else { return };
        let (paint, x, from, to) = (
            self.colours.of("edge"),
            Tenths(*x),
            Tenths(*from),
            Tenths(*to),
        );
        let _ = write!(self.text, "<path {paint} d=\"M{x} {from}V{to}\"/>");
    }

    /// A flow with its arrow. Every flow comes from above.
    fn line(&mut self, way: &[Point]) {
        let Some((x, y)) = way.last() else { return };
        let mut path = String::new();
        for (at, (x, y)) in way.iter().enumerate() {
            let letter = if at == 0 { 'M' } else { 'L' };
            let _ = write!(path, "{letter}{} {}", Tenths(*x), Tenths(*y));
        }
        let _ = write!(
            self.text,
            "<path {} d=\"{path}\"/>",
            self.colours.of("edge")
        );
        let (left, right, top) = (Tenths(x - 4.0), Tenths(x + 4.0), Tenths(y - 7.0));
        let (paint, x, y) = (self.colours.of("arrow"), Tenths(*x), Tenths(*y));
        let _ = write!(
            self.text,
            "<path {paint} d=\"M{x} {y}L{right} {top}L{left} {top}z\"/>"
        );
    }

    fn labelled(&mut self, kind: Kind, rect: &Rect, words: &BoxText) {
        let look = look(kind);
        let paint = self.colours.of(look.shape);
        let [x, y, w, h] = [rect.x, rect.y, rect.w, rect.h].map(Tenths);
        let round = look.round;
        let _ = write!(
            self.text,
            "<rect {paint} x=\"{x}\" y=\"{y}\" width=\"{w}\" height=\"{h}\" rx=\"{round}\"/>"
        );
        let middle = rect.centre().0;
        for (row, line) in words.label.iter().enumerate() {
            let at = (middle, rect.y + boxes::label_line(row));
            self.words(line, at, LABEL, look.text, true);
        }
        for (row, line) in words.caption.iter().enumerate() {
            let at = (middle, rect.y + words.caption_line(row));
            self.words(line, at, SMALL, look.text, false);
        }
    }

    fn gateway(&mut self, rect: &Rect) {
        let (paint, x, y) = (
            self.colours.of("fork"),
            Tenths(rect.centre().0),
            Tenths(rect.y),
        );
        let half = Tenths(rect.h / 2.0);
        let _ = write!(
            self.text,
            "<path {paint} d=\"M{x} {y}l{half} {half}l-{half} {half}l-{half} -{half}z\"/>"
        );
    }

    fn words(&mut self, words: &str, at: Point, size: f64, class: &'static str, bold: bool) {
        let (paint, x, y) = (self.colours.of(class), Tenths(at.0), Tenths(at.1));
        let weight = if bold { " font-weight=\"700\"" } else { "" };
        let _ = write!(
            self.text,
            "<text {paint}{weight} x=\"{x}\" y=\"{y}\" font-size=\"{size}\" text-anchor=\"middle\">{}</text>",
            escaped(words),
        );
    }
}

fn description(model: &Model<'_>) -> String {
    let steps = model.procedure.drawn_path().len();
    let said = [("steps", steps.into()), ("lanes", model.lanes.len().into())];
    t_with(model.lang, "route-description", &said)
}

/// A length to a tenth. A picture has a thousand of them, and the formatting of floats is exact to any digit and slow.
struct Tenths(f64);

impl Display for Tenths {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        #[expect(
            clippy::cast_possible_truncation,
            reason = "pictures are some thousand units wide"
        )]
        let tenths = (self.0 * 10.0).round() as i64;
        let sign = if tenths < 0 { "-" } else { "" };
        let tenths = tenths.unsigned_abs();
        write!(f, "{sign}{}.{}", tenths / 10, tenths % 10)
    }
}

fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for sign in text.chars() {
        match sign {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            other => out.push(other),
        }
    }
    out
}
