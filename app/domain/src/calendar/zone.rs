//! Kazakhstan's time: UTC+5 since 1 March 2024; before it the western regions had +5 and the rest +6.

use chrono::{DateTime, FixedOffset, NaiveDate, NaiveDateTime, NaiveTime, Offset, TimeDelta, Utc};

/// Which clock a region kept until 1 March 2024. Since then both are the same.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Zone {
    /// Актюбинская, Атырауская, Западно-Казахстанская and Мангистауская: always UTC+5.
    West,
    /// The others: UTC+6 before 1 March 2024.
    #[default]
    East,
}

/// 1 March 2024, 00:00 by the old eastern clock, in seconds of UTC.
const UNIFIED: i64 = 1_709_229_600;

impl Zone {
    /// The clock of a region, by the first two digits of its КАТО code.
    pub fn of_region(kato: &str) -> Zone {
        match kato.get(..2) {
            Some("15" | "23" | "27" | "47") => Zone::West,
            _ => Zone::East,
        }
    }

    /// The moment by the clock of the zone.
    pub fn local(self, at: DateTime<Utc>) -> DateTime<FixedOffset> {
        at.with_timezone(&offset(self.hours(at.timestamp() >= UNIFIED)))
    }

    /// The moment at which the clock of the zone shows this date and time.
    pub(super) fn moment(self, date: NaiveDate, time: NaiveTime) -> DateTime<Utc> {
        let unified = NaiveDate::from_ymd_opt(2024, 3, 1).is_some_and(|first| date >= first);
        let local = NaiveDateTime::new(date, time);
        local
            .checked_sub_signed(TimeDelta::hours(self.hours(unified).into()))
            .unwrap_or(local)
            .and_utc()
    }

    fn hours(self, unified: bool) -> i32 {
        if unified || self == Zone::West { 5 } else { 6 }
    }
}

/// The moment by the clock of Kazakhstan (for moments before 1 March 2024: of its eastern part).
pub fn local(at: DateTime<Utc>) -> DateTime<FixedOffset> {
    Zone::East.local(at)
}

fn offset(hours: i32) -> FixedOffset {
    // Whole hours below 24 are always an offset; UTC only stands in for the impossible.
    FixedOffset::east_opt(hours * 3600).unwrap_or_else(|| Utc.fix())
}
