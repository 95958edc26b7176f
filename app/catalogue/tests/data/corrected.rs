//! What was once read wrongly in an act stays right, and the slips of the hand that were found stay away.

use std::{collections::BTreeSet, fs, path::Path};

use catalogue::{Catalogue, coverage};
use domain::text::Lang;
use toml::{Table, Value};

use crate::removed;

/// The file of a regulation or act.
fn file(name: &str) -> Table {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("regulations");
    let text = fs::read_to_string(folder.join(format!("{name}.toml"))).unwrap();
    text.parse().unwrap()
}

/// What follows these keys, over every row of the lists on the way.
fn below<'v>(value: &'v Value, keys: &[&str]) -> Vec<&'v Value> {
    match (value, keys) {
        (Value::Array(rows), _) => rows.iter().flat_map(|row| below(row, keys)).collect(),
        (_, []) => vec![value],
        (value, [key, keys @ ..]) => {
            let next = value.get(*key).into_iter();
            next.flat_map(|next| below(next, keys)).collect()
        }
    }
}

/// The rows of a list by its keys, those of this id.
fn rows(name: &str, list: &str, id: &str) -> Vec<Value> {
    let (file, keys) = (
        Value::Table(file(name)),
        list.split('.').collect::<Vec<_>>(),
    );
    let rows = below(&file, &keys).into_iter();
    let is_it = |row: &&Value| row.get("id").and_then(Value::as_str) == Some(id);
    rows.filter(is_it).cloned().collect()
}

/// File, list, id, key of its row, and what stands there in some row.
type Correction = (
    &'static str,
    &'static str,
    &'static str,
    &'static str,
    &'static str,
);

const SEMIPALATINSK: &str = "zhambyl-2014/semipalatinsk-victims";
const TARGETED: &str = "zhambyl-2014/targeted-social-assistance";
const HOUSING: &str = "mangystau-2014/housing-assistance";
const SCHOOLING: &str = "zhambyl-2013/home-schooling-support";
const ALLOWANCE: &str = "mangystau-2014/child-allowance";
const STEP: &str = "procedure.step";
const OUTCOME: &str = "procedure.step.outcome";

#[rustfmt::skip]
const CORRECTIONS: &[Correction] = &[
    // 000, lines 1277-1282: who pays the compensation issues a result of its own.
    (SEMIPALATINSK, "output", "payment", "kind", "payment"),
    (SEMIPALATINSK, "output", "payment", "line", "1278"),
    (SEMIPALATINSK, "output", "payment-control-account", "kind", "payment"),
    (SEMIPALATINSK, "output", "payment-control-account", "line", "1280"),
    // 000, lines 1418-1436 and 1686-1708: the centre's refusals.
    (SEMIPALATINSK, OUTCOME, "not-found", "closes", "intake-refused"),
    (SEMIPALATINSK, OUTCOME, "not-found", "line", "1420"),
    (SEMIPALATINSK, "output", "documents-refusal", "kind", "intake-refusal"),
    (SEMIPALATINSK, "output", "documents-refusal", "line", "1433"),
    (TARGETED, "output", "documents-refusal", "kind", "intake-refusal"),
    (TARGETED, "output", "documents-refusal", "line", "1704"),
    (TARGETED, OUTCOME, "wrong", "output", "documents-refusal"),
    (TARGETED, OUTCOME, "wrong", "line", "1704"),
    // 002, lines 957 and 969: the act itself knows powers of attorney.
    (ALLOWANCE, "evidence", "power-of-attorney", "status", "confirmed"),
    (ALLOWANCE, "evidence", "power-of-attorney", "line", "957"),
    (ALLOWANCE, "evidence", "power-of-attorney", "source", "957, 969"),
    // 004, line 7187: an office has two addresses.
    ("pavlodar-2015/act", "directory.office", "pavlodar-district", "email", "defence6@mail.ru, defence6@rambler.ru"),
    // 000, lines 1367 and 1445: pictures that the text has lost.
    (SEMIPALATINSK, "note", "lost-pictures", "lines", "[1367, 1445,"),
    // 002, lines 3074-3098: steps in days of the calendar, the later request in working days.
    (HOUSING, "note", "calendar-days", "lines", "[3074, 3076, 3078, 3098]"),
    (HOUSING, "note", "calendar-days", "text", "қадамдар күнтізбелік күндермен есептеледі (3074–3078-жолдар)"),
    (HOUSING, "note", "calendar-days", "text", "қайта сұрату жұмыс күндерімен (3098-жол)"),
    (HOUSING, "note", "calendar-days", "text", "действия считаются в календарных днях (строки 3074–3078)"),
    (HOUSING, "note", "calendar-days", "text", "повторный запрос — в рабочих (строка 3098)"),
    // 003, lines 172-179: payment, its check and the refusal are tasks of their own.
    (SCHOOLING, STEP, "payment", "line", "172"),
    (SCHOOLING, STEP, "payment", "performer", "applicant"),
    (SCHOOLING, STEP, "payment-check", "line", "175"),
    (SCHOOLING, STEP, "payment-check", "performer", "workstation"),
    (SCHOOLING, STEP, "payment-refusal", "line", "177"),
    (SCHOOLING, OUTCOME, "paid", "to", "payment-check"),
    (SCHOOLING, OUTCOME, "wrong", "to", "payment-refusal"),
];

