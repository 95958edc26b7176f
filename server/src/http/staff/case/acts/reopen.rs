//! Undoing a wrong end.

use app::{
    components::Choice,
    pages::act_form::{ActForm, TO},
    text::t,
};
use domain::{
    case::{Command, Rejection},
    regulation::{Closing, Step},
};

use super::{Desk, OfficeAct, Then};

pub(super) const ACT: OfficeAct = OfficeAct {
    key: "reopen",
    offered: |desk| desk.leads() && !steps(desk).is_empty(),
    says: true,
    form,
    is_done: |_| false,
    command: |desk| Command::Reopen {
        step: desk.fields.get(TO).into(),
        reason: desk.text(),
    },
    then: Then::Case(""),
    wrong: |why| match why {
        Rejection::NoWayBack { .. } => Some((TO, "staff-return-choose")),
        Rejection::NotEnded => Some((TO, "staff-reopen-open")),
        _ => None,
    },
};

/// The steps that were done in a case that has ended; what its applicant ended stays so.
fn steps<'a>(desk: &Desk<'a>) -> Vec<&'a Step> {
    let state = &desk.loaded.state;
    let ended = state.closed.as_ref();
    let route = desk.loaded.regulation.route(&state.route());
    let Some(route) = route.filter(|_| ended.is_some_and(|end| end.closing != Closing::Withdrawn))
    else {
        return Vec::new();
    };
    let mut steps: Vec<&Step> = Vec::new();
    for done in &state.done {
        let step = route.step(&done.step);
        let new = step.filter(|step| steps.iter().all(|known| known.id != step.id));
        steps.extend(new.filter(|step| step.applicant.is_none()));
    }
    steps
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
