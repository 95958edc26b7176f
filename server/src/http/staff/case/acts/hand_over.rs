//! Giving a task to another office; there somebody takes it by name.

use app::{
    components::Choice,
    pages::act_form::{ActForm, TO},
    text::t,
};
use domain::{
    case::{Command, Rejection},
    regulation::Office,
};

use super::{Desk, OfficeAct, Opens, Then, Words};

pub(super) const ACT: OfficeAct = OfficeAct {
    key: "hand-over",
    opens: Opens::Case,
    fits: |desk| offices(desk).next().is_some(),
    says: Words::Colleagues,
    form,
    command: |desk| Command::HandOver {
        step: desk.step(),
        office: desk.fields.get(TO).into(),
        reason: desk.text(),
    },
    then: Then::List("handed"),
    wrong: |why| match why {
        Rejection::UnknownOffice { .. } => Some((TO, "staff-hand-over-choose")),
        Rejection::NobodyThere { .. } => Some((TO, "staff-hand-over-nobody")),
        _ => None,
    },
};

/// The other offices of the provider.
fn offices<'a>(desk: &Desk<'a>) -> impl Iterator<Item = &'a Office> {
    let has = desk.open().map(|(_, task)| &task.office);
    let all = desk.loaded.regulation.provider.offices.iter();
    all.filter(move |office| has.is_some_and(|has| office.id != *has))
}

/// Those of them in which somebody could do the task in hand.
fn takers<'a>(desk: &Desk<'a>) -> impl Iterator<Item = &'a Office> {
    let takers = desk.takers;
    offices(desk).filter(move |office| takers.iter().any(|one| office.id == **one))
}

/// Why the task can go nowhere, where it could if somebody were there.
pub(super) fn nowhere(desk: &Desk<'_>) -> Option<String> {
    let stays = super::is_offered(&ACT, desk) && takers(desk).next().is_none();
    stays.then(|| t(desk.lang(), "staff-hand-over-nowhere"))
}

fn form(desk: &Desk<'_>, form: ActForm) -> ActForm {
    let lang = desk.lang();
    let choices: Vec<Choice> = takers(desk)
        .map(|office| Choice::new(office.id.to_string(), office.name.get(lang)))
        .collect();
    if let Some(why) = nowhere(desk) {
        return desk.without_form(form, why);
    }
    ActForm {
        choice: Some((t(lang, "staff-hand-over-to"), choices)),
        chosen: desk.fields.get(TO).to_owned(),
        hint: t(lang, "staff-hand-over-hint"),
        ..form
    }
}
