//! Quarters of a year.

use chrono::{Datelike, Days, Months, NaiveDate};

/// First and last day of the quarter before the quarter of `date`: 2 April asks for January to March.
pub fn quarter_before(date: NaiveDate) -> (NaiveDate, NaiveDate) {
    let first_month = date.month0() / 3 * 3;
    let this = date
        .with_day(1)
        .and_then(|day| day.with_month0(first_month))
        .unwrap_or(date);
    let first = this.checked_sub_months(Months::new(3)).unwrap_or(this);
    let last = this.checked_sub_days(Days::new(1)).unwrap_or(this);
    (first, last)
}
