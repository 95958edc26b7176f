//! What an official posted and what of it can be shown again in the forms of the case as it is now.

use app::{sheet, text::t};
use domain::{
    application::{Rejection, step_of},
    regulation::{FieldKind, Step},
};

use super::view::{Builder, posted_name};
use crate::http::fields::Fields;

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
        let has_place = match typed.step.as_str() {
            "" => open.is_some_and(|_| self.replaceable().is_some()),
            step => open.is_some_and(|open| open.id == step),
        };
        if has_place {
            return (typed, Vec::new());
        }
        let unplaced = self.unplaced(&typed);
        let nothing = Typed {
            fields: Fields::default(),
            returned: false,
            ..typed
        };
        (nothing, unplaced)
    }

    fn unplaced(&self, typed: &Typed) -> Vec<(String, String)> {
        let lang = self.lang();
        let regulation = self.loaded.regulation;
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
        let remarks = [
            ("comment", "staff-comment"),
            ("reason", "staff-term-reason"),
        ];
        let remarks = remarks
            .into_iter()
            .filter_map(|(name, key)| Some((t(lang, key), posted(name)?.to_owned())));
        outcome.into_iter().chain(entered).chain(remarks).collect()
    }
}
