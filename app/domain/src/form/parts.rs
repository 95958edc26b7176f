//! Answers of several controls: under which keys their parts are posted and saved, and the one text that is read.
//!
//! A part is `<field>.<part>`: a month of a table, an end of a period, a ticked option. What is read and submitted is one
//! text under the id of the field.

use std::collections::BTreeMap;

use chrono::{Datelike, Months, NaiveDate};

use crate::{
    quarter::quarter_before,
    regulation::{Field, FieldKind, MonthsAsked},
};

/// The part of a number that says that it is right although its check digit does not fit.
pub(super) const SURE: &str = "sure";

/// The part of an amount that says of which months it is: the first of them.
const OF: &str = "of";

/// Stands between the parts of an answer.
pub(super) const BETWEEN: char = ';';

/// The first end of a period.
pub const FROM: &str = "from";
/// The other end.
pub const TO: &str = "to";
/// The box of a consent.
pub const GIVEN: &str = "given";
/// Before the id of an option that is ticked.
const HAS: &str = "has-";

/// The part of an option that can be ticked.
pub fn option_part(option: &str) -> String {
    format!("{HAS}{option}")
}

/// The part of a month of a table, `2026-07`.
pub fn month_part(month: NaiveDate) -> String {
    format!("{:04}-{:02}", month.year(), month.month())
}

/// The first days of the three months that a table asks for.
pub fn months_asked(field: &Field, today: NaiveDate) -> [NaiveDate; 3] {
    let first = match field.months {
        MonthsAsked::QuarterBefore => quarter_before(today).0,
        MonthsAsked::ThreeBefore => {
            let this = today.with_day(1).unwrap_or(today);
            this.checked_sub_months(Months::new(3)).unwrap_or(this)
        }
    };
    [0, 1, 2].map(|n| first.checked_add_months(Months::new(n)).unwrap_or(first))
}

/// The key of the months that an amount is of, beside its own key.
pub fn of_key(field: &str) -> String {
    format!("{field}.{OF}")
}

/// Whether an answer of a page was given for other months than those that are asked for today. Of which months it is, is known
/// since it is kept; an older answer is asked again.
pub fn is_of_other_months(
    field: &Field,
    page: &BTreeMap<String, String>,
    today: NaiveDate,
) -> bool {
    let is_blank = |value: &String| value.trim().is_empty();
    let asked = months_asked(field, today).map(month_part);
    match field.kind {
        FieldKind::Money if field.of_months => {
            page.get(&field.id).is_some_and(|value| !is_blank(value))
                && page.get(&of_key(&field.id)) != asked.first()
        }
        FieldKind::MonthTable => {
            let given = typed(field, page);
            let given: Vec<(&str, &str)> = given
                .split(BETWEEN)
                .filter_map(|part| part.split_once('='))
                .filter(|(_, amount)| !amount.trim().is_empty())
                .collect();
            let is_asked = |month: &str| asked.iter().any(|one| one == month);
            !given.is_empty() && !given.iter().any(|(month, _)| is_asked(month))
        }
        _ => false,
    }
}

/// Whether a key below the id of a field belongs to its answer.
pub(super) fn is_part(field: &Field, part: &str) -> bool {
    match field.kind {
        FieldKind::Iin => part == SURE,
        FieldKind::Money => field.of_months && part == OF,
        FieldKind::Period => part == FROM || part == TO,
        FieldKind::Consent => part == GIVEN,
        FieldKind::MultiChoice => part.starts_with(HAS),
        FieldKind::MonthTable => part.len() == 7 && part.as_bytes().get(4) == Some(&b'-'),
        _ => false,
    }
}

/// Of the answers of a page those of one field: its own and its parts, by the keys of the page.
pub fn posted(field: &Field, page: &BTreeMap<String, String>) -> BTreeMap<String, String> {
    let prefix = format!("{}.", field.id);
    let below = page.range(prefix.clone()..);
    let below = below.take_while(|(key, _)| key.starts_with(&prefix));
    let parts = below.filter(|(key, _)| is_part(field, &key[prefix.len()..]));
    let own = page.get_key_value(&field.id);
    own.into_iter()
        .chain(parts)
        .map(|(key, value)| (key.clone(), value.clone()))
        .collect()
}

/// The text of a field's answer on a page: of its parts where it has some, else its own.
pub fn typed(field: &Field, page: &BTreeMap<String, String>) -> String {
    let own = || page.get(&field.id).cloned().unwrap_or_default();
    if !has_parts(field.kind) {
        return own();
    }
    let prefix = format!("{}.", field.id);
    let parts: BTreeMap<String, String> = posted(field, page)
        .into_iter()
        .filter_map(|(key, value)| {
            let part = key.strip_prefix(&prefix)?.to_owned();
            Some((part, value.replace(BETWEEN, " ")))
        })
        .collect();
    let given = |part: &str| {
        let value = parts.get(part).map(|value| value.trim());
        match field.kind {
            // A box posts one value when it is ticked, and nothing else ticks it.
            FieldKind::Consent | FieldKind::MultiChoice => value == Some("yes"),
            _ => value.is_some_and(|value| !value.is_empty()),
        }
    };
    if !parts.keys().any(|part| given(part)) {
        return own();
    }
    let text = match field.kind {
        FieldKind::Consent => vec!["yes".to_owned()],
        FieldKind::Period => [FROM, TO]
            .map(|end| parts.get(end).cloned().unwrap_or_default())
            .to_vec(),
        FieldKind::MultiChoice => {
            let options = field.options.iter().map(|option| option.id.clone());
            options.filter(|id| given(&option_part(id))).collect()
        }
        _ => parts
            .iter()
            .map(|(month, amount)| format!("{month}={amount}"))
            .collect(),
    };
    text.join(&BETWEEN.to_string())
}

/// Whether the answer is given in several controls.
pub const fn has_parts(kind: FieldKind) -> bool {
    matches!(
        kind,
        FieldKind::Period | FieldKind::Consent | FieldKind::MultiChoice | FieldKind::MonthTable
    )
}
