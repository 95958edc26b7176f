//! The fields of one page or step.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use super::{
    answers::sure_key,
    compound::months_of,
    facts::{is_asked, learn},
    parts::{is_of_other_months, month_part, months_asked, of_key, typed},
    problem::{ErrorCode, FieldError},
    value::normalise,
};
use crate::{
    condition::Facts,
    iin::Iin,
    regulation::{Field, FieldKind},
};

/// Checks the answers of one page or step, keyed by the ids of the fields, and returns them in their kept form,
/// without the blank ones. A field whose condition does not hold is skipped and its answer dropped; the facts
/// that earlier fields of the page set count at once. Keys that no field has are ignored ([`unknown`]).
pub fn validate<'a>(
    fields: impl IntoIterator<Item = &'a Field>,
    answers: &BTreeMap<String, String>,
    facts: &Facts,
    today: NaiveDate,
) -> Result<BTreeMap<String, String>, Vec<FieldError>> {
    let mut facts = facts.clone();
    let (mut values, mut errors) = (BTreeMap::new(), Vec::new());
    let mut numbers = BTreeSet::new();
    for field in fields {
        let asked = is_asked(field, &facts);
        let typed = match asked {
            true => typed(field, answers),
            false => String::new(),
        };
        let read = normalise(field, &typed, today);
        let read = read.and_then(|value| of_these_months(field, value, today));
        let read = match asked && field.of_months && is_of_other_months(field, answers, today) {
            true => read.and(Err(ErrorCode::OtherMonths)),
            false => read,
        };
        let read = read.or_else(|code| confirmed(field, answers, code));
        learn(&mut facts, field, read.as_deref().unwrap_or_default());
        if read
            .as_deref()
            .is_ok_and(|value| is_confirmed(field, answers, value))
        {
            let sure = sure_key(&field.id);
            values.extend(answers.get(&sure).map(|value| (sure, value.clone())));
        }
        match read {
            Ok(value) if !value.is_empty() => {
                let of = of_key(&field.id);
                let months = answers.get(&of).filter(|_| field.of_months);
                values.extend(months.map(|months| (of, months.clone())));
                // Each field asks for another person.
                if field.kind == FieldKind::Iin && !numbers.insert(value.clone()) {
                    errors.push(FieldError {
                        field: field.id.clone(),
                        code: ErrorCode::IinTwice,
                    });
                }
                values.insert(field.id.clone(), value);
            }
            Ok(_) if asked && field.required => errors.push(FieldError {
                field: field.id.clone(),
                code: ErrorCode::Required,
            }),
            Ok(_) => {}
            Err(code) => errors.push(FieldError {
                field: field.id.clone(),
                code,
            }),
        }
    }
    if errors.is_empty() {
        Ok(values)
    } else {
        Err(errors)
    }
}

/// A table of other months than those that are asked for today is not the answer: the quarter has changed.
fn of_these_months(field: &Field, value: String, today: NaiveDate) -> Result<String, ErrorCode> {
    if field.kind != FieldKind::MonthTable || value.is_empty() {
        return Ok(value);
    }
    let asked = months_asked(field, today).map(month_part);
    let given = months_of(&value).into_iter().map(|(month, _)| month);
    if given.eq(asked.iter().map(String::as_str)) {
        Ok(value)
    } else {
        Err(ErrorCode::MonthMissing)
    }
}

/// A refused number of somebody else than the applicant that was confirmed. Some were issued with a check digit that does
/// not fit (their own number people have in an account, where registers know it).
fn confirmed(
    field: &Field,
    answers: &BTreeMap<String, String>,
    code: ErrorCode,
) -> Result<String, ErrorCode> {
    let digits = answers
        .get(&field.id)
        .and_then(|typed| Iin::digits(typed).ok());
    digits
        .filter(|digits| code.may_be_confirmed() && is_confirmed(field, answers, digits))
        .ok_or(code)
}

fn is_confirmed(field: &Field, answers: &BTreeMap<String, String>, digits: &str) -> bool {
    field.kind == FieldKind::Iin
        && !field.is_identity()
        && answers
            .get(&sure_key(&field.id))
            .is_some_and(|sure| sure == digits)
}

/// Keys that no field of the page has.
pub fn unknown<'a>(
    fields: impl IntoIterator<Item = &'a Field>,
    answers: &BTreeMap<String, String>,
) -> Vec<String> {
    let known: Vec<&str> = fields.into_iter().map(|field| field.id.as_str()).collect();
    answers
        .keys()
        .filter(|key| !known.contains(&key.as_str()))
        .cloned()
        .collect()
}
