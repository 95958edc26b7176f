//! Amounts by date, with what is not known of them.
#![cfg(not(target_arch = "wasm32"))]

use std::collections::BTreeSet;

use catalogue::Catalogue;
use chrono::NaiveDate;
use domain::amounts::{Amounts, Calculator, FactCertainty, Kind, Row};

const KARAGANDA: Option<&str> = Some("350000000");

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn value(kind: Kind, date: &str, region: Option<&str>) -> Option<u64> {
    let norm = catalogue::amounts().at(kind, day(date), region)?;
    Some(norm.value)
}

#[test]
fn the_monthly_index_changes_inside_a_year() {
    let index = |date| value(Kind::MonthlyIndex, date, None);
    assert_eq!(index("2019-12-31"), Some(2525));
    assert_eq!(index("2020-03-31"), Some(2651));
    assert_eq!(index("2020-04-01"), Some(2778));
    assert_eq!(index("2022-03-31"), Some(3063));
    assert_eq!(index("2022-04-01"), Some(3180));
    assert_eq!(index("2010-12-31"), None);
    assert_eq!(index("2025-01-01"), Some(3932));
    assert_eq!(index("2026-12-31"), Some(4325));
    assert_eq!(index("2027-01-01"), None);
}

#[test]
fn what_was_not_read_says_so() {
    let amounts = catalogue::amounts();
    let sure = |kind, date| amounts.at(kind, day(date), None).unwrap().certainty;
    assert_eq!(sure(Kind::MonthlyIndex, "2023-06-01"), FactCertainty::Read);
    assert_eq!(
        sure(Kind::MonthlyIndex, "2024-06-01"),
        FactCertainty::Common
    );
    assert_eq!(sure(Kind::Subsistence, "2018-06-01"), FactCertainty::Common);
    assert_eq!(
        sure(Kind::PovertyShare, "2018-06-01"),
        FactCertainty::Common
    );
}

/// Every «in 2026 … 4,325 tenge» that a formula says, as year and value.
fn indices_said(text: &str) -> Vec<(String, u64)> {
    let text = text.split("МРП берут").nth(1).unwrap_or_default();
    let years = text.split(" в ").filter_map(|part| {
        let (year, rest) = part.split_once(" году ")?;
        let digits = rest.chars().take_while(|one| *one != 'т');
        let value = digits.filter(char::is_ascii_digit).collect::<String>();
        Some((year.to_owned(), value.parse().ok()?))
    });
    years.collect()
}

#[test]
fn a_formula_says_the_monthly_index_as_the_table_of_amounts_does() {
    let catalogue = Catalogue::builtin().unwrap();
    let levy = catalogue.service(&"foreign-labour-permit".into()).unwrap();
    let levy = levy.formulas.iter().find(|one| one.id == "levy").unwrap();
    let said = indices_said(&levy.text.ru);
    assert_eq!(said.len(), 2, "{said:?}");
    for (year, said) in said {
        let first = day(&format!("{year}-01-01"));
        let norm = catalogue::amounts().at(Kind::MonthlyIndex, first, None);
        let norm = norm.unwrap();
        assert_eq!((norm.value, norm.certainty), (said, FactCertainty::Read));
    }
}

#[test]
fn a_region_has_its_own_line_and_no_other_region_gets_it() {
    let line = |date, region| value(Kind::PovertyLine, date, region);
    assert_eq!(line("2017-07-01", KARAGANDA), Some(9054));
    assert_eq!(line("2017-09-30", KARAGANDA), Some(9054));
    assert_eq!(line("2017-10-01", KARAGANDA), None);
    assert_eq!(line("2017-07-01", None), None);
    assert_eq!(line("2017-07-01", Some("270000000")), None);
    assert_eq!(line("2014-03-31", None), Some(7986));
    assert_eq!(line("2014-03-31", KARAGANDA), Some(7986));
}

#[test]
fn the_share_of_2019_is_unknown_and_the_gap_is_shown() {
    assert_eq!(value(Kind::PovertyShare, "2017-12-31", None), Some(40));
    assert_eq!(value(Kind::PovertyShare, "2019-06-01", None), None);
    let amounts = catalogue::amounts();
    let rows = amounts.rows(Kind::PovertyShare);
    let gap = Row::Unknown(day("2019-01-01"), Some(day("2019-12-31")));
    assert!(rows.contains(&gap));
    assert_eq!(rows.last(), Some(&Row::Unknown(day("2026-01-01"), None)));
}

