//! The clock against a slow counter, which goes day by day, minute by minute and second by second.

use chrono::{DateTime, Datelike, Days, NaiveDate, NaiveTime, TimeDelta, Timelike, Utc};
use domain::{
    calendar::Calendar,
    case::{CaseState, Clock, Command},
    limit::{Limit, Unit},
    regulation::{ChannelKind, StatedTerm, TermKind},
};

use crate::{
    case::{ANSWERS, Desk, PAPERS},
    office::office,
};

fn time(hour: u32, minute: u32) -> NaiveTime {
    NaiveTime::from_hms_opt(hour, minute, 0).unwrap()
}

/// Counts with its fingers: it knows the office hours and asks the calendar only which days are worked.
struct Slow<'a> {
    calendar: &'a Calendar,
}

impl Slow<'_> {
    fn date(&self, at: DateTime<Utc>) -> NaiveDate {
        self.calendar.local(at).date_naive()
    }

    fn time(&self, at: DateTime<Utc>) -> NaiveTime {
        self.calendar.local(at).time()
    }

    fn is_open(&self, at: DateTime<Utc>) -> bool {
        let (date, now) = (self.date(at), self.time(at));
        self.calendar.is_working_day(date) && now >= time(9, 0) && now <= time(18, 30)
    }

    fn works(&self, at: DateTime<Utc>) -> bool {
        let lunch = self.time(at) > time(13, 0) && self.time(at) < time(14, 30);
        self.is_open(at) && !lunch
    }

    fn start(&self, at: DateTime<Utc>) -> DateTime<Utc> {
        if self.is_open(at) {
            return at;
        }
        let mut date = self.date(at);
        if self.time(at) > time(18, 30) {
            date = date.succ_opt().unwrap();
        }
        self.moment(at, self.working_day_from(date), time(9, 0))
    }

    /// The moment of a day of the calendar at a time of this zone.
    fn moment(&self, near: DateTime<Utc>, date: NaiveDate, at: NaiveTime) -> DateTime<Utc> {
        let mut moment = near;
        while self.date(moment) < date {
            moment += TimeDelta::hours(12);
        }
        let offset = i64::from(self.calendar.local(moment).offset().local_minus_utc());
        date.and_time(at).and_utc() - TimeDelta::seconds(offset)
    }

    fn working_day_from(&self, mut date: NaiveDate) -> NaiveDate {
        while !self.calendar.is_working_day(date) {
            date = date.succ_opt().unwrap();
        }
        date
    }

    fn due(&self, start: DateTime<Utc>, limit: &Limit) -> DateTime<Utc> {
        let mut at = self.start(start);
        while !self.works(at) {
            at += stride(at);
        }
        let mut date = self.date(at);
        match limit.unit {
            _ if limit.value == 0 => return at,
            Unit::WorkingDays => {
                for _ in 0..limit.value {
                    date = self.working_day_from(date.succ_opt().unwrap());
                }
            }
            Unit::CalendarDays => {
                for _ in 0..limit.value {
                    date = date.succ_opt().unwrap();
                }
            }
            Unit::Months => date = months_after(date, limit.value),
            Unit::Seconds => return self.work(at, TimeDelta::seconds(limit.value.into())),
            Unit::Minutes => return self.work(at, TimeDelta::minutes(limit.value.into())),
            Unit::Hours => return self.work(at, TimeDelta::hours(limit.value.into())),
        }
        self.moment(at, self.working_day_from(date), time(18, 30))
    }

    /// So much working time later.
    fn work(&self, mut at: DateTime<Utc>, mut left: TimeDelta) -> DateTime<Utc> {
        while left > TimeDelta::zero() {
            let mut step = stride(at);
            if self.works(at) && self.works(at + step) {
                step = if step > left {
                    TimeDelta::seconds(1)
                } else {
                    step
                };
                left -= step;
            }
            at += step;
        }
        at
    }

    fn resumed(
        &self,
        due: DateTime<Utc>,
        stopped: DateTime<Utc>,
        now: DateTime<Utc>,
        by_calendar: bool,
    ) -> DateTime<Utc> {
        if due < stopped {
            return due;
        }
        let mut date = self.date(due);
        let mut day = self.date(stopped);
        while day < self.date(now) {
            day = day.succ_opt().unwrap();
            if by_calendar {
                date = date.succ_opt().unwrap();
            } else if self.calendar.is_working_day(day) {
                date = self.working_day_from(date.succ_opt().unwrap());
            }
        }
        self.moment(due, self.working_day_from(date), self.time(due))
    }
}

