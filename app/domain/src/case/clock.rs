//! The only place where a deadline of a case is computed.

use chrono::{DateTime, Utc};

use super::{event::TaskDue, state::CaseState, task::Task};
use crate::{
    calendar::Calendar,
    ids::TaskNo,
    limit::{Limit, Unit},
};

/// Computes with one working calendar.
#[derive(Clone, Copy, Debug)]
pub struct Clock<'a> {
    calendar: &'a Calendar,
}

impl<'a> Clock<'a> {
    /// By this calendar.
    pub const fn new(calendar: &'a Calendar) -> Clock<'a> {
        Clock { calendar }
    }

    /// When the clock of an application starts that comes at `at`: the first working moment.
    pub fn start(&self, at: DateTime<Utc>) -> DateTime<Utc> {
        self.calendar.opening(at)
    }

    /// When limits end that count from `since`.
    pub fn due(&self, since: DateTime<Utc>, limits: &[Limit]) -> DateTime<Utc> {
        self.calendar.deadline(since, limits)
    }

    /// The new deadline of the task in hand when another term takes the place of the ordinary one: the time gained
    /// goes to it, never beyond the new end of the whole.
    pub fn gained(
        &self,
        app: &CaseState,
        task: &Task,
        new: &Limit,
        end: DateTime<Utc>,
    ) -> Option<DateTime<Utc>> {
        let old = task.due?;
        if new.unit != Unit::WorkingDays {
            return Some(end);
        }
        let before = app
            .term
            .iter()
            .filter(|limit| limit.unit == Unit::WorkingDays);
        let before = before.map(|limit| limit.value).fold(0, u32::saturating_add);
        let gained = new.value.saturating_sub(before);
        if gained == 0 {
            return Some(old.min(end));
        }
        let later = self.due(old, &[Limit::new(gained, Unit::WorkingDays)]);
        Some(later.min(end))
    }

    /// The deadline `due` of a case whose clock stood still from `stopped` to `now`. Whole days stand still: of a
    /// term in working days those on which the provider works, of one in days of the calendar all.
    pub fn resumed(
        &self,
        app: &CaseState,
        due: DateTime<Utc>,
        stopped: DateTime<Utc>,
        now: DateTime<Utc>,
    ) -> DateTime<Utc> {
        // What was over before the clock stood still is over after it.
        if due < stopped {
            return due;
        }
        let by_calendar = |limit: &Limit| matches!(limit.unit, Unit::CalendarDays | Unit::Months);
        if app.term.iter().any(by_calendar) {
            let day = |at: DateTime<Utc>| self.calendar.local(at).date_naive();
            let days = (day(now) - day(stopped)).num_days().max(0);
            let days = u32::try_from(days).unwrap_or(u32::MAX);
            return self.calendar.later(due, days, false);
        }
        let days = self.calendar.elapsed_working_days(stopped, now);
        self.calendar.later(due, days, true)
    }

    /// The new deadlines of the officials' tasks after the clock stood still. The applicant's own go on.
    pub fn resumed_tasks(
        &self,
        app: &CaseState,
        stopped: DateTime<Utc>,
        now: DateTime<Utc>,
    ) -> Vec<TaskDue> {
        let moved = |(task, one): (&TaskNo, &Task)| {
            let due = one.due.filter(|_| one.is_staffs())?;
            // A task that was opened meanwhile stood still since then.
            let due = self.resumed(app, due, stopped.max(one.since), now);
            Some(TaskDue { task: *task, due })
        };
        app.tasks.iter().filter_map(moved).collect()
    }
}
