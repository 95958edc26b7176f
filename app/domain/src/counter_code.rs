//! The code on an application that was prepared at home: with it the counter opens the prepared data.
//!
//! Fifteen random signs of Crockford's base 32 and his check sign (the number modulo 37), written `7Q4K-…`. A mistyped
//! code is told apart from one that is not there, and no letter is taken for a digit.

/// Crockford's base 32: no I, L, O, U.
const SIGNS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
/// Signs before the check sign: 75 random bits.
const RANDOM: usize = 15;
/// Signs of a group in writing.
const GROUP: usize = 4;

/// A code in its kept form: sixteen signs, capital, without hyphens.
#[derive(Clone, PartialEq, Eq)]
pub struct CounterCode(String);

impl CounterCode {
    /// The code of a random number, if it has a check sign among the thirty-two; of 37 numbers 32 have.
    pub fn new(random: u128) -> Option<CounterCode> {
        let number = random & ((1 << (5 * RANDOM)) - 1);
        let check = SIGNS.get(usize::try_from(number % 37).ok()?)?;
        let signs = (0..RANDOM).rev().map(|place| {
            let digit = usize::try_from((number >> (5 * place)) & 31).unwrap_or_default();
            SIGNS.get(digit).copied().unwrap_or_default()
        });
        let signs = signs.chain([*check]).map(char::from).collect();
        Some(CounterCode(signs))
    }

    /// Reads what a person typed: hyphens and spaces do not matter, nor does the case; O is 0, I and L are 1, and
    /// Cyrillic letters that look like Latin ones are taken for them. None if it is no code: a sign too many or too
    /// few, or a slip that the check sign tells.
    pub fn parse(typed: &str) -> Option<CounterCode> {
        let mut signs = String::with_capacity(RANDOM + 1);
        for typed in typed.chars().filter(|sign| !is_between(*sign)) {
            let sign = read(typed)?;
            if signs.len() > RANDOM {
                return None;
            }
            signs.push(sign);
        }
        let number = signs
            .bytes()
            .take(RANDOM)
            .try_fold(0_u128, |number, sign| {
                let digit = SIGNS.iter().position(|known| *known == sign)?;
                Some((number << 5) | u128::try_from(digit).ok()?)
            })?;
        let whole = CounterCode::new(number)?;
        (whole.0 == signs).then_some(whole)
    }

    /// The sixteen signs.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// In groups of four, as it stands on paper.
    pub fn grouped(&self) -> String {
        let groups: Vec<&str> = (0..self.0.len())
            .step_by(GROUP)
            .filter_map(|at| self.0.get(at..at + GROUP))
            .collect();
        groups.join("-")
    }
}

/// The code opens personal data: it stays out of every log.
impl std::fmt::Debug for CounterCode {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("CounterCode")
    }
}

fn is_between(sign: char) -> bool {
    sign.is_whitespace() || matches!(sign, '-' | '–' | '—' | '‑' | '.')
}

fn read(typed: char) -> Option<char> {
    let sign = match typed.to_uppercase().next()? {
        'O' | 'О' => '0',
        'I' | 'L' | 'І' => '1',
        'А' => 'A',
        'В' => 'B',
        'С' => 'C',
        'Е' => 'E',
        'Н' => 'H',
        'К' => 'K',
        'М' => 'M',
        'Р' => 'P',
        'Т' => 'T',
        'Х' => 'X',
        other => other,
    };
    (sign.is_ascii() && SIGNS.contains(&u8::try_from(sign).ok()?)).then_some(sign)
}
