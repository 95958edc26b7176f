//! The register of the unemployed (АИС «Рынок труда»). A certificate says yes or no: both are answers, and «no entry» is
//! the no.

use chrono::NaiveDate;
use domain::{iin::Iin, regulation::RegisterName};
use serde::{Deserialize, Serialize};

use super::{
    register::Register,
    simulator::{Simulated, deciding_digit},
};

/// That somebody is registered as unemployed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RegisteredUnemployed {
    /// Since when.
    pub since: NaiveDate,
}

/// Asked by ИИН.
pub enum UnemploymentRegister {}

impl Register for UnemploymentRegister {
    const NAME: RegisterName = RegisterName::Unemployment;
    type Key = Iin;
    type Entry = RegisteredUnemployed;
}

/// Registered are those whose deciding digit is 2 or 7.
impl Simulated for UnemploymentRegister {
    fn entry(iin: &Iin) -> Option<RegisteredUnemployed> {
        let since = match deciding_digit(iin.as_str()) {
            2 => NaiveDate::from_ymd_opt(2026, 3, 2),
            7 => NaiveDate::from_ymd_opt(2026, 10, 15),
            _ => None,
        };
        since.map(|since| RegisteredUnemployed { since })
    }

    fn contradiction(iin: &Iin) -> Option<RegisteredUnemployed> {
        match Self::entry(iin) {
            Some(_) => None,
            None => {
                NaiveDate::from_ymd_opt(2026, 1, 12).map(|since| RegisteredUnemployed { since })
            }
        }
    }
}
