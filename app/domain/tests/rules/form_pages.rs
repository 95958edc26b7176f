//! The pages of a form: which fields are asked, what they say, how far a topic is, and who is in the family.

use std::collections::BTreeMap;

use domain::{
    condition::{Facts, NOT_ASKED},
    form::{
        self, Answers, Completeness, ErrorCode, FieldError, FormCheck, MemberId, Membership,
        member_key, unknown, validate,
    },
    regulation::{ChannelKind, Topic},
};
use proptest::prelude::*;

use crate::fields::{answers, form, today, topic};

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
    let form = form(vec![situation()]);
    let facts =
        |pairs: &[(&str, &str)]| form::facts(&form, ChannelKind::Portal, &Answers(answers(pairs)));
    assert_eq!(
        facts(&[("disability", " yes "), ("disease", "yes")]).get("person.disability"),
        Some("yes")
    );
    assert_eq!(
        facts(&[("disability", "yes"), ("disease", "yes")]).get("person.disease"),
        Some(NOT_ASKED),
        "an answer to what is not asked does not count"
    );
    assert_eq!(
        facts(&[("disability", "no"), ("disease", "yes")]).get("person.disease"),
        Some("yes")
    );
    let nothing = facts(&[]);
    assert_eq!(facts(&[("disability", "perhaps")]), nothing);
    assert_eq!(nothing.get("channel"), Some("portal"));
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

fn id(text: &str) -> MemberId {
    MemberId::parse(text).unwrap()
}

const NEWER: &str = "01990000-0000-7000-8000-000000000001";
const NEWEST: &str = "01990000-0000-7000-8000-000000000002";

fn names(form: &Answers) -> Vec<&str> {
    let members = form.members("family").into_iter();
    members
        .map(|member| {
            form.get(&member_key("family", &member, "name"))
                .unwrap_or("")
        })
        .collect()
}

#[test]
fn a_member_keeps_its_id_whatever_happens_to_the_others() {
    let topic = family();
    let mut form = Answers::default();
    for (member, name) in [(NEWEST, "В"), (NEWER, "Б"), ("1", "А")] {
        assert_eq!(form.membership(&topic, &id(member)), Membership::New);
        assert!(form.keep(&topic, Some(&id(member)), &self::member(name, "1")));
    }
    assert_eq!(
        names(&form),
        ["А", "Б", "В"],
        "in the order in which they came"
    );
    assert!(!form.has_room(&topic));
    let fourth = "01990000-0000-7000-8000-000000000003";
    assert_eq!(form.membership(&topic, &id(fourth)), Membership::Full);
    assert!(
        !form.keep(&topic, Some(&id(fourth)), &member("Г", "1")),
        "no room"
    );
    assert!(
        !form.keep(&topic, None, &member("Г", "1")),
        "a member needs its id"
    );
    assert!(
        !form.keep(&situation(), Some(&id("1")), &BTreeMap::new()),
        "the topic does not repeat"
    );

    // The old page of the one that was removed writes over nobody.
    assert!(form.remove_member("family", &id(NEWER)));
    assert!(!form.remove_member("family", &id(NEWER)));
    assert_eq!(form.membership(&topic, &id(NEWER)), Membership::Gone);
    assert!(!form.keep(&topic, Some(&id(NEWER)), &member("Б", "1")));
    assert_eq!(names(&form), ["А", "В"]);
    assert!(
        form.keep(&topic, Some(&id(fourth)), &BTreeMap::new()),
        "an empty member is a member"
    );
    assert_eq!(names(&form), ["А", "В", ""]);
}

#[test]
fn what_no_member_could_be_is_none() {
    for text in [
        "0",
        "-1",
        "01",
        "101",
        "x",
        "1.2",
        "99999999999999",
        "",
        "0199000A-0000-7000-8000-000000000001",
    ] {
        assert_eq!(MemberId::parse(text), None, "{text}");
    }
    let form = Answers(answers(&[
        ("family.1.name", "А"),
        ("family.10.name", "В"),
        ("family.2.name", "Б"),
        ("family.99999999999999.x", ""),
        ("family.all", "yes"),
    ]));
    assert_eq!(names(&form), ["А", "Б", "В"]);
}

#[test]
fn a_draft_of_yesterday_keeps_its_members() {
    // Members by place, as they were written before they had ids.
    let kept = r#"{"family.1.income":"0","family.1.name":"Дана","family.2.income":"50 000","family.2.name":"Асан","family.all":"yes","own-income":"90 000"}"#;
    let mut form: Answers = serde_json::from_str(kept).unwrap();
    assert_eq!(names(&form), ["Дана", "Асан"]);
    assert!(form.is_group_closed("family"));
    let topic = family();
    assert!(form.keep(&topic, Some(&id(NEWER)), &member("Б", "1")));
    assert_eq!(
        names(&form),
        ["Дана", "Асан", "Б"],
        "new ones come after them"
    );
    assert!(form.remove_member("family", &id("1")));
    assert!(!form.keep(&topic, Some(&id("1")), &member("Дана", "0")));
    assert_eq!(names(&form), ["Асан", "Б"]);
    assert_eq!(form.get("family.2.income"), Some("50 000"));
}

#[test]
fn a_topic_is_not_started_under_way_or_done() {
    let all = form(vec![situation(), family()]);
    let how_far = |topic: &Topic, form: &Answers| {
        FormCheck::new(&all, ChannelKind::Portal, form, today()).completeness(topic)
    };
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
    form.keep(&family(), Some(&id("1")), &member("Айгүл", ""));
    assert_eq!(how_far(&family(), &form), Completeness::InProgress);
    form.keep(&family(), Some(&id("1")), &member("Айгүл", "0"));
    assert_eq!(how_far(&family(), &form), Completeness::Done);
}

proptest! {
    #[test]
    fn members_stay_who_they_are(removals in prop::collection::vec(1..6usize, 0..8), size in 0..4usize) {
        let topic = family();
        let mut form = Answers::default();
        for n in 1..=size.min(3) {
            form.keep(&topic, Some(&id(&n.to_string())), &member("А", &n.to_string()));
        }
        let mut expected: Vec<String> = (1..=size.min(3)).map(|n| n.to_string()).collect();
        for n in removals {
            let n = n.to_string();
            let removed = form.remove_member("family", &id(&n));
            prop_assert_eq!(removed, expected.contains(&n));
            expected.retain(|one| *one != n);
            let left: Vec<String> = form.members("family").iter()
                .map(|member| form.get(&member_key("family", member, "income")).unwrap().to_owned()).collect();
            prop_assert_eq!(&left, &expected);
        }
    }
}

#[test]
fn no_two_fields_of_a_form_share_a_key() {
    for regulation in crate::examples::all() {
        let fields = regulation
            .topics
            .iter()
            .filter(|topic| !topic.repeats)
            .flat_map(|topic| &topic.fields);
        let mut seen = std::collections::BTreeSet::new();
        for field in fields {
            assert!(
                seen.insert(&field.id),
                "{}: `{}` stands in two topics",
                regulation.id,
                field.id
            );
        }
    }
}
