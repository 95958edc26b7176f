//! Places for documents: one for the application, or one for each row of a topic.

use chrono::NaiveDate;

use super::{
    answers::{Answers, MemberId},
    facts::is_topic_asked,
    value::normalise,
};
use crate::{
    condition::{Facts, Truth},
    evidence,
    regulation::{Evidence, Regulation, Topic},
    text::Text,
};

/// Every place with whether something must be there. That of a row has the id `<document>.<row>` and says whose it is.
pub fn slots(regulation: &Regulation, answers: &Answers, facts: &Facts) -> Vec<(Evidence, Truth)> {
    let mut slots = Vec::new();
    for (document, truth) in evidence::needed(regulation, facts) {
        let Some(topic) = &document.per else {
            slots.push((document.clone(), truth));
            continue;
        };
        let topic = regulation.topic(topic);
        if let Some(topic) = topic.filter(|topic| is_topic_asked(topic, facts)) {
            let rows = answers.members(&topic.id).into_iter().enumerate();
            let rows = rows.filter(|(_, row)| is_asked_of(document, topic, answers, row));
            slots.extend(rows.map(|(at, row)| (of_row(document, topic, answers, at, &row), truth)));
        }
    }
    slots
}

/// How a fact begins that is an answer of the row.
pub const ROW: &str = "row.";

/// Whether the document is asked for of this row. What the row does not say yet leaves it out of no list.
fn is_asked_of(document: &Evidence, topic: &Topic, answers: &Answers, row: &MemberId) -> bool {
    let Some(when) = &document.row_when else {
        return true;
    };
    let mut facts = Facts::default();
    for field in &topic.fields {
        let typed = answers.typed(topic, Some(row), field);
        let value = normalise(field, &typed, NaiveDate::MAX).unwrap_or_default();
        facts.set(format!("{ROW}{}", field.id), value);
    }
    when.check(&facts) != Truth::NotMet
}

/// The place `id`, if the form has it, whether or not it is needed.
pub fn slot(regulation: &Regulation, answers: &Answers, id: &str) -> Option<Evidence> {
    let document = regulation.slot(id)?;
    let Some(topic) = &document.per else {
        return Some(document.clone());
    };
    let topic = regulation.topic(topic)?;
    let rows = answers.members(&topic.id);
    let (_, wanted) = id.split_once('.')?;
    let at = rows.iter().position(|row| row.as_str() == wanted)?;
    Some(of_row(document, topic, answers, at, &rows[at]))
}

/// The row is named by what it answers first, or by its number.
fn of_row(
    document: &Evidence,
    topic: &Topic,
    answers: &Answers,
    at: usize,
    row: &MemberId,
) -> Evidence {
    let first = topic.fields.first();
    let told = first.map(|field| answers.typed(topic, Some(row), field));
    let told = told.filter(|told| !told.trim().is_empty());
    let whose = told.unwrap_or_else(|| (at + 1).to_string());
    let with = |name: &str| format!("{name}: {}", whose.trim());
    Evidence {
        id: format!("{}.{row}", document.id),
        name: Text {
            kk: with(&document.name.kk),
            ru: with(&document.name.ru),
            en: with(&document.name.en),
            ours: document.name.ours.clone(),
            others: None,
        },
        ..document.clone()
    }
}
