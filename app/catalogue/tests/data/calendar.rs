//! The working calendar: the days of the law, and where limits end.

use chrono::{DateTime, Datelike, NaiveDate, Timelike, Utc, Weekday};
use domain::{
    calendar::{Calendar, FactCertainty, Remaining, Zone},
    limit::{Limit, Unit},
};

fn date(text: &str) -> NaiveDate {
    text.parse().expect("a date")
}

/// A moment by Kazakhstan's clock of today, UTC+5.
fn at(text: &str) -> DateTime<Utc> {
    format!("{text}:00+05:00").parse().expect("a moment")
}

fn due(start: &str, value: u32, unit: Unit) -> String {
    let calendar = catalogue::calendar();
    let end = calendar.deadline(at(start), &[Limit::new(value, unit)]);
    calendar.local(end).naive_local().to_string()[..16].replace(' ', "T")
}

fn off(days: &[&str]) {
    for day in days {
        assert!(
            !catalogue::calendar().is_working_day(date(day)),
            "{day} is off"
        );
    }
}

fn worked(days: &[&str]) {
    for day in days {
        assert!(
            catalogue::calendar().is_working_day(date(day)),
            "{day} is worked"
        );
    }
}

#[test]
fn the_embedded_calendar_parses() {
    let text = include_str!("../../calendar/kazakhstan.toml");
    let calendar = Calendar::parse(text).expect("the embedded calendar parses");
    assert_eq!(calendar.years(), (2013, 2027));
    assert!(Calendar::parse("years = [2013]").is_err());
    assert!(
        Calendar::parse(&text.replace("18:30:00", "12:00:00")).is_err(),
        "hours out of order"
    );
    assert!(
        Calendar::parse(&text.replace("01-07", "02-30")).is_err(),
        "a day that no year has"
    );
    assert!(
        Calendar::parse(&text.replace("works = \"2017-03-18\"", "works = \"2017-03-17\"")).is_err()
    );
}

#[test]
fn a_holiday_on_a_weekend_moves_to_the_next_working_day() {
    off(&["2016-01-01", "2016-01-02", "2016-01-04"]);
    worked(&["2016-01-05", "2016-01-06"]);
    off(&["2017-01-02", "2017-01-03"]);
    worked(&["2017-01-04"]);
    off(&["2017-12-18", "2017-12-19"]);
    worked(&["2017-12-20"]);
    off(&["2016-05-02", "2016-05-09", "2016-05-10"]);
    worked(&["2016-05-11"]);
    off(&[
        "2026-03-09",
        "2026-03-23",
        "2026-03-24",
        "2026-03-25",
        "2026-05-11",
        "2026-10-26",
    ]);
    worked(&["2026-03-10", "2026-03-26", "2026-12-17"]);
}

#[test]
fn a_religious_day_on_a_weekend_does_not_move() {
    off(&["2017-01-07", "2017-09-01", "2018-08-21", "2026-05-27"]);
    worked(&["2017-01-09", "2014-10-06", "2022-07-11"]);
}

#[test]
fn the_government_exchanges_days() {
    worked(&["2017-03-18", "2017-07-01"]);
    off(&["2017-03-20", "2017-07-07"]);
    worked(&[
        "2018-03-03",
        "2018-04-28",
        "2018-05-05",
        "2018-08-25",
        "2018-12-29",
    ]);
    off(&[
        "2018-03-09",
        "2018-04-30",
        "2018-05-08",
        "2018-08-31",
        "2018-12-31",
    ]);
    worked(&["2025-01-05", "2025-01-06"]);
    off(&["2025-01-03", "2025-01-07"]);
    let day = catalogue::calendar()
        .day_off(date("2018-03-09"))
        .expect("a day off");
    assert_eq!(
        (day.id.as_str(), day.certainty),
        ("transfer", FactCertainty::Read)
    );
}

#[test]
fn holidays_come_and_go_with_the_years() {
    worked(&["2021-10-25", "2022-12-01", "2025-12-17", "2026-08-31"]);
    off(&[
        "2022-10-25",
        "2021-12-01",
        "2020-12-17",
        "2025-09-01",
        "2027-03-15",
    ]);
    let forecast = catalogue::calendar()
        .day_off(date("2027-05-16"))
        .expect("the day of 2027");
    assert_eq!(forecast.certainty, FactCertainty::Forecast);
}

