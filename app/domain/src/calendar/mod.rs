//! The working calendar: which days and hours count, and when a limit of the act ends.
//!
//! Three readings that the acts leave open, each the usual one of the standards of 2015-2020: the day of
//! receipt is not counted; what arrives outside working hours is received at the next opening; a term in days
//! of the calendar that ends on a day off ends on the next working day.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{
    DateTime, Datelike, Days, FixedOffset, Months, NaiveDate, NaiveTime, TimeDelta, Utc, Weekday,
};
use serde::{Deserialize, Serialize};

use crate::limit::{Limit, Unit};

mod file;
mod left;
mod zone;

pub use left::Remaining;
pub use zone::{Zone, local};

/// How sure the calendar is of a day off.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum FactCertainty {
    /// Read in the source named.
    Read,
    /// General knowledge, not checked.
    Common,
    /// Computed beforehand; may be announced otherwise.
    Forecast,
}

/// Why a day is off.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DayOff {
    /// The holiday in the calendar file; `transfer` for a day exchanged by the Government.
    pub id: String,
    /// How sure that is.
    pub certainty: FactCertainty,
    /// Where it was read.
    pub source: String,
}

impl DayOff {
    fn new(id: &str, certainty: FactCertainty, source: &str) -> DayOff {
        DayOff {
            id: id.to_owned(),
            certainty,
            source: source.to_owned(),
        }
    }
}

/// Why a calendar file is refused.
#[derive(Debug, thiserror::Error)]
pub enum CalendarError {
    /// Not TOML of the expected shape.
    #[error("the calendar file cannot be read: {0}")]
    File(#[from] toml::de::Error),
    /// Not a `MM-DD` that every year has.
    #[error("{0:?} is not a day of every year")]
    Day(String),
    /// A transfer that does not exchange a working day for a day off.
    #[error("the transfer of {0} does not exchange a working day for a weekend day")]
    Transfer(NaiveDate),
    /// No working day after a holiday.
    #[error("no working day follows {0}")]
    Move(NaiveDate),
    /// Hours that are empty, overlap or are out of order.
    #[error("the working hours must be in order and not empty")]
    Hours,
}

/// Which days and hours count.
#[derive(Clone, Debug)]
pub struct Calendar {
    zone: Zone,
    years: [i32; 2],
    confirmed: BTreeSet<i32>,
    weekdays: Vec<Weekday>,
    /// In order, not empty, not overlapping.
    spans: Vec<(NaiveTime, NaiveTime)>,
    off: BTreeMap<NaiveDate, DayOff>,
    worked: BTreeSet<NaiveDate>,
}

/// A term longer than this (ten years) is cut to it, so that no number in a file can stop the program.
const MOST_DAYS: u64 = 3_660;
const MOST_MONTHS: u32 = 120;

impl Calendar {
    /// Reads a calendar file.
    pub fn parse(text: &str) -> Result<Calendar, CalendarError> {
        let file: file::File = toml::from_str(text)?;
        let exceptions = file.exceptions()?;
        let (weekdays, spans) = (file.hours.weekdays, file.hours.spans);
        let each = spans.iter().all(|(opens, closes)| opens < closes);
        let ordered = spans.windows(2).all(|pair| pair[0].1 <= pair[1].0);
        if weekdays.is_empty() || spans.is_empty() || !each || !ordered {
            return Err(CalendarError::Hours);
        }
        let years = file.years;
        Ok(Calendar {
            zone: Zone::default(),
            years,
            confirmed: file.confirmed.into_iter().collect(),
            weekdays,
            spans,
            off: exceptions.off,
            worked: exceptions.worked,
        })
    }

    /// The same calendar by the clock of another zone; differs only for moments before 1 March 2024.
    pub fn in_zone(&self, zone: Zone) -> Calendar {
        Calendar {
            zone,
            ..self.clone()
        }
    }

    /// The moment by the clock of this calendar's zone.
    pub fn local(&self, at: DateTime<Utc>) -> DateTime<FixedOffset> {
        self.zone.local(at)
    }

    /// First and last year for which every kind of day off is stored.
    pub fn years(&self) -> (i32, i32) {
        (self.years[0], self.years[1])
    }

    /// Whether the days that the Government exchanged in this year are all known.
    pub fn is_confirmed(&self, year: i32) -> bool {
        self.confirmed.contains(&year)
    }

    /// Why a day other than an ordinary weekend is off.
    pub fn day_off(&self, date: NaiveDate) -> Option<&DayOff> {
        self.off.get(&date)
    }

