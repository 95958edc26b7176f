//! What is odd about the answers of a page and still may be right.

use std::collections::BTreeMap;

use chrono::{Months, NaiveDate};

use super::{
    answers::Answers,
    compound::ends_of,
    date::date,
    problem::{ErrorCode, Warning, WarningCode},
};
use crate::{
    iin::{Iin, Sex},
    regulation::{Age, Field, FieldKind, ListedRows, Meaning, Topic},
};

/// From how many years on somebody is no child.
const ADULT: u32 = 18;

/// What a page points out about answers in their kept form: a period that is very long, an ИИН that disagrees with the date
/// of birth or the sex on the same page, or with the age of whoever is meant; a date of birth that does.
pub(super) fn warnings<'a>(
    fields: impl IntoIterator<Item = &'a Field>,
    values: &BTreeMap<String, String>,
    today: NaiveDate,
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
    let said = fields.iter().find_map(|field| {
        let chosen = value(field)?;
        let mut options = field.options.iter();
        options.find(|option| option.id == *chosen)?.age
    });
    let periods = fields
        .iter()
        .filter(|field| field.kind == FieldKind::Period);
    let long = periods.filter(|field| {
        let ends = value(field).and_then(ends_of);
        ends.is_some_and(|(from, to)| is_long(from, to))
    });
    let long = long.map(|field| (field, WarningCode::PeriodLong));
    let young = fields.iter().filter(|field| {
        let born = value(field).and_then(date);
        field.kind == FieldKind::Date && born.is_some_and(|born| is_too_young(field, born, today))
    });
    let young = young.map(|field| (field, WarningCode::BirthDateChild));
    let mut warnings: Vec<Warning> = long
        .chain(young)
        .map(|(field, code)| Warning {
            field: field.id.clone(),
            code,
        })
        .collect();
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
        let age = field.age.or(said);
        warnings.extend(age.and_then(|age| other_age(&iin, age, today)).map(warn));
    }
    warnings
}

/// The numbers of a page that leave out somebody whom one of `lists` has.
pub(super) fn fewer_than_listed<'a>(
    page: &Topic,
    values: &BTreeMap<String, String>,
    (lists, answers): (impl Iterator<Item = &'a Topic>, &Answers),
) -> Vec<Warning> {
    let lists: Vec<&Topic> = lists.collect();
    let fields = page.fields.iter().filter_map(|field| {
        let listed = listed(field.includes.as_ref()?, &lists, answers);
        let number: usize = values.get(&field.id)?.parse().ok()?;
        (number < listed).then(|| Warning {
            field: field.id.clone(),
            code: WarningCode::FewerThanListed,
        })
    });
    fields.collect()
}

fn listed(rows: &ListedRows, lists: &[&Topic], answers: &Answers) -> usize {
    let chosen = lists.iter().flat_map(|topic| {
        let fields = topic.fields.iter().filter(|field| field.id == rows.field);
        fields.flat_map(|field| {
            let members = answers.members(&topic.id).into_iter();
            members.map(|member| answers.typed(topic, Some(&member), field))
        })
    });
    chosen.filter(|said| rows.options.contains(said)).count()
}

/// No act and no page names a longer period than that of a permit of the first category: three years (the rules of issue,
/// point 12). What is longer may be a slip of the keyboard.
const USUAL_YEARS: u32 = 3;

/// Whether a period is longer than any that is usual.
pub fn is_long(from: NaiveDate, to: NaiveDate) -> bool {
    let last = from.checked_add_months(Months::new(12 * USUAL_YEARS));
    last.is_some_and(|last| to > last)
}

/// That the number tells another age, if it tells one.
fn other_age(iin: &Iin, meant: Age, today: NaiveDate) -> Option<WarningCode> {
    let years = today.years_since(iin.birth_date()?).unwrap_or_default();
    match meant {
        Age::Child => (years >= ADULT).then_some(WarningCode::IinAdult),
        Age::Adult => (years < ADULT).then_some(WarningCode::IinChild),
    }
}

fn is_too_young(field: &Field, born: NaiveDate, today: NaiveDate) -> bool {
    let years = today.years_since(born).unwrap_or_default();
    field.age == Some(Age::Adult) && years < ADULT
}

fn is_birth_date(field: &Field) -> bool {
    field.kind == FieldKind::Date
        && (field.prefill.as_deref() == Some("person.birth_date")
            || field.means(Meaning::BirthDate))
}
