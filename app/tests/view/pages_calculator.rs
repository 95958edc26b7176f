//! The amounts and the calculators as pages.

use app::{
    components::Shell,
    format,
    pages::{
        amounts::amounts,
        calculator::{
            income::{IncomeView, income},
            semipalatinsk::{SemipalatinskView, StayRow, semipalatinsk},
        },
    },
    text::Lang,
};
use domain::{
    amounts::semipalatinsk::{Stay, compensation},
    income::PerCapita,
};

fn shell(lang: Lang) -> Shell {
    Shell {
        lang,
        path: "/".to_owned(),
        ..Shell::default()
    }
}

fn income_page(lang: Lang, day: &str, total: u64) -> String {
    let view = IncomeView {
        day: day.parse().unwrap(),
        incomes: vec![total.to_string()],
        result: Some(PerCapita::new(total, 1)),
        ..IncomeView::default()
    };
    income(&shell(lang), &view).replace(format::THIN, " ")
}

#[test]
fn every_amount_has_source_and_certainty_and_gaps_are_rows() {
    for lang in Lang::ALL {
        let page = amounts(&shell(lang), catalogue::amounts()).replace(format::THIN, " ");
        for shown in [
            "2651 ₸",
            "2778 ₸",
            "01.04.2020",
            "9054 ₸",
            "13 582 ₸",
            "14 675 ₸",
        ] {
            assert!(page.contains(shown), "{shown}");
        }
        for key in ["amounts-read", "amounts-common", "amounts-unknown"] {
            assert!(page.contains(&app::text::t(lang, key)), "{key}");
        }
        assert!(!page.contains(">amounts-") && !page.contains(">calculator-"));
    }
}

#[test]
fn an_application_of_2_april_counts_january_to_march() {
    let page = income_page(Lang::En, "2023-04-02", 90_000);
    assert!(page.contains("01.01.2023 – 31.03.2023"));
    assert!(page.contains("90 000 ₸ ÷ 1 in the family ÷ 3 months = 30 000 ₸"));
}

#[test]
fn the_line_is_said_with_its_source_or_not_at_all() {
    let known = income_page(Lang::Ru, "2014-02-01", 3_000);
    assert!(known.contains("7986 ₸") && known.contains("zakon.kz"));
    assert!(known.contains("Доход не выше черты бедности"));
    assert!(known.contains("примерно 6986 ₸"));
    let rule = income_page(Lang::Ru, "2015-02-01", 3_000);
    assert!(rule.contains("нам неизвестна"));
    assert!(rule.contains("40 % прожиточного минимума предыдущего квартала"));
    assert!(!rule.contains("примерно"));
    let nothing = income_page(Lang::Ru, "2019-02-01", 3_000);
    assert!(nothing.contains("нам неизвестна") && !nothing.contains("Правило того времени"));
}

#[test]
fn an_unconfirmed_rate_is_marked_and_not_summed() {
    let stay = Stay {
        zone: "increased".to_owned(),
        from: "1950-01-01".parse().unwrap(),
        to: "1951-06-30".parse().unwrap(),
    };
    let computed = compensation(catalogue::amounts(), &[stay]).unwrap();
    let view = SemipalatinskView {
        rows: vec![StayRow::default()],
        result: Some((computed, "2023-06-01".parse().unwrap())),
        ..SemipalatinskView::default()
    };
    let page = semipalatinsk(&shell(Lang::Kk), &view);
    assert!(page.contains("расталмаған, есепке алынбады: 1,75"));
    assert!(page.contains("Мөлшері расталған толық жыл жоқ"));
    assert!(page.contains("артық 181 күн"));
    assert!(!page.contains("₸"));
}