#[test]
fn what_was_corrected_stays_corrected() {
    for (name, list, id, key, expected) in CORRECTIONS {
        let rows = rows(name, list, id);
        let values = rows.iter().filter_map(|row| row.get(*key));
        let told: Vec<String> = values.map(ToString::to_string).collect();
        let is_said = told.iter().any(|one| one.contains(expected));
        assert!(is_said, "{name} {list} {id} {key}: {expected}: {told:?}");
    }
}

/// 002, line 3074 is set letter by letter: «қ о л қ о ю ғ а б е р е д і».
#[test]
fn papers_are_handed_on_for_signature() {
    let file = Value::Table(file(HOUSING));
    let steps = below(&file, &["procedure", "step"]).into_iter();
    let line = |step: &&Value| step.get("line").and_then(Value::as_integer) == Some(3074);
    let steps: Vec<_> = steps.filter(line).collect();
    assert_eq!(steps.len(), 2);
    for step in steps {
        let action = step["action"]["kk"].as_str().unwrap();
        assert!(action.ends_with("басшысына қол қоюға береді"), "{action}");
    }
}

/// Lines of 000 that name the application as a document, whatever the standard holds beside it.
#[test]
fn an_application_that_the_act_names_is_evidence_of_the_act() {
    for (service, line, also) in [
        ("employment-referral", 463, "463"),
        ("foreign-labour-permit", 188, "188"),
        ("hearing-sight-hygiene-aids", 3481, "3481"),
        ("home-care", 4247, "4247"),
        ("local-social-assistance", 2410, "2410"),
        ("prosthetic-orthopaedic-aid", 3328, "3328"),
        ("rural-specialist-fuel", 1807, "1964"),
        ("sanatorium-treatment", 3954, "3954"),
        ("semipalatinsk-victims", 1263, "1403"),
        ("targeted-assistance-certificate", 2964, "3130"),
        ("unemployed-certificate", 810, "810"),
        ("wheelchair", 3816, "3816"),
    ] {
        let rows = rows(
            &format!("zhambyl-2014/{service}"),
            "evidence",
            "application",
        );
        let [row] = rows.as_slice() else {
            panic!("{service}: {rows:?}");
        };
        let told = (row["status"].as_str(), row["line"].as_integer());
        assert_eq!(told, (Some("confirmed"), Some(line)), "{service}");
        let source = row["source"]["ru"].as_str().unwrap();
        assert!(source.contains(also), "{service}: {source}");
    }
}

#[test]
fn a_case_of_the_centre_can_end_with_each_of_its_refusals() {
    let catalogue = Catalogue::builtin().unwrap();
    let rows = coverage::rows(&catalogue);
    for (regulation, wanted) in [
        (
            SEMIPALATINSK,
            &["intake-refused", "intake-refused/documents-refusal"][..],
        ),
        (TARGETED, &["intake-refused/documents-refusal"]),
    ] {
        let centre = |row: &&coverage::CoverageRow<'_>| {
            row.regulation == regulation && row.channel == "state_corporation"
        };
        let ends: BTreeSet<&str> = rows
            .iter()
            .filter(centre)
            .flat_map(|row| row.ends.iter().map(String::as_str))
            .collect();
        for end in wanted {
            assert!(ends.contains(end), "{regulation}: {end}: {ends:?}");
        }
    }
}

