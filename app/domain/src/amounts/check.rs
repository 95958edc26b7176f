//! The file of amounts, read and checked.

use super::{AmountUnit, Amounts, FactCertainty, Kind, Norm, Rate};
use crate::data_file::{CatalogueError, Places, Problem};

pub(super) fn parse(name: &str, text: &str) -> Result<Amounts, CatalogueError> {
    let amounts: Amounts = toml::from_str(text).map_err(|error| CatalogueError {
        problems: vec![Problem::syntax(name, text, &error)],
    })?;
    let places = Places::of(text);
    let mut found = Found {
        name,
        places,
        problems: Vec::new(),
    };
    for (n, norm) in amounts.norms.iter().enumerate() {
        check_norm(&amounts, n, norm, &mut found);
    }
    for (n, rate) in amounts.rates.iter().enumerate() {
        check_rate(&amounts, n, rate, &mut found);
    }
    match found.problems.is_empty() {
        true => Ok(amounts),
        false => Err(CatalogueError {
            problems: found.problems,
        }),
    }
}

struct Found<'t> {
    name: &'t str,
    places: Places<'t>,
    problems: Vec<Problem>,
}

impl Found<'_> {
    fn expect(&mut self, right: bool, key: &str, expected: &str) {
        if !right {
            self.problems.push(Problem {
                file: self.name.to_owned(),
                key: key.to_owned(),
                line: self.places.line(key),
                expected: expected.to_owned(),
            });
        }
    }
}

fn check_norm(amounts: &Amounts, n: usize, norm: &Norm, found: &mut Found<'_>) {
    let key = |part: &str| format!("norm[{n}].{part}");
    let unit = match norm.kind {
        Kind::PovertyShare => AmountUnit::Percent,
        _ => AmountUnit::Tenge,
    };
    found.expect(norm.unit == unit, &key("unit"), "the unit of this kind");
    found.expect(norm.value > 0, &key("value"), "more than nothing");
    found.expect(
        norm.from <= norm.last(),
        &key("to"),
        "a day not before `from`",
    );
    found.expect(
        amounts.sources.contains_key(&norm.source),
        &key("source"),
        "the id of a [source]",
    );
    let known = |region: &String| amounts.regions.contains_key(region);
    found.expect(
        norm.region.as_ref().is_none_or(known),
        &key("region"),
        "the number of a [region]",
    );
    let earlier = amounts.norms.iter().take(n);
    let same: Vec<&Norm> = earlier.filter(|other| other.kind == norm.kind).collect();
    let ordered = same.last().is_none_or(|other| other.from <= norm.from);
    found.expect(
        ordered,
        &key("from"),
        "a day not before the row above of this kind",
    );
    let overlaps = |other: &&Norm| {
        other.region == norm.region
            && other.from <= norm.last()
            && norm.from <= other.last()
            && !(other.disputed && norm.disputed)
    };
    found.expect(
        !same.iter().any(overlaps),
        &key("from"),
        "a day after the row above ends, or `disputed` in both",
    );
}

fn check_rate(amounts: &Amounts, n: usize, rate: &Rate, found: &mut Found<'_>) {
    let key = |part: &str| format!("rate[{n}].{part}");
    found.expect(
        amounts.zone(&rate.zone).is_some(),
        &key("zone"),
        "the id of a [[zone]]",
    );
    found.expect(rate.from <= rate.to, &key("to"), "a day not before `from`");
    let sourced = match (rate.hundredths, rate.certainty, &rate.source) {
        (None, None, None) => true,
        (Some(_), Some(FactCertainty::Read | FactCertainty::Common), Some(source)) => {
            amounts.sources.contains_key(source)
        }
        _ => false,
    };
    found.expect(
        sourced,
        &key("source"),
        "hundredths, certainty and the id of a [source], or none of them",
    );
    let overlaps =
        |other: &Rate| other.zone == rate.zone && other.from <= rate.to && rate.from <= other.to;
    found.expect(
        !amounts.rates.iter().take(n).any(overlaps),
        &key("from"),
        "a day after the other rates of the zone",
    );
}
