//! The compensation for residence near the Semipalatinsk test site (law of 18.12.1992 № 1787-XII, article 12).
//!
//! Whole years are counted. How the law counts a part of a year was not found: its days are kept apart.

use chrono::{Days, Months, NaiveDate};

use super::{Amounts, RadiationZone, Rate};

/// Residence in one zone, both days included.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stay {
    /// Id of the zone.
    pub zone: String,
    /// The first day.
    pub from: NaiveDate,
    /// The last day.
    pub to: NaiveDate,
}

/// Why stays cannot be reckoned; the numbers are their places in the list, from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum StayError {
    /// No zone has this id.
    #[error("stay {0}: no such zone")]
    Zone(usize),
    /// The last day is before the first.
    #[error("stay {0} ends before it begins")]
    Reversed(usize),
    /// Two stays share a day.
    #[error("stays {0} and {1} overlap")]
    Overlap(usize, usize),
}

/// The part of residence that one rate covers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Piece<'a> {
    /// The zone.
    pub zone: &'a RadiationZone,
    /// What a year counts.
    pub rate: &'a Rate,
    /// The first day.
    pub from: NaiveDate,
    /// The last day.
    pub to: NaiveDate,
    /// Whole years.
    pub years: u32,
    /// Days beyond them.
    pub days: u64,
}

impl Piece<'_> {
    /// Hundredths of the monthly index for the whole years; none where no confirmed rate is known.
    pub fn hundredths(&self) -> Option<u64> {
        Some(self.rate.confirmed()? * u64::from(self.years))
    }
}

/// What the stays come to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Compensation<'a> {
    /// In order of time.
    pub pieces: Vec<Piece<'a>>,
    /// Whether days were left out because no rate covers their years.
    pub outside: bool,
}

impl Compensation<'_> {
    /// Hundredths of the monthly index over all pieces whose rate is confirmed.
    pub fn hundredths(&self) -> u64 {
        self.pieces.iter().filter_map(Piece::hundredths).sum()
    }

    /// Whether every piece has a confirmed rate.
    pub fn is_complete(&self) -> bool {
        self.pieces
            .iter()
            .all(|piece| piece.rate.confirmed().is_some())
    }
}

/// Cuts the stays where the rates change and counts the years of each piece. Stays in one zone that follow each other
/// day by day are one: a year is not lost because it was written in two rows.
pub fn compensation<'a>(
    amounts: &'a Amounts,
    stays: &[Stay],
) -> Result<Compensation<'a>, StayError> {
    for (n, stay) in stays.iter().enumerate() {
        if amounts.zone(&stay.zone).is_none() {
            return Err(StayError::Zone(n));
        }
        if stay.to < stay.from {
            return Err(StayError::Reversed(n));
        }
        let overlaps = |other: &Stay| other.from <= stay.to && stay.from <= other.to;
        if let Some(other) = stays.iter().take(n).position(overlaps) {
            return Err(StayError::Overlap(other, n));
        }
    }
    let mut pieces = Vec::new();
    let mut outside = false;
    for stay in joined(stays) {
        let mut covered = 0;
        for rate in amounts.rates().iter().filter(|rate| rate.zone == stay.zone) {
            let (from, to) = (stay.from.max(rate.from), stay.to.min(rate.to));
            if let (Some(zone), true) = (amounts.zone(&stay.zone), from <= to) {
                covered += length(from, to);
                let (years, days) = years(from, to);
                pieces.push(Piece {
                    zone,
                    rate,
                    from,
                    to,
                    years,
                    days,
                });
            }
        }
        outside |= covered < length(stay.from, stay.to);
    }
    pieces.sort_by_key(|piece| piece.from);
    Ok(Compensation { pieces, outside })
}

fn joined(stays: &[Stay]) -> Vec<Stay> {
    let mut sorted = stays.to_vec();
    sorted.sort_by_key(|stay| stay.from);
    let mut joined: Vec<Stay> = Vec::new();
    for stay in sorted {
        match joined.last_mut() {
            Some(last) if last.zone == stay.zone && last.to.succ_opt() == Some(stay.from) => {
                last.to = stay.to;
            }
            _ => joined.push(stay),
        }
    }
    joined
}

/// Days from one to the other, both counted.
fn length(from: NaiveDate, to: NaiveDate) -> i64 {
    (to - from).num_days() + 1
}

/// Whole years from one day to the other, both counted, and the days beyond.
fn years(from: NaiveDate, to: NaiveDate) -> (u32, u64) {
    let end = to.checked_add_days(Days::new(1)).unwrap_or(to);
    let years = end.years_since(from).unwrap_or_default();
    let start = from
        .checked_add_months(Months::new(years.saturating_mul(12)))
        .unwrap_or(end);
    let days = (end - start).num_days();
    (years, u64::try_from(days).unwrap_or_default())
}
