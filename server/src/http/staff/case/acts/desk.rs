//! What an act of an official is decided by.

use app::{
    components::Choice,
    format,
    pages::act_form::{ActForm, REASON},
    text::Lang,
};
use chrono::{DateTime, Utc};
use domain::{
    calendar::{Calendar, local},
    case::{CaseState, Rejection, Task},
    ids::{StepId, TaskNo},
    regulation::Step,
};

use super::super::{SEEN, TASK, holder, in_hand, shown};
use crate::{
    flow::case::Loaded,
    http::kit::{fields::Fields, guards::Official},
    store::staff::Staff,
};

/// What an act is decided by.
pub(super) struct Desk<'a> {
    pub(super) official: &'a Official,
    pub(super) loaded: &'a Loaded<'a>,
    /// The case as it stands when it is acted on.
    pub(super) state: &'a CaseState,
    /// Who works in the offices that have the case and its tasks.
    pub(super) colleagues: &'a [Staff],
    /// The offices in which somebody could do the task in hand.
    pub(super) takers: &'a [String],
    pub(super) calendar: &'a Calendar,
    pub(super) now: DateTime<Utc>,
    /// What was typed.
    pub(super) fields: &'a Fields,
}

impl<'a> Desk<'a> {
    pub(super) fn lang(&self) -> Lang {
        self.official.context.lang
    }

    pub(super) fn href(&self, path: &str) -> String {
        self.official.context.href(path)
    }

    /// The task in hand that officials do.
    pub(super) fn open(&self) -> Option<(TaskNo, &'a Task)> {
        let wanted = self.fields.get(TASK);
        let task = in_hand(self.official, &self.loaded.state, |no, _| {
            no.to_string() == wanted
        });
        task.filter(|(_, task)| task.is_staffs())
    }

    /// The task for which the page was made, if it is still open: the same step may be, anew.
    pub(super) fn posted(&self) -> Option<&'a Task> {
        let mut steps = self.state.steps();
        let open = steps.find(|(no, _)| no.to_string() == self.fields.get(TASK));
        open.map(|(_, task)| task)
    }

    /// Its step; of an old page none, so that nothing is done.
    pub(super) fn step(&self) -> StepId {
        let posted = self.posted();
        posted.map(|task| task.step.clone()).unwrap_or_default()
    }

    /// The number of the task for which the page was made.
    pub(super) fn task(&self) -> TaskNo {
        TaskNo(self.fields.get(TASK).parse().unwrap_or_default())
    }

    pub(super) fn text(&self) -> String {
        self.fields.words(REASON)
    }

    /// Who has the task in hand instead of this official, whose role could do it.
    pub(super) fn held(&self) -> Option<String> {
        let (_, task) = self.open()?;
        holder::told(self.official, self.loaded, self.colleagues, task)
    }

    /// A page that says why there is nothing to fill in, with what was typed before that was so.
    pub(super) fn without_form(&self, form: ActForm, why: String) -> ActForm {
        let is_typed = !form.label.is_empty() && !form.typed.trim().is_empty();
        let left = is_typed.then_some((form.label, form.typed));
        ActForm {
            title: form.title,
            intro: vec![why],
            left: left.into_iter().collect(),
            ..ActForm::default()
        }
    }
}

/// What a page says of the case it was made for.
pub(super) fn made_for(desk: &Desk<'_>, why: Option<&Rejection>) -> Vec<(&'static str, String)> {
    let state = &desk.loaded.state;
    let task = desk.open().or_else(|| state.turn());
    let seen = shown(desk.fields, why, state);
    let task = task.map(|(no, _)| (TASK, no.to_string()));
    task.into_iter().chain([(SEEN, seen)]).collect()
}

/// Steps to choose from. Where several have one name, with who did each last, and when.
pub(super) fn told_apart(desk: &Desk<'_>, steps: &[&Step]) -> Vec<Choice> {
    let lang = desk.lang();
    let title = |step: &Step| step.title.get(lang).to_owned();
    let several = |wanted: &str| steps.iter().filter(|step| title(step) == wanted).count() > 1;
    let choices = steps.iter().map(|step| {
        let title = title(step);
        let last = desk.state.last_done(&step.id).filter(|_| several(&title));
        let label = match last {
            Some(done) => {
                let day = format::date(local(done.at).date_naive());
                format!("{title} ({}, {day})", done.by.name)
            }
            None => title,
        };
        Choice::new(step.id.to_string(), label)
    });
    choices.collect()
}
