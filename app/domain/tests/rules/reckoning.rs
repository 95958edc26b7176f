//! What a decision says against the numbers that it was made from.

use std::collections::BTreeMap;

use domain::{
    case::{
        ActorRef, Decision, Departure, RegisterOutcome, Ruling, against, contradictions, days_off,
        departures, reckoned,
    },
    regulation::{ChannelKind, Field, FieldKind, Meaning, UsualAmount},
    service::{Polarity, Reckoning, ResultTemplate},
};

use crate::{
    case::{ANSWERS, Desk, PAPERS},
    register::{answer, connected, found},
};

fn template(polarity: Vec<Polarity>, inputs: &[(&str, FieldKind)]) -> ResultTemplate {
    let inputs = inputs.iter();
    ResultTemplate {
        output: vec!["award-notification".into()],
        polarity,
        inputs: inputs.map(|(id, kind)| Field::plain(id, *kind)).collect(),
        ..ResultTemplate::default()
    }
}

/// The case with this decision.
fn decided(desk: &mut Desk, polarity: Option<Polarity>, values: &[(&str, &str)]) {
    let values = values.iter();
    desk.app.decision = Some(Decision {
        verdict: Ruling::Grant,
        output: Some("award-notification".into()),
        polarity,
        values: values
            .map(|(id, value)| ((*id).to_owned(), (*value).to_owned()))
            .collect::<BTreeMap<_, _>>(),
        amount: None,
        ground: None,
        explanation: None,
        ours: false,
        by: ActorRef {
            id: "staff-1".into(),
            name: "B".to_owned(),
            role: "head".into(),
        },
        at: desk.now,
    });
}

fn submitted() -> Desk {
    let mut desk = Desk::new(connected(ANSWERS[0].0));
    desk.submit(ChannelKind::Portal, &ANSWERS, &PAPERS).unwrap();
    desk
}

#[test]
fn an_amount_follows_from_the_payments_and_the_share_of_the_income() {
    let mut desk = submitted();
    let inputs = [
        ("payments", FieldKind::Money),
        ("share", FieldKind::Number),
        ("amount", FieldKind::Money),
    ];
    let mut template = template(Vec::new(), &inputs);
    template.reckoning = Some(Reckoning {
        amount: "amount".to_owned(),
        whole: "payments".to_owned(),
        percent: "share".to_owned(),
    });
    desk.regulation.results = vec![template];
    // The family has 135,000 in three months.
    let mut miscounted = |amount: &str, share: &str| {
        let values = [("payments", "20500"), ("share", share), ("amount", amount)];
        decided(&mut desk, None, &values);
        let found = reckoned(&desk.regulation, &desk.app);
        let found = found.filter(|one| one.differs());
        found.map(|one| (one.given, one.reckoned, one.income))
    };
    assert_eq!(miscounted("16000", "10"), None);
    assert_eq!(miscounted("16001", "10"), None, "rounding");
    assert_eq!(miscounted("99999", "10"), Some((99_999, 16_000, 45_000)));
    assert_eq!(miscounted("17125", "7.5"), None);
    assert_eq!(miscounted("1", "100"), None, "nothing is left");
    assert_eq!(miscounted("5", "100"), Some((5, 0, 45_000)));
    assert_eq!(miscounted("", "10"), None);
}

#[test]
fn a_visit_on_a_day_off_is_pointed_out() {
    let mut desk = submitted();
    let mut template = template(Vec::new(), &[("visit", FieldKind::Date)]);
    template.inputs[0].ahead = true;
    template.inputs[0].days_back = Some(0);
    desk.regulation.results = vec![template];
    let mut told = |day: &str| {
        decided(&mut desk, None, &[("visit", day)]);
        days_off(&desk.regulation, &desk.app, catalogue::calendar()).len()
    };
    assert_eq!(told("2026-09-27"), 1, "a Sunday");
    assert_eq!(told("2026-09-28"), 0);
    assert_eq!(told(""), 0);
}

#[test]
fn a_certificate_says_what_the_register_says() {
    let mut desk = submitted();
    let yes = [("registered-since", FieldKind::Date)];
    let no = template(vec![Polarity::No], &[]);
    desk.regulation.results = vec![template(vec![Polarity::Yes], &yes), no];
    let mut slots = desk.regulation.evidence.iter_mut();
    let from = slots.find_map(|slot| slot.from.as_mut()).unwrap();
    let compare = [("entry", "registered-since"), ("since", "registered-since")];
    from.compare = compare
        .map(|(fact, field)| (fact.to_owned(), field.to_owned()))
        .into();
    let mut differing = |outcome: RegisterOutcome, polarity, values: &[(&str, &str)]| {
        decided(&mut desk, Some(polarity), values);
        let said = answer(&desk, outcome);
        desk.app.registers.insert(said.document.clone(), said);
        contradictions(&desk.regulation, &desk.app).len()
    };
    let since = [("registered-since", "2026-11-30")];
    let entry = |day: &str| found(&[("since", day)]);
    assert_eq!(
        differing(RegisterOutcome::NoEntry, Polarity::Yes, &since),
        1
    );
    assert_eq!(differing(entry("2026-10-15"), Polarity::Yes, &since), 1);
    assert_eq!(differing(entry("2026-11-30"), Polarity::Yes, &since), 0);
    assert_eq!(differing(entry("2026-10-15"), Polarity::No, &[]), 1);
    assert_eq!(differing(RegisterOutcome::NoEntry, Polarity::No, &[]), 0);
}

