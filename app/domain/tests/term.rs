//! The term of the whole service, and when it ends.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use chrono::{DateTime, Utc};
use domain::{
    calendar::Calendar,
    catalogue::Catalogue,
    limit::{Limit, Unit},
    regulation::{ChannelKind, Regulation},
    term::{Term, due, ordinary_term},
};

fn regulation() -> Regulation {
    let catalogue = Catalogue::builtin().unwrap();
    catalogue
        .get("west-kazakhstan-2018/local-social-assistance")
        .unwrap()
        .clone()
}

fn at(text: &str) -> DateTime<Utc> {
    format!("{text}:00+05:00").parse().unwrap()
}

#[test]
fn where_the_act_states_no_ordinary_term_its_steps_are_summed() {
    let regulation = regulation();
    let term = ordinary_term(
        regulation.procedure(ChannelKind::Provider).unwrap(),
        &regulation,
    );
    let limits = vec![
        Limit::new(7, Unit::WorkingDays),
        Limit::new(20, Unit::Minutes),
    ];
    assert_eq!(
        term,
        Term {
            limits,
            stated: false
        }
    );
    let end = due(Calendar::kazakhstan(), at("2026-11-22T12:00"), &term);
    assert_eq!(
        end,
        at("2026-12-03T09:20"),
        "from Monday the 23rd: seven working days, then twenty minutes"
    );
}

#[test]
fn a_replacing_term_is_not_the_ordinary_one_and_a_stated_term_comes_first() {
    let mut regulation = regulation();
    let mut stated = regulation
        .terms
        .iter()
        .find(|term| term.channel == ChannelKind::Provider)
        .unwrap()
        .clone();
    assert!(stated.replaces);
    stated.replaces = false;
    stated.limit = Limit {
        quote: "8 рабочих дней".to_owned(),
        ..Limit::new(8, Unit::WorkingDays)
    };
    regulation.terms.push(stated.clone());
    let term = ordinary_term(
        regulation.procedure(ChannelKind::Provider).unwrap(),
        &regulation,
    );
    assert_eq!(
        term,
        Term {
            limits: vec![stated.limit],
            stated: true
        }
    );
    let end = due(Calendar::kazakhstan(), at("2026-11-23T10:00"), &term);
    assert_eq!(end, at("2026-12-03T18:30"));
    let other = ordinary_term(
        regulation.procedure(ChannelKind::Akim).unwrap(),
        &regulation,
    );
    assert!(!other.stated, "it is the term of another channel");
}
