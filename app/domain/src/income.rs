//! Per-capita income: the income of the family in the quarter before the quarter of application, by the number
//! of its members, by three months.

use chrono::{Datelike, Days, Months, NaiveDate};
use serde::{Deserialize, Serialize};

use crate::{
    form::{Answers, member_key, money},
    regulation::Regulation,
};

/// Months of a quarter.
pub const MONTHS: u64 = 3;

/// Per-capita income with what it was computed from, so that a page can show the formula.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PerCapita {
    /// Income of the whole family in the quarter, in tenge.
    pub total: u64,
    /// Members of the family, the applicant included.
    pub members: u64,
    /// Months of the quarter.
    pub months: u64,
    /// Tenge a head and month, rounded half up. For showing; compare with [`PerCapita::exceeds`], which is exact.
    pub per_month: u64,
}

impl PerCapita {
    /// Divides a family's income of a quarter; a family has at least the applicant.
    pub fn new(total: u64, members: u64) -> PerCapita {
        let members = members.max(1);
        let parts = members.saturating_mul(MONTHS);
        let (whole, rest) = (total / parts, total % parts);
        // `rest` is at least half of `parts`, written without an overflow.
        let up = rest >= parts - rest;
        PerCapita {
            total,
            members,
            months: MONTHS,
            per_month: whole + u64::from(up),
        }
    }

    /// Whether the income is above a line of so many tenge a head and month, without rounding.
    pub fn exceeds(&self, line: u64) -> bool {
        u128::from(self.total)
            > u128::from(line) * u128::from(self.members) * u128::from(self.months)
    }
}

/// Per-capita income by the answers of a form; none if the regulation computes none, or while an income is
/// missing or cannot be read.
pub fn per_capita(regulation: &Regulation, answers: &Answers) -> Option<PerCapita> {
    let income = regulation.income.as_ref()?;
    let amount = |key: &str| money(answers.get(key)?).ok()?.parse::<u64>().ok();
    let members = answers.members(&income.group);
    let mut total = amount(&income.applicant)?;
    for member in &members {
        total = total.checked_add(amount(&member_key(&income.group, member, &income.member))?)?;
    }
    Some(PerCapita::new(
        total,
        u64::try_from(members.len()).ok()? + 1,
    ))
}

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
