//! The whole form: what its answers say for conditions, which pages it has, and what is missing.

use domain::{
    condition::{Condition, Truth},
    form::{self, Answers, Completeness, ErrorCode, FormCheck, FormProblem},
    regulation::{ChannelKind, Procedure, Regulation, Supply, Topic, Turn},
};

use crate::{
    case,
    fields::{answers, today, topic},
};

/// The small regulation asks for incomes; the further topic hangs on what the portal computes from them.
fn asks_the_poor() -> Regulation {
    let mut regulation = case::small();
    let further = topic(
        r#"id = "further"
when = { not = { fact = "income.per_capita", over = 30000 } }
[[field]]
id = "rent"
kind = "money"
when = { fact = "income.family", over = 1 }
"#,
    );
    regulation.topics.push(further);
    regulation
}

fn with(pairs: &[(&str, &str)]) -> Answers {
    let mut given = Answers(answers(pairs));
    given.close_group("family");
    given
}

fn ids(check: &FormCheck<'_>) -> Vec<String> {
    check.topics().map(|topic| topic.id.clone()).collect()
}

#[test]
fn a_page_of_a_draft_knows_what_is_computed_from_the_incomes() {
    let regulation = asks_the_poor();
    let further = regulation.topic("further").unwrap();
    let poor = with(&[("own-income", "90 000"), ("family.1.income", "0")]);
    let check = FormCheck::new(&regulation, ChannelKind::Portal, &poor, today());
    let facts = check.facts();
    assert_eq!(facts.get("income.total"), Some("90000"));
    assert_eq!(facts.get("income.family"), Some("2"));
    assert_eq!(facts.get("income.per_capita"), Some("15000"));
    assert_eq!(*facts, form::facts(&regulation, ChannelKind::Portal, &poor));
    assert!(ids(&check).contains(&"further".to_owned()));
    assert_eq!(check.errors(further, None)[0].code, ErrorCode::Required);

    let rich = with(&[("own-income", "900 000")]);
    let check = FormCheck::new(&regulation, ChannelKind::Portal, &rich, today());
    assert!(!ids(&check).contains(&"further".to_owned()));
    let asks = |problem: &FormProblem<'_>| matches!(problem, FormProblem::Answer { page, .. } if page.topic.id == "further");
    assert!(!check.whole().problems.iter().any(asks));
}

#[test]
fn answers_of_a_page_that_is_not_asked_are_dropped() {
    let regulation = asks_the_poor();
    let given = with(&[("own-income", "900 000"), ("rent", "5 000")]);
    let check = FormCheck::new(&regulation, ChannelKind::Portal, &given, today());
    let checked = check.whole().checked;
    assert_eq!(checked["own-income"], "900000");
    assert!(!checked.contains_key("rent"));
}

#[test]
fn what_is_missing_comes_in_the_order_of_the_form() {
    let regulation = case::small();
    let nothing = Answers::default();
    let check = FormCheck::new(&regulation, ChannelKind::Portal, &nothing, today());
    let whole = check.whole();
    assert!(whole.checked.is_empty());
    let place = |topic: &Topic| regulation.topics.iter().position(|one| one.id == topic.id);
    let places: Vec<_> = whole
        .problems
        .iter()
        .map(|problem| match problem {
            FormProblem::Answer { page, .. } => place(page.topic),
            FormProblem::OpenGroup(topic) => place(topic),
        })
        .collect();
    assert!(places.is_sorted() && places.len() > 1, "{places:?}");
    let open = |problem: &FormProblem<'_>| matches!(problem, FormProblem::OpenGroup(_));
    assert!(whole.problems.iter().any(open), "nobody said who is in it");
    for topic in check.topics() {
        assert_eq!(check.completeness(topic), Completeness::NotStarted);
    }
}

#[test]
fn an_office_that_is_not_there_is_refused_beside_the_other_mistakes() {
    let mut regulation = case::small();
    regulation.topics = vec![topic(
        "id = \"where\"\n[[field]]\nid = \"name\"\nkind = \"name\"\n[[field]]\nid = \"to\"\nkind = \"office\"\n",
    )];
    let errors = |office: &str| {
        let given = Answers(answers(&[("to", office)]));
        let check = FormCheck::new(&regulation, ChannelKind::Portal, &given, today());
        let errors = check.errors(&regulation.topics[0], None).into_iter();
        errors.map(|one| (one.field, one.code)).collect::<Vec<_>>()
    };
    let name = ("name".to_owned(), ErrorCode::Required);
    let office = ("to".to_owned(), ErrorCode::NotAnOption);
    assert_eq!(errors("moon"), [name.clone(), office]);
    assert_eq!(errors(&regulation.provider.offices[0].id), [name]);
}

#[test]
fn a_channel_that_the_regulation_lacks_is_closed() {
    let mut regulation = case::small();
    regulation
        .channels
        .retain(|one| one.kind != ChannelKind::Portal);
    let nothing = Answers::default();
    let check = FormCheck::new(&regulation, ChannelKind::Portal, &nothing, today());
    assert_eq!(check.channel_open(), Truth::NotMet);
}

