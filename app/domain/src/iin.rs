//! The individual identification number (ИИН): twelve digits with a check digit.
//!
//! Positions 1-6 birth date, 7 century and sex, 8-11 serial number, 12 check digit (rule of the register;
//! sources in `docs/SOURCES.md`). A birth date or sex that disagrees with the number is only a warning: since
//! 2013 a number stays valid when they change.

use std::fmt;

use chrono::{Datelike, NaiveDate};

/// First serial number of the range that we reserve for demonstration and test numbers.
pub const DEMO_SERIAL: u16 = 9000;

/// A number whose check digit fits. Shown masked, so that it does not leak into a log.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Iin(String);

/// Why a text is no ИИН.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum IinError {
    /// Not twelve characters.
    Length,
    /// Something else than digits.
    NotDigits,
    /// The check digit does not fit.
    CheckDigit,
    /// The first eleven digits have no check digit: such a number is never issued.
    NotIssued,
}

/// Sex by the seventh digit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sex {
    /// Male.
    Male,
    /// Female.
    Female,
}

impl Iin {
    /// Reads a number; spaces are ignored.
    pub fn parse(text: &str) -> Result<Iin, IinError> {
        let digits: String = text.chars().filter(|character| !character.is_whitespace()).collect();
        if digits.chars().count() != 12 {
            return Err(IinError::Length);
        }
        if !digits.bytes().all(|byte| byte.is_ascii_digit()) {
            return Err(IinError::NotDigits);
        }
        let values: Vec<u32> = digits.bytes().map(|byte| u32::from(byte - b'0')).collect();
        match check_digit(&values) {
            None => Err(IinError::NotIssued),
            Some(digit) if values.last() == Some(&digit) => Ok(Iin(digits)),
            Some(_) => Err(IinError::CheckDigit),
        }
    }

    /// The twelve digits.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The birth date in the number, if it is a date.
    pub fn birth_date(&self) -> Option<NaiveDate> {
        let century = match self.digit(6) {
            1 | 2 => 1800,
            3 | 4 => 1900,
            5 | 6 => 2000,
            _ => return None,
        };
        let pair = |at: usize| self.digit(at) * 10 + self.digit(at + 1);
        NaiveDate::from_ymd_opt(century + i32::from(pair(0)), u32::from(pair(2)), u32::from(pair(4)))
    }

    /// The sex in the number.
    pub fn sex(&self) -> Option<Sex> {
        match self.digit(6) {
            1 | 3 | 5 => Some(Sex::Male),
            2 | 4 | 6 => Some(Sex::Female),
            _ => None,
        }
    }

    /// Whether the number names another birth date: a warning, never an error.
    pub fn disagrees_with(&self, birth_date: NaiveDate) -> bool {
        self.birth_date().is_some_and(|in_number| in_number != birth_date)
    }

    /// Makes a synthetic number; none if that serial number has no check digit.
    pub fn generate(birth_date: NaiveDate, sex: Sex, serial: u16) -> Option<Iin> {
        let century = match birth_date.year() {
            1800..=1899 => 1,
            1900..=1999 => 3,
            2000..=2099 => 5,
            _ => return None,
        };
        let seventh = century + u32::from(sex == Sex::Female);
        let mut digits = format!("{}{seventh}{:04}", birth_date.format("%y%m%d"), serial % 10_000);
        let values: Vec<u32> = digits.bytes().map(|byte| u32::from(byte - b'0')).collect();
        digits.push(char::from_digit(check_digit(&values)?, 10)?);
        Some(Iin(digits))
    }

    fn digit(&self, at: usize) -> u8 {
        self.0.as_bytes().get(at).map_or(0, |byte| byte - b'0')
    }
}

impl fmt::Debug for Iin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Iin(…)")
    }
}

const FIRST: [u32; 11] = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11];
const SECOND: [u32; 11] = [3, 4, 5, 6, 7, 8, 9, 10, 11, 1, 2];

/// The check digit of the first eleven digits, with the second weights if the first give ten.
fn check_digit(digits: &[u32]) -> Option<u32> {
    let sum = |weights: [u32; 11]| {
        digits.iter().zip(weights).map(|(digit, weight)| digit * weight).sum::<u32>() % 11
    };
    [FIRST, SECOND].into_iter().map(sum).find(|sum| *sum < 10)
}
