//! Why an act was not done, or cannot be, in words.

use app::{
    components::FieldError,
    pages::act_form::{ActForm, REASON},
    problem,
    text::t,
};
use domain::case::{CaseFacts, Rejection, decide};

use super::{Desk, OfficeAct};
use crate::{flow, http::kit::fields::Fields};

/// What is wrong, at the field where it is put right.
pub(super) fn errors(
    what: &OfficeAct,
    desk: &Desk<'_>,
    form: &ActForm,
    why: &Rejection,
) -> Vec<FieldError> {
    let lang = desk.lang();
    if let Rejection::Inputs(wrong) = why {
        let message =
            |one: &domain::form::FieldError| problem::message(lang, &form.label, one.code);
        let wrong = wrong.iter();
        return wrong
            .map(|one| FieldError::new(REASON, message(one)))
            .collect();
    }
    if let Some((field, words)) = said(what, desk, why) {
        return vec![FieldError::new(field, words)];
    }
    let field = if form.label.is_empty() { "" } else { REASON };
    let key = match why {
        Rejection::Changed => "staff-act-changed",
        _ => "staff-act-closed",
    };
    vec![FieldError::new(field, t(lang, key))]
}

/// The field and the words for what is known of the reason.
fn said(what: &OfficeAct, desk: &Desk<'_>, why: &Rejection) -> Option<(&'static str, String)> {
    let lang = desk.lang();
    if let Rejection::UnknownOffice { office } = why
        && desk.open().is_some_and(|(_, task)| task.office == *office)
        && let Some(held) = desk.held()
    {
        return Some(("", held));
    }
    if let Some((field, key)) = (what.wrong)(why) {
        return Some((field, t(lang, key)));
    }
    match why {
        Rejection::ReasonMissing => Some((REASON, t(lang, "staff-act-reason"))),
        Rejection::NotYours { .. }
        | Rejection::OtherOffice
        | Rejection::NotTaken
        | Rejection::AppointedIsOther { .. } => {
            let held = desk.held();
            Some(("", held.unwrap_or_else(|| t(lang, "staff-error-not-yours"))))
        }
        _ => None,
    }
}

/// Why the act cannot be done now: what the domain says to it, whatever would be typed.
pub(super) fn not_offered(what: &OfficeAct, desk: &Desk<'_>) -> String {
    let mut fields = Fields::default();
    let made_for = super::made_for(desk, None).into_iter();
    fields
        .0
        .extend(made_for.map(|(name, value)| (name.to_owned(), value)));
    fields.0.insert(REASON.to_owned(), ANYTHING.to_owned());
    let asked = Desk {
        fields: &fields,
        ..*desk
    };
    let facts = CaseFacts {
        now: desk.now,
        calendar: desk.calendar,
        actor: flow::actor(&desk.official.staff),
        staff: &[],
        number: None,
        seen: None,
    };
    let command = (what.command)(&asked);
    let decided = decide(&desk.loaded.state, &desk.loaded.regulation, command, &facts);
    let why = decided.err().filter(|why| !speaks_of_input(why));
    let why = why.filter(|why| *why != Rejection::NotHanded || !desk.is_mine());
    let said = why.and_then(|why| said(what, &asked, &why));
    said.map_or_else(|| t(desk.lang(), "staff-act-not-now"), |(_, words)| words)
}

/// Whether the words for it are about what was chosen or typed, as nothing was yet.
const fn speaks_of_input(why: &Rejection) -> bool {
    matches!(
        why,
        Rejection::Stopped
            | Rejection::AlreadyAsked
            | Rejection::Days { .. }
            | Rejection::NoWayBack { .. }
            | Rejection::NobodyThere { .. }
            | Rejection::UnknownOffice { .. }
            | Rejection::UnknownOutcome { .. }
            | Rejection::UnknownTerm { .. }
    )
}

/// Stands for what is typed: it is thrown away.
const ANYTHING: &str = "-";
