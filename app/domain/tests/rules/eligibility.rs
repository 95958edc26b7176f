//! The guide: what the answers mean, which documents follow.

use catalogue::Catalogue;
use domain::{
    condition::{Facts, Truth},
    eligibility::{Verdict, verdict},
    evidence::needed,
    regulation::{ChannelKind, Regulation},
};

fn regulation() -> Regulation {
    let catalogue = Catalogue::builtin().unwrap();
    catalogue
        .get("west-kazakhstan-2018/local-social-assistance")
        .unwrap()
        .clone()
}

fn facts(pairs: &[(&str, &str)]) -> Facts {
    let mut facts = Facts::default();
    pairs
        .iter()
        .for_each(|(fact, value)| facts.set(*fact, *value));
    facts
}

fn judge(pairs: &[(&str, &str)]) -> Verdict {
    let regulation = regulation();
    verdict(
        &regulation.requirements,
        &regulation.channels,
        &facts(pairs),
    )
}

fn truth(verdict: &Verdict, id: &str) -> Truth {
    verdict
        .requirements
        .iter()
        .find(|(one, _)| one.id == id)
        .unwrap()
        .1
}

#[test]
fn a_person_with_a_disability_may_apply_on_the_portal() {
    let verdict = judge(&[
        ("person.resident", "yes"),
        ("person.natural", "yes"),
        ("person.disability", "yes"),
    ]);
    assert_eq!(verdict.portal, Truth::Met);
    assert_eq!(verdict.send_to, []);
    assert_eq!(truth(&verdict, "portal-category"), Truth::Met);
    // The need is for the commission to find: nobody is promised the award.
    assert_eq!(truth(&verdict, "need"), Truth::Unknown);
    assert_eq!(verdict.overall, Truth::Unknown);
}

#[test]
fn a_person_with_a_socially_significant_disease_may_too() {
    let verdict = judge(&[
        ("person.disability", "no"),
        ("person.socially_significant_disease", "yes"),
    ]);
    assert_eq!(verdict.portal, Truth::Met);
}

#[test]
fn the_others_are_told_where_to_go() {
    let verdict = judge(&[
        ("person.resident", "yes"),
        ("person.natural", "yes"),
        ("person.disability", "no"),
        ("person.socially_significant_disease", "no"),
        ("person.category", "yes"),
    ]);
    assert_eq!(verdict.portal, Truth::NotMet);
    assert_eq!(verdict.send_to, [ChannelKind::Provider, ChannelKind::Akim]);
    // Line 315 closes a channel, not the service.
    assert_eq!(verdict.overall, Truth::Unknown);
}

#[test]
fn i_do_not_know_leaves_the_portal_open_to_doubt() {
    let verdict = judge(&[
        ("person.disability", "unknown"),
        ("person.socially_significant_disease", "no"),
    ]);
    assert_eq!(verdict.portal, Truth::Unknown);
    assert_eq!(verdict.send_to, []);
}

#[test]
fn one_requirement_that_is_not_met_decides() {
    let verdict = judge(&[
        ("person.resident", "no"),
        ("person.natural", "yes"),
        ("person.disability", "yes"),
    ]);
    assert_eq!(truth(&verdict, "resident"), Truth::NotMet);
    assert_eq!(verdict.overall, Truth::NotMet);
}

#[test]
fn without_answers_nothing_is_known() {
    let verdict = judge(&[]);
    assert!(
        verdict
            .requirements
            .iter()
            .all(|(_, truth)| *truth == Truth::Unknown)
    );
    assert_eq!(
        (verdict.portal, verdict.overall),
        (Truth::Unknown, Truth::Unknown)
    );
}

#[test]
fn documents_follow_the_facts() {
    let regulation = regulation();
    let income = |total: Option<&str>| {
        let told: Vec<_> = total.map(|sum| ("income.total", sum)).into_iter().collect();
        let known = facts(&told);
        let mut found = needed(&regulation, &known).into_iter();
        found
            .find(|(one, _)| one.id == "income")
            .map(|(_, truth)| truth)
    };
    let asked = Some(Truth::NotMet);
    assert_eq!(income(None), asked, "nobody knows yet");
    assert_eq!(income(Some("0")), None);
    assert_eq!(income(Some("120000")), asked, "and holds nothing up");

    let optional = needed(&regulation, &Facts::default())
        .into_iter()
        .find(|(one, _)| one.id == "category-proof");
    assert_eq!(optional.unwrap().1, Truth::NotMet);
}
