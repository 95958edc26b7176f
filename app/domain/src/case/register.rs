//! What registers of other bodies are asked in a case: the documents that nobody has to attach.

use super::{event::RegisterOutcome, state::CaseState};
use crate::{
    condition::Truth,
    form::{Answers, MemberId, facts, slots},
    regulation::{Evidence, Meaning, RegisterName, Regulation, Supply},
};

/// One question to a register. It has no `Debug`: the key is a person's number.
#[derive(Clone, PartialEq, Eq)]
pub struct RegisterQuestion {
    /// The document that the register has; of a page that repeats, with the row.
    pub document: String,
    /// Which register.
    pub register: RegisterName,
    /// What it is asked by.
    pub key: String,
}

/// What the portal asks in this case: the documents from connected registers whose key the form knows.
pub fn register_questions(regulation: &Regulation, state: &CaseState) -> Vec<RegisterQuestion> {
    let answers = Answers(state.answers.clone());
    let facts = facts(regulation, state.channel, &answers);
    let slots = slots(regulation, &answers, &facts).into_iter();
    let connected = slots.filter(|(document, needed)| {
        document.supply == Supply::Register && *needed != Truth::NotMet
    });
    connected
        .filter_map(|(document, _)| question(regulation, &answers, &document))
        .collect()
}

/// What is still to be asked: nothing was answered, or the register was silent.
pub fn unanswered(regulation: &Regulation, state: &CaseState) -> Vec<RegisterQuestion> {
    let mut questions = register_questions(regulation, state);
    questions.retain(|question| {
        state
            .registers
            .get(&question.document)
            .is_none_or(|answer| answer.outcome == RegisterOutcome::Silent)
    });
    questions
}

fn question(
    regulation: &Regulation,
    answers: &Answers,
    document: &Evidence,
) -> Option<RegisterQuestion> {
    let query = document.from.as_ref()?;
    let row = document.id.split_once('.').map(|(_, row)| row);
    let row = row.and_then(|row| {
        let mut rows = answers.members(document.per.as_deref()?).into_iter();
        rows.find(|member| member.as_str() == row)
    });
    let key = match &query.by {
        Some(field) => typed(regulation, answers, document, row.as_ref(), field)?,
        None => own_number(regulation, answers)?,
    };
    Some(RegisterQuestion {
        document: document.id.clone(),
        register: query.register,
        key,
    })
}

fn typed(
    regulation: &Regulation,
    answers: &Answers,
    document: &Evidence,
    row: Option<&MemberId>,
    field: &str,
) -> Option<String> {
    let of_rows = document.per.as_deref();
    let mut topics = regulation.topics.iter();
    let topic = topics.find(|topic| {
        let here = topic.repeats == of_rows.is_some_and(|per| per == topic.id);
        here && topic.fields.iter().any(|one| one.id == field)
    })?;
    let field = topic.fields.iter().find(|one| one.id == field)?;
    Some(answers.typed(topic, row, field)).filter(|value| !value.is_empty())
}

fn own_number(regulation: &Regulation, answers: &Answers) -> Option<String> {
    let once = regulation.topics.iter().filter(|topic| !topic.repeats);
    let mut fields = once.flat_map(|topic| &topic.fields);
    let field = fields.find(|field| field.means(Meaning::Iin))?;
    let number = answers.get(&field.id)?;
    (!number.is_empty()).then(|| number.to_owned())
}
