//! What was typed for a step that somebody else did meanwhile.

use app::{sheet, text::t};
use domain::{
    case::step_of,
    regulation::{FieldKind, Step},
};

use super::{
    form_state::{CaseFormState, REASON, posted_name},
    view::CaseViewBuilder,
};

impl CaseViewBuilder<'_> {
    /// What was typed for the form of `open`, the official's step in hand, and apart from it the question and answer of
    /// everything that no form has a place for: somebody else did the step meanwhile.
    pub(super) fn placed(
        &self,
        typed: CaseFormState,
        open: Option<&Step>,
    ) -> (CaseFormState, Vec<(String, String)>) {
        let has_term = open.is_some() && self.replaceable().is_some();
        let has_step = open.is_some_and(|open| typed.step.is_empty() || open.id == typed.step);
        let reason = self.remark(&typed, REASON, "staff-term-reason");
        let reason = reason.filter(|_| !has_term);
        if has_step {
            return (typed, reason.into_iter().collect());
        }
        let unplaced = self.of_step(&typed).into_iter().chain(reason).collect();
        let mut fields = typed.fields;
        fields.0.retain(|name, _| name == REASON);
        let of_term = CaseFormState {
            fields,
            returned: false,
            ..typed
        };
        (of_term, unplaced)
    }

    fn remark(&self, typed: &CaseFormState, name: &str, key: &str) -> Option<(String, String)> {
        let text = typed.fields.get(name).trim();
        (!text.is_empty()).then(|| (t(self.lang(), key), text.to_owned()))
    }

    fn of_step(&self, typed: &CaseFormState) -> Vec<(String, String)> {
        let lang = self.lang();
        let regulation = &self.loaded.regulation;
        let posted =
            |name: &str| Some(typed.fields.get(name).trim()).filter(|text| !text.is_empty());
        let step = step_of(&self.loaded.state, regulation, &typed.step);
        let chosen = typed.fields.get("outcome");
        let inputs = step.into_iter().flat_map(|step| step.inputs_for(chosen));
        let entered = inputs.filter_map(|field| {
            let given = posted(&posted_name(field, chosen))?;
            let shown = match field.kind {
                FieldKind::Staff => self.name_of(given),
                _ => sheet::shown(regulation, field, given, lang).join(", "),
            };
            Some((field.label.get(lang).to_owned(), shown))
        });
        let outcome = step.and_then(|step| step.outcome(chosen));
        let outcome = outcome.map(|outcome| {
            let label = t(lang, "staff-finding-outcome");
            (label, outcome.label.get(lang).to_owned())
        });
        let comment = self.remark(typed, "comment", "staff-comment");
        outcome.into_iter().chain(entered).chain(comment).collect()
    }
}