#[test]
fn a_document_of_rows_has_a_place_for_each_row() {
    let mut regulation = case::small();
    let mut diploma = regulation.evidence[0].clone();
    diploma.id = "diploma".to_owned();
    diploma.per = Some("family".to_owned());
    diploma.required = Condition::Always(true);
    diploma.supply = Supply::Attach;
    regulation.evidence = vec![diploma];
    let given = with(&[("family.1.income", "7"), ("family.2.income", "")]);
    let check = FormCheck::new(&regulation, ChannelKind::Portal, &given, today());
    let slots = check.slots();
    let ids: Vec<&str> = slots.iter().map(|(slot, _)| slot.id.as_str()).collect();
    assert_eq!(ids, ["diploma.1", "diploma.2"]);
    let whose = |at: usize| slots[at].0.name.ru.rsplit(": ").next().unwrap().to_owned();
    assert_eq!(
        (whose(0), whose(1)),
        ("7".into(), "2".into()),
        "by answer or number"
    );
    let missing = check.missing_documents(|slot| slot == "diploma.1");
    assert_eq!(missing.len(), 1);
    assert_eq!(missing[0].id, "diploma.2");

    assert!(form::slot(&regulation, &given, "diploma.2").is_some());
    assert!(
        form::slot(&regulation, &given, "diploma.3").is_none(),
        "nobody is there"
    );
    assert!(form::slot(&regulation, &given, "diploma").is_none());
    assert_eq!(regulation.slot("diploma.2").unwrap().id, "diploma");
    let alone = with(&[]);
    let check = FormCheck::new(&regulation, ChannelKind::Portal, &alone, today());
    assert!(check.slots().is_empty());
}

#[test]
fn a_document_of_rows_is_asked_of_those_whom_it_concerns() {
    let mut regulation = case::small();
    let mut record = regulation.evidence[0].clone();
    record.id = "record".to_owned();
    record.per = Some("family".to_owned());
    record.row_when = Some(Condition::Fact("row.income=7".to_owned()));
    regulation.evidence = vec![record];
    let asked = |rows: &[(&str, &str)]| {
        let given = with(rows);
        let check = FormCheck::new(&regulation, ChannelKind::Portal, &given, today());
        let slots = check.slots().into_iter();
        slots.map(|(slot, _)| slot.id).collect::<Vec<_>>()
    };
    let rows = [("family.1.income", "7"), ("family.2.income", "8")];
    assert_eq!(asked(&rows), ["record.1"]);
    let unsaid = [("family.1.income", "8"), ("family.2.income", "")];
    assert_eq!(asked(&unsaid), ["record.2"], "not known yet");
}

/// A question whether somebody else is represented, and one that only they are asked.
fn asks_for_whom() -> Regulation {
    let mut regulation = case::small();
    let whom = topic(
        r#"id = "whom"
[[field]]
id = "applies"
kind = "yes-no"
fact = "party.other"
"#,
    );
    let capacity = topic(
        r#"id = "capacity"
when = "party.other"
[[field]]
id = "proxy"
kind = "yes-no"
fact = "party.proxy"
"#,
    );
    regulation.topics.extend([whom, capacity]);
    let mut paper = regulation.evidence[0].clone();
    paper.id = "power-of-attorney".to_owned();
    paper.required = Condition::Fact("party.proxy".to_owned());
    regulation.evidence.push(paper);
    regulation
}

fn needs(regulation: &Regulation, given: &[(&str, &str)], document: &str) -> Option<Truth> {
    let given = with(given);
    let check = FormCheck::new(regulation, ChannelKind::Portal, &given, today());
    let mut slots = check.slots().into_iter();
    slots
        .find(|(slot, _)| slot.id == document)
        .map(|(_, needed)| needed)
}

#[test]
fn what_nobody_is_asked_for_is_not_met() {
    let regulation = asks_for_whom();
    let needs = |given: &[(&str, &str)]| needs(&regulation, given, "power-of-attorney").unwrap();
    assert_eq!(needs(&[]), Truth::Unknown, "the page may still be asked");
    assert_eq!(needs(&[("applies", "no")]), Truth::NotMet);
    let other = ("applies", "yes");
    assert_eq!(needs(&[other]), Truth::Unknown);
    assert_eq!(needs(&[other, ("proxy", "yes")]), Truth::Met);
    assert_eq!(needs(&[("applies", "no"), ("proxy", "yes")]), Truth::NotMet);
}

#[test]
fn a_fact_that_no_page_asks_for_never_keeps_a_document_open() {
    let mut regulation = asks_for_whom();
    regulation.evidence[0].required = Condition::Fact("person.elsewhere".to_owned());
    assert_eq!(needs(&regulation, &[], "income"), Some(Truth::NotMet));
}

#[test]
fn a_document_has_a_place_for_those_whom_it_concerns() {
    let mut regulation = asks_for_whom();
    regulation.evidence[0].when = Some(Condition::Fact("party.other".to_owned()));
    let place = |given: &[(&str, &str)]| needs(&regulation, given, "income").is_some();
    assert!(!place(&[("applies", "no")]));
    assert!(place(&[("applies", "yes")]));
}

#[test]
fn what_a_step_asks_for_later_has_no_place_in_the_draft() {
    let mut regulation = case::small();
    assert!(needs(&regulation, &[], "extra").is_some());
    let steps = regulation.procedures.iter_mut();
    let mut steps = steps.flat_map(|procedure| &mut procedure.steps);
    steps.find(|step| step.id == "appoint").unwrap().applicant = Some(Turn {
        bring: vec!["extra".to_owned()],
        overdue: None,
    });
    assert!(
        needs(&regulation, &[], "extra").is_some(),
        "another channel"
    );
    let portal = |one: &&mut Procedure| one.channel == ChannelKind::Portal;
    let route = regulation.procedures.iter_mut().find(portal).unwrap();
    let step = route.steps.iter_mut().find(|step| step.id == "check");
    step.unwrap().applicant = Some(Turn {
        bring: vec!["extra".to_owned()],
        overdue: None,
    });
    assert!(needs(&regulation, &[], "extra").is_none());
}