/// Whoever chooses what a certificate says is told before anything is entered.
#[test]
fn a_register_speaks_against_a_certificate_before_it_is_written() {
    let mut desk = submitted();
    let yes = [("registered-since", FieldKind::Date)];
    let no = template(vec![Polarity::No], &[]);
    desk.regulation.results = vec![template(vec![Polarity::Yes], &yes), no];
    let mut told = |compare: &str, outcome: RegisterOutcome| {
        let mut slots = desk.regulation.evidence.iter_mut();
        let from = slots.find_map(|slot| slot.from.as_mut()).unwrap();
        from.compare = [(compare.to_owned(), "registered-since".to_owned())].into();
        let said = answer(&desk, outcome);
        desk.app.registers.insert(said.document.clone(), said);
        [Polarity::Yes, Polarity::No].map(|one| against(&desk.regulation, &desk.app, one).len())
    };
    assert_eq!(told("entry", RegisterOutcome::NoEntry), [1, 0]);
    assert_eq!(told("entry", found(&[("since", "2026-10-15")])), [0, 1]);
    assert_eq!(told("entry", RegisterOutcome::Silent), [0, 0]);
    assert_eq!(
        told("since", RegisterOutcome::NoEntry),
        [0, 0],
        "of a day alone"
    );
}

#[test]
fn what_is_decided_otherwise_than_it_was_asked_for_is_said() {
    let mut desk = submitted();
    desk.app.answers.extend([
        ("months".to_owned(), "12".to_owned()),
        ("place".to_owned(), "pavlodar".to_owned()),
    ]);
    let inputs = [
        ("from", FieldKind::Date),
        ("until", FieldKind::Date),
        ("place", FieldKind::Text),
    ];
    let mut template = template(Vec::new(), &inputs);
    template.months = Some("months".to_owned());
    template.inputs[0].meaning = Some(Meaning::PeriodFrom);
    template.inputs[1].meaning = Some(Meaning::PeriodTo);
    template.inputs[2].prefill = Some("answer.place".to_owned());
    desk.regulation.results = vec![template];
    let mut found = |until: &str, place: &str| {
        let values = [("from", "2026-12-01"), ("until", until), ("place", place)];
        decided(&mut desk, None, &values);
        let found = departures(&desk.regulation, &desk.app).into_iter();
        let found = found.map(|one| match one {
            Departure::Value { asked, given, .. } => format!("{asked} / {given}"),
            Departure::Long { to, .. } => format!("long / {to}"),
            Departure::Unusual { given, .. } => format!("unusual / {given}"),
            Departure::Longer { months, to, .. } => format!("{months} months / {to}"),
        });
        found.collect::<Vec<_>>()
    };
    assert!(
        found("2027-11-30", "Pavlodar").is_empty(),
        "as it was asked"
    );
    assert!(
        found("2027-12-01", "pavlodar").is_empty(),
        "to the same day"
    );
    assert!(found("2027-03-01", "pavlodar").is_empty(), "shorter may be");
    assert_eq!(found("2027-12-02", "pavlodar"), ["12 months / 2027-12-02"]);
    let both = ["pavlodar / aksu", "12 months / 2054-12-01"];
    assert_eq!(found("2054-12-01", "aksu"), both);
}

#[test]
fn a_very_long_period_is_pointed_out_where_nobody_asked_for_one() {
    let mut desk = submitted();
    let inputs = [("from", FieldKind::Date), ("until", FieldKind::Date)];
    let mut template = template(Vec::new(), &inputs);
    template.inputs[0].meaning = Some(Meaning::PeriodFrom);
    template.inputs[1].meaning = Some(Meaning::PeriodTo);
    desk.regulation.results = vec![template];
    let mut is_long = |until: &str| {
        decided(&mut desk, None, &[("from", "2026-09-01"), ("until", until)]);
        let found = departures(&desk.regulation, &desk.app);
        matches!(found[..], [Departure::Long { .. }])
    };
    assert!(!is_long("2029-09-01"), "as long as the longest permit");
    assert!(is_long("2029-09-02"));
    assert!(is_long("2056-05-31"));
}

#[test]
fn a_sum_that_is_hardly_meant_is_pointed_out_in_whatever_paper_it_stands() {
    let mut desk = submitted();
    let decided_by = template(Vec::new(), &[("amount", FieldKind::Money)]);
    let mut on_the_way = template(Vec::new(), &[("levy", FieldKind::Money)]);
    on_the_way.output = vec!["notice".into()];
    on_the_way.inputs[0].usual = Some(UsualAmount {
        least: Some(50_000),
        most: Some(9_000_000),
        ours_because: "a slip is likelier".to_owned(),
    });
    desk.regulation.results = vec![decided_by, on_the_way];
    let mut found = |levy: &str| {
        decided(&mut desk, None, &[("amount", "1"), ("levy", levy)]);
        let found = departures(&desk.regulation, &desk.app);
        match found[..] {
            [] => None,
            [Departure::Unusual { small, .. }] => Some(small),
            _ => panic!("{found:?}"),
        }
    };
    assert_eq!(found("1"), Some(true));
    assert_eq!(found("49999"), Some(true));
    assert_eq!(found("50000"), None);
    assert_eq!(found("9000000"), None);
    assert_eq!(found("99000000"), Some(false));
}
