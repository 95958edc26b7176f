//! Answers that hold more than one thing, read from their one text.

use chrono::{Datelike, NaiveDate};

use super::{
    date::{date, read_date},
    money::money,
    month::month,
    parts::BETWEEN,
    problem::ErrorCode,
};
use crate::regulation::{Field, FieldOption, PeriodUnit};

/// `2026-07=90 000;2026-08=0;2026-09=5 000` with the amounts as digits.
pub(super) fn month_table(text: &str) -> Result<String, ErrorCode> {
    let mut months = Vec::new();
    for part in text.split(BETWEEN) {
        let (month, amount) = part.split_once('=').ok_or(ErrorCode::MonthMissing)?;
        if amount.trim().is_empty() {
            return Err(ErrorCode::MonthMissing);
        }
        months.push(format!("{}={}", month.trim(), money(amount.trim())?));
    }
    Ok(months.join(&BETWEEN.to_string()))
}

/// The months of a table that was read, with their amounts.
pub fn months_of(kept: &str) -> Vec<(&str, u64)> {
    let months = kept.split(BETWEEN);
    months
        .filter_map(|part| {
            let (month, amount) = part.split_once('=')?;
            Some((month, amount.parse().ok()?))
        })
        .collect()
}

/// Tenge of the three months of a table; none while one is missing or cannot be read.
pub(crate) fn month_sum(typed: &str) -> Option<u64> {
    let read = month_table(typed).ok()?;
    let months = months_of(&read);
    let sum = months
        .iter()
        .try_fold(0_u64, |sum, (_, amount)| sum.checked_add(*amount))?;
    (months.len() == 3).then_some(sum)
}

/// `2026-01;2026-03`, or with days.
pub(super) fn period(field: &Field, text: &str) -> Result<String, ErrorCode> {
    let (from, to) = text.split_once(BETWEEN).ok_or(ErrorCode::PeriodHalf)?;
    if from.trim().is_empty() || to.trim().is_empty() {
        return Err(ErrorCode::PeriodHalf);
    }
    let (from, to) = match field.unit {
        PeriodUnit::Month => (month(from)?, month(to)?),
        PeriodUnit::Day => (read_date(from)?, read_date(to)?),
    };
    if to < from {
        return Err(ErrorCode::PeriodOrder);
    }
    let kept = |day: NaiveDate| match field.unit {
        PeriodUnit::Month => format!("{:04}-{:02}", day.year(), day.month()),
        PeriodUnit::Day => day.to_string(),
    };
    Ok(format!("{}{BETWEEN}{}", kept(from), kept(to)))
}

/// The ends of a period that was read, each as its first day.
pub fn ends_of(kept: &str) -> Option<(NaiveDate, NaiveDate)> {
    let (from, to) = kept.split_once(BETWEEN)?;
    let day = |end: &str| date(end).or_else(|| month(end).ok());
    Some((day(from)?, day(to)?))
}

/// The ids of options that were ticked, in the order of the field.
pub(super) fn options(field: &Field, text: &str) -> Result<String, ErrorCode> {
    let chosen: Vec<&str> = text.split(BETWEEN).map(str::trim).collect();
    let is_known = |id: &&str| field.options.iter().any(|option| option.id == **id);
    if !chosen.iter().all(is_known) {
        return Err(ErrorCode::NotAnOption);
    }
    let options = field.options.iter().map(|option| option.id.as_str());
    let kept: Vec<&str> = options.filter(|id| chosen.contains(id)).collect();
    Ok(kept.join(&BETWEEN.to_string()))
}

/// The options that were ticked.
pub fn chosen<'f>(field: &'f Field, kept: &str) -> Vec<&'f FieldOption> {
    let ids: Vec<&str> = kept.split(BETWEEN).collect();
    let options = field.options.iter();
    options
        .filter(|option| ids.contains(&option.id.as_str()))
        .collect()
}

/// The option that is meant by its id or by its name in any language.
pub(super) fn classified(field: &Field, text: &str) -> Result<String, ErrorCode> {
    let wanted = folded(text);
    let is_meant = |option: &&FieldOption| {
        let names = [&option.label.kk, &option.label.ru, &option.label.en];
        folded(&option.id) == wanted || names.iter().any(|name| folded(name) == wanted)
    };
    let near = near_options(field, text);
    let only = near.first().copied().filter(|_| near.len() == 1);
    let meant = field.options.iter().find(is_meant).or(only);
    meant
        .map(|option| option.id.clone())
        .ok_or(ErrorCode::NotInList)
}

/// How many letters a word has that tells one name from another; `г.` and `қ.` stand for a kind of place.
const TELLING: usize = 3;

/// The options that have all words of `text` in one of their names.
pub fn near_options<'a>(field: &'a Field, text: &str) -> Vec<&'a FieldOption> {
    let typed = words(text);
    let telling = typed.iter().filter(|word| word.chars().count() >= TELLING);
    let telling: Vec<&String> = telling.collect();
    if telling.is_empty() {
        return Vec::new();
    }
    let is_near = |option: &&FieldOption| {
        let names = [&option.label.kk, &option.label.ru, &option.label.en];
        names.iter().any(|name| {
            let name = words(name);
            telling.iter().all(|word| name.contains(word))
        })
    };
    field.options.iter().filter(is_near).collect()
}

fn words(text: &str) -> Vec<String> {
    let text = folded(text).replace('ё', "е");
    let words = text.split(|sign: char| !sign.is_alphanumeric() && sign != '-');
    let words = words.filter(|word| !word.is_empty());
    words.map(str::to_owned).collect()
}

/// In small letters; the Turkish capital `İ` as `i`, without the dot that it would leave behind.
fn folded(text: &str) -> String {
    text.replace('İ', "i").to_lowercase()
}

/// A number with a comma or a dot; groups of thousands may stand apart.
pub(super) fn number(text: &str, decimals: usize) -> Result<String, ErrorCode> {
    let plain: String = text.chars().filter(|char| !char.is_whitespace()).collect();
    let (whole, rest) = plain.split_once([',', '.']).unwrap_or((&plain, ""));
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if whole.is_empty() || whole.len() > 15 || !digits(whole) || !digits(rest) {
        return Err(ErrorCode::Number);
    }
    let rest = rest.trim_end_matches('0');
    if rest.len() > decimals {
        return Err(ErrorCode::NumberDecimals { most: decimals });
    }
    let whole = whole.trim_start_matches('0');
    let whole = if whole.is_empty() { "0" } else { whole };
    Ok(match rest {
        "" => whole.to_owned(),
        rest => format!("{whole}.{rest}"),
    })
}

/// Whether a number or amount is within what the field allows.
pub(super) fn within(field: &Field, number: String) -> Result<String, ErrorCode> {
    let (whole, rest) = number.split_once('.').unwrap_or((&number, ""));
    let value: u64 = whole.parse().map_err(|_| ErrorCode::Number)?;
    if let Some(least) = field.least.filter(|least| value < *least) {
        return Err(ErrorCode::Least { least });
    }
    let over = |most: &u64| value > *most || value == *most && !rest.is_empty();
    if let Some(most) = field.most.filter(over) {
        return Err(ErrorCode::Most { most });
    }
    Ok(number)
}
