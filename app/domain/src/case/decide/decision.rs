//! Writing the decision at a step that decides.

use super::super::{
    answers::Entered,
    command::CaseFacts,
    decision::{Decision, Ruling},
    event::ActorRef,
    options::StepOption,
    rejection::Rejection,
};
use crate::{
    form::{ErrorCode, FieldError},
    regulation::{Field, Meaning},
};

/// The decision with what was entered, where the step is ended in a way that decides.
pub(super) fn of(
    way: &StepOption<'_>,
    fields: &[&Field],
    entered: &Entered,
    by: &ActorRef,
    facts: &CaseFacts<'_>,
) -> Result<Option<Decision>, Rejection> {
    let Some(choice) = way.choice.clone() else {
        return Ok(None);
    };
    let entered = Read { fields, entered };
    complete(choice.verdict, &entered)?;
    let ground = entered.value(Meaning::Ground);
    let ground = ground.and_then(|id| way.grounds.iter().find(|one| one.id == *id));
    let amount = entered.value(Meaning::Amount);
    Ok(Some(Decision {
        verdict: choice.verdict,
        output: choice.output,
        polarity: choice.polarity,
        values: entered.entered.inputs.clone(),
        amount: amount.and_then(|amount| amount.parse().ok()),
        ground: ground.cloned(),
        explanation: entered.value(Meaning::Explanation).cloned(),
        ours: way.ours,
        by: by.clone(),
        at: facts.now,
    }))
}

/// What was entered, found by what it means.
struct Read<'a> {
    fields: &'a [&'a Field],
    entered: &'a Entered,
}

impl<'a> Read<'a> {
    fn field(&self, meaning: Meaning) -> Option<&'a Field> {
        let mut fields = self.fields.iter().copied();
        fields.find(|field| field.means(meaning))
    }

    fn value(&self, meaning: Meaning) -> Option<&'a String> {
        let value = self.entered.inputs.get(&self.field(meaning)?.id)?;
        Some(value).filter(|value| !value.is_empty())
    }

    fn error(&self, meaning: Meaning, code: ErrorCode) -> Option<FieldError> {
        let field = self.field(meaning)?.id.clone();
        Some(FieldError { field, code })
    }
}

/// A refusal says on which ground and why, money that is granted is more than nothing, a period ends after it begins.
fn complete(verdict: Ruling, entered: &Read<'_>) -> Result<(), Rejection> {
    let mut errors = Vec::new();
    if verdict == Ruling::Grant {
        let amount = entered.value(Meaning::Amount);
        if amount.is_some_and(|amount| amount.parse() == Ok(0)) {
            errors.extend(entered.error(Meaning::Amount, ErrorCode::Least { least: 1 }));
        }
        // Days are kept as 2026-12-31, which orders them.
        let from = entered.value(Meaning::PeriodFrom);
        let to = entered.value(Meaning::PeriodTo);
        if from.zip(to).is_some_and(|(from, to)| to < from) {
            errors.extend(entered.error(Meaning::PeriodTo, ErrorCode::PeriodOrder));
        }
    } else {
        for meaning in [Meaning::Ground, Meaning::Explanation] {
            if entered.value(meaning).is_none() {
                errors.extend(entered.error(meaning, ErrorCode::Required));
            }
        }
    }
    if errors.is_empty() {
        Ok(())
    } else {
        Err(Rejection::Inputs(errors))
    }
}
