//! Undoing a wrong end.

use app::{
    components::Choice,
    pages::act_form::{ActForm, TO},
    text::t,
};
use domain::{
    case::{self, Again, Command, Rejection},
    regulation::Step,
};

use super::{Desk, OfficeAct, Opens, Then, Words, desk::told_apart};

pub(super) const ACT: OfficeAct = OfficeAct {
    key: "reopen",
    opens: Opens::Case,
    fits: |desk| !steps(desk).is_empty(),
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
    let (state, regulation) = (&desk.loaded.state, &desk.loaded.regulation);
    let steps = steps(desk);
    let choices = told_apart(desk, &steps).into_iter().zip(&steps);
    let choices = choices.map(|(choice, step)| {
        let again = case::done_again(state, regulation, step);
        let again = again.map(|again| match again {
            Again::Decided => "staff-reopen-decide",
            Again::Signed => "staff-reopen-sign",
            Again::Issued => "staff-reopen-issue",
        });
        Choice {
            hint: again.map(|key| t(lang, key)),
            ..choice
        }
    });
    ActForm {
        choice: Some((t(lang, "staff-reopen-to"), choices.collect())),
        chosen: desk.fields.get(TO).to_owned(),
        hint: t(lang, "staff-reopen-hint"),
        ..form
    }
}
