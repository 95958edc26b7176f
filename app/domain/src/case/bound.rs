//! Which of several deadlines binds.

use chrono::{DateTime, Utc};

use super::{state::CaseState, task::Task};
use crate::regulation::Side;

impl CaseState {
    /// Until when a task is to be done: an official's no later than the whole, which does not wait where the steps of the
    /// act add up to more. The log keeps what the act gives the step, within its stage. This is computed from it, so it holds for logs of
    /// any age and follows the whole when that is replaced, extended or stands still.
    pub fn due_of(&self, task: &Task) -> Option<DateTime<Utc>> {
        if !task.is_staffs() {
            return task.due;
        }
        let whole = self
            .due
            .filter(|_| task.due.is_none() || (self.own.is_some() || !self.is_past_turn()));
        [task.due, whole].into_iter().flatten().min()
    }

    /// From when the time counts that ends with `due`.
    pub fn counted_since(&self) -> DateTime<Utc> {
        self.own.as_ref().map_or(self.accepted_at, |own| own.since)
    }

    /// Whether the applicant has done a step of the route. How long that took is no official's delay, so the whole, where
    /// it is the sum of all steps, says nothing of those that follow.
    pub fn is_past_turn(&self) -> bool {
        self.standing().any(|done| done.side == Side::Applicant)
    }
}
