//! Taking a task that the office was handed. Whoever does reads the case from then on, not before.

use app::{
    format,
    pages::act_form::ActForm,
    text::{t_with, value},
};
use domain::{
    calendar::local,
    case::{Command, Event, HandedOver, Rejection, step_of},
};

use super::{Desk, OfficeAct, Opens, Then, Words};

pub(super) const ACT: OfficeAct = OfficeAct {
    key: "accept",
    opens: Opens::Handed,
    fits: |_| true,
    says: Words::None,
    form,
    command: |desk| Command::Accept { step: desk.step() },
    then: Then::Case(""),
    wrong: |why| match why {
        Rejection::NotHanded => Some(("", "staff-accept-taken")),
        _ => None,
    },
};

/// Nothing of the case but what, from whom and why.
fn form(desk: &Desk<'_>, mut form: ActForm) -> ActForm {
    let lang = desk.lang();
    let Some((no, task)) = desk.open() else {
        return form;
    };
    let regulation = &desk.loaded.regulation;
    let step = step_of(&desk.loaded.state, regulation, &task.step);
    let step = step.map_or(task.step.as_str(), |step| step.title.get(lang));
    let what = [
        ("number", value(&desk.loaded.case.number)),
        ("step", value(format::lower_first(step))),
    ];
    form.intro
        .insert(0, t_with(lang, "staff-accept-what", &what));
    let mut beside = desk.loaded.state.beside.iter().rev();
    let handed = beside.find_map(|event| match event {
        Event::HandedOver(handed) if handed.task == no => Some(handed),
        _ => None,
    });
    if let Some(HandedOver {
        at,
        from,
        by,
        reason,
        ..
    }) = handed
    {
        let office = regulation.office(from);
        let office = office.map_or(from.as_str(), |office| office.name.get(lang));
        let told = [
            ("office", value(office)),
            ("name", value(&by.name)),
            ("at", value(format::datetime(local(*at).naive_local()))),
        ];
        form.intro.push(t_with(lang, "staff-accept-from", &told));
        form.said.clone_from(reason);
    }
    form
}