/// A minute from a whole minute, else a second: work begins and ends at whole minutes.
fn stride(at: DateTime<Utc>) -> TimeDelta {
    match at.second() {
        0 => TimeDelta::minutes(1),
        _ => TimeDelta::seconds(1),
    }
}

/// The same day of a later month, or its last day.
fn months_after(date: NaiveDate, months: u32) -> NaiveDate {
    let (mut year, mut month) = (date.year(), date.month());
    for _ in 0..months {
        (year, month) = if month == 12 {
            (year + 1, 1)
        } else {
            (year, month + 1)
        };
    }
    let mut day = date.day();
    loop {
        match NaiveDate::from_ymd_opt(year, month, day) {
            Some(date) => return date,
            None => day -= 1,
        }
    }
}

/// A simple generator, so that the same deadlines are tried every time.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, most: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (mixed ^ (mixed >> 31)) % most
    }

    fn small(&mut self, most: u64) -> u32 {
        u32::try_from(self.below(most)).unwrap()
    }

    /// A whole second of the years that the calendar knows.
    fn moment(&mut self) -> DateTime<Utc> {
        let first = NaiveDate::from_ymd_opt(2014, 1, 15).unwrap();
        let day = first
            .checked_add_days(Days::new(self.below(13 * 365)))
            .unwrap();
        let second = i64::from(self.small(24 * 60 * 60));
        day.and_time(NaiveTime::MIN).and_utc() + TimeDelta::seconds(second)
    }

    fn limit(&mut self) -> Limit {
        match self.below(20) {
            0 => Limit::new(self.small(90), Unit::Minutes),
            1 => Limit::new(self.small(5), Unit::Hours),
            // In zhambyl-2013 a step takes ten seconds.
            7 => Limit::new(self.small(6000), Unit::Seconds),
            2..=5 => Limit::new(self.small(40), Unit::CalendarDays),
            6 => Limit::new(self.small(4), Unit::Months),
            _ => Limit::new(self.small(30), Unit::WorkingDays),
        }
    }
}

/// How many deadlines are counted twice: a share of those of a night.
fn deadlines() -> u32 {
    crate::at_night(100_000, 30_000)
}

#[test]
fn deadlines_are_those_of_the_slow_counter() {
    let calendar = catalogue::calendar();
    let (clock, slow) = (Clock::new(calendar), Slow { calendar });
    let mut numbers = Numbers(7);
    for _ in 0..deadlines() {
        let (at, limit) = (numbers.moment(), numbers.limit());
        let start = clock.start(at);
        assert_eq!(start, slow.start(at), "the start of {at}");
        let due = clock.due(start, &limit);
        assert_eq!(due, slow.due(start, &limit), "{limit:?} from {start}");
        changed(&clock, &slow, &mut numbers, &limit, (start, due));
    }
}

/// Up to three changes one after the other: the clock stands still, or more time is added.
fn changed(
    clock: &Clock<'_>,
    slow: &Slow<'_>,
    numbers: &mut Numbers,
    limit: &Limit,
    (start, first): (DateTime<Utc>, DateTime<Utc>),
) {
    let by_calendar = matches!(limit.unit, Unit::CalendarDays | Unit::Months);
    let app = CaseState {
        term: vec![limit.clone()],
        ..CaseState::default()
    };
    let (mut now, mut due) = (start, first);
    for _ in 0..numbers.below(4) {
        if numbers.below(3) == 0 {
            let more = numbers.limit();
            let later = clock.due(due, &more);
            assert_eq!(later, slow.due(due, &more), "{more:?} more after {due}");
            assert!(later >= due, "{more:?} more after {due}");
            due = later;
            continue;
        }
        let stopped = now + TimeDelta::minutes(i64::from(numbers.small(20_000)));
        now = stopped + TimeDelta::minutes(i64::from(numbers.small(60_000)));
        let later = clock.resumed(&app.term, due, stopped, now);
        assert_eq!(
            later,
            slow.resumed(due, stopped, now, by_calendar),
            "{limit:?} from {start}, still from {stopped} to {now}"
        );
        assert!(later >= due, "still from {stopped} to {now}");
        due = later;
    }
}