    /// The holidays that put off the end of a term between these days: of working time all between them, of days of the
    /// calendar those just before the end, which would have fallen on them.
    pub fn holidays_of(&self, term: &[Limit], from: NaiveDate, to: NaiveDate) -> Vec<NaiveDate> {
        let by_calendar = term.iter().any(|limit| limit.unit.is_by_calendar());
        let between = from.iter_days().skip(1).take_while(|day| *day < to);
        let between: Vec<NaiveDate> = between.collect();
        let first = match by_calendar {
            true => between.iter().rposition(|day| self.is_working_day(*day)),
            false => None,
        };
        let counted = between.into_iter().skip(first.map_or(0, |at| at + 1));
        let is_holiday =
            |day: &NaiveDate| self.off.contains_key(day) && self.weekdays.contains(&day.weekday());
        counted.filter(is_holiday).collect()
    }

    /// Whether the provider works on this day.
    pub fn is_working_day(&self, date: NaiveDate) -> bool {
        self.worked.contains(&date)
            || (self.weekdays.contains(&date.weekday()) && !self.off.contains_key(&date))
    }

    /// Whether the moment lies in working hours, their ends included.
    pub fn is_working_moment(&self, at: DateTime<Utc>) -> bool {
        let local = self.local(at);
        self.is_working_day(local.date_naive())
            && self
                .spans
                .iter()
                .any(|(opens, closes)| (*opens..=*closes).contains(&local.time()))
    }

    /// The moment at which something that arrives at `at` counts as received: at once between opening and
    /// closing (also at lunch), otherwise at the next opening.
    pub fn opening(&self, at: DateTime<Utc>) -> DateTime<Utc> {
        let at = clamped(at);
        let local = self.local(at);
        let (date, time) = (local.date_naive(), local.time());
        if !self.is_working_day(date) || time > self.closes() {
            let day = if time > self.closes() {
                next_day(date)
            } else {
                date
            };
            return self.zone.moment(self.working_day_from(day), self.opens());
        }
        if time < self.opens() {
            self.zone.moment(date, self.opens())
        } else {
            at
        }
    }

    /// When the limits end that begin at `start`: the largest unit first, each from the end of the one before.
    ///
    /// Working days end at close of business, the day of the start not counted. Days and months of the calendar
    /// end at close of business of that day or of the next working day. Shorter units count working time only.
    pub fn deadline(&self, start: DateTime<Utc>, limits: &[Limit]) -> DateTime<Utc> {
        let mut ordered: Vec<&Limit> = limits.iter().filter(|limit| limit.value > 0).collect();
        ordered.sort_by_key(|limit| std::cmp::Reverse(limit.unit));
        ordered
            .into_iter()
            .fold(self.after_lunch(self.opening(start)), |from, limit| {
                self.end_of(from, limit)
            })
    }

    /// The same time of a later day: working days are those on which the provider works, days of the calendar end on
    /// the next such day.
    pub fn later(&self, at: DateTime<Utc>, days: u32, working: bool) -> DateTime<Utc> {
        let local = self.local(clamped(at));
        let (date, days) = (local.date_naive(), u64::from(days).min(MOST_DAYS));
        let date = if working {
            self.add_working_days(date, days)
        } else {
            date.checked_add_days(Days::new(days)).unwrap_or(date)
        };
        self.zone.moment(self.working_day_from(date), local.time())
    }

    /// Working days after the day of `from` up to and including the day of `to`.
    pub fn elapsed_working_days(&self, from: DateTime<Utc>, to: DateTime<Utc>) -> u32 {
        let (first, last) = (
            self.local(clamped(from)).date_naive(),
            self.local(clamped(to)).date_naive(),
        );
        let days = first.iter_days().skip(1).take_while(|day| *day <= last);
        u32::try_from(days.filter(|day| self.is_working_day(*day)).count()).unwrap_or(u32::MAX)
    }

    fn end_of(&self, from: DateTime<Utc>, limit: &Limit) -> DateTime<Utc> {
        let value = u64::from(limit.value);
        let date = self.local(from).date_naive();
        match limit.unit {
            Unit::Seconds => self.add_seconds(from, value),
            Unit::Minutes => self.add_seconds(from, value * 60),
            Unit::Hours => self.add_seconds(from, value * 3600),
            Unit::WorkingDays => self.close_of(self.add_working_days(date, value)),
            Unit::CalendarDays => {
                let end = date
                    .checked_add_days(Days::new(value.min(MOST_DAYS)))
                    .unwrap_or(date);
                self.close_of(self.working_day_from(end))
            }
            Unit::Months => {
                let months = limit.value.min(MOST_MONTHS);
                let end = date.checked_add_months(Months::new(months)).unwrap_or(date);
                self.close_of(self.working_day_from(end))
            }
        }
    }

