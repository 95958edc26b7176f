//! Latin and Cyrillic letters that look the same: found, named, put right, and passed over when names are compared.

use std::fmt;

use serde::{Deserialize, Serialize};

/// Letters that look the same, Latin first.
const ALIKE: [(char, char); 27] = [
    ('A', 'А'),
    ('B', 'В'),
    ('C', 'С'),
    ('E', 'Е'),
    ('H', 'Н'),
    ('I', 'І'),
    ('K', 'К'),
    ('M', 'М'),
    ('O', 'О'),
    ('P', 'Р'),
    ('T', 'Т'),
    ('X', 'Х'),
    ('Y', 'У'),
    ('Ə', 'Ә'),
    ('Ë', 'Ё'),
    ('a', 'а'),
    ('c', 'с'),
    ('e', 'е'),
    ('h', 'һ'),
    ('i', 'і'),
    ('k', 'к'),
    ('o', 'о'),
    ('p', 'р'),
    ('x', 'х'),
    ('y', 'у'),
    ('ə', 'ә'),
    ('ë', 'ё'),
];

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

/// The alphabet of a letter, as far as it matters here.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Script {
    Latin,
    Cyrillic,
}

fn script(char: char) -> Option<Script> {
    match char {
        'A'..='Z' | 'a'..='z' | '\u{c0}'..='\u{24f}' | 'ə' => Some(Script::Latin),
        '\u{400}'..='\u{52f}' => Some(Script::Cyrillic),
        _ => None,
    }
}

/// The letter of the other alphabet that looks the same.
fn twin(char: char) -> Option<char> {
    ALIKE.iter().find_map(|(latin, cyrillic)| match char {
        _ if char == *latin => Some(*cyrillic),
        _ if char == *cyrillic => Some(*latin),
        _ => None,
    })
}

/// Letters of two alphabets in one name.
pub(super) struct Mixed {
    pub(super) letters: Letters,
    /// Whether the odd letters are the Latin ones.
    pub(super) latin: bool,
    /// The name with each odd letter replaced by the one that looks the same, where each has one.
    pub(super) repaired: Option<String>,
}

/// Finds the letters that do not belong: in a word of both alphabets, and in a word that could be of either beside
/// words of the other. A whole word in another alphabet is a name as it stands.
pub(super) fn mixed(name: &str) -> Option<Mixed> {
    let count = |wanted: Script| {
        let letters = name.chars().filter(|char| script(*char) == Some(wanted));
        // A letter that looks like no other tells more of the alphabet that is meant than all the others.
        letters
            .map(|char| if twin(char).is_none() { 100 } else { 1 })
            .sum::<u32>()
    };
    let (latin, cyrillic) = (count(Script::Latin), count(Script::Cyrillic));
    if latin == 0 || cyrillic == 0 {
        return None;
    }
    let odd = if cyrillic >= latin {
        Script::Latin
    } else {
        Script::Cyrillic
    };
    let words = name.split_inclusive(|char: char| !char.is_alphabetic());
    let (mut letters, mut repaired) = (Vec::new(), Some(String::new()));
    for word in words {
        let is_odd = |char: &char| script(*char) == Some(odd);
        let whole = word
            .chars()
            .all(|char| script(char).is_none() || is_odd(&char));
        let could_be_either = word.chars().filter(is_odd).all(|char| twin(char).is_some());
        if whole && !could_be_either {
            repaired = repaired.map(|done| done + word);
            continue;
        }
        letters.extend(word.chars().filter(is_odd));
        let right: Option<String> = word
            .chars()
            .map(|char| {
                if is_odd(&char) {
                    twin(char)
                } else {
                    Some(char)
                }
            })
            .collect();
        repaired = repaired.zip(right).map(|(done, word)| done + &word);
    }
    (!letters.is_empty()).then(|| Mixed {
        letters: Letters::of(letters.into_iter()),
        latin: odd == Script::Latin,
        repaired,
    })
}

/// A name of two alphabets put right, where each letter that does not belong has one that looks the same.
pub fn repaired_name(name: &str) -> Option<String> {
    mixed(name)?.repaired
}

/// The letters of another alphabet in an address that also has Latin ones.
pub(super) fn foreign_in_address(address: &str) -> Option<Letters> {
    let is_foreign = |char: &char| char.is_alphabetic() && !char.is_ascii();
    let has_latin = address.chars().any(|char| char.is_ascii_alphabetic());
    let foreign: Vec<char> = address.chars().filter(is_foreign).collect();
    (has_latin && !foreign.is_empty()).then(|| Letters::of(foreign.into_iter()))
}

/// Letters that are written as two signs by some systems, as the one sign that everybody else writes.
pub(super) fn composed(text: &str) -> String {
    let mut whole = String::with_capacity(text.len());
    for char in text.chars() {
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
    let plain = composed(&super::one_line(name));
    let words: Vec<&str> = plain
        .split(|char: char| !char.is_alphabetic())
        .filter(|word| !word.is_empty())
        .collect();
    let letters = words.join(" ");
    letters
        .chars()
        .map(|char| match script(char) {
            Some(Script::Latin) => twin(char).unwrap_or(char),
            _ => char,
        })
        .flat_map(char::to_lowercase)
        // The capital of a letter may look like one of the other alphabet where the small one does not.
        .map(|char| if char == 'ё' { 'е' } else { char })
        .collect()
}
