//! What is asked: the guide's questions and the pages of the application form.

use serde::Serialize;
use utoipa::ToSchema;

use domain::{
    condition::Condition,
    regulation::{self as data, FieldKind, FieldOption, Meaning},
    text::Text,
};

/// A question that finds out who is entitled.
#[derive(Debug, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Question<'a> {
    /// The fact that the answer sets, as in conditions.
    fact: &'a str,
    /// The question.
    text: &'a Text,
    /// Help below it.
    hint: Option<&'a Text>,
    /// Answers; empty means yes, no or not known.
    options: &'a [FieldOption],
    /// Asked only if this holds.
    when: Option<&'a Condition>,
    /// The line of the act for which it is asked; none where a ground of refusal that was read elsewhere asks.
    line: Option<u32>,
}

impl<'a> From<&'a data::Question> for Question<'a> {
    fn from(question: &'a data::Question) -> Self {
        Question {
            fact: &question.fact,
            text: &question.text,
            hint: question.hint.as_ref(),
            options: &question.options,
            when: question.when.as_ref(),
            line: question.line,
        }
    }
}

/// One page of the application form.
#[derive(Debug, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Page<'a> {
    /// Stable id.
    id: &'a str,
    /// Heading.
    title: &'a Text,
    /// Why it is asked.
    intro: Option<&'a Text>,
    /// Whether there is one such page for each member of a group.
    repeats: bool,
    /// Asked only if this holds.
    when: Option<&'a Condition>,
    /// What one page of a group is called.
    row: Option<&'a Text>,
    /// What the button says that adds one.
    add: Option<&'a Text>,
    /// Where it was read that these answers are needed, if not in the act.
    source: Option<&'a Text>,
    /// At least this many members.
    least: Option<usize>,
    /// At most this many members.
    most: Option<usize>,
    /// Fields in order.
    fields: Vec<Field<'a>>,
    /// The line of the act that needs these answers; none where the portal asks by itself.
    line: Option<u32>,
}

impl<'a> From<&'a data::Topic> for Page<'a> {
    fn from(topic: &'a data::Topic) -> Self {
        Page {
            id: &topic.id,
            title: &topic.title,
            intro: topic.intro.as_ref(),
            repeats: topic.repeats,
            when: topic.when.as_ref(),
            row: topic.row.as_ref(),
            add: topic.add.as_ref(),
            source: topic.source.as_ref(),
            least: topic.least,
            most: topic.most,
            fields: topic.fields.iter().map(Field::from).collect(),
            line: topic.line,
        }
    }
}

/// A field: of the application form, or of what an official enters at a step.
#[derive(Debug, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Field<'a> {
    /// Stable id.
    id: &'a str,
    /// What it takes.
    kind: FieldKind,
    /// What it is to programs, whatever its id.
    meaning: Option<Meaning>,
    /// Label.
    label: &'a Text,
    /// Help below the label.
    hint: Option<&'a Text>,
    /// Whether an empty answer is an error.
    required: bool,
    /// Shown and required only if this holds.
    when: Option<&'a Condition>,
    /// Answers of a choice.
    options: &'a [FieldOption],
    /// The list that the answers are.
    classifier: Option<&'a str>,
    /// Longest answer in characters.
    longest: Option<usize>,
    /// The least number or amount.
    least: Option<u64>,
    /// The greatest number or amount.
    most: Option<u64>,
    /// For what time an amount is, where that is always the same.
    per: Option<&'a Text>,
    /// How many digits a number may have after the comma.
    decimals: usize,
    /// What a register fills in.
    prefill: Option<&'a str>,
    /// The fact that the answer sets for conditions.
    fact: Option<&'a str>,
    /// Which role is appointed by it.
    role: Option<&'a str>,
    /// Asked only for these outcomes of the step; empty means for all.
    outcomes: &'a [String],
}

impl<'a> From<&'a data::Field> for Field<'a> {
    fn from(field: &'a data::Field) -> Self {
        Field {
            id: &field.id,
            kind: field.kind,
            meaning: field.meaning,
            least: field.least,
            most: field.most,
            per: field.per.as_ref(),
            decimals: field.decimals,
            label: &field.label,
            hint: field.hint.as_ref(),
            required: field.required,
            when: field.when.as_ref(),
            options: &field.options,
            classifier: field.classifier.as_deref(),
            longest: field.longest,
            prefill: field.prefill.as_deref(),
            fact: field.fact.as_deref(),
            role: field.role.as_deref(),
            outcomes: &field.outcomes,
        }
    }
}

/// How per-capita income is computed.
#[derive(Debug, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Income<'a> {
    /// Field with the applicant's own income of the quarter.
    applicant: Option<&'a str>,
    /// The repeating page of the other members.
    group: Option<&'a str>,
    /// Field of a member's income in it.
    member: Option<&'a str>,
    /// Line of the step that computes it.
    line: u32,
    /// Where the formula was read.
    source: &'a Text,
}

impl<'a> Income<'a> {
    pub(super) fn new(income: &'a data::Income, topics: &'a [data::Topic]) -> Self {
        let asks = |field: &&data::Field| field.means(Meaning::IncomeOfQuarter);
        let find = |repeats: bool| {
            let mut of_kind = topics.iter().filter(|topic| topic.repeats == repeats);
            of_kind.find_map(|topic| Some((topic, topic.fields.iter().find(asks)?)))
        };
        let (own, member) = (find(false), find(true));
        Income {
            applicant: own.map(|(_, field)| field.id.as_str()),
            group: member.map(|(topic, _)| topic.id.as_str()),
            member: member.map(|(_, field)| field.id.as_str()),
            line: income.line,
            source: &income.source,
        }
    }
}
