//! Giving the step in hand to a colleague, or taking it.

use app::{
    components::Choice,
    pages::act_form::{ActForm, TO},
    text::{t, t_with, value},
};
use domain::case::{Command, Rejection};

use super::{Desk, OfficeAct, Opens, Then, Words};
use crate::store::staff::Staff;

pub(super) const ACT: OfficeAct = OfficeAct {
    key: "assign",
    opens: Opens::Left,
    fits: |_| true,
    says: Words::Colleagues,
    form: |desk, form| choosing(desk, "assign", form),
    command: |desk| command(desk, true),
    then: Then::List("assigned"),
    wrong,
};

/// The same for all steps of the role.
pub(super) const APPOINT: OfficeAct = OfficeAct {
    key: "appoint",
    opens: Opens::Case,
    fits: is_of_one_role,
    says: Words::Colleagues,
    form: |desk, form| choosing(desk, "appoint", form),
    command: |desk| command(desk, false),
    then: Then::List("appointed"),
    wrong,
};

fn command(desk: &Desk<'_>, substitute: bool) -> Command {
    Command::Assign {
        step: desk.step(),
        staff: desk.fields.get(TO).into(),
        substitute,
        reason: desk.text(),
    }
}

fn wrong(why: &Rejection) -> Option<(&'static str, &'static str)> {
    match why {
        Rejection::AppointUnknownStaff { .. } => Some((TO, "staff-assign-choose")),
        _ => None,
    }
}

/// Whether the steps of one role are meant: a task of several is given alone.
fn is_of_one_role(desk: &Desk<'_>) -> bool {
    let open = desk.open();
    open.is_some_and(|(_, task)| task.roles().nth(1).is_none())
}

/// The form on which one of the colleagues is chosen who could do the task.
fn choosing(desk: &Desk<'_>, key: &str, form: ActForm) -> ActForm {
    let lang = desk.lang();
    let Some((_, task)) = desk.open() else {
        return form;
    };
    let has = task.holder().filter(|_| key == "assign");
    let could =
        |one: &&Staff| one.office == task.office && task.roles().any(|role| one.holds(role));
    let fit = desk.colleagues.iter().filter(could);
    let fit = fit.filter(|one| has.is_none_or(|has| *has != one.id));
    let choices = fit.map(|one| {
        let name = match one.id == desk.official.staff.id {
            true => t_with(lang, "staff-assign-me", &[("name", value(&one.name))]),
            false => one.name.clone(),
        };
        Choice::new(&one.id, name)
    });
    ActForm {
        choice: Some((t(lang, &format!("staff-{key}-to")), choices.collect())),
        chosen: desk.fields.get(TO).to_owned(),
        hint: t(lang, &format!("staff-{key}-hint")),
        ..form
    }
}
