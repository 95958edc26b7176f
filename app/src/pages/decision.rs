//! What the body that decided has entered. All of it stands on the result, its reasons already on the case.

use domain::{
    case::{CaseState, Closed, DoneStep, step_of},
    regulation::{Field, FieldKind, Meaning, Regulation},
};
use leptos::prelude::*;

use crate::{
    components::{Citation, SummaryRow},
    format,
    pages::act,
    sheet,
    text::{Lang, t},
};

/// «184 500 ₸», if money was awarded.
pub(super) fn amount(closed: &Closed) -> Option<String> {
    let amount = closed.amount?;
    i64::try_from(amount).ok().map(format::money)
}

/// The ground of a refusal with its place in the act.
pub(super) fn ground(
    lang: Lang,
    closed: &Closed,
    regulation: &Regulation,
) -> Option<impl IntoView + use<>> {
    let ground = regulation.ground(closed.ground.as_ref()?)?;
    let (text, href) = act::cite(lang, regulation, ground.line);
    Some(view! {
        <p>
            <strong>{t(lang, "case-end-ground")}": "</strong>{ground.name.get(lang).to_owned()}" "
            <Citation text=text href=href/>
        </p>
    })
}

/// What was entered for the decision, a row for each field that is `wanted`. Amount and ground are not among them:
/// they stand in the decision itself.
pub(super) fn entered(
    lang: Lang,
    state: &CaseState,
    regulation: &Regulation,
    wanted: impl Fn(&Field) -> bool,
) -> Vec<SummaryRow> {
    let decides = |done: &&DoneStep| {
        step_of(state, regulation, &done.step).is_some_and(|step| {
            step.inputs
                .iter()
                .any(|field| field.kind == FieldKind::Ground)
        })
    };
    let Some(done) = state.done.iter().rev().find(decides) else {
        return Vec::new();
    };
    let (Some(step), Some(entered)) = (
        step_of(state, regulation, &done.step),
        state.inputs.get(&done.step),
    ) else {
        return Vec::new();
    };
    step.inputs_for(&done.outcome)
        .filter(|field| field.kind != FieldKind::Ground && !field.means(Meaning::Amount))
        .filter(|field| wanted(field))
        .filter_map(|field| {
            let value = sheet::shown(regulation, field, entered.get(&field.id)?, lang);
            (!value.is_empty()).then(|| SummaryRow {
                value,
                ..SummaryRow::new(field.label.get(lang), "")
            })
        })
        .collect()
}

/// Whether a field is asked only because of what was decided, as the reason of a refusal is.
pub(super) fn is_reason(field: &Field) -> bool {
    !field.outcomes.is_empty()
}
