//! What the portal asks of registers, and what it keeps of the answers.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use domain::{
    case::{
        Actor, Command, RegisterAnswered, RegisterOutcome, Rejection, contradictions,
        register_questions, unanswered,
    },
    iin::{DEMO_SERIAL, Iin, Sex},
    parties::Parties,
    regulation::{
        ChannelKind, Field, FieldKind, Meaning, RegisterName, RegisterQuery, Regulation, Supply,
    },
};

use crate::{
    case::{ANSWERS, Desk, PAPERS, citizen, rejected, small},
    office::decided,
};

/// The document that the register has.
const DOCUMENT: &str = "identity";

/// The small regulation, whose `identity` comes from a register that is asked by an answer of the form.
pub(crate) fn connected(by: &str) -> Regulation {
    let mut regulation = small();
    let slot = regulation
        .evidence
        .iter_mut()
        .find(|slot| slot.supply == Supply::Register);
    let slot = slot.unwrap();
    slot.from = Some(RegisterQuery {
        uncompared: None,
        already: None,
        register: RegisterName::Unemployment,
        by: Some(by.to_owned()),
        copy: true,
        compare: BTreeMap::new(),
    });
    regulation
}

fn submitted(by: &str) -> Desk {
    let mut desk = Desk::new(connected(by));
    desk.submit(ChannelKind::Portal, &ANSWERS, &PAPERS).unwrap();
    desk
}

/// What the register says of that document.
pub(crate) fn answer(desk: &Desk, outcome: RegisterOutcome) -> RegisterAnswered {
    RegisterAnswered {
        at: desk.now,
        document: DOCUMENT.to_owned(),
        register: RegisterName::Unemployment,
        outcome,
    }
}

fn said(desk: &Desk, outcome: RegisterOutcome) -> Command {
    Command::RecordAnswers {
        answers: vec![answer(desk, outcome)],
    }
}

fn takes_copy(desk: &Desk) -> bool {
    let document = desk.regulation.slot(DOCUMENT).unwrap();
    desk.app.takes_copy(document)
}

#[test]
fn a_register_is_asked_by_what_the_form_says() {
    let (key, answer) = ANSWERS[0];
    let desk = submitted(key);
    let questions = register_questions(&desk.regulation, &desk.app);
    assert_eq!(questions.len(), 1);
    assert_eq!(
        (questions[0].document.as_str(), questions[0].key.as_str()),
        (DOCUMENT, answer)
    );
    let desk = submitted("nothing");
    assert!(register_questions(&desk.regulation, &desk.app).is_empty());
}

#[test]
fn a_register_is_not_asked_by_what_a_step_entered_that_is_void() {
    let mut desk = decided(connected("per-head"));
    let keys = |desk: &Desk| {
        let questions = register_questions(&desk.regulation, &desk.app).into_iter();
        questions.map(|one| one.key).collect::<Vec<_>>()
    };
    assert_eq!(keys(&desk), ["1"]);
    let back = Command::Return {
        step: "decide".into(),
        to: "count".into(),
        reason: "why".to_owned(),
    };
    let board = desk.performer();
    desk.command(board, back).unwrap();
    assert!(keys(&desk).is_empty());
}

#[test]
fn a_silence_is_kept_once_and_an_answer_for_good() {
    let mut desk = submitted(ANSWERS[0].0);
    let silent = said(&desk, RegisterOutcome::Silent);
    let stranger = citizen("person-1");
    assert_eq!(
        rejected(&mut desk, stranger, silent.clone()),
        Rejection::NotAsked
    );
    assert_eq!(
        desk.command(Actor::Portal, silent.clone()).unwrap().len(),
        1
    );
    assert!(takes_copy(&desk));
    assert!(
        desk.command(Actor::Portal, silent.clone())
            .unwrap()
            .is_empty()
    );
    assert_eq!(unanswered(&desk.regulation, &desk.app).len(), 1);

    let none = said(&desk, RegisterOutcome::NoEntry);
    let mut told = submitted(ANSWERS[0].0);
    told.command(Actor::Portal, none).unwrap();
    assert!(takes_copy(&told), "no entry, and a copy stands in");
    let slots = &mut told.regulation.evidence;
    let mut froms = slots.iter_mut().filter_map(|slot| slot.from.as_mut());
    froms.next().unwrap().copy = false;
    assert!(!takes_copy(&told), "no entry is the answer");
    desk.regulation
        .evidence
        .clone_from(&told.regulation.evidence);
    assert!(!takes_copy(&desk), "nor does a silence ask for one then");
    desk.regulation = submitted(ANSWERS[0].0).regulation;

    let found = said(&desk, RegisterOutcome::Found(Default::default()));
    assert_eq!(desk.command(Actor::Portal, found).unwrap().len(), 1);
    assert!(!takes_copy(&desk));
    assert!(unanswered(&desk.regulation, &desk.app).is_empty());
    assert!(desk.command(Actor::Portal, silent).unwrap().is_empty());
}

