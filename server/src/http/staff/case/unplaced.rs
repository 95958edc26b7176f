//! What was typed for a step that somebody else did meanwhile.

use app::{
    pages::staff::{ground_label, named, way_label},
    sheet,
    text::t,
};
use domain::{
    case::{CaseState, StepOption, options, step_of},
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
        // What was decided meanwhile hides no way that was open when this was typed.
        let undecided = CaseState {
            decision: None,
            ..self.loaded.state.clone()
        };
        let options = step.map(|step| options(&undecided, regulation, step));
        let options = options.unwrap_or_default();
        let way = options.posted(typed.fields.get("outcome"));
        let shared = options.shared.iter();
        let shared = shared.map(|field| (field.id.clone(), field.clone()));
        let own = way.into_iter().flat_map(|way| {
            let fields = way.fields.iter();
            fields.map(move |field| (posted_name(way, field), named(field.clone())))
        });
        let entered = shared.chain(own).filter_map(|(name, field)| {
            let given = posted(&name)?;
            let shown = match field.kind {
                FieldKind::Staff => self.name_of(given),
                FieldKind::Ground => self.ground(way, given),
                _ => sheet::shown(regulation, &field, given, lang).join(", "),
            };
            Some((field.label.get(lang).to_owned(), shown))
        });
        let outcome = step.zip(way).map(|(step, way)| {
            let label = t(lang, "staff-finding-outcome");
            (label, way_label(lang, step, &options, way))
        });
        let comment = self.remark(typed, "comment", "staff-comment");
        outcome.into_iter().chain(entered).chain(comment).collect()
    }

    fn ground(&self, way: Option<&StepOption<'_>>, id: &str) -> String {
        let mut grounds = way.into_iter().flat_map(|way| &way.grounds);
        let ground = grounds.find(|ground| ground.id == id);
        ground.map_or_else(|| id.to_owned(), |ground| ground_label(self.lang(), ground))
    }
}
