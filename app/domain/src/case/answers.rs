//! What people entered: the whole form of the applicant and what an official enters at a step, checked with the
//! same rules of [`crate::form`].

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::{
    command::{CaseFacts, Complete},
    graph::Graph,
    rejection::Rejection,
    state::CaseState,
};
use crate::{
    condition::Facts,
    form::{Answers, ErrorCode, FieldError, MemberId, check_page, facts_of, member_key, validate},
    income::per_capita,
    regulation::{ChannelKind, Field, FieldKind, Ground, Regulation, Step, Topic},
    text::Text,
};

/// What the answers of a form say about the applicant, for the conditions of the regulation.
pub fn facts(
    regulation: &Regulation,
    channel: ChannelKind,
    answers: &BTreeMap<String, String>,
) -> Facts {
    let mut facts = facts_of(&regulation.topics, answers);
    facts.set("channel", channel.id());
    if let Some(income) = per_capita(regulation, &Answers(answers.clone())) {
        facts.set("income.total", income.total.to_string());
        facts.set("income.family", income.members.to_string());
        facts.set("income.per_capita", income.per_month.to_string());
    }
    facts
}

/// The checked answers of the whole form.
pub(super) fn of_form(
    regulation: &Regulation,
    answers: &BTreeMap<String, String>,
    known: &Facts,
    facts: &CaseFacts<'_>,
) -> Result<BTreeMap<String, String>, Rejection> {
    let answers = Answers(answers.clone());
    let mut checked = BTreeMap::new();
    let mut errors = Vec::new();
    for topic in &regulation.topics {
        let members = answers.members(&topic.id);
        if let Some(most) = topic
            .most
            .filter(|most| topic.repeats && members.len() > *most)
        {
            errors.push(FieldError {
                field: topic.id.clone(),
                code: ErrorCode::TooMany { most },
            });
            continue;
        }
        let pages: Vec<Option<&MemberId>> = if topic.repeats {
            members.iter().map(Some).collect()
        } else {
            vec![None]
        };
        for member in pages {
            let key =
                |id: String| member.map_or(id.clone(), |member| member_key(&topic.id, member, &id));
            match page(topic, member, &answers, regulation, known, facts) {
                Ok(values) => {
                    checked.extend(values.into_iter().map(|(id, value)| (key(id), value)))
                }
                Err(wrong) => errors.extend(wrong.into_iter().map(|error| FieldError {
                    field: key(error.field),
                    ..error
                })),
            }
        }
    }
    if errors.is_empty() {
        Ok(checked)
    } else {
        Err(Rejection::Inputs(errors))
    }
}

fn page(
    topic: &Topic,
    member: Option<&MemberId>,
    answers: &Answers,
    regulation: &Regulation,
    known: &Facts,
    facts: &CaseFacts<'_>,
) -> Result<BTreeMap<String, String>, Vec<FieldError>> {
    let topics = &regulation.topics;
    let values = check_page(topics, topic, member, answers, known, today(facts))?;
    listed(&topic.fields, values, regulation, None)
}

/// Checks the answers whose choices stand in the regulation and not in the field.
fn listed<'a>(
    fields: impl IntoIterator<Item = &'a Field>,
    values: BTreeMap<String, String>,
    regulation: &Regulation,
    step: Option<&Step>,
) -> Result<BTreeMap<String, String>, Vec<FieldError>> {
    let here = |ground: &Ground| {
        ground.steps.is_empty() || step.is_some_and(|step| ground.steps.contains(&step.id))
    };
    let is_listed = |field: &Field, value: &str| match field.kind {
        FieldKind::Ground => regulation.ground(value).is_some_and(here),
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

fn today(facts: &CaseFacts<'_>) -> NaiveDate {
    facts.calendar.local(facts.now).date_naive()
}

/// What an official entered at a step.
pub(super) struct Entered {
    pub(super) inputs: BTreeMap<String, String>,
    pub(super) comment: Option<String>,
}

/// The checked inputs of a step for the outcome chosen.
pub(super) fn at_step(
    app: &CaseState,
    graph: &Graph<'_>,
    step: &Step,
    command: &Complete,
    facts: &CaseFacts<'_>,
) -> Result<Entered, Rejection> {
    let regulation = graph.regulation;
    let known = self::facts(regulation, app.channel, &app.answers);
    let fields = || step.inputs_for(&command.outcome);
    let inputs = validate(fields(), &command.inputs, &known, today(facts));
    let inputs = inputs.and_then(|inputs| listed(fields(), inputs, regulation, Some(step)));
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
        id: id.to_owned(),
        kind: FieldKind::LongText,
        label: Text::default(),
        hint: None,
        required: false,
        when: None,
        options: Vec::new(),
        longest: None,
        prefill: None,
        fact: None,
        role: None,
        outcomes: Vec::new(),
    };
    let values = BTreeMap::from([(id.to_owned(), text.to_owned())]);
    let checked = validate([&field], &values, &Facts::default(), today(facts))?;
    Ok(checked.get(id).cloned().unwrap_or_default())
}
