//! Dates as people write them.

use chrono::{Datelike, Days, Months, NaiveDate};

use super::ErrorCode;
use crate::{clean::one_line, regulation::Field};

/// The first year that a date may have.
const FIRST_YEAR: i32 = 1900;

/// Reads `31.12.2026` or `2026-12-31`; also with `/`, `,` or spaces between.
pub fn date(text: &str) -> Option<NaiveDate> {
    read_date(text).ok()
}

/// Reads a date, or tells what is wrong with it.
pub fn read_date(text: &str) -> Result<NaiveDate, ErrorCode> {
    let text = one_line(text).to_lowercase();
    let text = ["г.", "г", "ж.", "ж"]
        .iter()
        .find_map(|year| text.strip_suffix(year))
        .unwrap_or(&text);
    let parts: Vec<&str> = text
        .split(|char: char| char.is_whitespace() || matches!(char, '.' | '/' | '-' | ','))
        .filter(|part| !part.is_empty())
        .collect();
    let [first, month, last] = parts.as_slice() else {
        return Err(ErrorCode::Date);
    };
    let (year, day) = match first.len() {
        4 => (first, last),
        _ => (last, first),
    };
    let (day, month) = (number(day, 2)?, number(month, 2)?);
    match year.len() {
        4 => existing(day, month, number(year, 4)?),
        1..=3 if number(year, 3).is_ok() => Err(ErrorCode::DateYear),
        _ => Err(ErrorCode::Date),
    }
}

fn number(part: &str, most: usize) -> Result<u32, ErrorCode> {
    let digits = part.len() <= most && part.bytes().all(|byte| byte.is_ascii_digit());
    let number = digits.then(|| part.parse().ok()).flatten();
    number.ok_or(ErrorCode::Date)
}

fn existing(day: u32, month: u32, year: u32) -> Result<NaiveDate, ErrorCode> {
    if (1..=12).contains(&day) && (13..=31).contains(&month) {
        // As it is written where the month comes first.
        return Err(ErrorCode::DateOrder {
            day: month,
            month: day,
            year,
        });
    }
    if !(1..=12).contains(&month) {
        return Err(ErrorCode::DateMonth { month });
    }
    let in_year = i32::try_from(year).map_err(|_| ErrorCode::DateYear)?;
    if in_year < FIRST_YEAR {
        return Err(ErrorCode::DateEarly);
    }
    NaiveDate::from_ymd_opt(in_year, month, day).ok_or(ErrorCode::DateDay {
        day,
        month,
        year,
        days: days_of(in_year, month),
    })
}

fn days_of(year: i32, month: u32) -> u32 {
    (28..=31)
        .rev()
        .find(|day| NaiveDate::from_ymd_opt(year, month, *day).is_some())
        .unwrap_or_default()
}

/// A day that was, `2026-12-31`.
pub(super) fn past_day(text: &str, today: NaiveDate) -> Result<String, ErrorCode> {
    let date = read_date(text)?;
    if date > today {
        Err(ErrorCode::DateInFuture)
    } else {
        Ok(format!(
            "{:04}-{:02}-{:02}",
            date.year(),
            date.month(),
            date.day()
        ))
    }
}

/// No date of a case lies further ahead; one that does is a slip of the keyboard. Years.
const YEARS_AHEAD: u32 = 30;

/// Whether a day in its kept form is one that the field allows.
pub(super) fn within(field: &Field, day: String, today: NaiveDate) -> Result<String, ErrorCode> {
    let date = read_date(&day)?;
    let first = field
        .days_back
        .and_then(|days| today.checked_sub_days(Days::new(days.into())));
    if let Some(first) = first.filter(|first| date < *first) {
        return Err(ErrorCode::DateBefore { first });
    }
    let last = today.checked_add_months(Months::new(12 * YEARS_AHEAD));
    match last.filter(|last| date > *last) {
        Some(last) => Err(ErrorCode::DateAfter { last }),
        None => Ok(day),
    }
}