/// What happened to a clock, as the slow counter remembers it.
enum Turn {
    Stopped(DateTime<Utc>),
    Resumed(DateTime<Utc>),
    Extended(Limit),
}

impl Slow<'_> {
    fn whole(&self, start: DateTime<Utc>, term: &Limit, turns: &[Turn]) -> DateTime<Utc> {
        let by_calendar = matches!(term.unit, Unit::CalendarDays | Unit::Months);
        let mut due = self.due(start, term);
        let mut still = start;
        for turn in turns {
            match turn {
                Turn::Stopped(at) => still = *at,
                Turn::Resumed(at) => due = self.resumed(due, still, *at, by_calendar),
                Turn::Extended(limit) => due = self.due(due, limit),
            }
        }
        due
    }
}

/// A case at its decision, which another term and more time fit.
fn at_decision(long: Limit, more: Limit) -> Desk {
    let mut regulation = crate::office::office();
    let stated = |id: &str, kind, replaces, limit| StatedTerm {
        id: id.to_owned(),
        kind,
        channel: ChannelKind::Provider,
        replaces,
        by: vec!["board".into()],
        limit,
        ..regulation.terms[0].clone()
    };
    let long = stated("longer", TermKind::Whole, true, long);
    let more = stated("more", TermKind::Extension, false, more);
    regulation.terms.extend([long, more]);
    crate::office::decided(regulation)
}

#[test]
fn whatever_happens_to_a_clock_in_any_order_its_end_is_that_of_the_slow_counter() {
    let slow = Slow {
        calendar: catalogue::calendar(),
    };
    let mut numbers = Numbers(11);
    for _ in 0..400 {
        let (long, more) = (numbers.limit(), numbers.limit());
        let mut desk = at_decision(long.clone(), more.clone());
        let (start, mut term) = (desk.app.accepted_at, desk.app.term[0].clone());
        let (mut turns, mut told) = (Vec::new(), Vec::new());
        let why = || "why".to_owned();
        for _ in 0..10 {
            desk.pass(TimeDelta::minutes(i64::from(numbers.small(12_000))));
            let at = desk.now;
            let (command, turn) = match numbers.below(4) {
                0 => (Command::StopClock { reason: why() }, Turn::Stopped(at)),
                1 => (Command::ResumeClock, Turn::Resumed(at)),
                2 => {
                    let (term, reason) = ("more".to_owned(), why());
                    (
                        Command::ExtendTerm { term, reason },
                        Turn::Extended(more.clone()),
                    )
                }
                _ => {
                    let replace = Command::ReplaceTerm {
                        term: "longer".to_owned(),
                        reason: why(),
                    };
                    if desk.command(desk.performer(), replace).is_ok() {
                        term = long.clone();
                        told.push(format!("{at} {long:?}"));
                    }
                    continue;
                }
            };
            told.push(format!("{at} {command:?}"));
            if desk.command(desk.performer(), command).is_ok() {
                turns.push(turn);
            }
            assert_eq!(
                desk.app.due,
                Some(slow.whole(start, &term, &turns)),
                "{told:#?}"
            );
        }
        assert_eq!(
            desk.app.due,
            Some(slow.whole(start, &term, &turns)),
            "{told:#?}"
        );
    }
}

#[test]
fn the_slow_counter_knows_the_office_hours() {
    let calendar = catalogue::calendar();
    let slow = Slow { calendar };
    let mut at = crate::case::at("2026-06-01T00:00");
    for _ in 0..24 * 60 {
        assert_eq!(
            slow.works(at),
            calendar.is_working_moment(at),
            "{at} {}",
            at.minute()
        );
        at += TimeDelta::minutes(1);
    }
}

#[test]
fn a_task_of_an_application_after_hours_stands_still_before_its_clock_begins() {
    let mut desk = Desk::new(office());
    // A Monday at seven in the evening: the ten minutes of the first step begin on Tuesday.
    desk.pass(TimeDelta::hours(9));
    desk.submit(ChannelKind::Provider, &ANSWERS, &PAPERS)
        .unwrap();
    let official = desk.performer();
    let reason = "why".into();
    desk.command(official.clone(), Command::StopClock { reason })
        .unwrap();
    desk.pass(TimeDelta::days(4));
    desk.command(official, Command::ResumeClock).unwrap();
    assert_eq!(
        desk.app.open_step().unwrap().due,
        Some(crate::case::at("2026-06-08T09:10"))
    );
}
