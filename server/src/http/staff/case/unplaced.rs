//! What was typed for a step that somebody else did meanwhile.

use app::{
    pages::staff::{shown_field, way_label},
    sheet,
    text::t,
};
use domain::{
    case::{CaseState, options, step_of},
    regulation::{Field, FieldKind, Step},
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
            let of_gone = open.map(|open| self.of_gone_way(&typed, open));
            let unplaced = of_gone.into_iter().flatten().chain(reason).collect();
            return (typed, unplaced);
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

    /// What was typed for a way that the step no longer has.
    fn of_gone_way(&self, typed: &CaseFormState, open: &Step) -> Vec<(String, String)> {
        let chosen = typed.fields.get("outcome");
        let options = self.options(open);
        if chosen.is_empty() || options.posted(chosen).is_some() {
            return Vec::new();
        }
        let of_ways = options.ways.iter().flat_map(|way| &way.fields);
        let results = self.loaded.regulation.results.iter();
        let of_results = results.flat_map(|result| &result.inputs);
        let known: Vec<&Field> = of_ways.chain(of_results).chain(&open.inputs).collect();
        let prefix = format!("{chosen}--");
        let own = typed.fields.0.iter();
        own.filter_map(|(name, text)| {
            let id = name.strip_prefix(&prefix)?;
            let field = known.iter().find(|field| field.id == id);
            let label = field.map_or(id, |field| field.label.get(self.lang()));
            let text = text.trim();
            (!text.is_empty()).then(|| (label.to_owned(), text.to_owned()))
        })
        .collect()
    }

    fn remark(&self, typed: &CaseFormState, name: &str, key: &str) -> Option<(String, String)> {
        let text = typed.fields.get(name).trim();
        (!text.is_empty()).then(|| (t(self.lang(), key), text.to_owned()))
    }

    /// The case as it was before it was decided: what was decided meanwhile hides no way that was open when a form was
    /// typed.
    pub(super) fn undecided(&self) -> CaseState {
        CaseState {
            decision: None,
            ..self.loaded.state.clone()
        }
    }

    fn of_step(&self, typed: &CaseFormState) -> Vec<(String, String)> {
        let lang = self.lang();
        let regulation = &self.loaded.regulation;
        let posted =
            |name: &str| Some(typed.fields.get(name).trim()).filter(|text| !text.is_empty());
        let step = step_of(&self.loaded.state, regulation, &typed.step);
        let undecided = self.undecided();
        let options = step.map(|step| options(&undecided, regulation, step));
        let options = options.unwrap_or_default();
        let way = options.posted(typed.fields.get("outcome"));
        let shared = options.shared.iter();
        let shared = shared.map(|field| (field.id.clone(), field.clone()));
        let own = way.into_iter().flat_map(|way| {
            let fields = way.fields.iter();
            fields.map(move |field| {
                let name = posted_name(way, field);
                (name, shown_field(field.clone(), &way.grounds))
            })
        });
        let entered = shared.chain(own).filter_map(|(name, field)| {
            let given = posted(&name)?;
            let shown = match field.kind {
                FieldKind::Staff => self.name_of(given),
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
}
