//! What may be wrong with an answer, and what is odd about it.

use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};

use super::{alphabet::Alphabet, letters::Letters};
use crate::{bin::BinError, iban::IbanError, iin::IinError};

/// Why an answer is refused. The page has a text for each [`ErrorCode::key`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ErrorCode {
    /// Nothing was entered.
    Required,
    /// More characters than allowed.
    TooLong {
        /// How many are allowed.
        most: usize,
    },
    /// No name: digits or signs.
    Name,
    /// A name with letters of two alphabets that look the same.
    NameMixed {
        /// The letters that do not belong.
        letters: Letters,
        /// Of which alphabet they are.
        odd: Alphabet,
    },
    /// No ИИН.
    Iin(IinError),
    /// The ИИН of another member of the list.
    IinTwice,
    /// The ИИН of whoever fills in the form, given for somebody else.
    IinOwn,
    /// The ИИН of the applicant for whom somebody else fills it in, given for one of the family.
    IinOfApplicant,
    /// No date.
    Date,
    /// A month that has no such day.
    DateDay {
        /// The day that was written.
        day: u32,
        /// The month, from 1.
        month: u32,
        /// The year.
        year: u32,
        /// How many days the month has.
        days: u32,
    },
    /// No such month.
    DateMonth {
        /// The month that was written.
        month: u32,
    },
    /// The month was written before the day.
    DateOrder {
        /// The day that was meant.
        day: u32,
        /// The month that was meant.
        month: u32,
        /// The year.
        year: u32,
    },
    /// A year of less than four digits.
    DateYear,
    /// A year before 1900.
    DateEarly,
    /// A date after today.
    DateInFuture,
    /// A date that lies too far back.
    DateBefore {
        /// The first day that is possible.
        first: NaiveDate,
    },
    /// A date that lies too far ahead.
    DateAfter {
        /// The last day that is possible.
        last: NaiveDate,
    },
    /// No amount.
    Money,
    /// Tiyn, where whole tenge are asked for.
    MoneyTiyn,
    /// An amount that cannot be.
    MoneyTooMuch,
    /// No БИН.
    Bin(BinError),
    /// No IBAN of Kazakhstan.
    Iban(IbanError),
    /// No number.
    Number,
    /// More digits after the comma than allowed.
    NumberDecimals {
        /// How many are allowed.
        most: usize,
    },
    /// Less than allowed.
    Least {
        /// The least that is.
        least: u64,
    },
    /// More than allowed.
    Most {
        /// The most that is.
        most: u64,
    },
    /// No month.
    Month,
    /// An amount of one of the months is missing.
    MonthMissing,
    /// An amount of months that have given way to others.
    OtherMonths,
    /// One end of a period is missing.
    PeriodHalf,
    /// A period that ends before it begins.
    PeriodOrder,
    /// Nothing that the list has.
    NotInList,
    /// No telephone number.
    Phone,
    /// No e-mail address.
    Email,
    /// An e-mail address with letters of another alphabet among the Latin ones.
    EmailLetters {
        /// These.
        letters: Letters,
    },
    /// None of the answers to choose from.
    NotAnOption,
    /// More members of a repeating topic than allowed.
    TooMany {
        /// How many are allowed.
        most: usize,
    },
}