/// A field of words.
const NAME: &str = "organisation-name";

/// What is said otherwise: the field and the facts, after the register found `facts` for a document with `compare`.
fn differing(compare: &[(&str, &str)], outcome: RegisterOutcome) -> Vec<(String, usize)> {
    let mut desk = submitted(ANSWERS[0].0);
    let slots = &mut desk.regulation.evidence;
    let mut froms = slots.iter_mut().filter_map(|slot| slot.from.as_mut());
    let pairs = compare.iter();
    froms.next().unwrap().compare = pairs
        .map(|(fact, field)| ((*fact).to_owned(), (*field).to_owned()))
        .collect();
    let asked = Field::plain(NAME, FieldKind::Text);
    desk.regulation.topics[0].fields.push(asked);
    let told = said(&desk, outcome);
    desk.command(Actor::Portal, told).unwrap();
    desk.app
        .answers
        .insert(NAME.to_owned(), "ТОО «Арай»".to_owned());
    let found = contradictions(&desk.regulation, &desk.app).into_iter();
    found
        .map(|one| (one.field.id.clone(), one.said.len()))
        .collect()
}

pub(crate) fn found(facts: &[(&str, &str)]) -> RegisterOutcome {
    let facts = facts.iter();
    RegisterOutcome::Found(
        facts
            .map(|(fact, said)| ((*fact).to_owned(), (*said).to_owned()))
            .collect(),
    )
}

#[test]
fn what_a_register_says_otherwise_is_named() {
    let name = NAME;
    let same = "тоо  Арай";
    let both = [("name-kk", name), ("name-ru", name)];
    let said = |kk: &str, ru: &str| found(&[("name-kk", kk), ("name-ru", ru)]);
    assert!(differing(&both, said("Басқа Біреу", same)).is_empty());
    assert_eq!(
        differing(&both, said("Басқа Біреу", "Кто-то Другой")),
        [(name.to_owned(), 2)]
    );
    let none = RegisterOutcome::NoEntry;
    assert!(differing(&both, none.clone()).is_empty());
    assert_eq!(
        differing(&[("entry", name)], none),
        [(name.to_owned(), 0)],
        "somebody says that there is one"
    );
    assert!(differing(&[("entry", name)], RegisterOutcome::Silent).is_empty());
}

#[test]
fn income_is_compared_month_by_month_or_as_a_sum() {
    let compare = [("months", "own-income")];
    let (_, total) = ANSWERS
        .into_iter()
        .find(|(id, _)| *id == "own-income")
        .unwrap();
    let agrees = found(&[("2026-01", total), ("2026-02", "0")]);
    assert!(differing(&compare, agrees).is_empty());
    let more = found(&[("2026-01", total), ("2026-02", "1")]);
    assert_eq!(differing(&compare, more), [("own-income".to_owned(), 2)]);
}

#[test]
fn whoever_is_represented_is_asked_for_and_never_the_representative() {
    let mut desk = submitted(ANSWERS[0].0);
    let froms = desk.regulation.evidence.iter_mut();
    froms
        .filter_map(|slot| slot.from.as_mut())
        .next()
        .unwrap()
        .by = None;
    let mut own = Field::plain("own-iin", FieldKind::Iin);
    own.meaning = Some(Meaning::Iin);
    desk.regulation.topics[0].fields.push(own);
    desk.app
        .answers
        .insert("own-iin".to_owned(), "900101990017".to_owned());
    let asked = |desk: &Desk| {
        let questions = register_questions(&desk.regulation, &desk.app);
        questions.first().map(|question| question.key.clone())
    };
    assert_eq!(asked(&desk).as_deref(), Some("900101990017"));
    let iin = Some("850314990016".to_owned());
    let name = "B".to_owned();
    desk.app.parties = Parties::Representative { name, iin };
    assert_eq!(asked(&desk).as_deref(), Some("850314990016"));
    let name = "B".to_owned();
    desk.app.parties = Parties::Representative { name, iin: None };
    assert_eq!(
        asked(&desk),
        None,
        "without a number nobody can be asked for"
    );
}

