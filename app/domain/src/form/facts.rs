//! What the answers of a form say for conditions.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::{answers::Answers, compound::month_sum, value::normalise};
use crate::{
    condition::{Condition, Facts, Truth},
    income::per_capita,
    parties::Parties,
    regulation::{ChannelKind, Field, FieldKind, Regulation, Topic},
};

/// Whether the applicant can sign: on the portal nothing is submitted that is not confirmed there.
const SIGNATURE: &str = "person.signature";

/// What the answers say about the applicant, with what the portal computes from them. Fields of repeating topics set no
/// facts, nor does what cannot be read. What the other answers make needless is known not to be asked.
pub fn facts(regulation: &Regulation, channel: ChannelKind, answers: &Answers) -> Facts {
    let mut facts = Facts::default();
    for topic in regulation.topics.iter().filter(|topic| !topic.repeats) {
        let asked = truth(topic.when.as_ref(), &facts);
        for field in &topic.fields {
            match asked {
                Truth::Met => learn_typed(&mut facts, topic, field, answers),
                Truth::NotMet => pass(&mut facts, field),
                Truth::Unknown => {}
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

/// Whom the form names. What another answer made needless names nobody, though it is kept.
pub fn parties(regulation: &Regulation, channel: ChannelKind, answers: &Answers) -> Parties {
    let facts = facts(regulation, channel, answers);
    let topics = regulation.topics.iter();
    let topics = topics.filter(|topic| !topic.repeats && is_topic_asked(topic, &facts));
    let mut asked = BTreeMap::new();
    for topic in topics {
        for field in topic.fields.iter().filter(|field| is_asked(field, &facts)) {
            asked.insert(field.id.clone(), answers.typed(topic, None, field));
        }
    }
    Parties::of(regulation, &asked)
}

fn learn_typed(facts: &mut Facts, topic: &Topic, field: &Field, answers: &Answers) {
    let typed = match truth(field.when.as_ref(), facts) {
        Truth::Met => answers.typed(topic, None, field),
        Truth::NotMet => return pass(facts, field),
        Truth::Unknown => String::new(),
    };
    let value = normalise(field, &typed, NaiveDate::MAX).unwrap_or_default();
    learn(facts, field, &value);
}

fn truth(when: Option<&Condition>, facts: &Facts) -> Truth {
    when.map_or(Truth::Met, |when| when.check(facts))
}

/// Nobody is asked for what this field would say.
fn pass(facts: &mut Facts, field: &Field) {
    if let Some(fact) = &field.fact {
        facts.not_asked(fact);
    }
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
