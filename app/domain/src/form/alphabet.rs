//! Alphabets, as far as names need them: which letter is of which, and which look the same.

use serde::{Deserialize, Serialize};

/// The alphabet of a letter. People here write their names in one of the first two.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Alphabet {
    /// Latin, with every mark.
    Latin,
    /// Cyrillic: Kazakh, Russian and others.
    Cyrillic,
    /// Any other, and signs of phonetics that look like Latin letters.
    Other,
}

/// The alphabet of a letter; none of an apostrophe that is one by the standard.
pub(super) fn of(char: char) -> Option<Alphabet> {
    match char {
        'ɑ' | 'ɡ' => Some(Alphabet::Other),
        'A'..='Z'
        | 'a'..='z'
        | '\u{c0}'..='\u{2af}'
        | '\u{1e00}'..='\u{1eff}'
        | '\u{2c60}'..='\u{2c7f}'
        | '\u{a722}'..='\u{a7ff}' => Some(Alphabet::Latin),
        '\u{400}'..='\u{52f}'
        | '\u{1c80}'..='\u{1c8f}'
        | '\u{2de0}'..='\u{2dff}'
        | '\u{a640}'..='\u{a69f}' => Some(Alphabet::Cyrillic),
        '\u{2b0}'..='\u{2ff}' => None,
        _ => char.is_alphabetic().then_some(Alphabet::Other),
    }
}

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

/// Greek, Armenian and phonetic letters, each with the Latin or Cyrillic one that looks the same.
const LIKE_OURS: [(char, char); 45] = [
    ('Α', 'A'),
    ('Β', 'B'),
    ('Ε', 'E'),
    ('Ζ', 'Z'),
    ('Η', 'H'),
    ('Ι', 'I'),
    ('Κ', 'K'),
    ('Μ', 'M'),
    ('Ν', 'N'),
    ('Ο', 'O'),
    ('Ρ', 'P'),
    ('Τ', 'T'),
    ('Υ', 'Y'),
    ('Χ', 'X'),
    ('Ϲ', 'C'),
    ('α', 'a'),
    ('ι', 'i'),
    ('κ', 'k'),
    ('ν', 'v'),
    ('ο', 'o'),
    ('ρ', 'p'),
    ('υ', 'u'),
    ('χ', 'x'),
    ('ϲ', 'c'),
    ('ϳ', 'j'),
    ('Γ', 'Г'),
    ('Θ', 'Ө'),
    ('Λ', 'Л'),
    ('Π', 'П'),
    ('Φ', 'Ф'),
    ('θ', 'ө'),
    ('π', 'п'),
    ('τ', 'т'),
    ('φ', 'ф'),
    ('Օ', 'O'),
    ('Ս', 'U'),
    ('Լ', 'L'),
    ('օ', 'o'),
    ('ս', 'u'),
    ('հ', 'h'),
    ('ո', 'n'),
    ('ց', 'g'),
    ('զ', 'q'),
    ('ɑ', 'a'),
    ('ɡ', 'g'),
];

/// The letter of `wanted` that looks the same.
pub(super) fn twin(char: char, wanted: Alphabet) -> Option<char> {
    let ours = LIKE_OURS.iter().find(|(other, _)| *other == char);
    let char = ours.map_or(char, |(_, ours)| *ours);
    if ours.is_some() && of(char) == Some(wanted) {
        return Some(char);
    }
    ALIKE.iter().find_map(|(latin, cyrillic)| match wanted {
        Alphabet::Cyrillic if char == *latin => Some(*cyrillic),
        Alphabet::Latin if char == *cyrillic => Some(*latin),
        _ => None,
    })
}

/// Full-width letters and the letters of formulas as the plain ones that they stand for.
pub(super) fn plain(char: char) -> char {
    let (code, first) = match char {
        '\u{ff21}'..='\u{ff3a}' => (char as u32 - 0xff21, 'A'),
        '\u{ff41}'..='\u{ff5a}' => (char as u32 - 0xff41, 'a'),
        // Thirteen alphabets in a row, each of 26 capitals and 26 small letters.
        '\u{1d400}'..='\u{1d6a3}' => match (char as u32 - 0x1d400) % 52 {
            at @ 0..26 => (at, 'A'),
            at => (at - 26, 'a'),
        },
        _ => return char,
    };
    char::from_u32(first as u32 + code).unwrap_or(char)
}

/// Whether a letter by the standard is one that a name may have: no number, no letter in a circle, no sign of two letters.
pub(super) fn may_stand_in_name(char: char) -> bool {
    char.is_alphabetic()
        && !matches!(
            char,
            '\u{aa}'
                | '\u{ba}'
                | '\u{2070}'..='\u{209f}'
                | '\u{2100}'..='\u{218f}'
                | '\u{2460}'..='\u{24ff}'
                | '\u{fb00}'..='\u{fb06}'
                | '\u{1d400}'..='\u{1d7ff}'
                | '\u{1f100}'..='\u{1f1ff}'
        )
}
