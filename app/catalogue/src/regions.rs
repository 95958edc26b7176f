//! The file with regions and districts, read and checked.

use std::collections::BTreeSet;

use serde::Deserialize;

use domain::data_file::{Places, Problem};

use super::{check::Defect, file};
use domain::{
    territory::{DatedName, Oblast},
    text::{Lang, Text},
};

/// The file.
pub(super) const REGIONS: &str = "regions.toml";

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Regions {
    #[serde(rename = "region")]
    regions: Vec<Oblast>,
}

/// Reads the file.
pub(super) fn read<N: AsRef<str>, T: AsRef<str>>(
    files: &[(N, T)],
    problems: &mut Vec<Problem>,
) -> Vec<Oblast> {
    let Some(text) = file::text(files, REGIONS) else {
        problems.push(Problem::missing(REGIONS, "the regions and their districts"));
        return Vec::new();
    };
    let mut regions = file::read::<Regions>(REGIONS, text, problems).regions;
    let defects = check(&regions);
    if !defects.is_empty() {
        let places = Places::of(text);
        problems.extend(defects.into_iter().map(|defect| Problem {
            file: REGIONS.to_owned(),
            line: places.line(&defect.key),
            key: defect.key,
            expected: defect.expected,
        }));
    }
    regions.iter_mut().for_each(translations);
    regions
}

/// КАТО has Kazakh and Russian names; where the file says nothing else, English is the project's own.
fn translations(oblast: &mut Oblast) {
    let names = oblast.districts.iter_mut().flat_map(|one| &mut one.names);
    let names = names.flat_map(|name| [&mut name.name, &mut name.of]);
    let all = names.chain([&mut oblast.name]);
    all.filter(|text: &&mut Text| text.ours.is_empty())
        .for_each(|text| text.ours.push(Lang::En));
}

fn check(regions: &[Oblast]) -> Vec<Defect> {
    let mut defects = Vec::new();
    let mut seen = BTreeSet::new();
    let mut own = |value: &str, key: String, defects: &mut Vec<Defect>| {
        if !seen.insert(value.to_owned()) {
            let expected = format!("expected a value of its own, `{value}` stands above already");
            defects.push(Defect::new(key, expected));
        }
    };
    for (n, oblast) in regions.iter().enumerate() {
        let at = format!("region[{n}]");
        own(&oblast.id, format!("{at}.id"), &mut defects);
        own(&oblast.kato, format!("{at}.kato"), &mut defects);
        if !is_code(&oblast.kato) || !oblast.kato.ends_with("0000000") {
            let expected = format!(
                "expected two digits and seven zeros, found `{}`",
                oblast.kato
            );
            defects.push(Defect::new(format!("{at}.kato"), expected));
        }
        for (i, district) in oblast.districts.iter().enumerate() {
            let at = format!("{at}.district[{i}]");
            own(&district.id, format!("{at}.id"), &mut defects);
            own(&district.kato, format!("{at}.kato"), &mut defects);
            if !is_code(&district.kato) || district.kato.get(..2) != oblast.kato.get(..2) {
                let begin = oblast.kato.get(..2).unwrap_or_default();
                let expected = format!(
                    "expected nine digits that begin with those of the region, `{begin}`, found `{}`",
                    district.kato
                );
                defects.push(Defect::new(format!("{at}.kato"), expected));
            }
            defects.extend(periods(&district.names, &format!("{at}.names")));
        }
    }
    defects
}

fn is_code(kato: &str) -> bool {
    kato.len() == 9 && kato.bytes().all(|byte| byte.is_ascii_digit())
}

/// Every day has one name: the oldest has no beginning, the present one no end, and each begins when the one before ends.
fn periods(names: &[DatedName], at: &str) -> Vec<Defect> {
    let mut defects = Vec::new();
    if names.is_empty() {
        defects.push(Defect::new(at, "expected a name"));
    }
    let mut begins = None;
    for (n, name) in names.iter().enumerate() {
        if name.from != begins {
            let expected = match begins {
                None => "expected no `from`, the oldest name has no beginning".to_owned(),
                Some(day) => {
                    format!("expected `from = \"{day}\"`, the day after the name before ends")
                }
            };
            defects.push(Defect::new(format!("{at}[{n}].from"), expected));
        }
        let last = n + 1 == names.len();
        let ends_rightly = match name.until {
            None => last,
            Some(until) => !last && name.from.is_none_or(|from| from <= until),
        };
        if !ends_rightly {
            let expected = match last {
                true => "expected no `until`, the present name has no end",
                false => "expected `until`, the last day of the name, not before its first",
            };
            defects.push(Defect::new(format!("{at}[{n}].until"), expected));
        }
        begins = name.until.and_then(|until| until.succ_opt());
    }
    defects
}