#[test]
fn minutes_count_working_time_only() {
    assert_eq!(
        due("2026-11-23T12:55", 10, Unit::Minutes),
        "2026-11-23T14:35",
        "across lunch"
    );
    assert_eq!(
        due("2026-11-23T18:25", 10, Unit::Minutes),
        "2026-11-24T09:05",
        "across the night"
    );
    assert_eq!(
        due("2026-11-27T18:25", 10, Unit::Minutes),
        "2026-11-30T09:05",
        "across the weekend"
    );
    assert_eq!(
        due("2026-11-23T18:30", 10, Unit::Minutes),
        "2026-11-24T09:10",
        "from closing time"
    );
    assert_eq!(
        due("2026-11-23T12:50", 10, Unit::Minutes),
        "2026-11-23T13:00",
        "up to lunch"
    );
    assert_eq!(
        due("2026-11-23T13:40", 10, Unit::Minutes),
        "2026-11-23T14:40",
        "from lunch"
    );
    assert_eq!(
        due("2026-11-22T12:00", 10, Unit::Minutes),
        "2026-11-23T09:10",
        "from Sunday"
    );
    assert_eq!(
        due("2026-11-23T09:00", 8, Unit::Hours),
        "2026-11-23T18:30",
        "a whole day"
    );
    assert_eq!(
        due("2026-11-23T09:00", 40, Unit::Seconds),
        "2026-11-23T09:00"
    );
}

#[test]
fn days_and_months_end_at_close_of_business() {
    assert_eq!(
        due("2026-11-23T10:00", 1, Unit::WorkingDays),
        "2026-11-24T18:30"
    );
    assert_eq!(
        due("2026-11-27T10:00", 8, Unit::WorkingDays),
        "2026-12-09T18:30"
    );
    assert_eq!(
        due("2026-12-15T10:00", 1, Unit::WorkingDays),
        "2026-12-17T18:30",
        "over a holiday"
    );
    assert_eq!(
        due("2026-11-21T10:00", 1, Unit::WorkingDays),
        "2026-11-24T18:30",
        "Saturday is received on Monday"
    );
    assert_eq!(
        due("2026-11-23T10:00", 5, Unit::CalendarDays),
        "2026-11-30T18:30",
        "a Saturday moves to Monday"
    );
    assert_eq!(
        due("2026-11-30T10:00", 3, Unit::Months),
        "2027-03-01T18:30",
        "28 February is a Sunday"
    );
}

#[test]
fn the_largest_unit_counts_first_whatever_the_order() {
    let calendar = catalogue::calendar();
    let (days, minutes) = (
        Limit::new(5, Unit::WorkingDays),
        Limit::new(20, Unit::Minutes),
    );
    let end = calendar.deadline(at("2026-11-23T10:00"), &[minutes.clone(), days.clone()]);
    assert_eq!(end, at("2026-12-01T09:20"));
    assert_eq!(
        end,
        calendar.deadline(at("2026-11-23T10:00"), &[days, minutes])
    );
}

#[test]
fn what_arrives_outside_working_hours_waits_for_the_opening() {
    let calendar = catalogue::calendar();
    for (arrives, counts) in [
        ("2026-11-23T10:00", "2026-11-23T10:00"),
        ("2026-11-23T13:30", "2026-11-23T13:30"),
        ("2026-11-23T18:30", "2026-11-23T18:30"),
        ("2026-11-23T06:00", "2026-11-23T09:00"),
        ("2026-11-23T19:00", "2026-11-24T09:00"),
        ("2026-11-21T12:00", "2026-11-23T09:00"),
        ("2026-12-16T12:00", "2026-12-17T09:00"),
    ] {
        assert_eq!(calendar.opening(at(arrives)), at(counts), "{arrives}");
    }
}

