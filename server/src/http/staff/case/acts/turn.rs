//! A case that waits for the applicant by a step of the act: reminding with more time, and ending it.

use app::{
    components::{TagKind, TagText, TaskItem},
    pages::act_form::{ActForm, REASON, TO},
    sheet,
    text::t,
};
use domain::{
    case::{self, Command, Rejection, Task},
    file_name::served,
};

use super::{
    Desk, OfficeAct, Opens, Then, Words,
    correction::{TOO_MANY_DAYS, days, posted_days},
};
use crate::flow;

pub(super) const PROLONG: OfficeAct = OfficeAct {
    key: "prolong",
    opens: Opens::Case,
    fits: |_| true,
    says: Words::Applicant,
    form: prolonging,
    command: |desk| Command::Prolong {
        task: desk.task(),
        reason: desk.text(),
        days: posted_days(desk),
    },
    then: Then::List("asked"),
    wrong: |why| match why {
        Rejection::Days { .. } => Some(TOO_MANY_DAYS),
        _ => None,
    },
};

pub(super) const ABANDON: OfficeAct = OfficeAct {
    key: "abandon",
    opens: Opens::Case,
    fits: |_| true,
    says: Words::Applicant,
    form: abandoning,
    command: |desk| Command::Abandon {
        task: desk.task(),
        reason: desk.text(),
    },
    then: Then::Case(""),
    wrong: |why| match why {
        Rejection::NotYet => Some((REASON, "staff-abandon-early")),
        _ => None,
    },
};

/// The turn of the applicant that this official watches.
fn watched<'a>(desk: &Desk<'a>) -> Option<&'a Task> {
    let actor = flow::actor(&desk.official.staff);
    let watched = case::watched(&desk.loaded.state, &desk.loaded.regulation, &actor);
    watched.ok().map(|(_, task, _)| task)
}

/// With what lies there: the applicant may have attached documents and not sent them off.
fn abandoning(desk: &Desk<'_>, mut form: ActForm) -> ActForm {
    let (lang, case) = (desk.lang(), &desk.loaded.case.id);
    let state = &desk.loaded.state;
    let asked = watched(desk).into_iter();
    let brought = asked.flat_map(|task| state.added_since(state.asked_since(task)));
    let documents: Vec<TaskItem> = brought
        .map(|item| TaskItem {
            id: format!("file-{}", item.file),
            title: served(&item.name, &item.kind),
            hint: sheet::document(lang, &desk.loaded.regulation, state, &item.slot),
            href: Some(desk.href(&format!("/staff/cases/{case}/files/{}", item.file))),
            status: TagText::new(TagKind::Warn, t(lang, "staff-abandon-unsent")),
        })
        .collect();
    let lies = match documents.is_empty() {
        true => "staff-abandon-nothing",
        false => "staff-abandon-brought",
    };
    form.intro.push(t(lang, lies));
    ActForm {
        hint: t(lang, "staff-reopen-hint"),
        grave: true,
        documents,
        ..form
    }
}

fn prolonging(desk: &Desk<'_>, form: ActForm) -> ActForm {
    let lang = desk.lang();
    ActForm {
        choice: Some((t(lang, "staff-prolong-days"), days(lang))),
        chosen: desk.fields.get(TO).to_owned(),
        hint: t(lang, "staff-reopen-hint"),
        ..form
    }
}
