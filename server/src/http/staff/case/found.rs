//! What officials decided and entered, step by step.

use app::{
    components::SummaryRow,
    sheet,
    text::{Lang, t},
};
use domain::{
    case::{CaseState, Decision, DoneStep, step_of},
    form::{Answers, facts},
    regulation::{Field, FieldKind, Meaning, Regulation, Step},
    service::ResultTemplate,
};

use super::view::{CaseViewBuilder, row};
use crate::flow::case::Loaded;

impl CaseViewBuilder<'_> {
    /// Step by step; of a repeated step the last time.
    pub(super) fn findings(&self) -> Vec<(String, Vec<SummaryRow>)> {
        let Loaded {
            state, regulation, ..
        } = self.loaded;
        let last = state
            .done
            .iter()
            .filter(|done| state.last_done(&done.step) == Some(*done));
        let steps = last.filter_map(|done| Some((step_of(state, regulation, &done.step)?, done)));
        let found = steps.map(|(step, done)| {
            let title = step.title.get(self.lang());
            (title.to_owned(), self.found(step, done))
        });
        found.filter(|(_, rows)| !rows.is_empty()).collect()
    }

    /// The decision, where there was a choice, and what was entered.
    fn found(&self, step: &Step, done: &DoneStep) -> Vec<SummaryRow> {
        let lang = self.lang();
        let regulation = &self.loaded.regulation;
        let chosen = step
            .outcome(&done.outcome)
            .filter(|_| step.outcomes.len() > 1);
        let mut rows: Vec<_> = chosen
            .map(|chosen| SummaryRow::new(t(lang, "staff-finding-outcome"), chosen.label.get(lang)))
            .into_iter()
            .collect();
        let entered = entered(regulation, &self.loaded.state, step, done);
        for (field, given) in &entered {
            let value = match field.kind {
                FieldKind::Staff => vec![self.name_of(given)],
                _ if field.means(Meaning::Amount) => amount(lang, regulation, &entered, given),
                _ => sheet::shown(regulation, field, given, lang),
            };
            rows.push(row(field.label.get(lang), value));
        }
        rows.extend(self.voted(step, done));
        rows
    }
}

/// A sum with the time for which it is.
fn amount(
    lang: Lang,
    regulation: &Regulation,
    entered: &[(&Field, &str)],
    given: &str,
) -> Vec<String> {
    let per = sheet::amount_per(regulation, entered.iter().copied());
    let tenge = given.parse().ok();
    let told = tenge.and_then(|tenge| sheet::amount(lang, tenge, per.as_ref()));
    vec![told.unwrap_or_else(|| given.to_owned())]
}

/// What was entered in the fields of the step, then in those of the result that was decided by it.
fn entered<'a>(
    regulation: &'a Regulation,
    state: &'a CaseState,
    step: &'a Step,
    done: &'a DoneStep,
) -> Vec<(&'a Field, &'a str)> {
    let inputs = state.inputs.get(&step.id);
    let own = step.inputs.iter().filter_map(|field| {
        let given = inputs?.get(&field.id)?;
        Some((field, given.as_str()))
    });
    let decision = done.decision.as_ref();
    let template = decision.and_then(|decision| template(regulation, state, decision));
    let of_result = template.into_iter().flat_map(|template| &template.inputs);
    let is_own = |field: &Field| step.inputs.iter().any(|one| one.id == field.id);
    let of_result = of_result
        .filter(|field| !is_own(field))
        .filter_map(|field| {
            let given = decision?.values.get(&field.id)?;
            Some((field, given.as_str()))
        });
    let entered = own.chain(of_result);
    entered.filter(|(_, given)| !given.is_empty()).collect()
}

/// What the service says of the result that was decided.
fn template<'a>(
    regulation: &'a Regulation,
    state: &CaseState,
    decision: &Decision,
) -> Option<&'a ResultTemplate> {
    let output = decision.output.as_ref()?;
    let answers = Answers(state.answers.clone());
    let facts = facts(regulation, state.channel, &answers);
    regulation.template(output, decision.polarity, &facts)
}