#[test]
fn what_is_left_is_told_in_days_then_in_minutes() {
    let calendar = catalogue::calendar();
    let left = |now, due| calendar.remaining(at(now), at(due), None);
    assert_eq!(
        left("2026-11-23T10:00", "2026-12-02T18:30"),
        Remaining::WorkingDays(7)
    );
    assert_eq!(
        left("2026-11-23T10:00", "2026-11-24T18:30"),
        Remaining::WorkingDays(1)
    );
    assert_eq!(
        left("2026-11-23T18:00", "2026-11-24T09:20"),
        Remaining::Minutes(50)
    );
    assert_eq!(
        left("2026-11-23T12:00", "2026-11-23T15:30"),
        Remaining::Minutes(120)
    );
    assert_eq!(
        left("2026-11-23T09:00", "2026-11-23T18:30"),
        Remaining::Minutes(480)
    );
    assert_eq!(
        left("2026-11-23T18:30", "2026-11-23T18:30"),
        Remaining::Minutes(0)
    );
    let late = left("2026-11-25T10:00", "2026-11-23T18:30");
    assert_eq!(
        late,
        Remaining::Overdue {
            working_days: 1,
            minutes: 60
        }
    );
    let at_night = left("2026-11-23T20:00", "2026-11-23T18:30");
    assert_eq!(
        at_night,
        Remaining::Overdue {
            working_days: 0,
            minutes: 0
        }
    );
}

#[test]
fn the_clock_of_the_east_moved_on_the_first_of_march_2024() {
    let moment = |text: &str| text.parse::<DateTime<Utc>>().expect("a moment");
    let hour = |zone: Zone, text: &str| zone.local(moment(text)).hour();
    assert_eq!(hour(Zone::East, "2024-02-29T06:00:00Z"), 12);
    assert_eq!(hour(Zone::East, "2024-03-01T06:00:00Z"), 11);
    assert_eq!(hour(Zone::West, "2024-02-29T06:00:00Z"), 11);
    assert_eq!(Zone::of_region("270000000"), Zone::West);
    assert_eq!(Zone::of_region("310000000"), Zone::East);
    assert_eq!(Zone::of_region("қ"), Zone::East);
    let west = catalogue::calendar().in_zone(Zone::West);
    let end = west.deadline(
        moment("2018-06-04T05:00:00Z"),
        &[Limit::new(1, Unit::WorkingDays)],
    );
    assert_eq!(end, moment("2018-06-05T13:30:00Z"));
    let east = catalogue::calendar().deadline(
        moment("2018-06-04T05:00:00Z"),
        &[Limit::new(1, Unit::WorkingDays)],
    );
    assert_eq!(east, moment("2018-06-05T12:30:00Z"));
}

#[test]
fn every_year_has_as_many_days_off_as_its_calendar() {
    // Days off of the five-day week in the published calendar of 2016 (ibirzha.kz, citing egov.kz).
    let days = date("2016-01-01")
        .iter_days()
        .take_while(|day| day.year() == 2016);
    let off = days
        .filter(|day| !catalogue::calendar().is_working_day(*day))
        .count();
    assert_eq!(off, 121);
    assert_eq!(date("2016-01-01").weekday(), Weekday::Fri);
}

#[test]
fn days_that_the_government_exchanged_are_known_with_their_source() {
    off(&[
        "2013-10-14",
        "2014-01-03",
        "2014-05-02",
        "2014-05-08",
        "2020-05-08",
        "2020-12-18",
        "2022-03-07",
        "2022-08-29",
        "2022-10-24",
        "2024-05-08",
    ]);
    worked(&[
        "2013-10-12",
        "2013-12-28",
        "2014-05-04",
        "2014-05-11",
        "2020-12-20",
        "2022-03-05",
        "2022-08-27",
        "2022-10-22",
        "2024-05-04",
    ]);
    // A Monday to which a holiday had moved, and which was exchanged away.
    worked(&["2020-05-11"]);
    assert!(catalogue::calendar().day_off(date("2020-05-11")).is_none());
}

#[test]
fn a_year_is_confirmed_when_its_whole_calendar_was_read() {
    let calendar = catalogue::calendar();
    for year in [2015, 2020, 2022, 2023, 2024, 2025, 2026] {
        assert!(calendar.is_confirmed(year), "{year}");
    }
    for year in [2013, 2014, 2021, 2027, 2030] {
        assert!(!calendar.is_confirmed(year), "{year}");
    }
}

#[test]
fn an_exchange_for_an_ordinary_working_day_is_refused() {
    let own = include_str!("../../calendar/kazakhstan.toml");
    let wrong = "\n[[transfer]]\noff = \"2027-03-09\"\nworks = \"2027-03-10\"\n\
        certainty = \"read\"\nsource = \"a test\"\n";
    let refused = Calendar::parse(&format!("{own}{wrong}")).unwrap_err();
    assert!(refused.to_string().contains("2027-03-09"), "{refused}");
}
