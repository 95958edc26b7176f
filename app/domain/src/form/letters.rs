//! Letters of another alphabet that look the same: found, named, put right, and passed over when names are compared.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::alphabet::{self, Alphabet, twin};
use crate::clean::one_line;

/// More letters than this are not named one by one.
const MOST_NAMED: usize = 6;

/// A few letters, to be named in a message.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Letters([char; MOST_NAMED]);

impl Letters {
    /// The first few of `letters`, each once.
    pub(super) fn of(letters: impl Iterator<Item = char>) -> Letters {
        let mut named = ['\0'; MOST_NAMED];
        let mut count = 0;
        for letter in letters {
            if count < MOST_NAMED && !named.contains(&letter) {
                named[count] = letter;
                count += 1;
            }
        }
        Letters(named)
    }
}

impl fmt::Display for Letters {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let named = self.0.iter().filter(|letter| **letter != '\0');
        for (at, letter) in named.enumerate() {
            if at > 0 {
                out.write_str(", ")?;
            }
            write!(out, "{letter}")?;
        }
        Ok(())
    }
}

/// Letters of two alphabets in one name.
pub(super) struct Mixed {
    pub(super) letters: Letters,
    /// Of which alphabet the odd letters are.
    pub(super) odd: Alphabet,
    /// The name with each odd letter replaced by the one that looks the same, where each has one.
    pub(super) repaired: Option<String>,
}

/// The alphabet in which a name is meant; none where it has letters neither Latin nor Cyrillic.
fn meant(name: &str) -> Option<Alphabet> {
    let weight = |wanted: Alphabet| {
        let other = match wanted {
            Alphabet::Latin => Alphabet::Cyrillic,
            _ => Alphabet::Latin,
        };
        let letters = name
            .chars()
            .filter(|char| alphabet::of(*char) == Some(wanted));
        // A letter that looks like no other tells more of the alphabet that is meant than all the others.
        letters
            .map(|char| if twin(char, other).is_none() { 100 } else { 1 })
            .sum::<u32>()
    };
    match (weight(Alphabet::Latin), weight(Alphabet::Cyrillic)) {
        (0, 0) => None,
        (latin, cyrillic) if cyrillic >= latin => Some(Alphabet::Cyrillic),
        _ => Some(Alphabet::Latin),
    }
}

/// Finds the letters that do not belong: in a word of two alphabets, and in a word that could be of either beside words
/// of the other. A whole word in another alphabet is a name as it stands.
pub(super) fn mixed(name: &str) -> Option<Mixed> {
    let meant = meant(name)?;
    let is_odd = |char: &char| alphabet::of(*char).is_some_and(|of| of != meant);
    let words = name.split_inclusive(|char: char| !char.is_alphabetic());
    let (mut odd, mut repaired) = (Vec::new(), Some(String::new()));
    for word in words {
        let in_it: Vec<char> = word.chars().filter(is_odd).collect();
        let mut alphabets = word.chars().filter_map(alphabet::of);
        let first = alphabets.next();
        let is_whole = alphabets.all(|one| Some(one) == first);
        let could_be_meant = in_it.iter().all(|char| twin(*char, meant).is_some());
        if in_it.is_empty() || is_whole && !could_be_meant {
            repaired = repaired.map(|done| done + word);
            continue;
        }
        odd.extend(in_it);
        let right: Option<String> = word
            .chars()
            .map(|char| match is_odd(&char) {
                true => twin(char, meant),
                false => Some(char),
            })
            .collect();
        repaired = repaired.zip(right).map(|(done, word)| done + &word);
    }
    let first = alphabet::of(*odd.first()?)?;
    let of_one = odd.iter().all(|char| alphabet::of(*char) == Some(first));
    Some(Mixed {
        letters: Letters::of(odd.into_iter()),
        odd: if of_one { first } else { Alphabet::Other },
        repaired,
    })
}

/// A name of two alphabets put right, where each letter that does not belong has one that looks the same.
pub fn repaired_name(name: &str) -> Option<String> {
    mixed(&composed(name))?.repaired
}

/// The letters of another alphabet in an address that also has Latin ones.
pub(super) fn foreign_in_address(address: &str) -> Option<Letters> {
    let is_foreign = |char: &char| char.is_alphabetic() && !char.is_ascii();
    let has_latin = address.chars().any(|char| char.is_ascii_alphabetic());
    let foreign: Vec<char> = address.chars().filter(is_foreign).collect();
    (has_latin && !foreign.is_empty()).then(|| Letters::of(foreign.into_iter()))
}

/// Letters that are written as two signs by some systems, or as those of formulas, as the one sign that everybody else
/// writes.
pub(super) fn composed(text: &str) -> String {
    let mut whole = String::with_capacity(text.len());
    for char in text.chars().map(alphabet::plain) {
        let before = whole.chars().next_back();
        let joined = match (before, char) {
            (Some('и'), '\u{306}') => 'й',
            (Some('И'), '\u{306}') => 'Й',
            (Some('е'), '\u{308}') => 'ё',
            (Some('Е'), '\u{308}') => 'Ё',
            _ => {
                whole.push(char);
                continue;
            }
        };
        whole.pop();
        whole.push(joined);
    }
    whole
}

/// Whether two spellings name one person: neither case nor spaces, hyphens or apostrophes matter, nor `ё`, nor which of
/// two letters that look the same was typed.
pub fn names_agree(one: &str, other: &str) -> bool {
    folded(one) == folded(other)
}

fn folded(name: &str) -> String {
    let plain = composed(&one_line(name));
    let plain = repaired_name(&plain).unwrap_or(plain);
    let words: Vec<&str> = plain
        .split(|char: char| !char.is_alphabetic() || alphabet::of(char).is_none())
        .filter(|word| !word.is_empty())
        .collect();
    shape(&words.join(" "))
}

/// A text by what its letters look like, in capitals: some of them look the same where the small ones do not.
pub fn shape(text: &str) -> String {
    let capitals = composed(text).to_uppercase();
    let alike = capitals.chars().map(|char| match char {
        // The capital of Latin `h` looks like one letter, the small one like another.
        'Һ' => 'Н',
        _ => twin(char, Alphabet::Cyrillic).unwrap_or(char),
    });
    alike
        .map(|char| if char == 'Ё' { 'Е' } else { char })
        .collect()
}
