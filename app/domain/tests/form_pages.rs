//! The pages of a form: which fields are asked, what they say, how far a topic is, and who is in the family.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::collections::BTreeMap;

use chrono::NaiveDate;
use domain::{
    condition::Facts,
    form::{
        Answers, Completeness, ErrorCode, FieldError, WarningCode, complete, facts_of, member_key,
        unknown, validate, warnings,
    },
    iin::{DEMO_SERIAL, Iin, Sex},
    regulation::Topic,
};
use proptest::prelude::*;

fn topic(text: &str) -> Topic {
    let label = "label = { kk = \"\", ru = \"\", en = \"\" }\n";
    let text = text.replace("[[field]]\n", &format!("[[field]]\n{label}"));
    toml::from_str(&format!(
        "title = {{ kk = \"\", ru = \"\", en = \"\" }}\nline = 1\n{text}"
    ))
    .expect("a topic")
}

fn today() -> NaiveDate {
    "2026-11-22".parse().unwrap()
}

fn answers(pairs: &[(&str, &str)]) -> BTreeMap<String, String> {
    pairs
        .iter()
        .map(|(key, value)| ((*key).to_owned(), (*value).to_owned()))
        .collect()
}

fn situation() -> Topic {
    topic(
        r#"id = "situation"
[[field]]
id = "disability"
kind = "yes-no"
fact = "person.disability"
[[field]]
id = "disease"
kind = "yes-no"
fact = "person.disease"
when = { not = "person.disability" }
"#,
    )
}

#[test]
fn a_field_is_asked_only_if_its_condition_holds() {
    let topic = situation();
    let check = |pairs: &[(&str, &str)]| {
        validate(&topic.fields, &answers(pairs), &Facts::default(), today())
    };
    assert_eq!(
        check(&[("disability", "yes"), ("disease", "nonsense")]),
        Ok(answers(&[("disability", "yes")]))
    );
    let missing = FieldError {
        field: "disease".to_owned(),
        code: ErrorCode::Required,
    };
    assert_eq!(check(&[("disability", "no")]), Err(vec![missing]));
    assert_eq!(
        check(&[]).unwrap_err().len(),
        1,
        "what depends on a missing answer is not asked"
    );
    // What was known before gives way to what the page says.
    let mut before = Facts::default();
    before.set("person.disability", "yes");
    assert!(
        validate(
            &topic.fields,
            &answers(&[("disability", "no")]),
            &before,
            today()
        )
        .is_err()
    );
}

#[test]
fn facts_come_from_the_answers_that_count() {
    let topics = [situation()];
    let facts = |pairs: &[(&str, &str)]| facts_of(&topics, &answers(pairs));
    assert_eq!(
        facts(&[("disability", " yes "), ("disease", "yes")]).get("person.disability"),
        Some("yes")
    );
    assert_eq!(
        facts(&[("disability", "yes"), ("disease", "yes")]).get("person.disease"),
        None
    );
    assert_eq!(
        facts(&[("disability", "no"), ("disease", "yes")]).get("person.disease"),
        Some("yes")
    );
    assert_eq!(facts(&[("disability", "perhaps")]), Facts::default());
}

#[test]
fn keys_that_no_field_has_are_told_and_ignored() {
    let topic = situation();
    let given = answers(&[("disability", "yes"), ("role", "admin")]);
    assert_eq!(unknown(&topic.fields, &given), ["role"]);
    assert!(
        !validate(&topic.fields, &given, &Facts::default(), today())
            .unwrap()
            .contains_key("role")
    );
}

#[test]
fn a_number_that_disagrees_is_pointed_out_and_not_refused() {
    let person = topic(
        r#"id = "applicant"
[[field]]
id = "iin"
kind = "iin"
[[field]]
id = "birth-date"
kind = "date"
"#,
    );
    let born: NaiveDate = "1956-03-05".parse().unwrap();
    let iin = (DEMO_SERIAL..=9999)
        .find_map(|serial| Iin::generate(born, Sex::Female, serial))
        .unwrap();
    let check = |date: &str| {
        let given = answers(&[("iin", iin.as_str()), ("birth-date", date)]);
        let values =
            validate(&person.fields, &given, &Facts::default(), today()).expect("no error");
        warnings(&person.fields, &values)
    };
    assert_eq!(check("05.03.1956"), []);
    let warning = &check("06.03.1956")[0];
    assert_eq!(
        (warning.field.as_str(), warning.code),
        ("iin", WarningCode::IinBirthDate)
    );
}

