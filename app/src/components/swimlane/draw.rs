//! Writes the placed picture as SVG.

use std::fmt::{self, Display, Formatter, Write};

use super::{
    NodeKind, Swimlane,
    layout::{self, Layout, Placed, Point, caption_line, fork, label_line, name_line},
    measure::{LABEL, SMALL},
};

/// A wider picture shrinks a little before it scrolls.
const WIDE: f64 = 640.0;

/// Where the colours come from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Colours {
    /// Classes that the style sheet of the page fills.
    Page,
    /// Attributes in the picture.
    Embedded,
}

impl Colours {
    /// The attributes of a part: its class on a page, its paint in a file.
    fn of(self, class: &'static str) -> String {
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

pub(super) fn svg(picture: &Swimlane, colours: Colours) -> String {
    let placed = layout::layout(picture);
    let mut out = String::with_capacity(4096);
    open(&mut out, picture, &placed, colours);
    bands(&mut out, &placed, colours);
    for way in &placed.ways {
        line(&mut out, way, colours);
    }
    for (node, placed) in picture.nodes.iter().zip(&placed.boxes) {
        draw_box(&mut out, node.kind, placed, colours);
    }
    out.push_str("</svg>");
    out
}

fn open(out: &mut String, picture: &Swimlane, placed: &Layout, colours: Colours) {
    let (w, h) = (placed.width.ceil(), placed.height.ceil());
    let id = escaped(&picture.id);
    let ns = match colours {
        Colours::Page if w > WIDE => " class=\"sl-wide\"",
        Colours::Page => "",
        Colours::Embedded => {
            " xmlns=\"http://www.w3.org/2000/svg\" font-family=\"system-ui, 'Noto Sans', sans-serif\""
        }
    };
    let _ = write!(
        out,
        "<svg{ns} viewBox=\"0 0 {w} {h}\" width=\"{w}\" height=\"{h}\" role=\"img\" \
         aria-labelledby=\"{id}-title {id}-desc\"><title id=\"{id}-title\">{}</title>\
         <desc id=\"{id}-desc\">{}</desc>",
        escaped(&picture.title),
        escaped(&picture.description),
    );
}

fn bands(out: &mut String, placed: &Layout, colours: Colours) {
    for (at, lane) in placed.lanes.iter().enumerate() {
        let class = if at % 2 == 0 { "band" } else { "band-even" };
        let _ = write!(
            out,
            "<rect {} x=\"{}\" y=\"0\" width=\"{}\" height=\"{:.0}\"/>",
            colours.of(class),
            Tenths(lane.x),
            Tenths(lane.w),
            placed.height.ceil(),
        );
        let paint = format!("{} font-weight=\"700\"", colours.of("lane"));
        for (row, words) in lane.name.iter().enumerate() {
            text(
                out,
                words,
                (lane.x + lane.w / 2.0, name_line(row)),
                SMALL,
                "middle",
                &paint,
            );
        }
    }
    let _ = write!(
        out,
        "<path {} d=\"M0 {y}H{:.0}\"/>",
        colours.of("rule"),
        placed.width.ceil(),
        y = Tenths(placed.head),
    );
}

fn line(out: &mut String, way: &[Point], colours: Colours) {
    let [.., before, end] = way else {
        return;
    };
    let mut path = String::new();
    for (at, (x, y)) in way.iter().enumerate() {
        let (letter, x, y) = (if at == 0 { 'M' } else { 'L' }, Tenths(*x), Tenths(*y));
        let _ = write!(path, "{letter}{x} {y}");
    }
    let _ = write!(out, "<path {} d=\"{path}\"/>", colours.of("edge"));
    let (dx, dy) = ((end.0 - before.0).signum(), (end.1 - before.1).signum());
    let (dx, dy) = if (end.0 - before.0).abs() < 0.5 {
        (0.0, dy)
    } else {
        (dx, 0.0)
    };
    let (bx, by) = (end.0 - 7.0 * dx, end.1 - 7.0 * dy);
    let _ = write!(
        out,
        "<path {} d=\"M{} {}L{} {}L{} {}z\"/>",
        colours.of("arrow"),
        Tenths(end.0),
        Tenths(end.1),
        Tenths(bx + 4.0 * dy),
        Tenths(by + 4.0 * dx),
        Tenths(bx - 4.0 * dy),
        Tenths(by - 4.0 * dx),
    );
}

fn draw_box(out: &mut String, kind: NodeKind, placed: &Placed, colours: Colours) {
    let (class, text_class) = match kind {
        NodeKind::Start | NodeKind::Step => ("step", "text"),
        NodeKind::Result => ("result", "text"),
        NodeKind::Refusal => ("refusal", "text-refusal"),
    };
    let rect = &placed.rect;
    let _ = write!(
        out,
        "<rect {} x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" rx=\"{}\"/>",
        colours.of(class),
        Tenths(rect.x),
        Tenths(rect.y),
        Tenths(rect.w),
        Tenths(rect.h),
        if kind == NodeKind::Start { 14 } else { 4 },
    );
    if let Some((x, y)) = placed.fork {
        let (x, y, half) = (Tenths(x), Tenths(y - fork()), Tenths(fork()));
        let (bottom, stem) = (Tenths(rect.bottom()), colours.of("edge"));
        let _ = write!(out, "<path {stem} d=\"M{x} {bottom}V{y}\"/>");
        let paint = colours.of("fork");
        let _ = write!(
            out,
            "<path {paint} d=\"M{x} {y}l{half} {half}l-{half} {half}l-{half} -{half}z\"/>"
        );
    }
    let paint = format!("{} font-weight=\"700\"", colours.of(text_class));
    for (row, words) in placed.label.iter().enumerate() {
        text(
            out,
            words,
            (rect.centre_x(), label_line(placed, row)),
            LABEL,
            "middle",
            &paint,
        );
    }
    for (row, words) in placed.caption.iter().enumerate() {
        let at = (rect.centre_x(), caption_line(placed, row));
        text(out, words, at, SMALL, "middle", &colours.of(text_class));
    }
}

fn text(out: &mut String, words: &str, at: Point, size: f64, anchor: &str, paint: &str) {
    let _ = write!(
        out,
        "<text {paint} x=\"{}\" y=\"{}\" font-size=\"{size}\" text-anchor=\"{anchor}\">{}</text>",
        Tenths(at.0),
        Tenths(at.1),
        escaped(words),
    );
}

/// A length to a tenth. A picture has a thousand of them, and the formatting of floats is exact to any digit and slow.
struct Tenths(f64);

impl Display for Tenths {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        // Pictures are some thousand units wide.
        #[allow(clippy::cast_possible_truncation)]
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
