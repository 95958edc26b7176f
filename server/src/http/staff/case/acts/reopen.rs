//! Undoing a wrong end.

use app::{
    components::Choice,
    pages::act_form::{ActForm, TO},
    text::t,
};
use domain::{
    case::{self, Command, Rejection},
    regulation::Step,
};

use super::{Desk, OfficeAct, Opens, Then, Words};

pub(super) const ACT: OfficeAct = OfficeAct {
    key: "reopen",
    opens: Opens::Case,
    offered: |desk| desk.leads() && !steps(desk).is_empty(),
    says: Words::Applicant,
    form,
    command: |desk| Command::Reopen {
        step: desk.fields.get(TO).into(),
        reason: desk.text(),
    },
    then: Then::Case(""),
    wrong: |why| match why {
        Rejection::NoWayBack { .. } => Some((TO, "staff-return-choose")),
        Rejection::NotEnded => Some((TO, "staff-reopen-open")),
        Rejection::Withdrawn => Some(("", "staff-reopen-withdrawn")),
        _ => None,
    },
};

fn steps<'a>(desk: &Desk<'a>) -> Vec<&'a Step> {
    case::reopenable(&desk.loaded.state, &desk.loaded.regulation)
}

fn form(desk: &Desk<'_>, form: ActForm) -> ActForm {
    let lang = desk.lang();
    let choices = steps(desk)
        .into_iter()
        .map(|step| Choice::new(step.id.to_string(), step.title.get(lang)));
    ActForm {
        choice: Some((t(lang, "staff-reopen-to"), choices.collect())),
        chosen: desk.fields.get(TO).to_owned(),
        hint: t(lang, "staff-reopen-hint"),
        ..form
    }
}
