//! Giving the case back to an earlier step, until the decision is signed.

use app::{
    components::Choice,
    pages::act_form::{ActForm, TO},
    text::t,
};
use domain::{
    case::{Command, Rejection},
    regulation::Step,
};

use super::{Desk, OfficeAct, Then};

pub(super) const ACT: OfficeAct = OfficeAct {
    key: "return",
    offered: |desk| !earlier(desk).is_empty(),
    says: true,
    form,
    is_done: |_| false,
    command: |desk| Command::Return {
        step: desk.step(),
        to: desk.fields.get(TO).into(),
        reason: desk.text(),
    },
    then: Then::List("returned"),
    wrong: |why| match why {
        Rejection::NoWayBack { .. } => Some((TO, "staff-return-choose")),
        Rejection::Signed => Some((TO, "staff-return-signed")),
        _ => None,
    },
};

/// The steps to which the case can go back from the one in hand.
fn earlier<'a>(desk: &Desk<'a>) -> Vec<&'a Step> {
    let state = &desk.loaded.state;
    let route = desk.loaded.regulation.route(&state.route());
    let (Some(route), Some((_, open))) = (route, desk.open()) else {
        return Vec::new();
    };
    if state.signed.is_some() || !desk.is_mine() {
        return Vec::new();
    }
    let mut steps: Vec<&Step> = Vec::new();
    for done in &state.done {
        let step = route.step(&done.step).filter(|step| step.id != open.step);
        let new = step.filter(|step| steps.iter().all(|known| known.id != step.id));
        steps.extend(new.filter(|step| state.task_of(&step.id).is_none()));
    }
    steps
}

fn form(desk: &Desk<'_>, form: ActForm) -> ActForm {
    let lang = desk.lang();
    let steps = earlier(desk);
    let choices = steps
        .iter()
        .map(|step| Choice::new(step.id.to_string(), step.title.get(lang)));
    ActForm {
        choice: Some((t(lang, "staff-return-to"), choices.collect())),
        chosen: desk.fields.get(TO).to_owned(),
        hint: t(lang, "staff-return-reason-hint"),
        ..form
    }
}
