//! Months as people write them: by number or by name.

use chrono::NaiveDate;

use super::problem::ErrorCode;

/// The names of each month: Kazakh, Russian alone and within a date, English.
const NAMES: [[&str; 4]; 12] = [
    ["қаңтар", "январь", "января", "january"],
    ["ақпан", "февраль", "февраля", "february"],
    ["наурыз", "март", "марта", "march"],
    ["сәуір", "апрель", "апреля", "april"],
    ["мамыр", "май", "мая", "may"],
    ["маусым", "июнь", "июня", "june"],
    ["шілде", "июль", "июля", "july"],
    ["тамыз", "август", "августа", "august"],
    ["қыркүйек", "сентябрь", "сентября", "september"],
    ["қазан", "октябрь", "октября", "october"],
    ["қараша", "ноябрь", "ноября", "november"],
    ["желтоқсан", "декабрь", "декабря", "december"],
];

/// What stands beside a year and says only that it is one.
const YEAR: [&str; 7] = ["жылғы", "жылы", "жыл", "ж", "год", "года", "г"];

/// `07.2026`, `2026-07`, `июль 2026 г.` or `2026 жылғы шілде`, also with other signs between: the first day of the month.
pub(super) fn month(text: &str) -> Result<NaiveDate, ErrorCode> {
    let text = text.to_lowercase();
    let parts: Vec<&str> = text
        .split(|char: char| char.is_whitespace() || matches!(char, '.' | '/' | '-' | ','))
        .filter(|part| !part.is_empty() && !YEAR.contains(part))
        .collect();
    let [first, last] = parts.as_slice() else {
        return Err(ErrorCode::Month);
    };
    let is_year = first.len() == 4 && first.bytes().all(|byte| byte.is_ascii_digit());
    let (year, month) = match is_year {
        true => (first, last),
        false => (last, first),
    };
    let year = year
        .parse()
        .ok()
        .filter(|year| (1900..=2200).contains(year));
    let day = year
        .zip(number(month))
        .and_then(|(year, month)| NaiveDate::from_ymd_opt(year, month, 1));
    day.ok_or(ErrorCode::Month)
}

fn number(month: &str) -> Option<u32> {
    let named = (1..).zip(NAMES);
    let named = named.filter(|(_, names)| names.contains(&month));
    let mut named = named.map(|(number, _)| number);
    named.next().or_else(|| month.parse().ok())
}
