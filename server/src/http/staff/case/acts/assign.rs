//! Giving the step in hand to a colleague, or taking it.

use app::{
    components::Choice,
    pages::act_form::{ActForm, TO},
    text::{t, t_with, value},
};
use domain::case::{Command, Performer, Rejection, Task};

use super::{Desk, OfficeAct, Then};

pub(super) const ACT: OfficeAct = OfficeAct {
    key: "assign",
    offered: |desk| desk.open().is_some() && (desk.leads() || desk.is_mine()),
    says: true,
    form,
    is_done,
    command: |desk| Command::Assign {
        step: desk.step(),
        staff: desk.fields.get(TO).into(),
        substitute: true,
        reason: desk.text(),
    },
    then: Then::List("assigned"),
    wrong: |why| match why {
        Rejection::AppointUnknownStaff { .. } => Some((TO, "staff-assign-choose")),
        _ => None,
    },
};

fn does(task: &Task, roles: &[String]) -> bool {
    match &task.performer {
        Performer::Roles(wanted) => wanted
            .iter()
            .any(|role| roles.iter().any(|has| *role == *has)),
        Performer::Applicant { .. } => false,
    }
}

fn is_done(desk: &Desk<'_>) -> bool {
    let posted = desk.open().filter(|(_, task)| task.step == desk.step());
    let assignee = posted.and_then(|(_, task)| task.assignee.as_ref());
    assignee.is_some_and(|has| has.as_str() == desk.fields.get(TO))
}

fn form(desk: &Desk<'_>, form: ActForm) -> ActForm {
    let lang = desk.lang();
    let Some((_, task)) = desk.open() else {
        return form;
    };
    let has = task.assignee.as_ref().map(|staff| staff.as_str());
    let fit = desk
        .colleagues
        .iter()
        .filter(|one| does(task, &one.roles) && Some(one.id.as_str()) != has);
    let choices = fit.map(|one| {
        let name = match one.id == desk.official.staff.id {
            true => t_with(lang, "staff-assign-me", &[("name", value(&one.name))]),
            false => one.name.clone(),
        };
        Choice::new(&one.id, name)
    });
    ActForm {
        choice: Some((t(lang, "staff-assign-to"), choices.collect())),
        chosen: desk.fields.get(TO).to_owned(),
        hint: t(lang, "staff-assign-hint"),
        ..form
    }
}
