//! Levies that were paid for foreign workers, by the number of the payment.

use chrono::NaiveDate;
use domain::{bin::Bin, regulation::RegisterName};
use serde::{Deserialize, Serialize};

use super::{register::Register, simulator::Simulated};

/// A payment that arrived.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LevyPayment {
    /// Who paid.
    pub payer: Bin,
    /// When it arrived.
    pub paid_on: NaiveDate,
    /// How much, in tenge.
    pub tenge: u64,
}

/// Asked by the number of the payment.
pub enum LevyRegister {}

impl Register for LevyRegister {
    const NAME: RegisterName = RegisterName::LevyPayments;
    type Key = String;
    type Entry = LevyPayment;
}

/// A number says what was paid: the БИН of the payer, a hyphen, thousands of tenge. Other numbers have no entry.
impl Simulated for LevyRegister {
    fn entry(number: &String) -> Option<LevyPayment> {
        let (payer, thousands) = number.trim().split_once('-')?;
        let thousands: u32 = thousands.parse().ok().filter(|thousands| *thousands > 0)?;
        Some(LevyPayment {
            payer: Bin::parse(payer).ok()?,
            paid_on: NaiveDate::from_ymd_opt(2026, 11, 2)?,
            tenge: u64::from(thousands) * 1000,
        })
    }

    fn contradiction(number: &String) -> Option<LevyPayment> {
        let entry = Self::entry(number)?;
        Some(LevyPayment {
            tenge: entry.tenge / 2,
            ..entry
        })
    }
}
