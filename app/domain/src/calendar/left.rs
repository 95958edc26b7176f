//! What is left of a term, and how many whole days it has: the same for whoever waits and for whoever works.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::{Calendar, clamped};
use crate::limit::{Limit, Unit};

/// How much time is left.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Remaining {
    /// A working day or more: whole working days after today.
    WorkingDays(u32),
    /// The same of a limit in days of the calendar.
    Days(u32),
    /// Less than a working day: minutes of working time, begun ones counted.
    Minutes(u64),
    /// Past the due moment by so much working time.
    Overdue {
        /// Whole working days.
        working_days: u32,
        /// Whole minutes of working time beyond them.
        minutes: u64,
    },
}

impl Calendar {
    /// What is left until `due` of what has this limit, in its unit.
    pub fn remaining(
        &self,
        now: DateTime<Utc>,
        due: DateTime<Utc>,
        limit: Option<&Limit>,
    ) -> Remaining {
        let day = self.day_seconds();
        if now > due {
            let late = self.working_seconds(due, now);
            let working_days = u32::try_from(late / day).unwrap_or(u32::MAX);
            return Remaining::Overdue {
                working_days,
                minutes: late % day / 60,
            };
        }
        let left = self.working_seconds(now, due);
        let days = self.whole_working_days(now, due);
        if left < day || days == 0 {
            return Remaining::Minutes(left.div_ceil(60));
        }
        match limit.filter(|limit| limit.unit.is_by_calendar()) {
            None => Remaining::WorkingDays(days),
            Some(limit) => Remaining::Days(self.days_left(now, due, limit)),
        }
    }

    /// Never more than the limit gives: an end that a day off puts off makes it no longer.
    fn days_left(&self, now: DateTime<Utc>, due: DateTime<Utc>, limit: &Limit) -> u32 {
        let days = self.whole_days(now, due);
        match limit.unit {
            Unit::CalendarDays => days.min(limit.value),
            _ => days,
        }
    }

    /// Whole working days of a term from `from` to `to`: the day on which it is received is not counted, nor a last day
    /// that ends before the office closes.
    pub fn whole_working_days(&self, from: DateTime<Utc>, to: DateTime<Utc>) -> u32 {
        let received = self.opening(from);
        let days = self.elapsed_working_days(received, to);
        match self.local(clamped(to)).time() < self.closes() {
            true => days.saturating_sub(1),
            false => days,
        }
    }

    /// Days of the calendar of a term from `from` to `to`, the day on which it is received not counted.
    pub fn whole_days(&self, from: DateTime<Utc>, to: DateTime<Utc>) -> u32 {
        let day = |at| self.local(clamped(at)).date_naive();
        let days = (day(to) - day(self.opening(from))).num_days();
        u32::try_from(days.max(0)).unwrap_or(u32::MAX)
    }
}
