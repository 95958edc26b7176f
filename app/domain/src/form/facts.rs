//! What the answers of a form say for conditions.

use chrono::NaiveDate;

use super::{answers::Answers, compound::month_sum, value::normalise};
use crate::{
    condition::Facts,
    income::per_capita,
    regulation::{ChannelKind, Field, FieldKind, Regulation, Topic},
};

/// Whether the applicant can sign: on the portal nothing is handed in that is not confirmed there.
const SIGNATURE: &str = "person.signature";

/// What the answers say about the applicant, with what the portal computes from them. Fields of repeating topics set no
/// facts, nor does what is not asked or cannot be read.
pub fn facts(regulation: &Regulation, channel: ChannelKind, answers: &Answers) -> Facts {
    let mut facts = Facts::default();
    for topic in regulation.topics.iter().filter(|topic| !topic.repeats) {
        if is_topic_asked(topic, &facts) {
            for field in &topic.fields {
                learn_typed(&mut facts, topic, field, answers);
            }
        }
    }
    facts.set("channel", channel.id());
    if channel == ChannelKind::Portal {
        facts.set(SIGNATURE, "yes");
    }
    if let Some(income) = per_capita(regulation, answers) {
        facts.set("income.total", income.total.to_string());
        facts.set("income.family", income.members.to_string());
        facts.set("income.per_capita", income.per_month.to_string());
    }
    facts
}

fn learn_typed(facts: &mut Facts, topic: &Topic, field: &Field, answers: &Answers) {
    let typed = match is_asked(field, facts) {
        true => answers.typed(topic, None, field),
        false => String::new(),
    };
    let value = normalise(field, &typed, NaiveDate::MAX).unwrap_or_default();
    learn(facts, field, &value);
}

/// Whether a field is shown and asked, by the facts.
pub fn is_asked(field: &Field, facts: &Facts) -> bool {
    field.when.as_ref().is_none_or(|when| when.holds(facts))
}

/// Whether a page of the form is shown, by the facts.
pub fn is_topic_asked(topic: &Topic, facts: &Facts) -> bool {
    topic.when.as_ref().is_none_or(|when| when.holds(facts))
}

/// Records what a field says; a field without a readable answer says nothing, also not what it said before.
pub(super) fn learn(facts: &mut Facts, field: &Field, value: &str) {
    let sum = match field.kind {
        FieldKind::MonthTable => month_sum(value).map(|sum| sum.to_string()),
        _ => None,
    };
    let value = sum.as_deref().unwrap_or(value);
    if let Some(fact) = &field.fact {
        if value.is_empty() {
            facts.0.remove(fact);
        } else {
            facts.set(fact, value);
        }
    }
}
