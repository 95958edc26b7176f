//! What a person typed into one field, read as people write it and kept in one way.

use chrono::{Datelike, NaiveDate};

use super::ErrorCode;
use crate::{
    iin::Iin,
    regulation::{Field, FieldKind},
};

/// The first year that a date may have.
const FIRST_YEAR: i32 = 1900;
/// More than 999 999 999 999 tenge is a slip of the finger.
const MOST_MONEY_DIGITS: usize = 12;

/// The longest answer of a field, in characters.
pub fn longest(field: &Field) -> usize {
    field.longest.unwrap_or(usual_length(field.kind))
}

/// The longest answer of a field that sets no length of its own.
pub fn usual_length(kind: FieldKind) -> usize {
    match kind {
        FieldKind::Text => 200,
        FieldKind::LongText => 4000,
        FieldKind::Name => 150,
        FieldKind::Email => 254,
        FieldKind::Iin | FieldKind::Date | FieldKind::Money | FieldKind::Phone => 40,
        FieldKind::Choice
        | FieldKind::YesNo
        | FieldKind::Office
        | FieldKind::Staff
        | FieldKind::Ground => 100,
    }
}

/// Reads an answer. A blank one is empty; whether it may be is not decided here.
///
/// Dates become `2026-12-31`, amounts digits only, telephones `+77011234567`, ИИН twelve digits.
pub fn normalise(field: &Field, typed: &str, today: NaiveDate) -> Result<String, ErrorCode> {
    let text = read(field.kind, longest(field), typed, today)?;
    match field.kind {
        _ if text.is_empty() => Ok(text),
        FieldKind::Choice => among(field, text),
        // Their choices stand in the regulation or in the list of staff: whoever knows them fills the options
        // in or checks the answer.
        FieldKind::Office | FieldKind::Staff | FieldKind::Ground if field.options.is_empty() => {
            id(text)
        }
        FieldKind::Office | FieldKind::Staff | FieldKind::Ground => among(field, text),
        _ => Ok(text),
    }
}

/// Reads an answer by its kind alone, without the options of the field.
pub fn read(
    kind: FieldKind,
    most: usize,
    typed: &str,
    today: NaiveDate,
) -> Result<String, ErrorCode> {
    let text = cleaned(typed, kind == FieldKind::LongText)?;
    if text.chars().count() > most {
        return Err(ErrorCode::TooLong { most });
    }
    if text.is_empty() {
        return Ok(text);
    }
    match kind {
        FieldKind::Name => name(&text).ok_or(ErrorCode::Name),
        FieldKind::Iin => Iin::parse(&text).map(String::from).map_err(ErrorCode::Iin),
        FieldKind::Date => day(&text, today),
        FieldKind::Money => money(&text),
        FieldKind::Phone => phone(&text).ok_or(ErrorCode::Phone),
        FieldKind::Email => email(&text).ok_or(ErrorCode::Email),
        FieldKind::YesNo if !matches!(text.as_str(), "yes" | "no") => Err(ErrorCode::NotAnOption),
        _ => Ok(text),
    }
}

/// Without blanks at the ends; line ends as `\n`, tabs as spaces. Characters that control the display are
/// refused: they can make a text read otherwise than it is.
fn cleaned(typed: &str, lines: bool) -> Result<String, ErrorCode> {
    let text = typed.trim().replace("\r\n", "\n").replace('\t', " ");
    let refused = |char: char| is_hidden(char) || (char == '\n' && !lines);
    if text.chars().any(refused) {
        Err(ErrorCode::ControlCharacter)
    } else {
        Ok(text)
    }
}

/// Characters that are not seen and can make a text read otherwise than it is: control characters, marks that turn its
/// direction or separate lines, and the byte order mark; also the sign that stands for one of them. Line ends and
/// tabs are none.
pub fn is_hidden(char: char) -> bool {
    (char.is_control() && !matches!(char, '\n' | '\t'))
        || matches!(char, '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}' | HIDDEN)
}

/// Stands where a hidden character was, so that it is seen.
pub const HIDDEN: char = char::REPLACEMENT_CHARACTER;

fn name(text: &str) -> Option<String> {
    let words: Vec<&str> = text.split_whitespace().collect();
    let fits =
        |char: char| char.is_alphabetic() || matches!(char, ' ' | '-' | '\'' | '’' | 'ʼ' | '.');
    let name = words.join(" ");
    (name.chars().all(fits) && name.chars().any(char::is_alphabetic)).then_some(name)
}