impl ErrorCode {
    /// The code in kebab case, for the key of its text.
    pub const fn key(self) -> &'static str {
        match self {
            ErrorCode::Required => "required",
            ErrorCode::TooLong { .. } => "too-long",
            ErrorCode::Name => "name",
            ErrorCode::NameMixed { odd, .. } => match odd {
                Alphabet::Latin => "name-latin",
                Alphabet::Cyrillic => "name-cyrillic",
                Alphabet::Other => "name-other",
            },
            ErrorCode::Iin(IinError::Length) => "iin-length",
            ErrorCode::Iin(IinError::NotDigits) => "iin-not-digits",
            ErrorCode::Iin(IinError::CheckDigit) => "iin-check-digit",
            ErrorCode::Iin(IinError::NotIssued) => "iin-not-issued",
            ErrorCode::IinTwice => "iin-twice",
            ErrorCode::IinOwn => "iin-own",
            ErrorCode::IinOfApplicant => "iin-of-applicant",
            ErrorCode::Date => "date",
            ErrorCode::DateDay { .. } => "date-day",
            ErrorCode::DateMonth { .. } => "date-month",
            ErrorCode::DateOrder { .. } => "date-order",
            ErrorCode::DateYear => "date-year",
            ErrorCode::DateEarly => "date-early",
            ErrorCode::DateInFuture => "date-in-future",
            ErrorCode::DateBefore { .. } => "date-before",
            ErrorCode::DateAfter { .. } => "date-after",
            ErrorCode::Money => "money",
            ErrorCode::MoneyTiyn => "money-tiyn",
            ErrorCode::MoneyTooMuch => "money-too-much",
            ErrorCode::Bin(BinError::Length) => "bin-length",
            ErrorCode::Bin(BinError::NotDigits) => "bin-not-digits",
            ErrorCode::Bin(BinError::NotOrganisation) => "bin-not-organisation",
            ErrorCode::Bin(BinError::CheckDigit | BinError::NotIssued) => "bin-check-digit",
            ErrorCode::Iban(IbanError::Country) => "iban-country",
            ErrorCode::Iban(IbanError::Length) => "iban-length",
            ErrorCode::Iban(IbanError::Signs) => "iban-signs",
            ErrorCode::Iban(IbanError::CheckDigits) => "iban-check-digits",
            ErrorCode::Number => "number",
            ErrorCode::NumberDecimals { most: 0 } => "number-whole",
            ErrorCode::NumberDecimals { .. } => "number-decimals",
            ErrorCode::Least { .. } => "least",
            ErrorCode::Most { .. } => "most",
            ErrorCode::Month => "month",
            ErrorCode::MonthMissing => "month-missing",
            ErrorCode::OtherMonths => "other-months",
            ErrorCode::PeriodHalf => "period-half",
            ErrorCode::PeriodOrder => "period-order",
            ErrorCode::NotInList => "not-in-list",
            ErrorCode::Phone => "phone",
            ErrorCode::Email => "email",
            ErrorCode::EmailLetters { .. } => "email-letters",
            ErrorCode::NotAnOption => "not-an-option",
            ErrorCode::TooMany { .. } => "too-many",
        }
    }

    /// What the text names beside the label: placeholder and value. `month` is the number of a month, for which the text
    /// has a word.
    pub fn details(self) -> Vec<(&'static str, String)> {
        match self {
            ErrorCode::TooLong { most } | ErrorCode::TooMany { most } => {
                vec![("most", most.to_string())]
            }
            ErrorCode::NumberDecimals { most } => vec![("most", most.to_string())],
            ErrorCode::Least { least } => vec![("least", least.to_string())],
            ErrorCode::Most { most } => vec![("most", most.to_string())],
            ErrorCode::NameMixed { letters, .. } | ErrorCode::EmailLetters { letters } => {
                vec![("letters", letters.to_string())]
            }
            ErrorCode::DateDay {
                day,
                month,
                year,
                days,
            } => vec![
                ("day", day.to_string()),
                ("month", month.to_string()),
                ("year", year.to_string()),
                ("days", days.to_string()),
            ],
            ErrorCode::DateBefore { first: day } | ErrorCode::DateAfter { last: day } => {
                let (year, month, day) = (day.year(), day.month(), day.day());
                vec![("day", format!("{day:02}.{month:02}.{year}"))]
            }
            ErrorCode::DateMonth { month } => vec![("number", month.to_string())],
            ErrorCode::DateOrder { day, month, year } => {
                vec![("right", format!("{day:02}.{month:02}.{year}"))]
            }
            _ => Vec::new(),
        }
    }

    /// Whether the person may say that the answer is right as it stands.
    pub const fn may_be_confirmed(self) -> bool {
        matches!(
            self,
            ErrorCode::Iin(IinError::CheckDigit | IinError::NotIssued)
        )
    }
}

/// A refused answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FieldError {
    /// The field's id, or its key in the whole form.
    pub field: String,
    /// Why.
    pub code: ErrorCode,
}

/// What a page points out without refusing it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum WarningCode {
    /// The ИИН tells another date of birth.
    IinBirthDate,
    /// The ИИН tells another sex.
    IinSex,
    /// The check digit of the ИИН does not fit; the applicant has said that the number is right.
    IinCheckDigit,
    /// The ИИН tells an adult where a child is meant.
    IinAdult,
    /// The ИИН tells a child where an adult is meant.
    IinChild,
    /// The date of birth tells a child where an adult is meant.
    BirthDateChild,
    /// A number is smaller than the list that it is to include.
    FewerThanListed,
    /// A period is longer than any that is usual.
    PeriodLong,
}

impl WarningCode {
    /// The code in kebab case, for the key of its text.
    pub const fn key(self) -> &'static str {
        match self {
            WarningCode::IinBirthDate => "iin-birth-date",
            WarningCode::IinSex => "iin-sex",
            WarningCode::IinCheckDigit => "iin-check-digit",
            WarningCode::IinAdult => "iin-adult",
            WarningCode::IinChild => "iin-child",
            WarningCode::BirthDateChild => "birth-date-child",
            WarningCode::FewerThanListed => "fewer-than-listed",
            WarningCode::PeriodLong => "period-long",
        }
    }
}

/// An answer that deserves a second look.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Warning {
    /// The field's id.
    pub field: String,
    /// Why.
    pub code: WarningCode,
}

/// How far a topic is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Completeness {
    /// No answer.
    NotStarted,
    /// Something is missing or wrong.
    InProgress,
    /// Everything is there.
    Done,
}
