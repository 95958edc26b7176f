//! Every picture of a route, read as it is drawn: each line leads from a box to a later one, each box leads on or is an
//! end, and each end has its colour.

use crate::xml::{self, Element};
use app::{route, text::Lang};
use catalogue::Catalogue;
use domain::regulation::{Procedure, Regulation};

const STEP: &str = "#00566b";
const RESULT: &str = "#0b6b3a";
const REFUSAL: &str = "#a8231b";
const LINE: &str = "#4a626d";

type Point = (f64, f64);

/// A box as it is drawn, with what of its kind the colour says.
struct Drawn {
    left: f64,
    top: f64,
    right: f64,
    bottom: f64,
    colour: String,
}

impl Drawn {
    fn new(rect: &Element) -> Self {
        let (left, top) = (rect.number("x"), rect.number("y"));
        // A refusal is white with a red frame.
        let colour = rect.attribute("stroke").or(rect.attribute("fill"));
        Drawn {
            left,
            top,
            right: left + rect.number("width"),
            bottom: top + rect.number("height"),
            colour: colour.unwrap().to_owned(),
        }
    }

    fn middle(&self) -> f64 {
        f64::midpoint(self.left, self.right)
    }

    fn crossed_by(&self, a: Point, b: Point) -> bool {
        let inside = 0.5;
        a.0.min(b.0) < self.right - inside
            && a.0.max(b.0) > self.left + inside
            && a.1.min(b.1) < self.bottom - inside
            && a.1.max(b.1) > self.top + inside
    }
}

struct Picture {
    name: String,
    boxes: Vec<Drawn>,
    /// The middle of each fork, with the box above it.
    forks: Vec<(Point, usize)>,
    lines: Vec<Vec<Point>>,
    /// Ends of the same procedure in its BPMN document: granted, and others.
    ends: (usize, usize),
}

fn near(a: f64, b: f64) -> bool {
    (a - b).abs() < 0.25
}

/// «M1.0 2.0L3.0 4.0» as points.
fn points(path: &str) -> Vec<Point> {
    let points = path.trim_start_matches('M').split('L');
    points
        .map(|point| {
            let (x, y) = point.split_once(' ').unwrap();
            (x.parse().unwrap(), y.parse().unwrap())
        })
        .collect()
}

fn read(lang: Lang, regulation: &Regulation, procedure: &Procedure) -> Picture {
    let variant = procedure.variant.as_deref().unwrap_or_default();
    let name = format!("{} {} {variant}", regulation.id, procedure.channel.id());
    let root = xml::parse(&route::svg(lang, regulation, procedure));
    let rects = root.walk().filter(|one| one.local() == "rect");
    let boxes: Vec<Drawn> = rects
        .filter(|rect| rect.attribute("rx").is_some())
        .map(Drawn::new)
        .collect();
    let paths: Vec<(&str, &Element)> = root
        .all("path")
        .into_iter()
        .map(|path| (path.attribute("d").unwrap(), path))
        .collect();
    let lines = paths
        .iter()
        .filter(|(d, path)| path.attribute("stroke") == Some(LINE) && d.contains('L'))
        .map(|(d, _)| points(d))
        .collect();
    let stems = paths.iter().filter_map(|(d, _)| d.split_once('V'));
    let forks = stems
        .map(|(begin, y)| {
            let ((x, bottom), y) = (points(begin)[0], y.parse::<f64>().unwrap());
            let above = boxes
                .iter()
                .position(|one| near(one.middle(), x) && near(one.bottom, bottom));
            // Half of its height under its upper corner.
            ((x, y + 6.0), above.expect("a fork hangs on a box"))
        })
        .collect();
    let document = xml::parse(&route::bpmn(lang, regulation, procedure).unwrap());
    let ends = document.child("process").all("endEvent");
    let granted = ends
        .iter()
        .filter(|end| end.attribute("otinish:closing") == Some("granted"));
    let granted = granted.count();
    Picture {
        name,
        boxes,
        forks,
        lines,
        ends: (granted, ends.len() - granted),
    }
}

/// Every procedure, each in the next language.
fn pictures() -> Vec<Picture> {
    let catalogue = Catalogue::builtin().unwrap();
    let all = catalogue.all().flat_map(|regulation| {
        regulation
            .procedures
            .iter()
            .map(move |one| (regulation, one))
    });
    let pictures: Vec<Picture> = all
        .enumerate()
        .map(|(at, (regulation, procedure))| read(Lang::ALL[at % 3], regulation, procedure))
        .collect();
    assert!(pictures.len() > 140, "{}", pictures.len());
    pictures
}

impl Picture {
    /// The box that a line leaves: at its lower side, or at a corner of its fork.
    fn leaves(&self, (x, y): Point) -> Option<usize> {
        let fork = self.forks.iter().find(|((fx, fy), _)| {
            near(*fx, x) && near(fy + 6.0, y) || near(*fy, y) && near((fx - x).abs(), 6.0)
        });
        let below = |one: &Drawn| near(one.middle(), x) && near(one.bottom, y);
        fork.map(|(_, above)| *above)
            .or_else(|| self.boxes.iter().position(below))
    }

