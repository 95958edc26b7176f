//! What the body that decided has entered. All of it stands on the result, its reasons already on the case.

use domain::{
    application::Wording,
    case::{CaseState, Closed, DoneStep, Reckoned, reckoned, step_of},
    form::{Answers, facts},
    regulation::{Closing, Field, FieldKind, Meaning, Regulation},
};
use fluent_templates::fluent_bundle::FluentValue;
use leptos::prelude::*;

use crate::{
    components::{Citation, SummaryRow},
    format,
    pages::act,
    sheet,
    text::{Lang, t, t_with, value},
};

/// «184 500 ₸ a month», if money was awarded.
pub(super) fn amount(lang: Lang, closed: &Closed, per: Option<&Wording>) -> Option<String> {
    sheet::amount(lang, closed.amount?, per)
}

/// How the sum was counted, with the numbers of the decision, and that the body decided otherwise where it did.
pub(super) fn counted(lang: Lang, state: &CaseState, regulation: &Regulation) -> Option<AnyView> {
    let found = reckoned(regulation, state)?;
    let told = t_with(lang, "case-end-counted", &numbers(&found));
    let other = found.differs().then(|| {
        let given = [("given", value(tenge(found.given)))];
        format!(" {}", t_with(lang, "case-end-counted-other", &given))
    });
    Some(view! { <p>{told}{other}</p> }.into_any())
}

/// What goes into the words of a formula.
pub fn numbers(found: &Reckoned) -> [(&'static str, FluentValue<'static>); 4] {
    [
        ("whole", value(tenge(found.whole))),
        ("percent", value(found.percent.replace('.', ","))),
        ("income", value(tenge(found.income))),
        ("reckoned", value(tenge(found.reckoned))),
    ]
}

/// «36 600 ₸».
pub fn tenge(amount: u64) -> String {
    format::money(i64::try_from(amount).unwrap_or(i64::MAX))
}

/// The ground of a refusal with its place in the act, or with the page where it was read if the act names none.
pub(super) fn ground(
    lang: Lang,
    state: &CaseState,
    closed: &Closed,
    regulation: &Regulation,
) -> Option<AnyView> {
    let id = closed.ground.as_ref()?;
    let (text, place) = match regulation.ground(id) {
        Some(ground) => {
            let (text, href) = act::cite(lang, regulation, ground.line);
            let place = view! { <Citation text=text href=href/> }.into_any();
            (ground.name.get(lang).to_owned(), Some(place))
        }
        None => {
            let taken = state.decision.as_ref()?.ground.as_ref();
            let taken = taken.filter(|taken| taken.id == *id)?;
            let source = taken
                .source
                .as_ref()
                .map(|source| view! { <small>{source.get(lang).to_owned()}</small> }.into_any());
            (taken.text.get(lang).to_owned(), source)
        }
    };
    let label = t(lang, "case-end-ground");
    Some(view! { <p><strong>{label}": "</strong>{text}" "{place}</p> }.into_any())
}

/// Why it was refused, in the words of the official, where the step of the act asks for no reason.
pub(super) fn explanation(state: &CaseState, closed: &Closed) -> Option<String> {
    if closed.closing == Closing::Granted {
        return None;
    }
    state.decision.as_ref()?.explanation.clone()
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
        step_of(state, regulation, &done.step).is_some_and(|step| step.asks(Meaning::Ground))
    };
    let Some(done) = state.standing().rev().find(decides) else {
        return Vec::new();
    };
    let (Some(step), Some(entered)) = (
        step_of(state, regulation, &done.step),
        state.inputs.get(&done.step),
    ) else {
        return Vec::new();
    };
    step.inputs_for(&done.outcome)
        .filter(|field| !field.means(Meaning::Ground) && !field.means(Meaning::Amount))
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

/// What was entered for the result that was issued last, as the sum and the payee of a levy.
pub fn issued_last(lang: Lang, state: &CaseState, regulation: &Regulation) -> Vec<SummaryRow> {
    let last = state
        .results
        .last()
        .and_then(|issued| issued.output.as_ref());
    let Some(output) = last else {
        return Vec::new();
    };
    let answers = Answers(state.answers.clone());
    let facts = facts(regulation, state.channel, &answers);
    let template = regulation.template(output, None, &facts);
    let fields = template.into_iter().flat_map(|template| &template.inputs);
    fields
        .filter_map(|field| {
            let decision = state.decision.as_ref();
            let decided = decision.and_then(|decision| decision.values.get(&field.id));
            let mut done = state.standing().rev();
            let entered = || done.find_map(|done| state.inputs.get(&done.step)?.get(&field.id));
            let given = decided.or_else(entered)?;
            let value = sheet::shown(regulation, field, given, lang);
            let row = SummaryRow {
                value,
                ..SummaryRow::new(field.label.for_others().get(lang), "")
            };
            // Whoever has to pay reads by which rule.
            let row = match field.kind {
                FieldKind::Money => {
                    let rule = format!("/{}{}#formulas", lang.tag(), act::path(regulation));
                    row.action(rule, t(lang, "case-sum-rule"))
                }
                _ => row,
            };
            (!row.value.is_empty()).then_some(row)
        })
        .collect()
}

/// Whether a field is asked only because of what was decided, as the reason of a refusal is.
pub(super) fn is_reason(field: &Field) -> bool {
    !field.outcomes.is_empty()
}
