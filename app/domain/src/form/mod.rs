//! The answers of a form: read as people write, checked field by field, the same code in the browser and on the
//! server.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use crate::{
    condition::Facts,
    iin::{Iin, Sex},
    regulation::{Field, FieldKind, Topic},
};

mod alphabet;
mod answers;
mod clean;
mod date;
mod letters;
mod problem;
mod value;

pub use alphabet::Alphabet;
pub use answers::{Answers, MemberId, Membership, member_key};
pub use clean::{is_invisible, one_line, visible};
pub use date::{date, read_date};
pub use letters::{Letters, names_agree, repaired_name, shape};
pub use problem::{Completeness, ErrorCode, FieldError, Warning, WarningCode};
pub(crate) use value::money;
pub use value::{length, longest, normalise, read, usual_length};

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
        let typed = if asked {
            answers.get(&field.id).map_or("", String::as_str)
        } else {
            ""
        };
        let read = normalise(field, typed, today);
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

/// The key under which a person says that a number is right although its check digit does not fit: the number itself, so
/// that another number needs another word.
pub fn sure_key(field: &str) -> String {
    format!("{field}.sure")
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

/// Checks one page of a form: each answer by itself ([`validate`]), and in a topic that repeats, that nobody is given
/// twice.
pub fn check_page(
    topics: &[Topic],
    topic: &Topic,
    member: Option<&MemberId>,
    answers: &Answers,
    facts: &Facts,
    today: NaiveDate,
) -> Result<BTreeMap<String, String>, Vec<FieldError>> {
    let checked = validate(&topic.fields, &answers.page(topic, member), facts, today);
    let again = member.map_or_else(Vec::new, |member| {
        given_twice(topics, topic, member, answers)
    });
    match checked {
        Ok(values) if again.is_empty() => Ok(values),
        Ok(_) => Err(again),
        Err(mut errors) => {
            errors.extend(again);
            Err(errors)
        }
    }
}

/// The numbers of a member that another member or the applicant has: counted twice, they would halve an income a head.
fn given_twice(
    topics: &[Topic],
    topic: &Topic,
    member: &MemberId,
    answers: &Answers,
) -> Vec<FieldError> {
    let digits = |key: &str| Iin::digits(answers.get(key)?).ok();
    let own: Vec<String> = topics
        .iter()
        .filter(|other| !other.repeats)
        .flat_map(|other| &other.fields)
        .filter(|field| field.kind == FieldKind::Iin && field.is_identity())
        .filter_map(|field| digits(&field.id))
        .collect();
    let mut errors = Vec::new();
    for field in topic
        .fields
        .iter()
        .filter(|field| field.kind == FieldKind::Iin)
    {
        let of = |member: &MemberId| digits(&member_key(&topic.id, member, &field.id));
        let Some(number) = of(member) else { continue };
        let mut others = answers.members(&topic.id).into_iter();
        let code = if own.contains(&number) {
            ErrorCode::IinOwn
        } else if others.any(|other| other != *member && of(&other).as_ref() == Some(&number)) {
            ErrorCode::IinTwice
        } else {
            continue;
        };
        errors.push(FieldError {
            field: field.id.clone(),
            code,
        });
    }
    errors
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
pub fn complete(
    topics: &[Topic],
    topic: &Topic,
    answers: &Answers,
    facts: &Facts,
    today: NaiveDate,
) -> Completeness {
    let done = |member| check_page(topics, topic, member, answers, facts, today).is_ok();
    if topic.repeats {
        let members = answers.members(&topic.id);
        return match members.as_slice() {
            [] if answers.is_group_closed(&topic.id) => Completeness::Done,
            [] => Completeness::NotStarted,
            members if members.iter().all(|member| done(Some(member))) => Completeness::Done,
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
