//! Income by months, as employers and funds report it.

use chrono::{Months, NaiveDate};
use domain::iin::Iin;
use serde::{Deserialize, Serialize};

use super::{
    fault::PortName,
    register::Register,
    simulator::{Simulated, deciding_digit},
    unemployment::UnemploymentRegister,
};

/// Months of a quarter.
const MONTHS: u32 = 3;

/// Whose income of which quarter.
#[derive(Clone, Debug)]
pub struct IncomeOf {
    /// Whose.
    pub iin: Iin,
    /// The first day of the quarter.
    pub quarter: NaiveDate,
}

/// Income of a month.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MonthIncome {
    /// The first day of the month.
    pub month: NaiveDate,
    /// Tenge, before taxes.
    pub tenge: u64,
}

/// What was reported of a quarter: its three months in order, those without income with nothing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct QuarterIncome {
    /// The months.
    pub months: Vec<MonthIncome>,
}

impl QuarterIncome {
    /// Tenge of the whole quarter.
    pub fn total(&self) -> u64 {
        self.months.iter().map(|month| month.tenge).sum()
    }
}

/// Asked by ИИН and quarter.
pub enum IncomeRegister {}

impl Register for IncomeRegister {
    const PORT: PortName = PortName::Income;
    type Key = IncomeOf;
    type Entry = QuarterIncome;
}

/// No entry for the deciding digits 0 and 3. The others earn 85 000 ₸ and 20 000 ₸ more for each one of the digit, 5 000 ₸
/// more in each further month of the quarter, and nothing from the month after they registered as unemployed.
impl Simulated for IncomeRegister {
    fn entry(asked: &IncomeOf) -> Option<QuarterIncome> {
        let digit = deciding_digit(asked.iin.as_str());
        if matches!(digit, 0 | 3) {
            return None;
        }
        let unemployed = UnemploymentRegister::entry(&asked.iin).map(|entry| entry.since);
        let wage = 85_000 + 20_000 * u64::from(digit);
        quarter(asked, |month, at| {
            let has_work = unemployed.is_none_or(|since| month <= since);
            if has_work { wage + 5_000 * at } else { 0 }
        })
    }

    fn contradiction(asked: &IncomeOf) -> Option<QuarterIncome> {
        let entry = Self::entry(asked);
        quarter(asked, |month, _| {
            let months = entry.iter().flat_map(|entry| &entry.months);
            let told = months.filter(|told| told.month == month);
            100_000 + told.map(|told| told.tenge).sum::<u64>()
        })
    }
}

/// `tenge` of each month, by its first day and its place in the quarter.
fn quarter(asked: &IncomeOf, tenge: impl Fn(NaiveDate, u64) -> u64) -> Option<QuarterIncome> {
    let months = (0..MONTHS).map(|at| {
        let month = asked.quarter.checked_add_months(Months::new(at))?;
        let tenge = tenge(month, at.into());
        Some(MonthIncome { month, tenge })
    });
    let months = months.collect::<Option<Vec<_>>>()?;
    Some(QuarterIncome { months })
}
