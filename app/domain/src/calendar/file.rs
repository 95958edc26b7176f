//! The calendar file and the days off that follow from it.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Datelike, NaiveDate, NaiveTime, Weekday};
use serde::Deserialize;

use super::{CalendarError, DayOff, FactCertainty};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct File {
    pub(super) years: [i32; 2],
    #[serde(default)]
    pub(super) confirmed: Vec<i32>,
    horizon: i32,
    pub(super) hours: Hours,
    #[serde(rename = "holiday")]
    holidays: Vec<Holiday>,
    #[serde(rename = "kurban")]
    kurban: Vec<Kurban>,
    #[serde(default, rename = "transfer")]
    transfers: Vec<Transfer>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Hours {
    #[serde(rename = "certainty")]
    _certainty: FactCertainty,
    #[serde(rename = "source")]
    _source: String,
    pub(super) weekdays: Vec<Weekday>,
    pub(super) spans: Vec<(NaiveTime, NaiveTime)>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Holiday {
    id: String,
    days: Vec<String>,
    #[serde(default)]
    from: Option<i32>,
    #[serde(default)]
    to: Option<i32>,
    moves: bool,
    certainty: FactCertainty,
    source: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Kurban {
    date: NaiveDate,
    certainty: FactCertainty,
    source: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Transfer {
    off: NaiveDate,
    works: NaiveDate,
    certainty: FactCertainty,
    source: String,
}

/// The exceptions from the ordinary week.
pub(super) struct Exceptions {
    pub(super) off: BTreeMap<NaiveDate, DayOff>,
    pub(super) worked: BTreeSet<NaiveDate>,
}

impl File {
    /// Computes the days off and the worked weekend days up to the horizon.
    pub(super) fn exceptions(&self) -> Result<Exceptions, CalendarError> {
        let mut off = BTreeMap::new();
        let mut to_move = Vec::new();
        for holiday in &self.holidays {
            for date in self.dates(holiday)? {
                off.insert(
                    date,
                    DayOff::new(&holiday.id, holiday.certainty, &holiday.source),
                );
                if holiday.moves && !self.is_weekday(date) {
                    to_move.push((date, holiday));
                }
            }
        }
        for day in &self.kurban {
            off.entry(day.date)
                .or_insert_with(|| DayOff::new("kurban-ait", day.certainty, &day.source));
        }
        let mut worked = BTreeSet::new();
        for transfer in &self.transfers {
            if !self.is_weekday(transfer.off) {
                return Err(CalendarError::Transfer(transfer.off));
            }
            off.insert(
                transfer.off,
                DayOff::new("transfer", transfer.certainty, &transfer.source),
            );
            worked.insert(transfer.works);
        }
        // In order of date: of two holidays on one weekend the first takes the first working day after it.
        to_move.sort_by_key(|(date, _)| *date);
        for (date, holiday) in to_move {
            let free =
                |day: &NaiveDate| *day > date && self.is_weekday(*day) && !off.contains_key(day);
            let next = date.iter_days().take(MOST_DAYS_TO_MOVE).find(free);
            let next = next.ok_or(CalendarError::Move(date))?;
            off.insert(
                next,
                DayOff::new(&holiday.id, holiday.certainty, &holiday.source),
            );
        }
        // A day may be worked that would be off: one of the weekend, or one to which a holiday had moved.
        for transfer in &self.transfers {
            let moved = off.remove(&transfer.works).is_some();
            if self.is_weekday(transfer.works) && !moved {
                return Err(CalendarError::Transfer(transfer.off));
            }
        }
        Ok(Exceptions { off, worked })
    }

    fn is_weekday(&self, date: NaiveDate) -> bool {
        self.hours.weekdays.contains(&date.weekday())
    }

    fn dates(&self, holiday: &Holiday) -> Result<Vec<NaiveDate>, CalendarError> {
        let first = holiday.from.unwrap_or(self.years[0]).max(self.years[0]);
        let last = holiday.to.unwrap_or(self.horizon).min(self.horizon);
        let mut dates = Vec::new();
        for day in &holiday.days {
            let (month, day_of_month) =
                month_and_day(day).ok_or_else(|| CalendarError::Day(day.clone()))?;
            for year in first..=last {
                let date = NaiveDate::from_ymd_opt(year, month, day_of_month);
                dates.push(date.ok_or_else(|| CalendarError::Day(day.clone()))?);
            }
        }
        Ok(dates)
    }
}

/// No run of days off is as long as this.
const MOST_DAYS_TO_MOVE: usize = 31;

fn month_and_day(text: &str) -> Option<(u32, u32)> {
    let (month, day) = text.split_once('-')?;
    Some((month.parse().ok()?, day.parse().ok()?))
}
