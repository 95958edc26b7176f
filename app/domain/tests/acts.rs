#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
//! The catalogue against the acts themselves: every limit stands in the act at its line, the wording is the
//! act's own, and no duration of the act is left out.
//!
//! The acts are looked for in `OTINISH_ACTS`, or else in `../shared/regulations` beside the workspace.

use std::{env, fs, io::Write, path::PathBuf};

use domain::{
    catalogue::Catalogue,
    limit::{Limit, Unit},
    regulation::Regulation,
    text::Text,
};

/// A regulation with the lines of its act.
struct Pair {
    regulation: Regulation,
    lines: Vec<String>,
}

/// The regulations whose acts are at hand; says plainly which are not.
fn pairs() -> Vec<Pair> {
    let folder = env::var_os("OTINISH_ACTS").map_or_else(
        || PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared/regulations"),
        PathBuf::from,
    );
    let catalogue = Catalogue::builtin().unwrap_or_else(|error| panic!("{error}"));
    let mut pairs = Vec::new();
    for regulation in catalogue.all() {
        let path = folder.join(&regulation.act.document);
        match fs::read_to_string(&path) {
            Ok(text) => pairs.push(Pair {
                regulation: regulation.clone(),
                lines: text.lines().map(str::to_owned).collect(),
            }),
            // Straight to the error stream: the harness would swallow what a passing test prints.
            Err(error) => {
                let id = &regulation.id;
                let text = format!("NOT CHECKED: {id}: no act at {}: {error}\n", path.display());
                std::io::stderr().write_all(text.as_bytes()).unwrap();
            }
        }
    }
    pairs
}

impl Pair {
    /// The paragraph that begins at `line`: up to the next indented line.
    fn paragraph(&self, line: u32) -> String {
        let from = line as usize - 1;
        let rest = self.lines[from + 1..]
            .iter()
            .take_while(|next| !next.starts_with("     "))
            .take(40);
        std::iter::once(&self.lines[from])
            .chain(rest)
            .cloned()
            .collect::<Vec<_>>()
            .join("\n")
    }

    /// The first line of the paragraph in which `line` stands.
    fn first_line(&self, line: u32) -> u32 {
        (1..=line)
            .rev()
            .find(|n| self.lines[*n as usize - 1].starts_with("     "))
            .unwrap_or(line)
    }

    /// Every limit with the line that states it and a name for messages.
    fn limits(&self) -> Vec<(u32, &Limit, String)> {
        let steps = self.regulation.procedures.iter().flat_map(|procedure| {
            procedure.steps.iter().filter_map(|step| {
                let line = step.limit_line.unwrap_or(step.line);
                Some((
                    line,
                    step.limit.as_ref()?,
                    format!("{} step {}", procedure.channel.id(), step.id),
                ))
            })
        });
        let terms = self
            .regulation
            .terms
            .iter()
            .map(|term| (term.line, &term.limit, format!("term {}", term.id)));
        steps.chain(terms).collect()
    }
}

fn squeeze(text: &str) -> String {
    text.chars()
        .filter(|c| !c.is_whitespace())
        .flat_map(char::to_lowercase)
        .collect()
}

const NUMBERS: [(&str, u32); 5] = [
    ("одного", 1),
    ("двух", 2),
    ("десяти", 10),
    ("двадцати", 20),
    ("тридцати", 30),
];

const UNITS: [(&str, Unit); 9] = [
    ("рабочегодня", Unit::WorkingDays),
    ("рабочихдней", Unit::WorkingDays),
    ("рабочихдня", Unit::WorkingDays),
    ("минут", Unit::Minutes),
    ("секунд", Unit::Seconds),
    ("часов", Unit::Hours),
    ("календарныхдней", Unit::CalendarDays),
    ("календарногодня", Unit::CalendarDays),
    ("месяц", Unit::Months),
];

/// Number and unit of «10 (десяти) минут» at the beginning of squeezed text; the figure and the word agree.
fn duration(text: &str) -> Option<(u32, Unit)> {
    let figures: String = text.chars().take_while(char::is_ascii_digit).collect();
    let value: u32 = figures.parse().ok()?;
    let mut rest = &text[figures.len()..];
    if let Some((word, after)) = rest.strip_prefix('(').and_then(|open| open.split_once(')')) {
        if let Some((_, said)) = NUMBERS.iter().find(|(name, _)| *name == word) {
            assert_eq!(*said, value, "figure and word differ: {value} ({word})");
        } else {
            return None;
        }
        rest = after;
    }
    let (_, unit) = UNITS.iter().find(|(name, _)| rest.starts_with(name))?;
    Some((value, *unit))
}

/// Every duration in squeezed text.
fn durations(text: &str) -> Vec<(usize, u32, Unit)> {
    let starts = text.char_indices().filter(|(at, c)| {
        c.is_ascii_digit() && !text[..*at].ends_with(|before: char| before.is_ascii_digit())
    });
    starts
        .filter_map(|(at, _)| duration(&text[at..]).map(|(value, unit)| (at, value, unit)))
        .collect()
}

#[test]
fn every_quote_stands_at_its_line_and_says_the_limit() {
    for pair in pairs() {
        for (line, limit, name) in pair.limits() {
            let quote = squeeze(&limit.quote);
            assert!(
                squeeze(&pair.paragraph(line)).contains(&quote),
                "{name}: «{}» is not at line {line}",
                limit.quote
            );
            let said: Vec<_> = durations(&quote)
                .into_iter()
                .map(|(_, value, unit)| (value, unit))
                .collect();
            assert_eq!(
                said,
                [(limit.value, limit.unit)],
                "{name}: «{}»",
                limit.quote
            );
        }
    }
}

