//! The days of two years, written by hand from the holidays: what else counts days asks the calendar which of them are
//! worked, so nothing else would find a day that it has wrong.
//!
//! Law of 13.12.2001 № 267-II, art. 5: a holiday on a weekend moves to the working day after it. 7 January and the first day of
//! Құрбан айт do not move (Labour Code art. 84). 2026 by the calendar of egov.kz (inform.kz, 02.01.2026); no exchange of days
//! is known for 2027, and its Құрбан айт falls on a Sunday.

use catalogue::calendar;
use chrono::{Datelike, Days, NaiveDate, Weekday};
use domain::limit::{Limit, Unit};

/// From Monday to Friday and not worked.
const OFF: [(i32, &[(u32, u32)]); 2] = [
    (
        2026,
        &[
            (1, 1),
            (1, 2),
            (1, 7),
            // 8 March is a Sunday.
            (3, 9),
            (3, 23),
            // 21 and 22 March are a weekend.
            (3, 24),
            (3, 25),
            (5, 1),
            (5, 7),
            // 9 May is a Saturday.
            (5, 11),
            // Құрбан айт.
            (5, 27),
            (7, 6),
            // 25 October is a Sunday; 30 August is no day off from 2026.
            (10, 26),
            (12, 16),
        ],
    ),
    (
        2027,
        &[
            (1, 1),
            // 2 January is a Saturday.
            (1, 4),
            (1, 7),
            (3, 8),
            // The day of the new Constitution, from 2027.
            (3, 15),
            (3, 22),
            (3, 23),
            // 21 March is a Sunday.
            (3, 24),
            // 1 May is a Saturday, 9 May a Sunday.
            (5, 3),
            (5, 7),
            (5, 10),
            (7, 6),
            (10, 25),
            (12, 16),
        ],
    ),
];

#[test]
fn every_day_of_two_years_is_worked_or_not_as_it_was_read() {
    for (year, off) in OFF {
        let mut day = NaiveDate::from_ymd_opt(year, 1, 1).unwrap();
        while day.year() == year {
            let weekend = [Weekday::Sat, Weekday::Sun].contains(&day.weekday());
            let holiday = off.contains(&(day.month(), day.day()));
            assert!(!(weekend && holiday), "{day} is not from Monday to Friday");
            let worked = !weekend && !holiday;
            assert_eq!(calendar().is_working_day(day), worked, "{day}");
            day = day + Days::new(1);
        }
    }
}

#[test]
fn the_holidays_that_put_a_term_off_are_known() {
    let date = |text: &str| text.parse::<NaiveDate>().unwrap();
    let off = |term: Limit, from: &str, to: &str| {
        let days = calendar().holidays_of(&[term], date(from), date(to));
        days.iter().map(NaiveDate::to_string).collect::<Vec<_>>()
    };
    let working = Limit::new(10, Unit::WorkingDays);
    assert_eq!(
        off(working.clone(), "2026-12-07", "2026-12-22"),
        ["2026-12-16"]
    );
    assert!(
        off(working.clone(), "2026-11-16", "2026-11-30").is_empty(),
        "weekends are no news"
    );
    assert!(
        off(working, "2026-12-16", "2026-12-22").is_empty(),
        "it counts from the next day"
    );
    let days = Limit::new(10, Unit::CalendarDays);
    assert_eq!(
        off(days.clone(), "2026-12-06", "2026-12-17"),
        ["2026-12-16"]
    );
    assert!(
        off(days, "2026-12-07", "2026-12-18").is_empty(),
        "its end is not put off"
    );
}
