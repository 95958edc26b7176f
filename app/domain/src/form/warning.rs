//! What is odd about the answers of a page and still may be right.

use std::collections::BTreeMap;

use super::{
    date::date,
    problem::{ErrorCode, Warning, WarningCode},
};
use crate::{
    iin::{Iin, Sex},
    regulation::{Field, FieldKind, Meaning},
};

/// What a page points out about answers in their kept form: an ИИН that disagrees with the date of birth or the
/// sex on the same page.
pub(super) fn warnings<'a>(
    fields: impl IntoIterator<Item = &'a Field>,
    values: &BTreeMap<String, String>,
) -> Vec<Warning> {
    let fields: Vec<&Field> = fields.into_iter().collect();
    let value = |field: &&Field| values.get(&field.id).map(String::as_str);
    let born = fields
        .iter()
        .find(|field| is_birth_date(field))
        .and_then(value)
        .and_then(date);
    let sex = fields
        .iter()
        .filter(|field| field.kind == FieldKind::Choice)
        .find_map(|field| match value(field) {
            Some("male") => Some(Sex::Male),
            Some("female") => Some(Sex::Female),
            _ => None,
        });
    let mut warnings = Vec::new();
    for field in fields.iter().filter(|field| field.kind == FieldKind::Iin) {
        let warn = |code| Warning {
            field: field.id.clone(),
            code,
        };
        let iin = match value(field).map(Iin::parse) {
            Some(Ok(iin)) => iin,
            Some(Err(error)) if ErrorCode::Iin(error).may_be_confirmed() => {
                warnings.push(warn(WarningCode::IinCheckDigit));
                continue;
            }
            _ => continue,
        };
        warnings.extend(
            born.filter(|born| iin.mismatch(*born))
                .map(|_| warn(WarningCode::IinBirthDate)),
        );
        warnings.extend(
            sex.filter(|sex| iin.mismatch_of_sex(*sex))
                .map(|_| warn(WarningCode::IinSex)),
        );
    }
    warnings
}

fn is_birth_date(field: &Field) -> bool {
    field.kind == FieldKind::Date
        && (field.prefill.as_deref() == Some("person.birth_date")
            || field.means(Meaning::BirthDate))
}