fn family() -> Topic {
    topic(
        r#"id = "family"
repeats = true
most = 3
[[field]]
id = "name"
kind = "name"
[[field]]
id = "income"
kind = "money"
"#,
    )
}

fn member(name: &str, income: &str) -> BTreeMap<String, String> {
    answers(&[("name", name), ("income", income)])
}

#[test]
fn members_are_added_and_removed_without_gaps() {
    let topic = family();
    let mut form = Answers::default();
    for (n, name) in ["А", "Б", "В"].iter().enumerate() {
        assert_eq!(form.next_member(&topic), Some(n + 1));
        assert!(form.keep(&topic, Some(n + 1), &member(name, "1")));
    }
    assert_eq!(form.next_member(&topic), None);
    assert!(!form.keep(&topic, Some(4), &member("Г", "1")), "no room");
    assert!(
        !form.keep(&topic, None, &member("Г", "1")),
        "a member needs its number"
    );
    assert!(
        !form.keep(&situation(), Some(1), &BTreeMap::new()),
        "the topic does not repeat"
    );
    assert!(form.remove_member("family", 1));
    assert_eq!(form.members("family"), 2);
    let names: Vec<_> = (1..=2)
        .map(|n| form.get(&member_key("family", n, "name")).unwrap())
        .collect();
    assert_eq!(names, ["Б", "В"]);
    assert!(!form.remove_member("family", 3));
    assert!(!form.remove_member("family", 0));
    assert!(
        form.keep(&topic, Some(3), &BTreeMap::new()),
        "an empty member is a member"
    );
    assert_eq!(form.members("family"), 3);
}

#[test]
fn what_stands_behind_a_gap_is_no_member() {
    let form = Answers(answers(&[
        ("family.1.name", "А"),
        ("family.10.name", "Б"),
        ("family.99999999999999.x", ""),
    ]));
    assert_eq!(form.members("family"), 1);
}

#[test]
fn a_topic_is_not_started_under_way_or_done() {
    let how_far = |topic: &Topic, form: &Answers| complete(topic, form, &Facts::default(), today());
    let mut form = Answers::default();
    assert_eq!(how_far(&situation(), &form), Completeness::NotStarted);
    form.keep(&situation(), None, &answers(&[("disability", "no")]));
    assert_eq!(how_far(&situation(), &form), Completeness::InProgress);
    form.keep(
        &situation(),
        None,
        &answers(&[("disability", "no"), ("disease", "yes")]),
    );
    assert_eq!(how_far(&situation(), &form), Completeness::Done);

    assert_eq!(how_far(&family(), &form), Completeness::NotStarted);
    form.close_group("family");
    assert_eq!(how_far(&family(), &form), Completeness::Done, "lives alone");
    form.keep(&family(), Some(1), &member("Айгүл", ""));
    assert_eq!(how_far(&family(), &form), Completeness::InProgress);
    form.keep(&family(), Some(1), &member("Айгүл", "0"));
    assert_eq!(how_far(&family(), &form), Completeness::Done);
}

proptest! {
    #[test]
    fn members_stay_numbered(removals in prop::collection::vec(0..6usize, 0..8), size in 0..4usize) {
        let topic = family();
        let mut form = Answers::default();
        for n in 1..=size.min(3) {
            form.keep(&topic, Some(n), &member("А", &n.to_string()));
        }
        let mut expected: Vec<String> = (1..=size.min(3)).map(|n| n.to_string()).collect();
        for n in removals {
            let removed = form.remove_member("family", n);
            prop_assert_eq!(removed, n >= 1 && n <= expected.len());
            if removed {
                expected.remove(n - 1);
            }
            let left: Vec<String> = (1..=form.members("family"))
                .map(|n| form.get(&member_key("family", n, "income")).unwrap().to_owned()).collect();
            prop_assert_eq!(&left, &expected);
            prop_assert_eq!(form.0.len(), expected.len() * 2, "nothing is left behind");
        }
    }
}
