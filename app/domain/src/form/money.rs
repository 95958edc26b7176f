//! Amounts as people write them.

use super::problem::ErrorCode;

/// More than 999 999 999 999 tenge is a slip of the finger.
const MOST_MONEY_DIGITS: usize = 12;

/// Whole tenge: `184500`, `184 500`, `184 500 ₸`, `184 500,00`. Tiyn are refused and not rounded: the person
/// decides what the amount is.
pub(crate) fn money(text: &str) -> Result<String, ErrorCode> {
    let lower = text.to_lowercase();
    let mut amount = lower.trim();
    for sign in ["₸", "тг.", "тг", "тенге", "теңге", "kzt"] {
        amount = amount.strip_suffix(sign).unwrap_or(amount).trim_end();
    }
    let (whole, tiyn) = amount.split_once([',', '.']).unwrap_or((amount, "0"));
    let whole: String = whole.chars().filter(|char| !char.is_whitespace()).collect();
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    // Three digits after a comma or dot may be thousands: better asked again than read a thousand times too small.
    if !digits(&whole) || !digits(tiyn) || tiyn.len() > 2 {
        return Err(ErrorCode::Money);
    }
    if tiyn.bytes().any(|byte| byte != b'0') {
        return Err(ErrorCode::MoneyTiyn);
    }
    let whole = whole.trim_start_matches('0');
    match whole.len() {
        0 => Ok("0".to_owned()),
        1..=MOST_MONEY_DIGITS => Ok(whole.to_owned()),
        _ => Err(ErrorCode::MoneyTooMuch),
    }
}
