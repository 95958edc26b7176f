//! The only place where a deadline of a case is computed.

use chrono::{DateTime, Utc};

use super::{
    event::{Event, TaskDue},
    state::CaseState,
    task::Task,
};
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

    /// When a limit ends that counts from `since`.
    pub fn due(&self, since: DateTime<Utc>, limit: &Limit) -> DateTime<Utc> {
        self.calendar.deadline(since, std::slice::from_ref(limit))
    }

    /// When the whole is due that is accepted at `since`; none where the act gives no time.
    pub fn whole(&self, since: DateTime<Utc>, term: &[Limit]) -> Option<DateTime<Utc>> {
        (!term.is_empty()).then(|| self.calendar.deadline(since, term))
    }

    /// When the whole is due after time was added to it.
    pub fn extended(&self, app: &CaseState, more: &Limit) -> DateTime<Utc> {
        self.due(app.due.unwrap_or(app.accepted_at), more)
    }

    /// The legal deadline by `term`: what stood still and what was added so far counts for it as for any other.
    pub fn legal(&self, app: &CaseState, term: &Limit) -> DateTime<Utc> {
        let mut due = self.due(app.accepted_at, term);
        let term = std::slice::from_ref(term);
        let mut still = None;
        for event in &app.beside {
            match event {
                Event::ClockStopped(stopped) => still = Some(stopped.at),
                Event::ClockResumed(resumed) => {
                    if let Some(stopped) = still.take() {
                        due = self.resumed(term, due, stopped, resumed.at);
                    }
                }
                Event::TermExtended(more) => {
                    due = self.due(due, &more.limit);
                }
                _ => {}
            }
        }
        due
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
        let later = self.due(old, &Limit::new(gained, Unit::WorkingDays));
        Some(later.min(end))
    }

    /// The deadline `due` by `term` of a case whose clock stood still from `stopped` to `now`. Whole days stand still: of a
    /// term in working days those on which the provider works, of one in days of the calendar all.
    pub fn resumed(
        &self,
        term: &[Limit],
        due: DateTime<Utc>,
        stopped: DateTime<Utc>,
        now: DateTime<Utc>,
    ) -> DateTime<Utc> {
        // What was over before the clock stood still is over after it.
        if due < stopped {
            return due;
        }
        if term.iter().any(|limit| limit.unit.is_by_calendar()) {
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
            // A task that was opened meanwhile stood still since then. One whose clock has yet to begin, since the application
            // came after hours, was open before.
            let since = match one.since <= app.accepted_at {
                true => stopped,
                false => stopped.max(one.since),
            };
            let due = self.resumed(&app.term, due, since, now);
            Some(TaskDue { task: *task, due })
        };
        app.tasks.iter().filter_map(moved).collect()
    }
}
