//! Per-capita income and the quarter that it is taken from.

use catalogue::Catalogue;
use chrono::{Datelike, NaiveDate};
use domain::{
    form::{Answers, MemberId, member_key},
    income::{PerCapita, per_capita},
    quarter::quarter_before,
    regulation::{FieldKind, Meaning, Regulation},
};
use proptest::prelude::*;

fn regulation() -> Regulation {
    let catalogue = Catalogue::builtin().unwrap();
    catalogue
        .get("west-kazakhstan-2018/local-social-assistance")
        .unwrap()
        .clone()
}

fn answers(own: &str, others: &[&str]) -> Answers {
    let mut answers = Answers::default();
    answers.0.insert("own-income".to_owned(), own.to_owned());
    for (n, income) in others.iter().enumerate() {
        let member = MemberId::parse(&(n + 1).to_string()).expect("a member");
        let key = member_key("family", &member, "income");
        answers.0.insert(key, (*income).to_owned());
    }
    answers
}

#[test]
fn the_income_of_the_family_is_divided_by_members_and_months() {
    let regulation = regulation();
    let income = per_capita(&regulation, &answers("184500", &["0", "90 000 ₸"])).unwrap();
    assert_eq!(
        (income.total, income.members, income.months),
        (274_500, 3, 3)
    );
    assert_eq!(income.per_month, 30_500);
    let alone = per_capita(&regulation, &answers("100", &[])).unwrap();
    assert_eq!((alone.members, alone.per_month), (1, 33));
    let half = PerCapita::new(9, 2);
    assert_eq!(half.per_month, 2, "one and a half is rounded up");
    assert!(
        half.exceeds(1) && !half.exceeds(2),
        "and compared without rounding"
    );
}

#[test]
fn nothing_is_computed_while_an_income_is_missing() {
    let regulation = regulation();
    assert_eq!(per_capita(&regulation, &Answers::default()), None);
    assert_eq!(per_capita(&regulation, &answers("100", &[""])), None);
    assert_eq!(per_capita(&regulation, &answers("100", &["много"])), None);
    let mut without = regulation;
    for field in without
        .topics
        .iter_mut()
        .flat_map(|topic| &mut topic.fields)
    {
        field.meaning = None;
    }
    assert_eq!(per_capita(&without, &answers("100", &[])), None);
}

#[test]
fn the_quarter_is_the_one_before_the_quarter_of_application() {
    let quarter = |text: &str| {
        let (first, last) = quarter_before(text.parse().unwrap());
        format!("{first} {last}")
    };
    assert_eq!(quarter("2026-04-02"), "2026-01-01 2026-03-31");
    assert_eq!(quarter("2026-11-22"), "2026-07-01 2026-09-30");
    assert_eq!(quarter("2026-01-31"), "2025-10-01 2025-12-31");
    assert_eq!(quarter("2026-05-31"), "2026-01-01 2026-03-31");
}

proptest! {
    #[test]
    fn the_result_lies_within_half_a_tenge(total in any::<u64>(), members in 0..200u64) {
        let income = PerCapita::new(total, members);
        let exact = i128::from(total) * 2;
        let shown = i128::from(income.per_month) * 2 * i128::from(income.members) * 3;
        prop_assert!((exact - shown).abs() <= i128::from(income.members) * 3);
        prop_assert!(!income.exceeds(income.per_month + 1));
        prop_assert!(income.per_month == 0 || income.exceeds(income.per_month - 1));
    }

    #[test]
    fn a_quarter_has_three_months_and_ends_the_day_before(days in 0..80_000u64) {
        let date = NaiveDate::from_ymd_opt(1950, 1, 1).unwrap() + chrono::Days::new(days);
        let (first, last) = quarter_before(date);
        prop_assert_eq!((first.day(), first.month0() % 3), (1, 0));
        prop_assert_eq!(last.month(), first.month() + 2);
        let next = last.succ_opt().unwrap();
        prop_assert_eq!((next.day(), next.month0()), (1, date.month0() / 3 * 3));
    }
}

#[test]
fn every_income_of_the_catalogue_keeps_the_months_of_which_it_is() {
    let catalogue = Catalogue::builtin().unwrap();
    let mut seen = 0;
    for regulation in catalogue.all() {
        for field in regulation.topics.iter().flat_map(|topic| &topic.fields) {
            if field.means(Meaning::IncomeOfQuarter) {
                seen += 1;
                let is_kept = field.kind == FieldKind::MonthTable || field.of_months;
                assert!(is_kept, "{}: {}", regulation.id, field.id);
            }
        }
    }
    assert!(seen > 0);
}
