//! Which of several deadlines binds, and whether it counts now.

use chrono::{DateTime, NaiveDate, Utc};

use super::{event::Event, state::CaseState, stood::Stood, task::Task};
use crate::calendar::local;

impl CaseState {
    /// Until when a task is to be done: an official's no later than the whole, which does not wait where the steps of the
    /// act add up to more. The log keeps what the act gives the step, within its stage. This is computed from it, so it holds for logs of
    /// any age and follows the whole when that is replaced, extended, stands still or waits for the applicant.
    pub fn due_of(&self, task: &Task) -> Option<DateTime<Utc>> {
        let whole = self.due.filter(|_| task.is_staffs());
        [task.due, whole].into_iter().flatten().min()
    }

    /// From when the time counts that ends with `due`.
    pub fn counted_since(&self) -> DateTime<Utc> {
        self.own.as_ref().map_or(self.accepted_at, |own| own.since)
    }

    /// Whether it is under way and its deadline has passed.
    pub fn is_late(&self, now: DateTime<Utc>) -> bool {
        let until = self.counted_until(now);
        self.is_open() && self.due.is_some_and(|due| due < until)
    }

    /// Until when the office's time is counted: no further than to where its clock stands still.
    pub fn counted_until(&self, now: DateTime<Utc>) -> DateTime<Utc> {
        self.still_since(now).unwrap_or(now)
    }

    /// The day since which the office's clock stands still, by the clock of Kazakhstan. One that was stopped before it began
    /// stands from its beginning on.
    pub fn stands_since(&self, now: DateTime<Utc>) -> Option<NaiveDate> {
        let since = self.still_since(now)?;
        Some(local(since.max(self.accepted_at)).date_naive())
    }

    /// Since when the office waits for the applicant at their cost: what the act wants is not there after the days of the whole
    /// that are theirs. More time that the office gives is theirs too.
    pub fn awaited_since(&self, now: DateTime<Utc>) -> Option<DateTime<Utc>> {
        if self.steps().any(|(_, task)| task.is_staffs()) {
            return None;
        }
        let (_, turn) = self.turn()?;
        // Days that end after the whole are no part of it.
        let own = turn.first_due;
        let within = own.filter(|end| self.due.is_none_or(|due| *end <= due));
        Some(within.unwrap_or(turn.since)).filter(|since| *since < now)
    }

    /// How long the whole has stood while it waited for the applicant beyond their days, if what it waits for comes `now`. None
    /// where it did not wait.
    pub fn has_waited(&self, now: DateTime<Utc>) -> Option<Stood> {
        let over = self.awaited_since(now)?;
        let stopped = self.stopped.as_ref();
        let from = stopped.map_or(over, |stopped| stopped.at.min(over));
        Some(Stood { from, to: now })
    }

    /// How long the whole has stood since its clock was stopped, if that goes on `now`. While it waits for the applicant beyond
    /// their days it stands still anyway, and moves when what it waits for comes.
    pub fn has_stood(&self, now: DateTime<Utc>) -> Option<Stood> {
        let stopped = self.stopped.as_ref()?.at;
        let before = self.stood.last();
        let from = before.map_or(stopped, |before| stopped.max(before.to));
        let to = self.awaited_since(now).unwrap_or(now);
        (from < to).then_some(Stood { from, to })
    }

    /// Whether the applicant has answered since the clock was stopped: what it was stopped for may be there.
    pub fn answered_while_stopped(&self) -> bool {
        let Some(stopped) = self.stopped.as_ref() else {
            return false;
        };
        let mut added = self.added.iter();
        let mut beside = self.beside.iter();
        added.any(|added| added.at >= stopped.at)
            || beside.any(|event| matches!(event, Event::Corrected(one) if one.at >= stopped.at))
    }

    /// Since when the office's clock stands still: it was stopped, or the applicant's own days have passed.
    fn still_since(&self, now: DateTime<Utc>) -> Option<DateTime<Utc>> {
        let stopped = self.stopped.as_ref().map(|stopped| stopped.at);
        [stopped, self.awaited_since(now)]
            .into_iter()
            .flatten()
            .min()
    }
}
