//! The term of the whole service, and when it ends.

use catalogue::Catalogue;
use chrono::{DateTime, Utc};
use domain::{
    limit::{Limit, Unit},
    regulation::{ChannelKind, Regulation},
    term::{Overall, Term, due, ordinary_term, overall},
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
        regulation.route(&ChannelKind::Provider.into()).unwrap(),
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
    let end = due(catalogue::calendar(), at("2026-11-22T12:00"), &term);
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
        regulation.route(&ChannelKind::Provider.into()).unwrap(),
        &regulation,
    );
    assert_eq!(
        term,
        Term {
            limits: vec![stated.limit],
            stated: true
        }
    );
    let end = due(catalogue::calendar(), at("2026-11-23T10:00"), &term);
    assert_eq!(end, at("2026-12-03T18:30"));
    let other = ordinary_term(
        regulation.route(&ChannelKind::Akim.into()).unwrap(),
        &regulation,
    );
    assert!(!other.stated, "it is the term of another channel");
}

#[test]
fn the_term_of_all_ways_is_a_range_or_depends() {
    let catalogue = Catalogue::builtin().unwrap();
    let of = |id: &str, channel| overall(catalogue.get(id).unwrap(), channel);
    let days = |value, stated| Term {
        limits: vec![Limit::new(value, Unit::WorkingDays)],
        stated,
    };
    let plain = |term: Term| Term {
        limits: term
            .limits
            .iter()
            .map(|limit| Limit::new(limit.value, limit.unit))
            .collect(),
        ..term
    };
    let range = |overall| match overall {
        Overall::Between(least, most) => (plain(least), plain(most)),
        other => panic!("{other:?}"),
    };
    let five_to_twenty = (days(5, true), days(20, true));
    let victims = "pavlodar-2015/semipalatinsk-victims";
    assert_eq!(range(of(victims, None)), five_to_twenty);
    assert_eq!(
        range(of(victims, Some(ChannelKind::Provider))),
        five_to_twenty
    );
    assert_eq!(of(victims, Some(ChannelKind::Portal)), Overall::None);

    let permit = of("pavlodar-2015/foreign-labour-permit", None);
    assert_eq!(
        permit,
        Overall::Depends,
        "stated for some, computed for others"
    );
    assert_eq!(permit.stated(), None);
    let certificate = "zhambyl-2014/targeted-assistance-certificate";
    assert_eq!(of(certificate, None), Overall::Depends, "minutes and days");

    let same = of("pavlodar-2015/local-social-assistance", None);
    assert_eq!(
        same,
        Overall::One(days(8, false)),
        "stated for the portal only"
    );

    let oralman = of("pavlodar-2015/oralman-status", None);
    assert_eq!(oralman.stated(), Some(true));
    assert!(matches!(oralman, Overall::One(_)));
}
