//! Giving the case back to an earlier step, until the decision is signed.

use app::{
    pages::act_form::{ActForm, TO},
    text::t,
};
use domain::{
    case::{self, Command, Rejection},
    regulation::Step,
};

use super::{Desk, OfficeAct, Opens, Then, Words, desk::told_apart};

pub(super) const ACT: OfficeAct = OfficeAct {
    key: "return",
    opens: Opens::Case,
    fits: |desk| !earlier(desk).is_empty(),
    says: Words::Colleagues,
    form,
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
    let (state, regulation) = (&desk.loaded.state, &desk.loaded.regulation);
    let open = desk.open();
    open.map(|(_, open)| case::earlier(state, regulation, &open.step))
        .unwrap_or_default()
}

fn form(desk: &Desk<'_>, form: ActForm) -> ActForm {
    let lang = desk.lang();
    let steps = earlier(desk);
    ActForm {
        choice: Some((t(lang, "staff-return-to"), told_apart(desk, &steps))),
        chosen: desk.fields.get(TO).to_owned(),
        hint: t(lang, "staff-return-reason-hint"),
        ..form
    }
}