fn day(text: &str, today: NaiveDate) -> Result<String, ErrorCode> {
    let date = date(text).ok_or(ErrorCode::Date)?;
    if date > today {
        Err(ErrorCode::DateInFuture)
    } else {
        Ok(date.to_string())
    }
}

/// Reads `31.12.2026` or `2026-12-31`; also with `/` or spaces between.
pub fn date(text: &str) -> Option<NaiveDate> {
    let parts: Vec<&str> = text
        .split(|char: char| char.is_whitespace() || matches!(char, '.' | '/' | '-'))
        .collect();
    let parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    let [first, month, last] = parts.as_slice() else {
        return None;
    };
    let (year, day) = if first.len() == 4 {
        (first, last)
    } else {
        (last, first)
    };
    let number = |part: &str, most: usize| {
        (part.len() <= most && part.bytes().all(|byte| byte.is_ascii_digit()))
            .then(|| part.parse::<u32>().ok())
            .flatten()
    };
    if year.len() != 4 {
        return None;
    }
    let year = i32::try_from(number(year, 4)?).ok()?;
    NaiveDate::from_ymd_opt(year, number(month, 2)?, number(day, 2)?)
        .filter(|date| date.year() >= FIRST_YEAR)
}

/// Whole tenge: `184500`, `184 500`, `184 500 ₸`, `184 500,00`. Tiyn are refused and not rounded: the person
/// decides what the amount is.
pub(crate) fn money(text: &str) -> Result<String, ErrorCode> {
    let lower = text.to_lowercase();
    let mut amount = lower.trim();
    for sign in ["₸", "тг.", "тг", "тенге", "теңге", "kzt"] {
        amount = amount.strip_suffix(sign).unwrap_or(amount).trim_end();
    }
    let (whole, tiyn) = amount.split_once([',', '.']).unwrap_or((amount, "0"));
    let whole: String = whole.chars().filter(|char| !char.is_whitespace()).collect();
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    // Three digits after a comma or dot may be thousands: better asked again than read a thousand times too small.
    if !digits(&whole) || !digits(tiyn) || tiyn.len() > 2 {
        return Err(ErrorCode::Money);
    }
    if tiyn.bytes().any(|byte| byte != b'0') {
        return Err(ErrorCode::MoneyTiyn);
    }
    let whole = whole.trim_start_matches('0');
    match whole.len() {
        0 => Ok("0".to_owned()),
        1..=MOST_MONEY_DIGITS => Ok(whole.to_owned()),
        _ => Err(ErrorCode::MoneyTooMuch),
    }
}

/// `+77011234567`: Kazakhstan's eleven digits however they are grouped, `8` and a missing country code included;
/// other countries with `+`.
fn phone(text: &str) -> Option<String> {
    let plus = text.starts_with('+');
    let separator =
        |char: &char| char.is_whitespace() || matches!(char, '-' | '(' | ')' | '.' | '‑' | '–');
    let digits: String = text
        .chars()
        .skip(usize::from(plus))
        .filter(|char| !separator(char))
        .collect();
    if !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    match (plus, digits.len(), digits.chars().next()?) {
        (true, 11, '7') | (false, 11, '7') => Some(format!("+{digits}")),
        (false, 11, '8') => Some(format!("+7{}", digits.get(1..)?)),
        (false, 10, '6' | '7') => Some(format!("+7{digits}")),
        (true, 8..=15, '1'..='6' | '8' | '9') => Some(format!("+{digits}")),
        _ => None,
    }
}

/// One `@`, something before it and a domain with a dot after it; whether it exists only a letter can tell.
fn email(text: &str) -> Option<String> {
    let (local, domain) = text.split_once('@')?;
    let label = |label: &str| {
        !label.is_empty()
            && label
                .chars()
                .all(|char| char.is_alphanumeric() || char == '-')
            && !label.starts_with('-')
    };
    let in_local = |char: char| char.is_alphanumeric() || "!#$%&'*+/=?^_`{|}~.-".contains(char);
    let good_local =
        !local.is_empty() && local.chars().count() <= 64 && local.chars().all(in_local);
    let good_domain = domain.contains('.') && domain.split('.').all(label);
    (good_local && good_domain).then(|| format!("{local}@{}", domain.to_lowercase()))
}

fn among(field: &Field, text: String) -> Result<String, ErrorCode> {
    if field.options.iter().any(|option| option.id == text) {
        Ok(text)
    } else {
        Err(ErrorCode::NotAnOption)
    }
}

fn id(text: String) -> Result<String, ErrorCode> {
    let fits = text
        .bytes()
        .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.'));
    if fits {
        Ok(text)
    } else {
        Err(ErrorCode::NotAnOption)
    }
}
