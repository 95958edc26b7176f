//! What people entered: the whole form of the applicant and what an official enters at a step, checked with the
//! same rules of [`crate::form`].

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::{
    command::{CaseFacts, Complete},
    decision::GroundTaken,
    rejection::Rejection,
    state::CaseState,
};
use crate::{
    condition::{Facts, Truth},
    form::{self, Answers, ErrorCode, FieldError, FormCheck, FormProblem, validate},
    regulation::{Field, FieldKind, Outcome, Regulation},
};

/// The checked answers of the whole form.
pub(super) fn of_form(check: &FormCheck<'_>) -> Result<BTreeMap<String, String>, Rejection> {
    let whole = check.whole();
    let problems = whole.problems.into_iter();
    let errors: Vec<FieldError> = problems
        .filter_map(|problem| match problem {
            FormProblem::Answer { page, error } if error.field == page.topic.id => Some(error),
            FormProblem::Answer { page, error } => Some(FieldError {
                field: page.key(&error.field),
                ..error
            }),
            FormProblem::OpenGroup(_) => None,
        })
        .collect();
    if errors.is_empty() {
        Ok(whole.checked)
    } else {
        Err(Rejection::Inputs(errors))
    }
}

/// Checks the answers whose choices stand in the regulation and not in the field.
fn listed<'a>(
    fields: impl IntoIterator<Item = &'a Field>,
    values: BTreeMap<String, String>,
    regulation: &Regulation,
    grounds: &[GroundTaken],
) -> Result<BTreeMap<String, String>, Vec<FieldError>> {
    let is_listed = |field: &Field, value: &str| match field.kind {
        FieldKind::Ground => grounds.iter().any(|ground| ground.id == *value),
        FieldKind::Office => regulation.office(value).is_some(),
        _ => true,
    };
    let fields = fields.into_iter();
    let unlisted = fields.filter(|field| {
        values
            .get(&field.id)
            .is_some_and(|value| !is_listed(field, value))
    });
    let wrong = |field: &Field| FieldError {
        field: field.id.clone(),
        code: ErrorCode::NotAnOption,
    };
    let errors: Vec<FieldError> = unlisted.map(wrong).collect();
    if errors.is_empty() {
        Ok(values)
    } else {
        Err(errors)
    }
}

pub(super) fn today(facts: &CaseFacts<'_>) -> NaiveDate {
    facts.calendar.local(facts.now).date_naive()
}

/// What an official entered at a step.
pub(super) struct Entered {
    pub(super) inputs: BTreeMap<String, String>,
    pub(super) comment: Option<String>,
}

/// The checked inputs of a step.
pub(super) fn at_step(
    app: &CaseState,
    regulation: &Regulation,
    (fields, grounds): (&[&Field], &[GroundTaken]),
    command: &Complete,
    facts: &CaseFacts<'_>,
) -> Result<Entered, Rejection> {
    let known = self::facts(app, regulation);
    let bound = bound(app, fields, facts);
    let fields = || bound.iter();
    let inputs = validate(fields(), &command.inputs, &known, today(facts));
    let inputs = inputs.and_then(|inputs| listed(fields(), inputs, regulation, grounds));
    let comment = command.comment.as_deref().unwrap_or_default();
    let comment = remark("comment", comment, facts);
    match (inputs, comment) {
        (Ok(inputs), Ok(comment)) => Ok(Entered {
            inputs,
            comment: Some(comment).filter(|text| !text.is_empty()),
        }),
        (inputs, comment) => {
            let errors = [inputs.err(), comment.err()];
            Err(Rejection::Inputs(
                errors.into_iter().flatten().flatten().collect(),
            ))
        }
    }
}

/// The fields with the bound that the day of this application sets them.
fn bound(app: &CaseState, fields: &[&Field], facts: &CaseFacts<'_>) -> Vec<Field> {
    let applied = facts.calendar.local(app.submitted_at).date_naive();
    let since = today(facts).signed_duration_since(applied).num_days();
    let since = u32::try_from(since).unwrap_or_default();
    let fields = fields.iter().map(|field| match field.since_application {
        true => Field {
            days_back: Some(field.days_back.map_or(since, |own| own.min(since))),
            ..(*field).clone()
        },
        false => (*field).clone(),
    });
    fields.collect()
}

/// What the answers of the form say.
pub(super) fn facts(app: &CaseState, regulation: &Regulation) -> Facts {
    let answers = Answers(app.answers.clone());
    form::facts(regulation, app.channel, &answers)
}

/// Whether the answers of the form allow an outcome: only what they exclude is not to be chosen.
pub(super) fn allow(app: &CaseState, regulation: &Regulation, outcome: &Outcome) -> bool {
    let known = facts(app, regulation);
    let when = outcome.when.as_ref();
    when.is_none_or(|when| when.check(&known) != Truth::NotMet)
}

/// What somebody says in words, if anything, checked.
pub(super) fn words(text: &str, facts: &CaseFacts<'_>) -> Result<Option<String>, Rejection> {
    let text = remark("comment", text, facts).map_err(Rejection::Inputs)?;
    Ok(Some(text).filter(|text| !text.is_empty()))
}

/// The reason that an official gives, checked.
pub(super) fn reason(text: &str, facts: &CaseFacts<'_>) -> Result<String, Rejection> {
    let reason = remark("reason", text, facts).map_err(Rejection::Inputs)?;
    if reason.is_empty() {
        Err(Rejection::ReasonMissing)
    } else {
        Ok(reason)
    }
}

/// A text of several lines that no regulation describes.
fn remark(id: &str, text: &str, facts: &CaseFacts<'_>) -> Result<String, Vec<FieldError>> {
    let field = Field {
        required: false,
        ..Field::plain(id, FieldKind::LongText)
    };
    let values = BTreeMap::from([(id.to_owned(), text.to_owned())]);
    let checked = validate([&field], &values, &Facts::default(), today(facts))?;
    Ok(checked.get(id).cloned().unwrap_or_default())
}
