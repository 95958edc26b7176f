//! Limits keep the unit in which the act states them: 7 h 40 min is not a day.

use serde::{Deserialize, Serialize};

/// The unit of a limit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Unit {
    /// Seconds of working time.
    Seconds,
    /// Minutes of working time.
    Minutes,
    /// Hours of working time.
    Hours,
    /// Days on which the provider works.
    WorkingDays,
    /// Days of the calendar.
    CalendarDays,
    /// Months of the calendar.
    Months,
}

impl Unit {
    /// Whether it is a day or longer.
    pub const fn is_days(self) -> bool {
        matches!(self, Unit::WorkingDays | Unit::CalendarDays | Unit::Months)
    }

    /// Whether days off count as well.
    pub const fn is_by_calendar(self) -> bool {
        matches!(self, Unit::CalendarDays | Unit::Months)
    }
}

/// How long something may take.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Limit {
    /// How many units, at most.
    pub value: u32,
    /// How many at least, where the act gives a range.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub least: Option<u32>,
    /// The unit.
    pub unit: Unit,
    /// The few words of the act that state it. Empty only for a sum that the portal computed.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub quote: String,
}

impl Limit {
    /// A limit without a quote, for computed sums and tests.
    pub const fn new(value: u32, unit: Unit) -> Limit {
        Limit {
            value,
            least: None,
            unit,
            quote: String::new(),
        }
    }
}

/// The sum of limits, unit by unit, the largest unit first. Hours join the minutes where both are given.
pub fn sum<'a>(limits: impl IntoIterator<Item = &'a Limit>) -> Vec<Limit> {
    let mut totals: Vec<Limit> = Vec::new();
    for limit in limits {
        match totals.iter_mut().find(|total| total.unit == limit.unit) {
            Some(total) => total.value = total.value.saturating_add(limit.value),
            None => totals.push(Limit::new(limit.value, limit.unit)),
        }
    }
    join_hours(&mut totals);
    totals.sort_by_key(|total| std::cmp::Reverse(total.unit));
    totals
}

fn join_hours(totals: &mut Vec<Limit>) {
    let of = |unit: Unit| totals.iter().position(|total| total.unit == unit);
    let (Some(hours), Some(minutes)) = (of(Unit::Hours), of(Unit::Minutes)) else {
        return;
    };
    let more = totals[hours].value.saturating_mul(60);
    totals[minutes].value = totals[minutes].value.saturating_add(more);
    totals.remove(hours);
}

/// The one of the largest unit.
pub fn longest(limits: &[Limit]) -> Option<&Limit> {
    limits.iter().max_by_key(|limit| limit.unit)
}