#[test]
fn a_register_is_asked_of_each_member_by_the_number_of_that_row() {
    let mut desk = submitted(ANSWERS[0].0);
    let mut own = desk.regulation.topics[0].clone();
    own.repeats = false;
    own.fields = vec![Field::plain("iin", FieldKind::Iin)];
    let mut family = own.clone();
    family.id = "household".to_owned();
    family.repeats = true;
    desk.regulation.topics = vec![own, family];
    let slots = desk.regulation.evidence.iter_mut();
    let mut registered = slots.filter(|slot| slot.from.is_some());
    let slot = registered.next().unwrap();
    slot.per = Some("household".to_owned());
    slot.from.as_mut().unwrap().by = Some("iin".to_owned());
    let answers = [
        ("iin", "850314990016"),
        ("household.1.iin", "900101990017"),
        ("household.2.iin", "130514990018"),
    ];
    let answers = answers.map(|(id, value)| (id.to_owned(), value.to_owned()));
    desk.app.answers.extend(answers);
    let questions = register_questions(&desk.regulation, &desk.app);
    let asked: Vec<(&str, &str)> = questions
        .iter()
        .map(|one| (one.document.as_str(), one.key.as_str()))
        .collect();
    assert_eq!(
        asked,
        [
            ("identity.1", "900101990017"),
            ("identity.2", "130514990018")
        ]
    );
}

#[test]
fn a_child_is_one_that_the_register_has() {
    let mut desk = submitted(ANSWERS[0].0);
    let compare = [("child", "child-name"), ("child-born", "child-iin")];
    let mut slots = desk.regulation.evidence.iter_mut();
    let from = slots.find_map(|slot| slot.from.as_mut()).unwrap();
    from.compare = compare
        .map(|(fact, field)| (fact.to_owned(), field.to_owned()))
        .into();
    let fields = &mut desk.regulation.topics[0].fields;
    fields.push(Field::plain("child-name", FieldKind::Name));
    fields.push(Field::plain("child-iin", FieldKind::Iin));
    let children = [
        ("child-1", "Сынақова Үлгі, 2013-05-14"),
        ("child-2", "Сынақов Мысал, 2016-09-03"),
        ("spouse-3", "Сынақова Жарасым, 1990-01-01"),
    ];
    let told = said(&desk, found(&children));
    desk.command(Actor::Portal, told).unwrap();
    let born = |year, month, day| {
        let day = NaiveDate::from_ymd_opt(year, month, day).unwrap();
        let mut serials = DEMO_SERIAL..DEMO_SERIAL + 100;
        let iin = serials.find_map(|serial| Iin::generate(day, Sex::Male, serial));
        iin.unwrap().as_str().to_owned()
    };
    let mut differing = |name: &str, iin: &str| {
        let answers = [("child-name", name), ("child-iin", iin)];
        let answers = answers.map(|(id, value)| (id.to_owned(), value.to_owned()));
        desk.app.answers.extend(answers);
        let found = contradictions(&desk.regulation, &desk.app).into_iter();
        let found = found.map(|one| (one.field.id.clone(), one.said.len()));
        found.collect::<Vec<_>>()
    };
    assert!(differing("Сынақов Мысал Үлгіұлы", &born(2016, 9, 3)).is_empty());
    assert_eq!(
        differing("Сынақов Мысал", &born(2013, 5, 14)),
        [("child-name".to_owned(), 1)],
        "the name of one, the day of the other"
    );
    assert_eq!(
        differing("Сынақова Жарасым", &born(1990, 1, 1)),
        [("child-iin".to_owned(), 2), ("child-name".to_owned(), 2)],
        "a spouse is no child"
    );
}
