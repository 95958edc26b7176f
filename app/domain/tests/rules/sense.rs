//! What an official enters is held against what the case knows: the day of birth, and what a register said.

use domain::{
    case::{Command, RegisterAnswered, RegisterOutcome},
    form::ErrorCode,
    iin::{DEMO_SERIAL, Iin, Sex},
    regulation::{Field, FieldKind, Meaning, RegisterName, RegisterQuery, Supply},
};

use crate::{
    case::{Desk, rejected, wrong_fields},
    decision::{at_decision, decide, deciding},
    register::found,
};

/// A case at a decision that says since when somebody is registered, which a register says too.
fn certificate() -> (Desk, String) {
    let mut regulation = deciding();
    let mut slots = regulation.evidence.iter_mut();
    let slot = slots.find(|slot| slot.supply == Supply::Register).unwrap();
    let document = slot.id.clone();
    let compare = [("entry", "registered-since"), ("since", "registered-since")];
    slot.from = Some(RegisterQuery {
        already: None,
        register: RegisterName::Unemployment,
        by: None,
        copy: false,
        compare: compare
            .map(|(fact, field)| (fact.to_owned(), field.to_owned()))
            .into(),
        uncompared: None,
    });
    let mut desk = at_decision(regulation);
    let basis = Field {
        meaning: Some(Meaning::Basis),
        required: false,
        ..Field::plain("basis", FieldKind::LongText)
    };
    desk.regulation.results[0].inputs =
        vec![Field::plain("registered-since", FieldKind::Date), basis];
    (desk, document)
}

/// Decides so; the fields that are wrong.
fn wrong(desk: &Desk, since: &str, basis: &str) -> Vec<String> {
    let mut desk = desk.clone();
    let inputs = [
        ("amount", "50000"),
        ("registered-since", since),
        ("basis", basis),
    ];
    let board = desk.performer();
    let command = decide("grant", None, &inputs);
    match desk.command(board.clone(), command.clone()) {
        Ok(_) => Vec::new(),
        Err(_) => wrong_fields(rejected(&mut desk, board, command)),
    }
}

#[test]
fn whoever_decides_otherwise_than_a_register_says_on_what_that_rests() {
    let (mut desk, document) = certificate();
    let mut says = |outcome: RegisterOutcome| {
        let answer = RegisterAnswered {
            at: desk.now,
            document: document.clone(),
            register: RegisterName::Unemployment,
            outcome,
        };
        desk.app.registers.insert(document.clone(), answer);
        desk.checks = false;
        desk.clone()
    };
    for (outcome, otherwise) in [
        (RegisterOutcome::NoEntry, true),
        (found(&[("since", "2025-04-03")]), true),
        (found(&[("since", "2026-05-04")]), false),
        (RegisterOutcome::Silent, false),
    ] {
        let desk = says(outcome.clone());
        let without = wrong(&desk, "04.05.2026", "");
        assert_eq!(without == ["basis"], otherwise, "{outcome:?}: {without:?}");
        assert!(wrong(&desk, "04.05.2026", "The record card.").is_empty());
    }
}

#[test]
fn nobody_is_registered_before_their_birth_or_in_the_future() {
    let (mut desk, _) = certificate();
    let born = chrono::NaiveDate::from_ymd_opt(1990, 1, 1).unwrap();
    let iin = Iin::generate(born, Sex::Female, DEMO_SERIAL).unwrap();
    let number = Field {
        meaning: Some(Meaning::Iin),
        ..Field::plain("number-of-person", FieldKind::Iin)
    };
    let mut topics = desk.regulation.topics.iter_mut();
    let topic = topics.find(|topic| !topic.repeats).unwrap();
    topic.fields.push(number);
    let answers = &mut desk.app.answers;
    answers.insert("number-of-person".to_owned(), iin.as_str().to_owned());
    desk.checks = false;
    for (since, is_possible) in [
        ("31.12.1989", false),
        ("01.01.1990", true),
        ("01.06.2026", true),
        ("02.06.2026", false),
    ] {
        let wrong = wrong(&desk, since, "");
        assert_eq!(wrong.is_empty(), is_possible, "{since}: {wrong:?}");
    }
    let early = [("amount", "50000"), ("registered-since", "01.01.1950")];
    let board = desk.performer();
    let early: Command = decide("grant", None, &early);
    let domain::case::Rejection::Inputs(errors) = rejected(&mut desk, board, early) else {
        panic!("it is too early")
    };
    assert_eq!(errors[0].code, ErrorCode::DateBefore { first: born });
}
