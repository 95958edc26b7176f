//! Why an act was not done, or cannot be, in words.

use app::{
    components::FieldError,
    pages::act_form::{ActForm, REASON},
    problem,
    text::t,
};
use domain::case::{CaseFacts, Rejection, StaffFact, decide};

use super::{super::meanwhile, Desk, OfficeAct, seen};
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
    if *why != Rejection::Changed {
        return vec![FieldError::new(field, t(lang, "staff-act-closed"))];
    }
    let news = meanwhile::news(lang, desk.loaded, seen(desk.fields));
    let told = [t(lang, "staff-act-changed")].into_iter().chain(news);
    let told: Vec<String> = told.collect();
    vec![FieldError::new(field, told.join(" "))]
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
    if let Some((field, key)) = own(desk, why) {
        return Some((field, t(lang, key)));
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

/// What the official has done already: nobody is called their own colleague.
fn own(desk: &Desk<'_>, why: &Rejection) -> Option<(&'static str, &'static str)> {
    let me = &desk.official.staff.id;
    let stopped = desk.loaded.state.stopped.as_ref();
    let holder = desk.open().and_then(|(_, task)| task.holder());
    match why {
        Rejection::Stopped if stopped.is_some_and(|stopped| *stopped.by.id == *me) => {
            Some((REASON, "staff-stop-yours"))
        }
        Rejection::NotHanded if holder.is_some_and(|holder| *holder == *me) => {
            Some(("", "staff-accept-yours"))
        }
        _ => None,
    }
}

/// Why the act cannot be done now, in words.
pub(super) fn not_offered(what: &OfficeAct, desk: &Desk<'_>) -> String {
    let why = refused(what, desk).filter(|why| !speaks_of_input(why));
    let said = why.and_then(|why| said(what, desk, &why));
    said.map_or_else(|| t(desk.lang(), "staff-act-not-now"), |(_, words)| words)
}

/// What the domain says to an act, whatever would be chosen and typed; none where it can be done. State, role and office come
/// before what was entered: what is wrong with that alone refuses nobody.
pub(super) fn refused(what: &OfficeAct, desk: &Desk<'_>) -> Option<Rejection> {
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
    let staff: Vec<StaffFact> = desk.colleagues.iter().map(flow::case::fact).collect();
    let facts = CaseFacts {
        now: desk.now,
        calendar: desk.calendar,
        actor: flow::actor(&desk.official.staff),
        staff: &staff,
        number: None,
        seen: None,
    };
    let command = (what.command)(&asked);
    let decided = decide(&desk.loaded.state, &desk.loaded.regulation, command, &facts);
    decided.err().filter(|why| !is_of_input(why))
}

/// Whether it is about what was chosen, and nothing was yet.
const fn is_of_input(why: &Rejection) -> bool {
    matches!(
        why,
        Rejection::AppointUnknownStaff { .. }
            | Rejection::Inputs(_)
            | Rejection::ReasonMissing
            | Rejection::Days { .. }
            | Rejection::NoWayBack { .. }
            | Rejection::NobodyThere { .. }
            | Rejection::UnknownOffice { .. }
            | Rejection::UnknownOutcome { .. }
            | Rejection::UnknownTerm { .. }
    )
}

/// Whether the words for it are about what was typed, as nothing was yet.
const fn speaks_of_input(why: &Rejection) -> bool {
    matches!(why, Rejection::Stopped | Rejection::AlreadyAsked)
}

/// Stands for what is typed: it is thrown away.
const ANYTHING: &str = "-";
