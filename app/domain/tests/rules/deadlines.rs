//! What holds of every deadline, whatever its start and limits.

use chrono::{DateTime, TimeZone, Timelike, Utc};
use domain::{
    calendar::Remaining,
    limit::{Limit, Unit},
};
use proptest::prelude::*;

fn moments() -> impl Strategy<Value = DateTime<Utc>> {
    let (first, last) = (day(2013, 1, 10), day(2027, 12, 1));
    (first..last, 0..1_000_000_000u32)
        .prop_map(|(second, nano)| Utc.timestamp_opt(second, nano).unwrap())
}

fn limits() -> impl Strategy<Value = Vec<Limit>> {
    let short = (0..200_000u32).prop_map(|value| Limit::new(value, Unit::Seconds));
    let minutes = (0..3_000u32).prop_map(|value| Limit::new(value, Unit::Minutes));
    let hours = (0..60u32).prop_map(|value| Limit::new(value, Unit::Hours));
    let working = (0..40u32).prop_map(|value| Limit::new(value, Unit::WorkingDays));
    let days = (0..60u32).prop_map(|value| Limit::new(value, Unit::CalendarDays));
    let months = (0..7u32).prop_map(|value| Limit::new(value, Unit::Months));
    prop::collection::vec(
        prop_oneof![short, minutes, hours, working, days, months],
        0..4,
    )
}

proptest! {
    #[test]
    fn a_deadline_is_a_working_moment_and_never_before_its_start(start in moments(), limits in limits()) {
        let calendar = catalogue::calendar();
        let end = calendar.deadline(start, &limits);
        prop_assert!(end >= start);
        prop_assert!(calendar.is_working_moment(end));
        let overdue = matches!(calendar.remaining(start, end, None), Remaining::Overdue { .. });
        prop_assert!(!overdue);
    }

    #[test]
    fn a_later_start_never_ends_earlier(one in moments(), later in 0..2_000_000i64, limits in limits()) {
        let calendar = catalogue::calendar();
        let two = one + chrono::TimeDelta::seconds(later);
        prop_assert!(calendar.deadline(one, &limits) <= calendar.deadline(two, &limits));
    }

    #[test]
    fn a_longer_limit_never_ends_earlier(start in moments(), limits in limits(), which in 0..4usize, more in 0..50u32) {
        let calendar = catalogue::calendar();
        let mut longer = limits.clone();
        if let Some(limit) = longer.get_mut(which) {
            limit.value += more;
        }
        prop_assert!(calendar.deadline(start, &limits) <= calendar.deadline(start, &longer));
    }

    #[test]
    fn nothing_added_changes_nothing(start in moments(), limits in limits()) {
        let calendar = catalogue::calendar();
        let mut with_zeros = limits.clone();
        with_zeros.extend([Unit::Seconds, Unit::WorkingDays, Unit::Months].map(|unit| Limit::new(0, unit)));
        prop_assert_eq!(calendar.deadline(start, &limits), calendar.deadline(start, &with_zeros));
        let received = calendar.deadline(start, &[]);
        prop_assert_eq!(received, calendar.deadline(received, &[]));
    }

    #[test]
    fn the_opening_is_stable_and_on_a_working_day(start in moments()) {
        let calendar = catalogue::calendar();
        let opening = calendar.opening(start);
        prop_assert!(opening >= start);
        prop_assert_eq!(calendar.opening(opening), opening);
        prop_assert!(calendar.is_working_day(calendar.local(opening).date_naive()));
    }

    #[test]
    fn so_many_working_days_lie_between(start in moments(), days in 1..300u32) {
        let calendar = catalogue::calendar();
        let received = calendar.opening(start);
        let end = calendar.deadline(start, &[Limit::new(days, Unit::WorkingDays)]);
        prop_assert_eq!(calendar.elapsed_working_days(received, end), days);
        // Whoever comes before the office opens has no day more.
        prop_assert_eq!(calendar.whole_working_days(start, end), days);
        let longer = calendar.deadline(start, &[Limit::new(days, Unit::WorkingDays), Limit::new(15, Unit::Minutes)]);
        prop_assert_eq!(calendar.whole_working_days(start, longer), days);
        let time = calendar.local(end).time();
        prop_assert_eq!((time.hour(), time.minute()), (18, 30));
    }

}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn no_number_stops_it(second in any::<i64>(), value in any::<u32>()) {
        let calendar = catalogue::calendar();
        let start = Utc.timestamp_opt(second, 0).single().unwrap_or(DateTime::<Utc>::MAX_UTC);
        for unit in [Unit::Seconds, Unit::Minutes, Unit::Hours, Unit::WorkingDays, Unit::CalendarDays, Unit::Months] {
            let _ = calendar.deadline(start, &[Limit::new(value, unit)]);
        }
        let _ = calendar.remaining(DateTime::<Utc>::MIN_UTC, start, None);
    }
}

#[test]
fn what_is_left_is_never_more_than_the_act_gives() {
    let calendar = catalogue::calendar();
    let evening = Utc.with_ymd_and_hms(2026, 11, 30, 15, 18, 0).unwrap();
    let left = |limit: Limit| {
        let due = calendar.deadline(evening, std::slice::from_ref(&limit));
        calendar.remaining(evening, due, Some(&limit))
    };
    for days in [1, 2, 7] {
        let limit = Limit::new(days, Unit::WorkingDays);
        assert_eq!(left(limit), Remaining::WorkingDays(days));
    }
    // 1 December and eleven days are a Saturday: the end moves to Monday.
    for days in [8, 11, 12] {
        let limit = Limit::new(days, Unit::CalendarDays);
        assert_eq!(left(limit), Remaining::Days(days));
    }
}

/// Midnight of a day, in seconds.
fn day(year: i32, month: u32, day: u32) -> i64 {
    Utc.with_ymd_and_hms(year, month, day, 0, 0, 0)
        .unwrap()
        .timestamp()
}
