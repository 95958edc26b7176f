//! Adding to the term the time that the act allows.

use app::{
    components::Choice,
    format,
    pages::{
        act,
        act_form::{ActForm, REASON, TO},
    },
    text::{t, t_with, value},
};
use domain::{
    calendar::local,
    case::{Clock, Command, Rejection, extension_terms},
    regulation::StatedTerm,
};

use super::{Desk, OfficeAct, Opens, Then, Words};
use crate::flow;

pub(super) const ACT: OfficeAct = OfficeAct {
    key: "extend",
    opens: Opens::Case,
    fits: |desk| !terms(desk).is_empty(),
    says: Words::Applicant,
    form,
    command: |desk| Command::ExtendTerm {
        term: desk.fields.get(TO).to_owned(),
        reason: desk.text(),
    },
    then: Then::Case(""),
    wrong: |why| match why {
        Rejection::UnknownTerm { .. } => Some((TO, "staff-extend-choose")),
        Rejection::AlreadyExtended => Some((REASON, "staff-extend-again")),
        _ => None,
    },
};

fn terms<'a>(desk: &Desk<'a>) -> Vec<&'a StatedTerm> {
    let actor = flow::actor(&desk.official.staff);
    extension_terms(&desk.loaded.state, &desk.loaded.regulation, &actor)
}

fn form(desk: &Desk<'_>, form: ActForm) -> ActForm {
    let lang = desk.lang();
    let state = &desk.loaded.state;
    let clock = Clock::new(desk.calendar);
    let choices = terms(desk).into_iter().map(|term| {
        let due = clock.extended(state, &term.limit);
        let told = [
            ("limit", value(act::limit(lang, &term.limit))),
            ("until", value(format::date(local(due).date_naive()))),
        ];
        let when = format!("{} ({})", term.when.get(lang), act::line(lang, term.line));
        Choice {
            hint: Some(format::upper_first(&when)),
            ..Choice::new(&term.id, t_with(lang, "staff-extend-term", &told))
        }
    });
    ActForm {
        choice: Some((t(lang, "staff-extend-to"), choices.collect())),
        chosen: desk.fields.get(TO).to_owned(),
        hint: t(lang, "staff-extend-hint"),
        ..form
    }
}
