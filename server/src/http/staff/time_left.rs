//! The time that is left for a step or a case, as a tag says it.

use app::format::{Span, TimeLeft};
use chrono::{DateTime, Utc};
use domain::{
    calendar::{Calendar, Remaining, local},
    limit::Limit,
};

/// What is left until `due` of what has this limit.
pub(super) fn time_left(
    calendar: &Calendar,
    now: DateTime<Utc>,
    due: DateTime<Utc>,
    limit: Option<&Limit>,
) -> TimeLeft {
    let today = local(now).date_naive() == local(due).date_naive();
    match calendar.remaining(now, due, limit) {
        Remaining::Overdue {
            working_days: 0,
            minutes: late,
        } => TimeLeft::Late(minutes(late)),
        Remaining::Overdue { working_days, .. } => TimeLeft::Late(Span::WorkingDays(working_days)),
        _ if today => TimeLeft::Today(local(due).time()),
        left => TimeLeft::Left(span(left)),
    }
}

/// What is left of a step whose clock stands still since a moment. What was late then is late.
pub(super) fn paused(
    calendar: &Calendar,
    since: DateTime<Utc>,
    due: DateTime<Utc>,
    limit: Option<&Limit>,
) -> TimeLeft {
    match calendar.remaining(since, due, limit) {
        Remaining::Overdue { .. } => time_left(calendar, since, due, limit),
        left => TimeLeft::Paused(span(left)),
    }
}

fn span(left: Remaining) -> Span {
    match left {
        Remaining::Days(days) => Span::Days(days),
        Remaining::WorkingDays(days) => Span::WorkingDays(days),
        Remaining::Minutes(left) | Remaining::Overdue { minutes: left, .. } => minutes(left),
    }
}

fn minutes(minutes: u64) -> Span {
    let minutes = u32::try_from(minutes).unwrap_or(u32::MAX);
    Span::HoursMinutes(minutes / 60, minutes % 60)
}
