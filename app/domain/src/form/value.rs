//! What a person typed into one field, read as people write it and kept in one way.

use chrono::NaiveDate;
use email_address::{EmailAddress, Options};

use super::{alphabet, compound, date, letters, money::money, problem::ErrorCode};
use crate::{
    bin::Bin,
    clean, iban,
    iin::Iin,
    regulation::{Field, FieldKind},
};

/// No field asks for more digits after the comma.
const MOST_DECIMALS: usize = 6;

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
        FieldKind::Iin
        | FieldKind::Bin
        | FieldKind::Iban
        | FieldKind::Date
        | FieldKind::Money
        | FieldKind::Number
        | FieldKind::Phone => 40,
        FieldKind::Period | FieldKind::MonthTable => 200,
        FieldKind::MultiChoice => 4000,
        FieldKind::Classifier => 200,
        FieldKind::Choice
        | FieldKind::YesNo
        | FieldKind::Consent
        | FieldKind::Office
        | FieldKind::Staff
        | FieldKind::Ground => 100,
    }
}

/// Reads an answer. A blank one is empty; whether it may be is not decided here.
///
/// Dates become `2026-12-31`, amounts digits only, telephones `+77011234567`, ИИН twelve digits.
pub fn normalise(field: &Field, typed: &str, today: NaiveDate) -> Result<String, ErrorCode> {
    let latest = match field.ahead {
        true => NaiveDate::MAX,
        false => today,
    };
    let text = read(field.kind, longest(field), typed, latest)?;
    match field.kind {
        _ if text.is_empty() => Ok(text),
        FieldKind::Date => date::within(field, text, today),
        FieldKind::Choice => among(field, text),
        FieldKind::Money => compound::within(field, text),
        FieldKind::Number => compound::within(field, compound::number(&text, field.decimals)?),
        FieldKind::Period => compound::period(field, &text),
        FieldKind::MultiChoice => compound::options(field, &text),
        FieldKind::Classifier => compound::classified(field, &text),
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
    let text = cleaned(kind, typed);
    if text.chars().count() > most {
        return Err(ErrorCode::TooLong { most });
    }
    if text.is_empty() {
        return Ok(text);
    }
    match kind {
        FieldKind::Name => name(&text),
        FieldKind::Iin => Iin::parse(&text).map(String::from).map_err(ErrorCode::Iin),
        FieldKind::Date => date::past_day(&text, today),
        FieldKind::Money => money(&text),
        FieldKind::Bin => Bin::parse(&text).map(String::from).map_err(ErrorCode::Bin),
        FieldKind::Iban => iban::parse(&text).map_err(ErrorCode::Iban),
        FieldKind::Number => compound::number(&text, MOST_DECIMALS),
        FieldKind::MonthTable => compound::month_table(&text),
        FieldKind::Consent if text != "yes" => Err(ErrorCode::NotAnOption),
        FieldKind::Phone => phone(&text).ok_or(ErrorCode::Phone),
        FieldKind::Email => email(&text),
        FieldKind::YesNo if !matches!(text.as_str(), "yes" | "no") => Err(ErrorCode::NotAnOption),
        _ => Ok(text),
    }
}

/// How many characters of an answer count against its limit; a line break is one.
pub fn length(kind: FieldKind, typed: &str) -> usize {
    cleaned(kind, typed).chars().count()
}

fn cleaned(kind: FieldKind, typed: &str) -> String {
    match kind {
        FieldKind::LongText => clean::lines(typed),
        _ => clean::one_line(typed),
    }
}

fn name(text: &str) -> Result<String, ErrorCode> {
    let whole = letters::composed(text);
    let words: Vec<&str> = whole.split_whitespace().collect();
    let fits = |char: char| {
        alphabet::may_stand_in_name(char) || matches!(char, ' ' | '-' | '\'' | '’' | 'ʼ' | '.')
    };
    let name = words.join(" ");
    if !name.chars().all(fits) || !name.chars().any(char::is_alphabetic) {
        return Err(ErrorCode::Name);
    }
    match letters::mixed(&name) {
        None => Ok(name),
        Some(letters::Mixed { letters, odd, .. }) => Err(ErrorCode::NameMixed { letters, odd }),
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

/// An address by the standards of mail, with a dot in its domain; whether it exists only a letter can tell.
fn email(text: &str) -> Result<String, ErrorCode> {
    if let Some(letters) = letters::foreign_in_address(text) {
        return Err(ErrorCode::EmailLetters { letters });
    }
    let options = Options::default()
        .with_required_tld()
        .without_domain_literal()
        .without_display_text();
    let address = EmailAddress::parse_with_options(text, options).map_err(|_| ErrorCode::Email)?;
    let (local, domain) = (address.local_part(), address.domain());
    Ok(format!("{local}@{}", domain.to_lowercase()))
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
