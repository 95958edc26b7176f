//! The catalogue against the acts themselves.
//!
//! The acts are looked for in `OTINISH_ACTS`, or else in `../shared/regulations` beside the workspace.

use std::{collections::BTreeSet, env, fs, io::Write, path::PathBuf};

use catalogue::{
    Catalogue,
    acts::{ActText, Disagreement, verify},
    duration::durations,
    sums,
};
use domain::{
    limit::Unit,
    regulation::{Place, Regulation},
};

/// The regulations whose acts are at hand, or none. Which are not is said where a passing test is heard too; in `CI` it
/// fails: there nothing is left out.
fn pairs() -> Option<Vec<(Regulation, ActText)>> {
    let folder = env::var_os("OTINISH_ACTS").map_or_else(
        || PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared/regulations"),
        PathBuf::from,
    );
    let catalogue = Catalogue::builtin().unwrap_or_else(|error| panic!("{error}"));
    let (mut pairs, mut missing) = (Vec::new(), BTreeSet::new());
    for regulation in catalogue.all() {
        match fs::read_to_string(folder.join(&regulation.act.document)) {
            Ok(text) => pairs.push((regulation.clone(), ActText::new(&text))),
            Err(_) => drop(missing.insert(regulation.act.document.clone())),
        }
    }
    if !missing.is_empty() {
        let missing: Vec<_> = missing.into_iter().collect();
        let (folder, missing) = (folder.display(), missing.join(", "));
        let text = format!("SKIPPED: not compared with the acts: {folder} does not hold {missing}");
        assert!(
            env::var_os("CI").is_none(),
            "{text}, and in CI nothing is left out"
        );
        // Straight to the error stream: the harness would swallow what a passing test prints.
        std::io::stderr()
            .write_all(format!("{text}\n").as_bytes())
            .unwrap();
    }
    (!pairs.is_empty()).then_some(pairs)
}

/// The regulation with this id, with its act.
fn pair(id: &str) -> Option<(Regulation, ActText)> {
    pairs()?.into_iter().find(|(one, _)| one.id == id)
}

#[test]
fn every_regulation_agrees_with_its_act() {
    let mut wrong = Vec::new();
    for (regulation, act) in pairs().unwrap_or_default() {
        for Disagreement { line, what } in verify(&regulation, &act) {
            wrong.push(format!("{}: line {line}: {what}", regulation.id));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

const LOCAL: &str = "west-kazakhstan-2018/local-social-assistance";

/// Fails if nothing with these words is found when `spoil` has had its way with the regulation.
fn finds(words: &str, spoil: impl Fn(&mut Regulation)) {
    let Some((mut regulation, act)) = pair(LOCAL) else {
        return;
    };
    spoil(&mut regulation);
    let found: String = verify(&regulation, &act)
        .into_iter()
        .map(|one| format!("{} {}\n", one.line, one.what))
        .collect();
    assert!(found.contains(words), "{words:?} is not in {found:?}");
}

#[test]
fn a_wrong_limit_is_found() {
    finds("the limit is 3 WorkingDays", |regulation| {
        let limit = regulation.procedures[0].steps[3].limit.as_mut().unwrap();
        limit.value = 3;
    });
}

#[test]
fn a_quote_at_another_line_is_found() {
    finds("is not at this line", |regulation| {
        regulation.procedures[0].steps[0].line = 301
    });
}

#[test]
fn a_duration_that_is_left_out_is_found() {
    finds("20 WorkingDays is in no step", |regulation| {
        regulation.terms.clear()
    });
}

#[test]
fn words_that_the_act_does_not_have_are_found() {
    finds("любов", |regulation| {
        regulation.procedures[0].steps[0]
            .action
            .ru
            .push_str(" с любовью")
    });
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

#[test]
fn a_step_with_another_number_is_found() {
    finds("has the number «7», the act [\"2\"]", |regulation| {
        regulation.procedures[0].steps[1].n = "7".to_owned()
    });
    finds("has the number «», the act [\"2\"]", |regulation| {
        regulation.procedures[0].steps[1].n.clear()
    });
}

#[test]
fn a_line_in_the_middle_of_a_sentence_is_found() {
    finds("fee.line: no sentence begins", |regulation| {
        regulation.fee.line = 306
    });
}

#[test]
fn the_report_of_terms_is_up_to_date() {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../docs/TERMS.md");
    let kept = fs::read_to_string(path).unwrap();
    let made = sums::markdown(&Catalogue::builtin().unwrap());
    assert!(
        kept == made,
        "write it anew: cargo xtask catalogue --report > docs/TERMS.md"
    );
}

#[test]
fn a_sum_that_differs_without_a_note_is_found() {
    let Some((mut regulation, act)) = pair("pavlodar-2015/child-allowance") else {
        return;
    };
    for term in &mut regulation.terms {
        term.differs = None;
    }
    let wrong = verify(&regulation, &act);
    assert!(
        wrong
            .iter()
            .any(|one| one.what.contains("differs from the sum of its steps"))
    );
}

#[test]
fn an_explanation_of_no_difference_is_found() {
    finds(
        "a difference from its steps that is not there",
        |regulation| {
            regulation.terms[0].differs = Some(regulation.notes[0].id.clone());
        },
    );
}

#[test]
fn a_place_that_is_not_needed_is_found() {
    finds("[[place]] is not needed", |regulation| {
        let line = regulation.fee.line;
        let why = String::new();
        regulation.places.push(Place { line, why });
    });
}