#[test]
fn sources_that_disagree_are_both_shown_and_neither_is_taken() {
    let amounts = catalogue::amounts();
    for kind in [Kind::ChildAllowance, Kind::ChildAllowanceLine] {
        let known = amounts
            .rows(kind)
            .iter()
            .filter(|row| matches!(row, Row::Known(_)))
            .count();
        assert_eq!(known, 2, "{kind:?}");
        assert_eq!(value(kind, "2017-08-01", None), None, "{kind:?}");
    }
}

#[test]
fn calculators_stand_at_services_of_the_catalogue() {
    let amounts = catalogue::amounts();
    let catalogue = Catalogue::builtin().unwrap();
    let there: BTreeSet<&str> = catalogue.all().map(|one| one.service.as_str()).collect();
    for service in amounts.services() {
        assert!(there.contains(service), "{service}");
    }
    assert_eq!(
        amounts.calculator("semipalatinsk-victims"),
        Some(Calculator::Semipalatinsk)
    );
    assert_eq!(
        amounts.calculator("child-allowance"),
        Some(Calculator::Income)
    );
    assert_eq!(amounts.calculator("oralman-status"), None);
}

const GOOD: &str = r#"[calculators]
[region.1]
kk = "a"
ru = "a"
en = "a"
[source.s]
name = { kk = "a", ru = "a", en = "a" }
[[zone]]
id = "z"
name = { kk = "a", ru = "a", en = "a" }
[[rate]]
zone = "z"
from = "1949-01-01"
to = "1965-12-31"
[[norm]]
kind = "monthly-index"
from = "2011-01-01"
to = "2011-12-31"
value = 1512
unit = "tenge"
certainty = "read"
source = "s"
"#;

fn problem(text: &str) -> String {
    Amounts::parse("x.toml", text).unwrap_err().to_string()
}

#[test]
fn a_broken_file_is_refused_with_file_key_and_line() {
    Amounts::parse("x.toml", GOOD).unwrap();
    let with = |old: &str, new: &str| {
        assert!(GOOD.contains(old), "{old}");
        problem(&GOOD.replacen(old, new, 1))
    };
    let said = with("source = \"s\"", "source = \"t\"");
    assert!(said.starts_with("x.toml:22: norm[0].source: "), "{said}");
    let said = with("value = 1512", "value = 0");
    assert!(said.starts_with("x.toml:19: norm[0].value: "), "{said}");
    let said = with("to = \"2011-12-31\"", "to = \"2010-12-31\"");
    assert!(said.starts_with("x.toml:18: norm[0].to: "), "{said}");
    let said = with("unit = \"tenge\"", "unit = \"percent\"");
    assert!(said.starts_with("x.toml:20: norm[0].unit: "), "{said}");
    let said = with("unit = \"tenge\"", "unit = \"dollar\"");
    assert!(said.starts_with("x.toml:20: norm[0].unit: "), "{said}");
    let said = with(
        "certainty = \"read\"",
        "region = \"2\"\ncertainty = \"read\"",
    );
    assert!(said.contains("norm[0].region: "), "{said}");
    let said = with("zone = \"z\"", "zone = \"y\"");
    assert!(said.starts_with("x.toml:12: rate[0].zone: "), "{said}");
    let said = with("zone = \"z\"", "zone = \"z\"\nhundredths = 5");
    assert!(said.contains("rate[0].source: "), "{said}");
}

#[test]
fn rows_are_ordered_and_overlap_only_where_both_are_disputed() {
    let row = GOOD.split_once("[[norm]]").unwrap().1;
    let two = |second: &str| format!("{GOOD}[[norm]]{second}");
    let said = problem(&two(&row.replace("\"2011-01-01\"", "\"2011-06-01\"")));
    assert!(said.starts_with("x.toml:25: norm[1].from: "), "{said}");
    let earlier = row.replace("2011-", "2010-");
    assert!(problem(&two(&earlier)).contains("norm[1].from: "));
    Amounts::parse("x.toml", &two(&row.replace("2011-", "2012-"))).unwrap();
    let said = problem(&two(&format!("{row}disputed = true\n")));
    assert!(said.contains("`disputed` in both"), "{said}");
    let both = format!("{GOOD}disputed = true\n[[norm]]{row}disputed = true\n");
    Amounts::parse("x.toml", &both).unwrap();
}