    fn add_working_days(&self, date: NaiveDate, days: u64) -> NaiveDate {
        (0..days.min(MOST_DAYS)).fold(date, |day, _| self.working_day_from(next_day(day)))
    }

    /// `from` is a working moment, `seconds` is not zero. A span that fits to the last second ends at closing.
    fn add_seconds(&self, from: DateTime<Utc>, seconds: u64) -> DateTime<Utc> {
        let local = self.local(from);
        let total = self.worked_by(local.time()).saturating_add(seconds);
        let days = total.saturating_sub(1) / self.day_seconds();
        let date = self.add_working_days(local.date_naive(), days);
        if days > MOST_DAYS {
            return self.close_of(date);
        }
        self.zone
            .moment(date, self.time_after(total - days * self.day_seconds()))
    }

    fn after_lunch(&self, at: DateTime<Utc>) -> DateTime<Utc> {
        if self.is_working_moment(at) {
            return at;
        }
        let local = self.local(at);
        let opens = self
            .spans
            .iter()
            .map(|(opens, _)| *opens)
            .find(|opens| *opens > local.time());
        self.zone
            .moment(local.date_naive(), opens.unwrap_or_else(|| self.closes()))
    }

    fn working_seconds(&self, from: DateTime<Utc>, to: DateTime<Utc>) -> u64 {
        let (from, to) = (self.local(clamped(from)), self.local(clamped(to)));
        let worked = |at: DateTime<FixedOffset>| {
            if self.is_working_day(at.date_naive()) {
                self.worked_by(at.time())
            } else {
                0
            }
        };
        let days = from
            .date_naive()
            .iter_days()
            .take_while(|day| *day < to.date_naive());
        let whole = days.filter(|day| self.is_working_day(*day)).count() as u64;
        (whole * self.day_seconds() + worked(to)).saturating_sub(worked(from))
    }

    /// Seconds of a working day that lie before `time`.
    fn worked_by(&self, time: NaiveTime) -> u64 {
        self.spans
            .iter()
            .map(|(opens, closes)| seconds_between(*opens, time.min(*closes)))
            .sum()
    }

    /// The earliest time of a working day by which so many seconds (at least one) are worked.
    fn time_after(&self, mut seconds: u64) -> NaiveTime {
        for (opens, closes) in &self.spans {
            let length = seconds_between(*opens, *closes);
            if seconds <= length {
                return *opens + TimeDelta::seconds(i64::try_from(seconds).unwrap_or(0));
            }
            seconds -= length;
        }
        self.closes()
    }

    fn day_seconds(&self) -> u64 {
        self.spans
            .iter()
            .map(|(opens, closes)| seconds_between(*opens, *closes))
            .sum::<u64>()
            .max(1)
    }

    fn opens(&self) -> NaiveTime {
        self.spans
            .first()
            .map_or(NaiveTime::MIN, |(opens, _)| *opens)
    }

    fn closes(&self) -> NaiveTime {
        self.spans
            .last()
            .map_or(NaiveTime::MIN, |(_, closes)| *closes)
    }

    fn close_of(&self, date: NaiveDate) -> DateTime<Utc> {
        self.zone.moment(date, self.closes())
    }

    /// The day itself or the first working day after it. A year without one cannot be: transfers are few.
    fn working_day_from(&self, date: NaiveDate) -> NaiveDate {
        date.iter_days()
            .take(366)
            .find(|day| self.is_working_day(*day))
            .unwrap_or(date)
    }
}

fn seconds_between(from: NaiveTime, to: NaiveTime) -> u64 {
    u64::try_from((to - from).num_seconds()).unwrap_or(0)
}

fn next_day(date: NaiveDate) -> NaiveDate {
    date.succ_opt().unwrap_or(date)
}

/// Keeps arithmetic away from the ends of the representable time: a moment outside 1990-2199 counts as the
/// nearest inside.
fn clamped(at: DateTime<Utc>) -> DateTime<Utc> {
    let new_year = |year| {
        NaiveDate::from_ymd_opt(year, 1, 1).map(|date| date.and_time(NaiveTime::MIN).and_utc())
    };
    match (new_year(1990), new_year(2200)) {
        (Some(first), Some(last)) => at.clamp(first, last),
        _ => at,
    }
}
