//! БИН: the number of an organisation.
//!
//! Month of registration (YYMM), kind (4 resident, 5 not resident, 6 joint entrepreneurs), part (0 the head, 1 a branch,
//! 2 a representation, 3 and 4 a farm), a serial number of five digits, and the check digit of an ИИН.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::iin::{Iin, IinError, check_digit};

/// A number that passed the check. Shown whole: who has a БИН is public.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Bin(String);

/// Why something is no БИН.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum BinError {
    /// Not twelve digits.
    Length,
    /// Something other than digits and spaces.
    NotDigits,
    /// The fifth digit is not one of an organisation: an ИИН has a day of birth there.
    NotOrganisation,
    /// The last digit does not fit the others.
    CheckDigit,
    /// The first eleven digits have no check digit; such numbers are never given out.
    NotIssued,
}

impl From<IinError> for BinError {
    fn from(error: IinError) -> BinError {
        match error {
            IinError::Length => BinError::Length,
            IinError::NotDigits => BinError::NotDigits,
            IinError::CheckDigit => BinError::CheckDigit,
            IinError::NotIssued => BinError::NotIssued,
        }
    }
}

impl fmt::Display for BinError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(match self {
            BinError::Length => "not twelve digits",
            BinError::NotDigits => "not only digits",
            BinError::NotOrganisation => "not the number of an organisation",
            BinError::CheckDigit => "the check digit does not fit",
            BinError::NotIssued => "such numbers are not given out",
        })
    }
}

impl std::error::Error for BinError {}

/// First serial number of the range that the project reserves for demonstration and test organisations.
pub const DEMO_BIN_SERIAL: u32 = 99_000;
/// A head organisation that is resident.
const RESIDENT_HEAD: &str = "40";

impl Bin {
    /// Reads a number as people type it: spaces and invisible signs anywhere do not matter.
    pub fn parse(text: &str) -> Result<Bin, BinError> {
        let digits = Iin::digits(text)?;
        if !matches!(digits.as_bytes().get(4), Some(b'4'..=b'6')) {
            return Err(BinError::NotOrganisation);
        }
        let (first, last) = digits.split_at(digits.len() - 1);
        match check_digit(&values(first)) {
            None => Err(BinError::NotIssued),
            Some(digit) if digit.to_string() == last => Ok(Bin(digits)),
            Some(_) => Err(BinError::CheckDigit),
        }
    }

    /// The twelve digits.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Makes the number of a synthetic organisation registered in this month. None outside the reserved serial numbers
    /// ([`DEMO_BIN_SERIAL`] to 99 999) and the months of a year, and where the first eleven digits have no check digit.
    pub fn generate(year: u8, month: u8, serial: u32) -> Option<Bin> {
        let is_reserved = (DEMO_BIN_SERIAL..=99_999).contains(&serial);
        if !is_reserved || year > 99 || !(1..=12).contains(&month) {
            return None;
        }
        let first = format!("{year:02}{month:02}{RESIDENT_HEAD}{serial:05}");
        let last = check_digit(&values(&first))?;
        Some(Bin(format!("{first}{last}")))
    }
}

fn values(digits: &str) -> Vec<u32> {
    digits
        .chars()
        .filter_map(|char| char.to_digit(10))
        .collect()
}

impl fmt::Display for Bin {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0)
    }
}

impl TryFrom<String> for Bin {
    type Error = BinError;

    fn try_from(text: String) -> Result<Bin, BinError> {
        Bin::parse(&text)
    }
}

impl From<Bin> for String {
    fn from(bin: Bin) -> String {
        bin.0
    }
}
