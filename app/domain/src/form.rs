//! The answers of a form: read as people write, checked field by field, the same code in the browser and on the
//! server.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::{
    condition::Facts,
    iin::{Iin, IinError, Sex},
    regulation::{Field, FieldKind, Topic},
};

mod answers;
mod value;

pub use answers::{Answers, member_key};
pub(crate) use value::money;
pub use value::{HIDDEN, date, is_hidden, longest, normalise, read, usual_length};

/// Why an answer is refused. The page has a text for each [`ErrorCode::key`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ErrorCode {
    /// Nothing was entered.
    Required,
    /// More characters than allowed.
    TooLong {
        /// How many are allowed.
        most: usize,
    },
    /// Characters that are not text.
    ControlCharacter,
    /// No name: digits or signs.
    Name,
    /// No ИИН.
    Iin(IinError),
    /// No date.
    Date,
    /// A date after today.
    DateInFuture,
    /// No amount.
    Money,
    /// Tiyn, where whole tenge are asked for.
    MoneyTiyn,
    /// An amount that cannot be.
    MoneyTooMuch,
    /// No telephone number.
    Phone,
    /// No e-mail address.
    Email,
    /// None of the answers to choose from.
    NotAnOption,
    /// More members of a repeating topic than allowed.
    TooMany {
        /// How many are allowed.
        most: usize,
    },
}

impl ErrorCode {
    /// The code in kebab case, for the key of its text.
    pub const fn key(self) -> &'static str {
        match self {
            ErrorCode::Required => "required",
            ErrorCode::TooLong { .. } => "too-long",
            ErrorCode::ControlCharacter => "control-character",
            ErrorCode::Name => "name",
            ErrorCode::Iin(IinError::Length) => "iin-length",
            ErrorCode::Iin(IinError::NotDigits) => "iin-not-digits",
            ErrorCode::Iin(IinError::CheckDigit) => "iin-check-digit",
            ErrorCode::Iin(IinError::NotIssued) => "iin-not-issued",
            ErrorCode::Date => "date",
            ErrorCode::DateInFuture => "date-in-future",
            ErrorCode::Money => "money",
            ErrorCode::MoneyTiyn => "money-tiyn",
            ErrorCode::MoneyTooMuch => "money-too-much",
            ErrorCode::Phone => "phone",
            ErrorCode::Email => "email",
            ErrorCode::NotAnOption => "not-an-option",
            ErrorCode::TooMany { .. } => "too-many",
        }
    }
}

/// A refused answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FieldError {
    /// The field's id, or its key in the whole form.
    pub field: String,
    /// Why.
    pub code: ErrorCode,
}

/// What a page points out without refusing it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum WarningCode {
    /// The ИИН tells another date of birth.
    IinBirthDate,
    /// The ИИН tells another sex.
    IinSex,
}

impl WarningCode {
    /// The code in kebab case, for the key of its text.
    pub const fn key(self) -> &'static str {
        match self {
            WarningCode::IinBirthDate => "iin-birth-date",
            WarningCode::IinSex => "iin-sex",
        }
    }
}

/// An answer that deserves a second look.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Warning {
    /// The field's id.
    pub field: String,
    /// Why.
    pub code: WarningCode,
}

/// How far a topic is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Completeness {
    /// No answer.
    NotStarted,
    /// Something is missing or wrong.
    InProgress,
    /// Everything is there.
    Done,
}

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
    for field in fields {
        let asked = is_asked(field, &facts);
        let typed = if asked {
            answers.get(&field.id).map_or("", String::as_str)
        } else {
            ""
        };
        let read = normalise(field, typed, today);
        learn(&mut facts, field, read.as_deref().unwrap_or_default());
        match read {
            Ok(value) if !value.is_empty() => {
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

/// Whether a field is shown and asked, by the facts.
pub fn is_asked(field: &Field, facts: &Facts) -> bool {
    field.when.as_ref().is_none_or(|when| when.holds(facts))
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

/// What a page points out about answers in their kept form: an ИИН that disagrees with the date of birth or the
/// sex on the same page.
pub fn warnings<'a>(
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
        let Some(Ok(iin)) = value(field).map(Iin::parse) else {
            continue;
        };
        let warn = |code| Warning {
            field: field.id.clone(),
            code,
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
        && (field.prefill.as_deref() == Some("person.birth_date") || field.id == "birth-date")
}

/// What the answers of a form say for conditions: the facts of fields outside repeating topics that are asked
/// and whose answer can be read.
pub fn facts_of<'a>(
    topics: impl IntoIterator<Item = &'a Topic>,
    answers: &BTreeMap<String, String>,
) -> Facts {
    let mut facts = Facts::default();
    for field in topics
        .into_iter()
        .filter(|topic| !topic.repeats)
        .flat_map(|topic| &topic.fields)
    {
        let typed = answers
            .get(&field.id)
            .filter(|_| is_asked(field, &facts))
            .map_or("", String::as_str);
        let value = normalise(field, typed, NaiveDate::MAX).unwrap_or_default();
        learn(&mut facts, field, &value);
    }
    facts
}

/// Records what a field says; a field without a readable answer says nothing, also not what it said before.
fn learn(facts: &mut Facts, field: &Field, value: &str) {
    if let Some(fact) = &field.fact {
        if value.is_empty() {
            facts.0.remove(fact);
        } else {
            facts.set(fact, value);
        }
    }
}

/// How far a topic is. A repeating topic without members is done once that was said ([`Answers::close_group`]).
pub fn complete(topic: &Topic, answers: &Answers, facts: &Facts, today: NaiveDate) -> Completeness {
    let done = |n| validate(&topic.fields, &answers.page(topic, n), facts, today).is_ok();
    if topic.repeats {
        return match answers.members(&topic.id) {
            0 if answers.is_group_closed(&topic.id) => Completeness::Done,
            0 => Completeness::NotStarted,
            members if (1..=members).all(|n| done(Some(n))) => Completeness::Done,
            _ => Completeness::InProgress,
        };
    }
    let started = topic
        .fields
        .iter()
        .any(|field| answers.get(&field.id).is_some());
    match (done(None), started) {
        (true, true) => Completeness::Done,
        // Nothing in it is required or asked.
        (true, false) if !topic.fields.iter().any(|field| is_asked(field, facts)) => {
            Completeness::Done
        }
        (_, false) => Completeness::NotStarted,
        (false, true) => Completeness::InProgress,
    }
}