#[test]
fn no_duration_of_the_act_is_left_out() {
    for pair in pairs() {
        let [from, to] = pair.regulation.act.lines;
        let limits = pair.limits();
        let mut text = String::new();
        let mut line_at = Vec::new();
        for line in from..=to {
            let squeezed = squeeze(&pair.lines[line as usize - 1]);
            line_at.resize(line_at.len() + squeezed.len(), line);
            text.push_str(&squeezed);
        }
        let found = durations(&text);
        let spoken: usize = UNITS
            .iter()
            .map(|(name, _)| text.matches(name).count())
            .sum();
        assert_eq!(found.len(), spoken, "every word of time has its number");
        assert!(!found.is_empty());
        for (at, value, unit) in found {
            let line = pair.first_line(line_at[at]);
            let cited = limits
                .iter()
                .any(|(at, limit, _)| *at == line && (limit.value, limit.unit) == (value, unit));
            assert!(
                cited,
                "line {line}: {value} {unit:?} is in no step and no term"
            );
        }
    }
}

#[test]
fn steps_stand_at_their_number() {
    for pair in pairs() {
        for step in pair
            .regulation
            .procedures
            .iter()
            .flat_map(|procedure| &procedure.steps)
        {
            let paragraph = squeeze(&pair.paragraph(step.line));
            let numbered = paragraph.starts_with(&format!("{})", step.n))
                || paragraph.contains(&squeeze(&step.n));
            assert!(
                numbered,
                "step {} is not number {} at line {}",
                step.id, step.n, step.line
            );
        }
    }
}

/// Texts that claim to be the act's own, with their line.
fn own_words(regulation: &Regulation) -> Vec<(u32, &Text)> {
    let r = regulation;
    let mut texts = vec![
        (r.line, &r.names),
        (r.provider.line, &r.provider.name),
        (r.form_of_service.line, &r.form_of_service.text),
        (r.fee.line, &r.fee.text),
        (r.recipients.line, &r.recipients.text),
        (r.standard.line, &r.standard.text),
        (r.appeal.line, &r.appeal.text),
    ];
    texts.extend(
        r.roles
            .iter()
            .filter_map(|role| Some((role.line?, &role.name))),
    );
    texts.extend(
        r.channels
            .iter()
            .map(|channel| (channel.line, &channel.name)),
    );
    texts.extend(
        r.channels
            .iter()
            .filter_map(|channel| Some((channel.line, channel.condition_text.as_ref()?))),
    );
    texts.extend(
        r.outputs
            .iter()
            .filter_map(|output| Some((output.line?, &output.name))),
    );
    texts.extend(r.grounds.iter().map(|ground| (ground.line, &ground.name)));
    texts.extend(
        r.messages
            .iter()
            .map(|message| (message.line, &message.text)),
    );
    texts.extend(r.terms.iter().map(|term| (term.line, &term.when)));
    for procedure in &r.procedures {
        texts.extend([
            (procedure.line, &procedure.name),
            (procedure.starts_line, &procedure.starts),
        ]);
        texts.extend(procedure.steps.iter().map(|step| (step.line, &step.action)));
    }
    texts.retain(|(_, text)| !text.is_ours(regulation.act.language));
    texts
}

/// Words without their endings, for the catalogue puts them in another case here and there.
fn stems(text: &str) -> Vec<String> {
    text.split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(|word| word.to_lowercase().chars().take(5).collect())
        .collect()
}

#[test]
fn the_words_are_the_acts_own() {
    for pair in pairs() {
        let texts = own_words(&pair.regulation);
        assert!(texts.len() > 40, "the act's own words are missing");
        for (line, text) in texts {
            let paragraph = pair.paragraph(line);
            let (act, run_together) = (stems(&paragraph), squeeze(&paragraph));
            // The act's file lacks a space here and there: «Стандартапункте 9».
            let said = |stem: &String| {
                act.contains(stem) || (stem.chars().count() >= 5 && run_together.contains(stem))
            };
            let text = text.get(pair.regulation.act.language);
            let foreign: Vec<_> = stems(text).into_iter().filter(|stem| !said(stem)).collect();
            assert!(
                foreign.is_empty(),
                "line {line} has no {foreign:?} of «{text}»"
            );
        }
    }
}

#[test]
fn cited_lines_begin_a_sentence_of_the_act() {
    for pair in pairs() {
        let value = serde_json::to_value(&pair.regulation).unwrap();
        let mut lines = Vec::new();
        collect_lines(&value, &mut lines);
        assert!(lines.len() > 100);
        for line in lines {
            assert!(
                (line as usize) <= pair.lines.len(),
                "line {line} is after the end"
            );
            assert_eq!(
                pair.first_line(line),
                line,
                "line {line} is in the middle of a paragraph"
            );
        }
    }
}

fn collect_lines(value: &serde_json::Value, lines: &mut Vec<u32>) {
    match value {
        serde_json::Value::Object(map) => {
            for (key, value) in map {
                if matches!(key.as_str(), "line" | "limit_line" | "starts_line") {
                    lines.extend(value.as_u64().map(|line| u32::try_from(line).unwrap()));
                }
                collect_lines(value, lines);
            }
        }
        serde_json::Value::Array(items) => items.iter().for_each(|item| collect_lines(item, lines)),
        _ => {}
    }
}

#[test]
fn durations_are_read_from_words() {
    let read = |text: &str| {
        durations(&squeeze(text))
            .into_iter()
            .map(|(_, n, unit)| (n, unit))
            .collect::<Vec<_>>()
    };
    assert_eq!(
        read("в течение 20 (\nдвадцати) рабочих дней."),
        [(20, Unit::WorkingDays)]
    );
    assert_eq!(read("не более 10 (десяти) минут"), [(10, Unit::Minutes)]);
    assert_eq!(read("от 28 апреля 2015 года № 279"), []);
}
