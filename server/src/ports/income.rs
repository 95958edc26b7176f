//! Income by months, as employers and funds report it.

use chrono::{Months, NaiveDate};
use domain::{iin::Iin, regulation::RegisterName};
use serde::{Deserialize, Serialize};

use super::{
    register::Register,
    simulator::{Simulated, deciding_digit},
    unemployment::UnemploymentRegister,
};

/// Months that are asked for.
const MONTHS: u32 = 3;

/// Whose income of which three months.
#[derive(Clone, Debug)]
pub struct IncomeOf {
    /// Whose.
    pub iin: Iin,
    /// The first day of the first of them.
    pub first: NaiveDate,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MonthIncome {
    /// The first day of the month.
    pub month: NaiveDate,
    /// Tenge, before taxes.
    pub tenge: u64,
}

/// What was reported of the months, in order, those without income with nothing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReportedIncome {
    /// Three, from [`IncomeOf::first`] on.
    pub months: Vec<MonthIncome>,
}

impl ReportedIncome {
    /// Tenge of all of them.
    pub fn total(&self) -> u64 {
        self.months.iter().map(|month| month.tenge).sum()
    }
}

/// Asked by ИИН and first month.
pub enum IncomeRegister {}

impl Register for IncomeRegister {
    const NAME: RegisterName = RegisterName::Income;
    type Key = IncomeOf;
    type Entry = ReportedIncome;
}

/// No entry for the deciding digits 0 and 3. The others earn 85 000 ₸ and 20 000 ₸ more for each one of the digit, 5 000 ₸
/// more in each further month, and nothing from the month after they registered as unemployed.
impl Simulated for IncomeRegister {
    fn entry(asked: &IncomeOf) -> Option<ReportedIncome> {
        let digit = deciding_digit(asked.iin.as_str());
        if matches!(digit, 0 | 3) {
            return None;
        }
        let unemployed = UnemploymentRegister::entry(&asked.iin).map(|entry| entry.since);
        let wage = 85_000 + 20_000 * u64::from(digit);
        three_months(asked, |month, at| {
            let has_work = unemployed.is_none_or(|since| month <= since);
            if has_work { wage + 5_000 * at } else { 0 }
        })
    }

    fn contradiction(asked: &IncomeOf) -> Option<ReportedIncome> {
        let entry = Self::entry(asked);
        three_months(asked, |month, _| {
            let months = entry.iter().flat_map(|entry| &entry.months);
            let told = months.filter(|told| told.month == month);
            100_000 + told.map(|told| told.tenge).sum::<u64>()
        })
    }
}

/// `tenge` of each month, by its first day and its place among the three.
fn three_months(asked: &IncomeOf, tenge: impl Fn(NaiveDate, u64) -> u64) -> Option<ReportedIncome> {
    let months = (0..MONTHS).map(|at| {
        let month = asked.first.checked_add_months(Months::new(at))?;
        let tenge = tenge(month, at.into());
        Some(MonthIncome { month, tenge })
    });
    let months = months.collect::<Option<Vec<_>>>()?;
    Some(ReportedIncome { months })
}