/// Every text that people read: of the data, and of the pages.
fn texts() -> Vec<(String, String)> {
    let mut files = removed::own();
    let beside = Path::new(env!("CARGO_MANIFEST_DIR"));
    for name in ["calendar/kazakhstan.toml", "amounts/kazakhstan.toml"] {
        let text = fs::read_to_string(beside.join(name)).unwrap();
        files.push((name.to_owned(), text));
    }
    for lang in Lang::ALL {
        let folder = beside.join("../locales").join(lang.tag());
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            let text = fs::read_to_string(&path).unwrap();
            files.push((path.display().to_string(), text));
        }
    }
    assert!(files.len() > 200, "{}", files.len());
    files
}

fn is_cyrillic(letter: char) -> bool {
    ('\u{400}'..='\u{52f}').contains(&letter)
}

fn words(line: &str) -> impl Iterator<Item = &str> {
    let words = line.split(|letter: char| !letter.is_alphabetic());
    words.filter(|word| !word.is_empty())
}

/// Parts of an act in which something «is said»: «тұр» is for what stands in a room.
const PARTS: [&str; 6] = ["жол", "тармақ", "тармағ", "бап", "баб", "қосымша"];

/// What is wrong with the words of a line.
fn slips(line: &str) -> Vec<String> {
    let mut slips = Vec::new();
    let words: Vec<String> = words(line).map(str::to_lowercase).collect();
    for word in &words {
        let latin = word.chars().any(|letter| letter.is_ascii_alphabetic());
        if latin && word.chars().any(is_cyrillic) {
            slips.push(word.clone());
        }
        if word.starts_with("кейінде") {
            slips.push(word.clone());
        }
    }
    for pair in words.windows(2) {
        let [first, second] = pair else { continue };
        let place = ["да", "де", "та", "те"]
            .iter()
            .any(|end| first.ends_with(end));
        let part = PARTS.iter().any(|part| first.starts_with(part));
        let stands = ["тұр", "тұрған"].contains(&second.as_str()) && place && part;
        let dead = first == "өлі" && (second.starts_with("тармақ") || second.starts_with("тармағ"));
        if stands || dead {
            slips.push(format!("{first} {second}"));
        }
    }
    slips
}

#[test]
fn no_text_has_a_letter_of_another_alphabet_or_a_word_that_is_none() {
    assert_eq!(slips("отiнiш беру"), ["отiнiш"]);
    assert_eq!(
        slips("бұл 1420-жолда тұр, кейінде"),
        ["кейінде", "жолда тұр"]
    );
    assert_eq!(
        slips("9-тармағында тұрған, өлі тармаққа"),
        ["тармағында тұрған", "өлі тармаққа"]
    );
    let none: Vec<String> = Vec::new();
    assert_eq!(slips("файл осы бетте тұр; Жамбылда тұрады; PDF-файл"), none);
    for (file, text) in texts() {
        for (n, line) in text.lines().enumerate() {
            assert_eq!(slips(line), none, "{file}:{}: {line}", n + 1);
        }
    }
}

#[test]
fn a_latin_letter_in_a_kazakh_word_finds_what_its_own_letter_finds() {
    let catalogue = Catalogue::builtin().unwrap();
    let found = |query: &str| {
        let answer = catalogue.search(query, Lang::Kk, None, None);
        let services = answer
            .services
            .into_iter()
            .map(|one| one.service.to_owned());
        services.collect::<Vec<_>>()
    };
    for (right, typed) in [
        ("өтініш", "өтiнiш"),
        ("өтініш", "отiнiш"),
        ("жұмыссыз ретінде тіркеу", "жұмыссыз ретiнде тiркеу"),
        ("тұрғын үй көмегі", "тұрғын үй көмегi"),
    ] {
        assert_eq!(found(typed), found(right), "{typed}");
        assert!(!found(right).is_empty(), "{right}");
    }
}
