#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
//! The catalogue against the acts themselves.
//!
//! The acts are looked for in `OTINISH_ACTS`, or else in `../shared/regulations` beside the workspace.

use std::{env, fs, io::Write, path::PathBuf};

use domain::{
    catalogue::{
        Catalogue,
        acts::{Act, Disagreement, verify},
        duration::durations,
    },
    limit::Unit,
    regulation::Regulation,
};

/// The regulations whose acts are at hand; says plainly which are not.
fn pairs() -> Vec<(Regulation, Act)> {
    let folder = env::var_os("OTINISH_ACTS").map_or_else(
        || PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared/regulations"),
        PathBuf::from,
    );
    let catalogue = Catalogue::builtin().unwrap_or_else(|error| panic!("{error}"));
    let mut pairs = Vec::new();
    for regulation in catalogue.all() {
        let path = folder.join(&regulation.act.document);
        match fs::read_to_string(&path) {
            Ok(text) => pairs.push((regulation.clone(), Act::new(&text))),
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

#[test]
fn every_regulation_agrees_with_its_act() {
    let mut wrong = Vec::new();
    for (regulation, act) in pairs() {
        for Disagreement { line, what } in verify(&regulation, &act) {
            wrong.push(format!("{}: line {line}: {what}", regulation.id));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

const LOCAL: &str = "west-kazakhstan-2018/local-social-assistance";

/// What is found when `spoil` has had its way with the regulation.
fn found(spoil: impl Fn(&mut Regulation)) -> Option<String> {
    let (mut regulation, act) = pairs().into_iter().find(|(one, _)| one.id == LOCAL)?;
    spoil(&mut regulation);
    let found = verify(&regulation, &act);
    Some(
        found
            .into_iter()
            .map(|one| format!("{} {}\n", one.line, one.what))
            .collect(),
    )
}

#[test]
fn a_wrong_limit_is_found() {
    let wrong = found(|regulation| {
        let limit = regulation.procedures[0].steps[3].limit.as_mut().unwrap();
        limit.value = 3;
    });
    assert!(wrong.is_none_or(|wrong| wrong.contains("the limit is 3 WorkingDays")));
}

#[test]
fn a_quote_at_another_line_is_found() {
    let wrong = found(|regulation| regulation.procedures[0].steps[0].line = 301);
    assert!(wrong.is_none_or(|wrong| wrong.contains("is not at this line")));
}

#[test]
fn a_duration_that_is_left_out_is_found() {
    let wrong = found(|regulation| regulation.terms.clear());
    assert!(wrong.is_none_or(|wrong| wrong.contains("20 WorkingDays is in no step")));
}

#[test]
fn words_that_the_act_does_not_have_are_found() {
    let wrong = found(|regulation| {
        regulation.procedures[0].steps[0]
            .action
            .ru
            .push_str(" с любовью")
    });
    assert!(wrong.is_none_or(|wrong| wrong.contains("любов")));
}

#[test]
fn durations_are_read_from_figures_and_words() {
    let read = |text: &str| -> Vec<(u32, Unit)> {
        durations(text)
            .into_iter()
            .map(|one| (one.value, one.unit))
            .collect()
    };
    for (text, wanted) in [
        (
            "в течение 20 (\nдвадцати) рабочих дней.",
            vec![(20, Unit::WorkingDays)],
        ),
        ("не более 10 (десяти) минут", vec![(10, Unit::Minutes)]),
        ("не более двух рабочих дней", vec![(2, Unit::WorkingDays)]),
        ("в течение двух часов", vec![(2, Unit::Hours)]),
        ("15 календарных дней", vec![(15, Unit::CalendarDays)]),
        ("1 (бір) жұмыс күні ішінде", vec![(1, Unit::WorkingDays)]),
        ("11 (он бір) жұмыс күні", vec![(11, Unit::WorkingDays)]),
        ("11 (он бiр) ж ұ м ы с күні", vec![(11, Unit::WorkingDays)]),
        ("7 сағат 40 \nминут", vec![(460, Unit::Minutes)]),
        (
            "30 секунд – 1 минута",
            vec![(30, Unit::Seconds), (1, Unit::Minutes)],
        ),
        ("в течение 2-х рабочих дней", vec![(2, Unit::WorkingDays)]),
        ("1,5 минуты", vec![(90, Unit::Seconds)]),
        ("22 (жиырма екі) жұмыс күні", vec![(22, Unit::WorkingDays)]),
        ("от 28 апреля 2015 года № 279", vec![]),
        ("10 (двадцати) минут", vec![]),
    ] {
        assert_eq!(read(text), wanted, "{text}");
    }
}

/// The first regulation with the lines of its act, where that is at hand.
fn local_lines() -> Option<(Regulation, Vec<String>)> {
    let folder = env::var_os("OTINISH_ACTS").map_or_else(
        || PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared/regulations"),
        PathBuf::from,
    );
    let regulation = Catalogue::builtin().unwrap().get(LOCAL).unwrap().clone();
    let text = fs::read_to_string(folder.join(&regulation.act.document)).ok()?;
    Some((regulation, text.lines().map(str::to_owned).collect()))
}

fn squeeze(text: &str) -> String {
    text.split_whitespace().collect::<String>().to_lowercase()
}

#[test]
fn steps_stand_at_their_number() {
    let Some((regulation, lines)) = local_lines() else {
        return;
    };
    for step in regulation.procedures.iter().flat_map(|one| &one.steps) {
        let from = step.line as usize - 1;
        let rest = lines[from + 1..]
            .iter()
            .take_while(|next| !next.starts_with("     "));
        let paragraph: String = std::iter::once(&lines[from]).chain(rest).cloned().collect();
        let paragraph = squeeze(&paragraph);
        let numbered =
            paragraph.starts_with(&format!("{})", step.n)) || paragraph.contains(&squeeze(&step.n));
        assert!(
            numbered,
            "step {} is not number {} at line {}",
            step.id, step.n, step.line
        );
    }
}

#[test]
fn cited_lines_begin_a_sentence_of_the_act() {
    let Some((regulation, lines)) = local_lines() else {
        return;
    };
    let mut cited = Vec::new();
    collect_lines(&serde_json::to_value(&regulation).unwrap(), &mut cited);
    assert!(cited.len() > 100);
    for line in cited {
        assert!(
            lines[line - 1].starts_with("     "),
            "line {line} is in the middle of a paragraph"
        );
    }
}

fn collect_lines(value: &serde_json::Value, lines: &mut Vec<usize>) {
    match value {
        serde_json::Value::Object(map) => {
            for (key, value) in map {
                if matches!(key.as_str(), "line" | "limit_line" | "starts_line") {
                    lines.extend(value.as_u64().map(|line| usize::try_from(line).unwrap()));
                }
                collect_lines(value, lines);
            }
        }
        serde_json::Value::Array(items) => items.iter().for_each(|item| collect_lines(item, lines)),
        _ => {}
    }
}