    /// The box that a line reaches, at the middle of its upper side.
    fn reaches(&self, (x, y): Point) -> Option<usize> {
        let above = |one: &Drawn| near(one.middle(), x) && near(one.top, y);
        self.boxes.iter().position(above)
    }
}

#[test]
fn every_line_leads_from_a_box_down_to_another_and_crosses_none() {
    for picture in pictures() {
        let name = &picture.name;
        for line in &picture.lines {
            assert!(
                picture.leaves(line[0]).is_some(),
                "{name}: {line:?} begins nowhere"
            );
            let end = *line.last().unwrap();
            assert!(
                picture.reaches(end).is_some(),
                "{name}: {line:?} ends nowhere"
            );
            for piece in line.windows(2) {
                let (a, b) = (piece[0], piece[1]);
                assert!(
                    near(a.0, b.0) || near(a.1, b.1),
                    "{name}: {line:?} is aslant"
                );
                assert!(b.1 > a.1 - 0.25, "{name}: {line:?} runs up");
                let crossed = picture.boxes.iter().any(|one| one.crossed_by(a, b));
                assert!(!crossed, "{name}: {line:?} crosses a box");
            }
        }
    }
}

#[test]
fn every_box_leads_on_or_is_an_end_with_its_colour() {
    for picture in pictures() {
        let name = &picture.name;
        let count = |colour: &str| {
            picture
                .boxes
                .iter()
                .filter(|one| one.colour == colour)
                .count()
        };
        assert_eq!(
            (count(RESULT), count(REFUSAL)),
            picture.ends,
            "{name}: ends"
        );
        let begins: Vec<_> = picture
            .lines
            .iter()
            .map(|line| picture.leaves(line[0]))
            .collect();
        let goals: Vec<_> = picture
            .lines
            .iter()
            .map(|line| picture.reaches(*line.last().unwrap()))
            .collect();
        for (at, one) in picture.boxes.iter().enumerate() {
            let leads_on = begins.contains(&Some(at));
            assert_eq!(leads_on, one.colour == STEP, "{name}: box {at} leads on");
            assert!(
                at == 0 || goals.contains(&Some(at)),
                "{name}: box {at} is reached"
            );
        }
    }
}

#[test]
fn boxes_keep_apart_and_every_fork_parts_several_lines() {
    for picture in pictures() {
        let name = &picture.name;
        for (at, one) in picture.boxes.iter().enumerate() {
            for other in &picture.boxes[at + 1..] {
                let apart = one.right <= other.left
                    || other.right <= one.left
                    || one.bottom <= other.top
                    || other.bottom <= one.top;
                assert!(apart, "{name}: box {at} covers another");
            }
        }
        for (_, above) in &picture.forks {
            let lines = picture.lines.iter();
            let own = lines
                .filter(|line| picture.leaves(line[0]) == Some(*above))
                .count();
            assert!(own > 1, "{name}: {own} line leaves a fork");
        }
    }
}

#[test]
fn every_step_has_a_box_with_its_words() {
    let catalogue = Catalogue::builtin().unwrap();
    for (at, regulation) in catalogue.all().enumerate() {
        let lang = Lang::ALL[at % 3];
        for procedure in &regulation.procedures {
            let root = xml::parse(&route::svg(lang, regulation, procedure));
            let texts = root.all("text").into_iter();
            // Lines of a box follow each other; a long word may be divided.
            let words: String = texts.map(|text| squeezed(&text.text)).collect();
            for step in &procedure.steps {
                let title = squeezed(step.title.get(lang));
                assert!(words.contains(&title), "{}: {title}", regulation.id);
            }
        }
    }
}

fn squeezed(words: &str) -> String {
    let letters = words
        .chars()
        .filter(|sign| !sign.is_whitespace() && *sign != '-');
    letters.collect()
}

#[test]
fn words_stay_inside_the_picture_and_are_never_markup() {
    let catalogue = Catalogue::builtin().unwrap();
    let regulation = catalogue.all().next().unwrap();
    let mut procedure = regulation.procedures[0].clone();
    let typed = "</text><script>&amp;\"<!>";
    let long = "Өтініш берушінің қажетті құжаттарды толық ұсынбағанын растайтынқолхаттыңнөмірі";
    for (at, step) in procedure.steps.iter_mut().enumerate() {
        step.title.kk = if at % 2 == 0 { typed } else { long }.to_owned();
    }
    let text = route::svg(Lang::Kk, regulation, &procedure);
    assert!(!text.contains("class="), "a file has no style sheet");
    let root = xml::parse(&text);
    let (width, height) = (root.number("width"), root.number("height"));
    let labels = root.attribute("aria-labelledby");
    assert_eq!(labels, Some("route-title route-desc"));
    let texts = root.all("text");
    assert!(texts.iter().any(|one| one.text.contains("</text>")));
    for text in texts {
        let (words, x, y) = (&text.text, text.number("x"), text.number("y"));
        let half = words.chars().count() as f64 * text.number("font-size") / 4.0;
        assert!(x >= half && x + half <= width, "{words} leaves the picture");
        assert!(y > 0.0 && y < height, "{words} leaves the picture");
    }
    xml::parse(&route::bpmn(Lang::Kk, regulation, &procedure).unwrap());
}
