//! Deadlines counted on the fingers: day by day and hour by hour, without the arithmetic of the calendar under test, of
//! which only «is this a working day» is asked.

use chrono::{DateTime, Days, FixedOffset, Months, NaiveDate, NaiveTime, TimeDelta, Utc};
use domain::{
    calendar::Calendar,
    limit::{Limit, Unit},
};

/// Opening, lunch, closing.
const HOURS: [(u32, u32); 4] = [(9, 0), (13, 0), (14, 30), (18, 30)];

fn time(of: usize) -> NaiveTime {
    NaiveTime::from_hms_opt(HOURS[of].0, HOURS[of].1, 0).unwrap()
}

/// Counts with the working days of a calendar.
pub(super) struct Fingers<'c>(pub(super) &'c Calendar);

impl Fingers<'_> {
    fn here(&self, at: DateTime<Utc>) -> DateTime<FixedOffset> {
        self.0.local(at)
    }

    fn at(
        &self,
        near: DateTime<FixedOffset>,
        day: NaiveDate,
        time: NaiveTime,
    ) -> DateTime<FixedOffset> {
        let local = day.and_time(time).and_local_timezone(*near.offset());
        local.single().unwrap()
    }

    fn work_from(&self, mut day: NaiveDate) -> NaiveDate {
        while !self.0.is_working_day(day) {
            day = day + Days::new(1);
        }
        day
    }

    /// When something that comes at `at` counts as received.
    pub(super) fn received(&self, at: DateTime<Utc>) -> DateTime<Utc> {
        let here = self.here(at);
        let today = here.date_naive();
        let late = here.time() > time(3);
        if self.0.is_working_day(today) && !late {
            let opens = self.at(here, today, time(0));
            return here.max(opens).to_utc();
        }
        let day = if late { today + Days::new(1) } else { today };
        self.at(here, self.work_from(day), time(0)).to_utc()
    }

    /// When `limits` are over that begin at `since`.
    pub(super) fn due(&self, since: DateTime<Utc>, limits: &[Limit]) -> DateTime<Utc> {
        let mut limits: Vec<&Limit> = limits.iter().filter(|one| one.value > 0).collect();
        limits.sort_by_key(|one| std::cmp::Reverse(one.unit));
        let start = self.after_lunch(self.here(self.received(since)));
        let end = limits
            .into_iter()
            .fold(start, |from, limit| self.end(from, limit));
        end.to_utc()
    }

    /// When something is due that was due at `due`, after the clock stood still from `from` to `to`: as many days later as
    /// went by, of the provider's working days or of all.
    pub(super) fn stood_still(
        &self,
        due: DateTime<Utc>,
        from: DateTime<Utc>,
        to: DateTime<Utc>,
        all_days: bool,
    ) -> DateTime<Utc> {
        if due < from {
            return due;
        }
        let near = self.here(due);
        let (mut end, mut day) = (near.date_naive(), self.here(from).date_naive());
        let last = self.here(to).date_naive();
        while day < last {
            day = day + Days::new(1);
            if all_days {
                end = end + Days::new(1);
            } else if self.0.is_working_day(day) {
                end = self.work_from(end + Days::new(1));
            }
        }
        self.at(near, self.work_from(end), near.time()).to_utc()
    }

    fn after_lunch(&self, at: DateTime<FixedOffset>) -> DateTime<FixedOffset> {
        let lunch = at.time() > time(1) && at.time() < time(2);
        if lunch {
            self.at(at, at.date_naive(), time(2))
        } else {
            at
        }
    }

    fn end(&self, from: DateTime<FixedOffset>, limit: &Limit) -> DateTime<FixedOffset> {
        let mut day = from.date_naive();
        let seconds = i64::from(limit.value);
        match limit.unit {
            Unit::Seconds => return self.work(from, TimeDelta::seconds(seconds)),
            Unit::Minutes => return self.work(from, TimeDelta::minutes(seconds)),
            Unit::Hours => return self.work(from, TimeDelta::hours(seconds)),
            Unit::WorkingDays => {
                for _ in 0..limit.value {
                    day = self.work_from(day + Days::new(1));
                }
            }
            Unit::CalendarDays => day = self.work_from(day + Days::new(limit.value.into())),
            Unit::Months => day = self.work_from(day + Months::new(limit.value)),
        }
        self.at(from, day, time(3))
    }

    /// So much working time later.
    fn work(&self, from: DateTime<FixedOffset>, mut left: TimeDelta) -> DateTime<FixedOffset> {
        let mut now = from;
        loop {
            let closes = if now.time() < time(2) && now.time() <= time(1) {
                1
            } else {
                3
            };
            let end = self.at(now, now.date_naive(), time(closes));
            if left <= end - now {
                return now + left;
            }
            left -= end - now;
            now = match closes {
                1 => self.at(now, now.date_naive(), time(2)),
                _ => {
                    let next = self.work_from(now.date_naive() + Days::new(1));
                    self.at(now, next, time(0))
                }
            };
        }
    }
}
