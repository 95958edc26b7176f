//! What an official posted in the forms of a case.

use std::collections::BTreeMap;

use domain::{
    case::{CaseState, Rejection, ResultDue, StepOption, StepOptions},
    regulation,
};

use crate::http::kit::fields::Fields;

/// The reason of another term: its box is there as long as the term can be replaced, whichever step is open.
pub(super) const REASON: &str = "reason";

/// What was posted and came back.
#[derive(Default)]
pub(super) struct CaseFormState {
    /// The step whose form was posted; empty: the form of the term, or none.
    pub(super) step: String,
    /// The number of the task that is wanted, where no step was posted.
    pub(super) task: String,
    pub(super) fields: Fields,
    /// Whether the form comes back as it was typed.
    pub(super) returned: bool,
    /// Why the command was rejected.
    pub(super) rejection: Option<Rejection>,
    pub(super) file_error: Option<String>,
    pub(super) notice: Option<String>,
    /// Whether everything of the case is wanted, also at a step that signs.
    pub(super) whole: bool,
    /// What the form would issue, for the official to see before it does.
    pub(super) paper: Option<(CaseState, ResultDue)>,
    /// The case as the form would leave it, with doubts for the official to see first, and by what they are known again.
    pub(super) doubts: Option<(CaseState, String)>,
}

impl CaseFormState {
    pub(super) fn rejected(step: &str, fields: Fields, rejection: Rejection) -> CaseFormState {
        CaseFormState {
            rejection: Some(rejection),
            ..CaseFormState::returned(step, fields)
        }
    }

    pub(super) fn returned(step: &str, fields: Fields) -> CaseFormState {
        CaseFormState {
            step: step.to_owned(),
            fields,
            returned: true,
            ..CaseFormState::default()
        }
    }

    /// From the form of the term.
    pub(super) fn of_term(fields: Fields, rejection: Rejection) -> CaseFormState {
        CaseFormState {
            fields,
            rejection: Some(rejection),
            ..CaseFormState::default()
        }
    }

    pub(super) fn is_wrong(&self) -> bool {
        self.rejection.is_some() || self.file_error.is_some()
    }
}

/// The name under which a field of one way is posted: the form of a step shows those of all ways at once.
pub(super) fn posted_name(way: &StepOption<'_>, field: &regulation::Field) -> String {
    format!("{}--{}", way.value(), field.id)
}

/// What was entered for the way that was chosen; without one, what is entered whichever way is.
pub(super) fn entered(
    options: &StepOptions<'_>,
    way: Option<&StepOption<'_>>,
    fields: &Fields,
) -> BTreeMap<String, String> {
    let shared = options.shared.iter();
    let shared = shared.map(|field| (field.id.clone(), field.id.clone()));
    let own = way.into_iter().flat_map(|way| {
        let fields = way.fields.iter();
        fields.map(move |field| (field.id.clone(), posted_name(way, field)))
    });
    let names = shared.chain(own);
    names
        .map(|(id, name)| (id, fields.get(&name).to_owned()))
        .collect()
}
