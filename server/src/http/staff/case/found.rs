//! What officials decided and entered, step by step.

use app::{
    components::SummaryRow,
    pages::staff::shown_field,
    sheet,
    text::{Lang, t},
};
use domain::{
    case::{CaseState, DoneStep, options, step_of},
    regulation::{Field, FieldKind, Meaning, Regulation, Step},
};

use super::{
    step_view::chosen,
    view::{CaseViewBuilder, row},
};
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
        // To a refusal that the act does not know, what a later step issues is no choice.
        let refused = self
            .loaded
            .state
            .decision
            .as_ref()
            .is_some_and(|one| one.ours);
        let chosen = step.outcome(&done.outcome).filter(|outcome| {
            let issues = done.decision.is_none() && outcome.output.is_some();
            step.outcomes.len() > 1 && !(refused && issues)
        });
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
    entered: &[(Field, &str)],
    given: &str,
) -> Vec<String> {
    let per = sheet::amount_per(
        regulation,
        entered.iter().map(|(field, given)| (field, *given)),
    );
    let tenge = given.parse().ok();
    let told = tenge.and_then(|tenge| sheet::amount(lang, tenge, per.as_ref()));
    vec![told.unwrap_or_else(|| given.to_owned())]
}

/// What was entered in the fields of the step, then in those of every result that was decided by it or issued on the way.
fn entered<'a>(
    regulation: &Regulation,
    state: &'a CaseState,
    step: &Step,
    done: &'a DoneStep,
) -> Vec<(Field, &'a str)> {
    let inputs = state.inputs.get(&step.id);
    let decided = done.decision.as_ref().map(|decision| &decision.values);
    let options = options(state, regulation, step);
    let way = options.way(&done.outcome, chosen(done).as_ref());
    let beside = way.map_or_else(Vec::new, |way| {
        let fields = options.fields(way).cloned();
        fields
            .map(|field| shown_field(field, &way.grounds))
            .collect()
    });
    let mut entered: Vec<(Field, &str)> = Vec::new();
    for field in step.inputs.iter().cloned().chain(beside) {
        let known = entered.iter().any(|(one, _)| one.id == field.id);
        let given = inputs.and_then(|inputs| inputs.get(&field.id));
        let given = given.or_else(|| decided?.get(&field.id));
        let given = given.filter(|given| !known && !given.is_empty());
        entered.extend(given.map(|given| (field, given.as_str())));
    }
    entered
}
