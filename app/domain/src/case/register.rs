//! What registers of other bodies are asked in a case: the documents that nobody has to attach.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::{
    event::{RegisterAnswered, RegisterOutcome},
    state::CaseState,
};
use crate::{
    calendar::local,
    condition::Truth,
    form::{Answers, MemberId, facts, months_asked, parties, slots},
    parties::Parties,
    regulation::{ChannelKind, Evidence, Field, Meaning, RegisterName, Regulation, Supply},
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
    /// The first of the three months that a register of income is asked for: those of the form.
    pub months_from: Option<NaiveDate>,
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
        .filter_map(|(document, _)| question(regulation, state, &answers, &document))
        .collect()
}

/// What is still to be asked: nothing was answered, or the register was silent.
pub fn unanswered(regulation: &Regulation, state: &CaseState) -> Vec<RegisterQuestion> {
    let mut questions = register_questions(regulation, state);
    questions.retain(|question| {
        let answer = state.registers.get(&question.document);
        answer.is_none_or(|answer| {
            answer.outcome == RegisterOutcome::Silent || is_asked_anew(regulation, state, answer)
        })
    });
    questions
}

/// Whether what the register is asked by was entered again after it answered.
pub(super) fn is_asked_anew(
    regulation: &Regulation,
    state: &CaseState,
    answer: &RegisterAnswered,
) -> bool {
    let slot = regulation.slot(&answer.document);
    let by = slot.and_then(|slot| slot.from.as_ref()?.by.as_ref());
    let Some(field) = by else { return false };
    let mut done = state.standing().rev();
    let last = done.find(|done| {
        let inputs = state.inputs.get(&done.step);
        inputs.is_some_and(|inputs| inputs.contains_key(field))
    });
    last.is_some_and(|done| done.at > answer.at)
}

fn question(
    regulation: &Regulation,
    state: &CaseState,
    answers: &Answers,
    document: &Evidence,
) -> Option<RegisterQuestion> {
    let query = document.from.as_ref()?;
    let key = match &query.by {
        Some(field) => {
            let typed = typed(regulation, answers, document, field).map(|(_, typed)| typed);
            let entered = || entered(regulation, state, field);
            typed.or_else(|| entered().map(|(_, entered)| entered))?
        }
        None => principal(regulation, (&state.answers, &state.parties))?,
    };
    Some(RegisterQuestion {
        document: document.id.clone(),
        register: query.register,
        key,
        months_from: months_from(regulation, state),
    })
}

/// What the field says that belongs to the document: of its row, where it has one.
pub(super) fn typed<'r>(
    regulation: &'r Regulation,
    answers: &Answers,
    document: &Evidence,
    field: &str,
) -> Option<(&'r Field, String)> {
    let of_rows = document.per.as_deref();
    let row = document.id.split_once('.').map(|(_, row)| row);
    let row = row.and_then(|row| {
        let mut rows = answers.members(of_rows?).into_iter();
        rows.find(|member: &MemberId| member.as_str() == row)
    });
    let mut topics = regulation.topics.iter();
    let topic = topics.find(|topic| {
        let here = of_rows.map_or(!topic.repeats, |per| per == topic.id);
        here && topic.fields.iter().any(|one| one.id == field)
    })?;
    let field = topic.fields.iter().find(|one| one.id == field)?;
    let value = answers.typed(topic, row.as_ref(), field);
    (!value.is_empty()).then_some((field, value))
}

/// What was entered in the field later, at a step of the route that stands.
pub(super) fn entered<'r>(
    regulation: &'r Regulation,
    state: &CaseState,
    field: &str,
) -> Option<(&'r Field, String)> {
    let done = state.standing().rev();
    let inputs = done.filter_map(|done| state.inputs.get(&done.step)?.get(field));
    let decided = state.decision.as_ref();
    let decided = decided.and_then(|decision| decision.values.get(field));
    let value = inputs
        .chain(decided)
        .find(|value| !value.is_empty())?
        .clone();
    let steps = regulation.route(&state.route())?.steps.iter();
    let of_steps = steps.flat_map(|step| &step.inputs);
    let of_documents = regulation
        .evidence
        .iter()
        .filter_map(|slot| slot.ask.as_ref());
    let of_results = regulation.results.iter().flat_map(|result| &result.inputs);
    let field = of_steps
        .chain(of_documents)
        .chain(of_results)
        .find(|one| one.id == field)?;
    Some((field, value))
}

/// Whether the applicant has what is applied for, as registers would say of this form before it is submitted.
pub fn asked_before(
    regulation: &Regulation,
    channel: ChannelKind,
    answers: &Answers,
) -> Vec<RegisterQuestion> {
    let parties = parties(regulation, channel, answers);
    let documents = regulation.evidence.iter();
    documents
        .filter_map(|document| {
            let query = document
                .from
                .as_ref()
                .filter(|query| query.already.is_some())?;
            Some(RegisterQuestion {
                document: document.id.clone(),
                register: query.register,
                key: principal(regulation, (&answers.0, &parties))?,
                months_from: None,
            })
        })
        .collect()
}

/// What registers said of this case that means that the applicant has what is applied for.
pub fn already(regulation: &Regulation, state: &CaseState) -> Vec<RegisterAnswered> {
    let answers = state.registers.values();
    let means_it = |answer: &&RegisterAnswered| {
        let slot = regulation.slot(&answer.document);
        let query = slot.and_then(|slot| slot.from.as_ref());
        query.is_some_and(|query| query.already.is_some())
            && matches!(answer.outcome, RegisterOutcome::Found(_))
    };
    answers.filter(means_it).cloned().collect()
}

/// The number of whoever the service is for. Of a represented person without one nothing can be asked.
pub(super) fn principal(
    regulation: &Regulation,
    (answers, parties): (&BTreeMap<String, String>, &Parties),
) -> Option<String> {
    if let Parties::Representative { iin, .. } = parties {
        return iin.clone();
    }
    let field = asked_once(regulation, Meaning::Iin)?;
    let number = answers.get(&field.id)?;
    (!number.is_empty()).then(|| number.clone())
}

fn months_from(regulation: &Regulation, state: &CaseState) -> Option<NaiveDate> {
    let field = asked_once(regulation, Meaning::IncomeOfQuarter)?;
    let submitted = local(state.submitted_at).date_naive();
    Some(months_asked(field, submitted)[0])
}

fn asked_once(regulation: &Regulation, meaning: Meaning) -> Option<&Field> {
    let once = regulation.topics.iter().filter(|topic| !topic.repeats);
    let mut fields = once.flat_map(|topic| &topic.fields);
    fields.find(|field| field.means(meaning))
}
