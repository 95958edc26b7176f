//! IBAN of Kazakhstan: `KZ`, two check digits, three digits of the bank, thirteen letters or digits of the account.

use serde::{Deserialize, Serialize};

/// Characters of an IBAN of Kazakhstan.
const LENGTH: usize = 20;

/// Why something is no IBAN of Kazakhstan.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum IbanError {
    /// Of another country.
    Country,
    /// Not twenty characters.
    Length,
    /// Something other than Latin letters and digits.
    Signs,
    /// The check digits do not fit the others.
    CheckDigits,
}

/// Reads an account as people type it: in groups, in small letters. Returns it in capitals without blanks.
pub fn parse(text: &str) -> Result<String, IbanError> {
    let iban: String = text
        .chars()
        .filter(|char| !char.is_whitespace() && *char != '-')
        .flat_map(char::to_uppercase)
        .collect();
    if !iban.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
        Err(IbanError::Signs)
    } else if !iban.starts_with("KZ") {
        Err(IbanError::Country)
    } else if iban.len() != LENGTH {
        Err(IbanError::Length)
    } else if !iban[2..7].bytes().all(|byte| byte.is_ascii_digit()) {
        Err(IbanError::Signs)
    } else if rest(&iban) != 1 || !(2..=98).contains(&check_digits(&iban)) {
        Err(IbanError::CheckDigits)
    } else {
        Ok(iban)
    }
}

/// 98 less a remainder by 97: 00, 01 and 99 give the same remainder as 97, 98 and 02, and no bank issues them.
fn check_digits(iban: &str) -> u32 {
    iban[2..4].parse().unwrap_or_default()
}

/// The remainder by 97 of ISO 13616: the first four characters go to the end, letters count from ten.
fn rest(iban: &str) -> u32 {
    let turned = iban.chars().skip(4).chain(iban.chars().take(4));
    turned
        .filter_map(|char| char.to_digit(36))
        .fold(0, |rest, value| {
            let tens = if value < 10 { 10 } else { 100 };
            (rest * tens + value) % 97
        })
}
