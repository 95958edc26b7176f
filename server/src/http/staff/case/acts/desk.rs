//! What an act of an official is decided by.

use app::{
    pages::act_form::{ActForm, REASON},
    text::Lang,
};
use chrono::{DateTime, Utc};
use domain::{
    calendar::Calendar,
    case::{CaseState, Rejection, Task, leader, step_of},
    ids::{StepId, TaskNo},
};

use super::super::{SEEN, TASK, holder, in_hand, is_theirs};
use crate::{
    flow::{self, case::Loaded},
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

    /// Whether it is this official's.
    pub(super) fn is_mine(&self) -> bool {
        self.open()
            .is_some_and(|(_, task)| is_theirs(self.official, task))
    }

    /// Whether they lead the work of this case.
    pub(super) fn leads(&self) -> bool {
        let actor = flow::actor(&self.official.staff);
        leader(&self.loaded.state, &self.loaded.regulation, &actor).is_ok()
    }

    /// Whether they are one of those who decide the task in hand together.
    pub(super) fn may_vote(&self) -> bool {
        let Some((_, task)) = self.open() else {
            return false;
        };
        let step = step_of(&self.loaded.state, &self.loaded.regulation, &task.step);
        let together = step.is_some_and(|step| step.quorum.is_some());
        let here = task.office == self.official.staff.office && !task.handed;
        together && here && task.roles().any(|role| self.official.staff.holds(role))
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

/// What a page says of the case it was made for. Drawn again, it was made when it was drawn first; whoever hears that it was
/// old has the case of this moment before them.
pub(super) fn made_for(desk: &Desk<'_>, why: Option<&Rejection>) -> Vec<(&'static str, String)> {
    let state = &desk.loaded.state;
    let task = desk.open().or_else(|| state.turn());
    let posted = desk.fields.get(SEEN).to_owned();
    let seen = match why.is_none() && !posted.is_empty() {
        true => posted,
        false => state.seq.to_string(),
    };
    let task = task.map(|(no, _)| (TASK, no.to_string()));
    task.into_iter().chain([(SEEN, seen)]).collect()
}
