//! The time that is left for a step or a case, as a tag says it.

use app::format::{Span, TimeLeft};
use chrono::{DateTime, Utc};
use domain::calendar::{Calendar, Remaining, local};

pub(super) fn time_left(calendar: &Calendar, now: DateTime<Utc>, due: DateTime<Utc>) -> TimeLeft {
    let minutes = |minutes: u64| {
        let minutes = u32::try_from(minutes).unwrap_or(u32::MAX);
        Span::HoursMinutes(minutes / 60, minutes % 60)
    };
    let today = local(now).date_naive() == local(due).date_naive();
    match calendar.remaining(now, due) {
        Remaining::Overdue {
            working_days: 0,
            minutes: late,
        } => TimeLeft::Late(minutes(late)),
        Remaining::Overdue { working_days, .. } => TimeLeft::Late(Span::WorkingDays(working_days)),
        _ if today => TimeLeft::Today(local(due).time()),
        Remaining::WorkingDays(days) => TimeLeft::Left(Span::WorkingDays(days)),
        Remaining::Minutes(left) => TimeLeft::Left(minutes(left)),
    }
}
