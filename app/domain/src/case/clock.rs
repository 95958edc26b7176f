//! The only place where a deadline of a case is computed.

use chrono::{DateTime, Utc};

use super::{event::TaskDue, state::CaseState, stood::Stood, task::Task};
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
        let due = self.due(app.accepted_at, term);
        let term = std::slice::from_ref(term);
        self.grown(app, (term, due), DateTime::<Utc>::MIN_UTC)
    }

    /// A deadline of the whole by this term with what stood still and was added after `since`.
    fn grown(
        &self,
        app: &CaseState,
        (term, mut due): (&[Limit], DateTime<Utc>),
        since: DateTime<Utc>,
    ) -> DateTime<Utc> {
        let stood = app.stood.iter().filter(|stood| stood.to > since);
        let mut stood = stood.peekable();
        for more in app.extended.iter().filter(|more| more.at > since) {
            while let Some(before) = stood.next_if(|stood| stood.to <= more.at) {
                due = self.resumed(term, due, before.from, before.to);
            }
            due = self.due(due, &more.limit);
        }
        stood.fold(due, |due, stood| {
            self.resumed(term, due, stood.from, stood.to)
        })
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

    /// The new deadline of the whole when the applicant has brought only `now` what the act gave them days for: it stood still
    /// since those ended. None where they were in time.
    pub fn waited(&self, app: &CaseState, now: DateTime<Utc>) -> Option<DateTime<Utc>> {
        let (stood, before) = (app.has_waited(now)?, app.due?);
        let due = self.after(app, before, stood);
        (due != before).then_some(due)
    }

    /// The new deadline of the whole when its clock, which was stopped, goes on.
    pub fn resumed_whole(&self, app: &CaseState, now: DateTime<Utc>) -> Option<DateTime<Utc>> {
        let due = app.due?;
        let stood = app.has_stood(now);
        Some(stood.map_or(due, |stood| self.after(app, due, stood)))
    }

    /// The deadline of the whole that was `due` before this time stood still. A term that began meanwhile stood from then on.
    fn after(&self, app: &CaseState, due: DateTime<Utc>, stood: Stood) -> DateTime<Utc> {
        let own = app.own.as_ref();
        let from = own.map_or(stood.from, |own| own.since.max(stood.from));
        match from < stood.to {
            true => self.resumed(&app.term, due, from, stood.to),
            false => due,
        }
    }

    /// The deadline to which `before` has come `after` it went back behind a term of its own: what stood still and was added
    /// meanwhile counts for it too. None where that term goes on.
    pub fn gone_back(&self, before: &CaseState, after: &CaseState) -> Option<DateTime<Utc>> {
        let own = before.own.as_ref().filter(|_| after.own.is_none())?;
        Some(self.grown(after, (&after.term, after.due?), own.since))
    }

    /// The new deadline of a case that was closed `before` and is open `after`: its clock stood still meanwhile.
    pub fn reopened(
        &self,
        before: &CaseState,
        after: &CaseState,
        now: DateTime<Utc>,
    ) -> Option<DateTime<Utc>> {
        if let Some(due) = self.gone_back(before, after) {
            return Some(due);
        }
        let (from, to) = (before.counted?, self.start(now));
        Some(self.after(after, after.due?, Stood { from, to }))
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
