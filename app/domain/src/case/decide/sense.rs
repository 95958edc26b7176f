//! Whether what an official enters can be so, by what the case knows already.

use chrono::NaiveDate;

use super::super::{
    contradiction::contradictions, register::principal, rejection::Rejection, state::CaseState,
};
use crate::{
    form::{ErrorCode, FieldError},
    iin::Iin,
    parties::Parties,
    regulation::{Field, FieldKind, Meaning, Regulation},
};

/// Nothing that is past began before the person was born for whom the service is.
pub(super) fn after_birth(
    app: &CaseState,
    regulation: &Regulation,
    fields: &[&Field],
    said: impl Fn(&str) -> Option<NaiveDate>,
) -> Result<(), Rejection> {
    let Some(first) = birth(app, regulation) else {
        return Ok(());
    };
    let days = fields.iter().filter(|field| field.kind == FieldKind::Date);
    let early = days.filter(|field| said(&field.id).is_some_and(|day| day < first));
    let errors: Vec<FieldError> = early
        .map(|field| FieldError {
            field: field.id.clone(),
            code: ErrorCode::DateBefore { first },
        })
        .collect();
    match errors.is_empty() {
        true => Ok(()),
        false => Err(Rejection::Inputs(errors)),
    }
}

/// The day of birth that the number of the person tells; an organisation has none.
fn birth(app: &CaseState, regulation: &Regulation) -> Option<NaiveDate> {
    if matches!(app.parties, Parties::Organisation { .. }) {
        return None;
    }
    Iin::parse(&principal(regulation, (&app.answers, &app.parties))?)
        .ok()?
        .birth_date()
}

/// Whoever decides otherwise than a register says, says on what that rests, where the result asks for it. `after` has the
/// decision.
pub(super) fn founded(
    after: &CaseState,
    regulation: &Regulation,
    fields: &[&Field],
) -> Result<(), Rejection> {
    let basis = fields.iter().find(|field| field.means(Meaning::Basis));
    let decision = after.decision.as_ref();
    let Some((basis, decision)) = basis.zip(decision) else {
        return Ok(());
    };
    let value = decision.values.get(&basis.id);
    let said = value.is_some_and(|value| !value.trim().is_empty());
    let mut found = contradictions(regulation, after).into_iter();
    if said || found.all(|one| one.of_form) {
        return Ok(());
    }
    Err(Rejection::Inputs(vec![FieldError {
        field: basis.id.clone(),
        code: ErrorCode::Required,
    }]))
}
