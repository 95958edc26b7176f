//! ИИН: the individual identification number, twelve digits with a check digit.
//!
//! The check digit is an error. Date of birth and sex in the number are only a hint: numbers that disagree with
//! the person stay valid (resolution of 26.08.2013 № 853), so a page may warn and must not refuse.

use std::fmt;

use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};

use crate::clean::is_invisible;

/// A number whose check digit fits. Its `Debug` and `Display` are masked, so that it cannot get into a log.
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Iin(String);

/// Sex as the number tells it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Sex {
    /// Odd seventh digit.
    Male,
    /// Even seventh digit.
    Female,
}

/// Why something is no ИИН.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum IinError {
    /// Not twelve digits.
    Length,
    /// Something other than digits and spaces.
    NotDigits,
    /// The last digit does not fit the others.
    CheckDigit,
    /// The first eleven digits have no check digit; such numbers are never given out.
    NotIssued,
}

impl fmt::Display for IinError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(match self {
            IinError::Length => "not twelve digits",
            IinError::NotDigits => "not only digits",
            IinError::CheckDigit => "the check digit does not fit",
            IinError::NotIssued => "such numbers are not given out",
        })
    }
}

impl std::error::Error for IinError {}

const LENGTH: usize = 12;
const FIRST_ROUND: [u32; 11] = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11];
const SECOND_ROUND: [u32; 11] = [3, 4, 5, 6, 7, 8, 9, 10, 11, 1, 2];

/// First serial number of the range that the project reserves for demonstration and test persons.
pub const DEMO_SERIAL: u16 = 9000;

impl Iin {
    /// Twelve digits as people type them, whether or not the last one fits: spaces and invisible signs anywhere do not
    /// matter.
    pub fn digits(text: &str) -> Result<String, IinError> {
        let digits: String = text
            .chars()
            .filter(|char| !char.is_whitespace() && !is_invisible(*char))
            .take(LENGTH + 1)
            .collect();
        if !digits.bytes().all(|byte| byte.is_ascii_digit()) {
            Err(IinError::NotDigits)
        } else if digits.len() != LENGTH {
            Err(IinError::Length)
        } else {
            Ok(digits)
        }
    }

    /// Reads a number as people type it: spaces and invisible signs anywhere do not matter.
    pub fn parse(text: &str) -> Result<Iin, IinError> {
        let digits = Iin::digits(text)?;
        let values: Vec<u32> = digits
            .chars()
            .filter_map(|char| char.to_digit(10))
            .collect();
        let (last, first) = values.split_last().ok_or(IinError::Length)?;
        match check_digit(first) {
            None => Err(IinError::NotIssued),
            Some(digit) if digit == *last => Ok(Iin(digits)),
            Some(_) => Err(IinError::CheckDigit),
        }
    }

    /// The twelve digits.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The date of birth that the number tells, if it tells one.
    pub fn birth_date(&self) -> Option<NaiveDate> {
        let century = match self.seventh() {
            1 | 2 => 1800,
            3 | 4 => 1900,
            5 | 6 => 2000,
            _ => return None,
        };
        let part = |from: usize| {
            self.0
                .get(from..from + 2)
                .and_then(|text| text.parse::<u32>().ok())
        };
        NaiveDate::from_ymd_opt(century + i32::try_from(part(0)?).ok()?, part(2)?, part(4)?)
    }

    /// The sex that the number tells, if it tells one.
    pub fn sex(&self) -> Option<Sex> {
        match self.seventh() {
            1 | 3 | 5 => Some(Sex::Male),
            2 | 4 | 6 => Some(Sex::Female),
            _ => None,
        }
    }

    /// Whether the number tells another date of birth. A reason to warn, never to refuse.
    pub fn mismatch(&self, birth_date: NaiveDate) -> bool {
        let short = format!(
            "{:02}{:02}{:02}",
            birth_date.year().rem_euclid(100),
            birth_date.month(),
            birth_date.day()
        );
        !self.0.starts_with(&short) || self.birth_date().is_some_and(|told| told != birth_date)
    }

    /// Whether the number tells another sex. A reason to warn, never to refuse.
    pub fn mismatch_of_sex(&self, sex: Sex) -> bool {
        self.sex().is_some_and(|told| told != sex)
    }

    /// Makes the number of a synthetic person. None outside the reserved serial numbers ([`DEMO_SERIAL`] to
    /// 9999) and the years 1800-2099, and where the first eleven digits have no check digit.
    pub fn generate(birth_date: NaiveDate, sex: Sex, serial: u16) -> Option<Iin> {
        let century = match birth_date.year() {
            1800..=1899 => 1,
            1900..=1999 => 3,
            2000..=2099 => 5,
            _ => return None,
        };
        let seventh = if sex == Sex::Male {
            century
        } else {
            century + 1
        };
        if !(DEMO_SERIAL..=9999).contains(&serial) {
            return None;
        }
        let year = birth_date.year().rem_euclid(100);
        let first = format!(
            "{year:02}{:02}{:02}{seventh}{serial:04}",
            birth_date.month(),
            birth_date.day()
        );
        let digits: Vec<u32> = first.chars().filter_map(|char| char.to_digit(10)).collect();
        let last = check_digit(&digits)?;
        Some(Iin(format!("{first}{last}")))
    }

    fn seventh(&self) -> u8 {
        self.0.as_bytes().get(6).map_or(0, |byte| byte - b'0')
    }
}

/// Two rounds of weights modulo 11; a remainder of 10 in the second means that there is none.
pub(crate) fn check_digit(first: &[u32]) -> Option<u32> {
    let round = |weights: [u32; 11]| {
        first
            .iter()
            .zip(weights)
            .map(|(digit, weight)| digit * weight)
            .sum::<u32>()
            % 11
    };
    [FIRST_ROUND, SECOND_ROUND]
        .into_iter()
        .map(round)
        .find(|rest| *rest < 10)
}

impl fmt::Debug for Iin {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "Iin({self})")
    }
}

impl fmt::Display for Iin {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "••••••••••{}", self.0.get(10..).unwrap_or_default())
    }
}

impl TryFrom<String> for Iin {
    type Error = IinError;

    fn try_from(text: String) -> Result<Iin, IinError> {
        Iin::parse(&text)
    }
}

impl From<Iin> for String {
    fn from(iin: Iin) -> String {
        iin.0
    }
}
