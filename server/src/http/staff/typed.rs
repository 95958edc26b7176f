//! What an official posted and what of it can be shown again in the forms of the case as it is now.

use app::{sheet, text::t};
use domain::{
    case::{Rejection, step_of},
    regulation::{FieldKind, Step},
};

use super::view::{Builder, posted_name};
use crate::http::kit::fields::Fields;

/// The reason of another term: its box is there as long as the term can be replaced, whichever step is open.
const REASON: &str = "reason";

/// What was posted and came back.
#[derive(Default)]
pub(super) struct Typed {
    /// The step whose form was posted; empty: the form of the term, or none.
    pub(super) step: String,
    /// Everything that was typed.
    pub(super) fields: Fields,
    /// Whether the form comes back as it was typed.
    pub(super) returned: bool,
    /// Why it was not done.
    pub(super) rejection: Option<Rejection>,
    /// What is wrong with an attached file.
    pub(super) file_error: Option<String>,
    /// News.
    pub(super) notice: Option<String>,
}

impl Typed {
    pub(super) fn rejected(step: &str, fields: Fields, rejection: Rejection) -> Typed {
        Typed {
            rejection: Some(rejection),
            ..Typed::returned(step, fields)
        }
    }

    pub(super) fn returned(step: &str, fields: Fields) -> Typed {
        Typed {
            step: step.to_owned(),
            fields,
            returned: true,
            ..Typed::default()
        }
    }

    /// From the form of the term.
    pub(super) fn of_term(fields: Fields, rejection: Rejection) -> Typed {
        Typed {
            fields,
            rejection: Some(rejection),
            ..Typed::default()
        }
    }

    pub(super) fn is_wrong(&self) -> bool {
        self.rejection.is_some() || self.file_error.is_some()
    }
}

impl Builder<'_> {
    /// What was typed for the form of `open`, the official's step in hand, and apart from it the question and answer of
    /// everything that no form has a place for: somebody else did the step meanwhile.
    pub(super) fn placed(
        &self,
        typed: Typed,
        open: Option<&Step>,
    ) -> (Typed, Vec<(String, String)>) {
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
        let of_term = Typed {
            fields,
            returned: false,
            ..typed
        };
        (of_term, unplaced)
    }

    fn remark(&self, typed: &Typed, name: &str, key: &str) -> Option<(String, String)> {
        let text = typed.fields.get(name).trim();
        (!text.is_empty()).then(|| (t(self.lang(), key), text.to_owned()))
    }

    fn of_step(&self, typed: &Typed) -> Vec<(String, String)> {
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
