//! Per-capita income: the income of the family in the quarter before the quarter of application, by the number
//! of its members, by three months.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::{
    form::{Answers, MemberId, is_of_other_months, money, month_sum},
    regulation::{Field, FieldKind, Meaning, Regulation},
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

    /// The income of the whole family in a month, rounded half up.
    pub const fn family_per_month(&self) -> u64 {
        let (whole, rest) = (self.total / self.months, self.total % self.months);
        whole + (rest >= self.months - rest) as u64
    }

    /// Whether the income is above a line of so many tenge a head and month, without rounding.
    pub fn exceeds(&self, line: u64) -> bool {
        u128::from(self.total)
            > u128::from(line) * u128::from(self.members) * u128::from(self.months)
    }
}

/// Per-capita income by the answers of a form; none if it asks for no income, or while one is missing or cannot be read.
pub fn per_capita(regulation: &Regulation, answers: &Answers) -> Option<PerCapita> {
    let (mut total, mut members, mut is_asked) = (0_u64, 1_u64, false);
    for topic in &regulation.topics {
        let means = |field: &&Field| field.means(Meaning::IncomeOfQuarter);
        let Some(field) = topic.fields.iter().find(means) else {
            continue;
        };
        is_asked |= !topic.repeats;
        let rows: Vec<Option<MemberId>> = match topic.repeats {
            true => answers.members(&topic.id).into_iter().map(Some).collect(),
            false => vec![None],
        };
        members += u64::try_from(rows.iter().flatten().count()).ok()?;
        for row in &rows {
            let typed = answers.typed(topic, row.as_ref(), field);
            total = total.checked_add(income_of(field, &typed)?)?;
        }
    }
    is_asked.then(|| PerCapita::new(total, members))
}

/// The same on the day `today`: none while an income is of other months than those that are asked for then.
pub fn per_capita_on(
    regulation: &Regulation,
    answers: &Answers,
    today: NaiveDate,
) -> Option<PerCapita> {
    for topic in &regulation.topics {
        let rows: Vec<Option<MemberId>> = match topic.repeats {
            true => answers.members(&topic.id).into_iter().map(Some).collect(),
            false => vec![None],
        };
        for row in &rows {
            let typed = answers.page(topic, row.as_ref());
            let mut fields = topic.fields.iter();
            if fields.any(|field| is_of_other_months(field, &typed, today)) {
                return None;
            }
        }
    }
    per_capita(regulation, answers)
}

/// Tenge of three months; none while a month is missing or cannot be read.
fn income_of(field: &Field, typed: &str) -> Option<u64> {
    match field.kind {
        FieldKind::MonthTable => month_sum(typed),
        _ => money(typed).ok()?.parse().ok(),
    }
}
