//! Reads durations out of the words of an act: figures or words, Russian and Kazakh, with the damage that the text
//! has taken (letter-spaced words, Latin letters among Cyrillic ones, lines broken inside a number).

use domain::limit::Unit;

/// A duration that stands in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Duration {
    /// Where it begins: the index of a character of the text.
    pub at: usize,
    /// The number.
    pub value: u32,
    /// The unit; days of a kind that the text does not name read as days of the calendar.
    pub unit: Unit,
}

/// Number words, squeezed. The longer of two that begin alike comes first.
const NUMBERS: [(&str, u32); 67] = [
    ("двадцатипяти", 25),
    ("двадцати", 20),
    ("двадцать", 20),
    ("пятнадцати", 15),
    ("пятнадцать", 15),
    ("тринадцати", 13),
    ("двенадцати", 12),
    ("одиннадцати", 11),
    ("тридцати", 30),
    ("тридцать", 30),
    ("сорока", 40),
    ("пятидесяти", 50),
    ("шестидесяти", 60),
    ("полутора", 0),
    ("одного", 1),
    ("одной", 1),
    ("одна", 1),
    ("один", 1),
    ("двух", 2),
    ("два", 2),
    ("две", 2),
    ("трех", 3),
    ("трёх", 3),
    ("три", 3),
    ("четырех", 4),
    ("четырёх", 4),
    ("четыре", 4),
    ("пяти", 5),
    ("пять", 5),
    ("шести", 6),
    ("шесть", 6),
    ("семи", 7),
    ("семь", 7),
    ("восьми", 8),
    ("восемь", 8),
    ("девяти", 9),
    ("девять", 9),
    ("десяти", 10),
    ("десять", 10),
    ("онбір", 11),
    ("онекі", 12),
    ("онүш", 13),
    ("онтөрт", 14),
    ("онбес", 15),
    ("оналты", 16),
    ("онжеті", 17),
    ("онсегіз", 18),
    ("онтоғыз", 19),
    ("жиырмабес", 25),
    ("жиырмаекі", 22),
    ("жиырма", 20),
    ("отыз", 30),
    ("қырық", 40),
    ("елу", 50),
    ("алпыс", 60),
    ("бір", 1),
    ("екі", 2),
    ("үш", 3),
    ("төрт", 4),
    ("бес", 5),
    ("алты", 6),
    ("жеті", 7),
    ("сегіз", 8),
    ("тоғыз", 9),
    ("он", 10),
    ("жарты", 0),
    ("пол", 0),
];

/// Beginnings of unit words, squeezed.
const UNITS: [(&str, Unit); 19] = [
    ("рабоч", Unit::WorkingDays),
    ("жұмыскүн", Unit::WorkingDays),
    ("жұмысышкүн", Unit::WorkingDays),
    ("календарн", Unit::CalendarDays),
    ("күнтізбелік", Unit::CalendarDays),
    ("минут", Unit::Minutes),
    ("секунд", Unit::Seconds),
    ("час", Unit::Hours),
    ("сағат", Unit::Hours),
    ("месяц", Unit::Months),
    ("айішінде", Unit::Months),
    ("айбойы", Unit::Months),
    ("айға", Unit::Months),
    ("айдан", Unit::Months),
    ("дней", Unit::CalendarDays),
    ("дня", Unit::CalendarDays),
    ("день", Unit::CalendarDays),
    ("күн", Unit::CalendarDays),
    ("тәулік", Unit::CalendarDays),
];

/// Behind a number: «1,5 минуты» is 90 seconds.
const HALF_MINUTE: &str = ",5минут";

/// Without white space, in lower case, with Latin letters that look Cyrillic made so; each character with the index
/// of the one that it was.
pub fn squeezed(text: &str) -> Vec<(usize, char)> {
    let kept = text.chars().enumerate().filter(|(_, c)| !c.is_whitespace());
    kept.flat_map(|(at, c)| c.to_lowercase().map(move |c| (at, cyrillic(c))))
        .collect()
}

fn cyrillic(letter: char) -> char {
    match letter {
        'i' => 'і',
        'a' => 'а',
        'e' => 'е',
        'o' => 'о',
        'c' => 'с',
        'p' => 'р',
        'x' => 'х',
        'y' => 'у',
        other => other,
    }
}

/// Every duration in `text`, in order. «7 сағат 40 минут» is one, in minutes.
pub fn durations(text: &str) -> Vec<Duration> {
    let original: Vec<char> = text.chars().collect();
    let squeezed = squeezed(text);
    let plain: Vec<char> = squeezed.iter().map(|(_, c)| *c).collect();
    let mut found: Vec<Duration> = Vec::new();
    let mut place = 0;
    while place < plain.len() {
        let at = squeezed[place].0;
        let begins = at == 0 || !original[at - 1].is_alphanumeric();
        match begins.then(|| duration(&plain[place..])).flatten() {
            Some((value, unit, length)) => {
                let rest = &plain[place + length..];
                let minutes = (unit == Unit::Hours)
                    .then(|| duration(after_ending(rest)))
                    .flatten();
                match minutes {
                    Some((more, Unit::Minutes, second)) => {
                        let value = value * 60 + more;
                        found.push(Duration {
                            at,
                            value,
                            unit: Unit::Minutes,
                        });
                        place += length + (rest.len() - after_ending(rest).len()) + second;
                    }
                    _ => {
                        found.push(Duration { at, value, unit });
                        place += length;
                    }
                }
            }
            None => place += 1,
        }
    }
    found
}

/// Behind the ending of a word: «часов 40» goes on at 40.
fn after_ending(rest: &[char]) -> &[char] {
    let letters = rest.iter().take_while(|c| c.is_alphabetic()).count();
    if letters <= 3 { &rest[letters..] } else { rest }
}

/// Number, unit and length of a duration with which `text` begins.
fn duration(text: &[char]) -> Option<(u32, Unit, usize)> {
    let (value, mut length) = number(text)?;
    // «2-х рабочих дней», «1-го рабочего дня».
    let ending = ["-го", "-х", "-ти"]
        .into_iter()
        .find(|ending| starts(&text[length..], ending));
    length += ending.map_or(0, |ending| ending.chars().count());
    if starts(&text[length..], HALF_MINUTE) {
        return Some((
            value * 60 + 30,
            Unit::Seconds,
            length + HALF_MINUTE.chars().count(),
        ));
    }
    if text.get(length) == Some(&'(') {
        let close = text[length..].iter().position(|c| *c == ')')?;
        let word: String = text[length + 1..length + close].iter().collect();
        let said = NUMBERS.iter().find(|(name, _)| word == *name);
        // A bracket with something else in it is not the number in words.
        said.filter(|(_, said)| *said == value)?;
        length += close + 1;
    }
    let rest = &text[length..];
    let unit = UNITS.iter().find(|(name, _)| starts(rest, name))?;
    Some((value, unit.1, length + unit.0.chars().count()))
}

fn number(text: &[char]) -> Option<(u32, usize)> {
    let figures = text.iter().take_while(|c| c.is_ascii_digit()).count();
    if figures > 0 {
        let value: String = text[..figures].iter().collect();
        return Some((value.parse().ok()?, figures));
    }
    let word = NUMBERS
        .iter()
        .find(|(name, value)| *value > 0 && starts(text, name))?;
    Some((word.1, word.0.chars().count()))
}

fn starts(text: &[char], with: &str) -> bool {
    let mut letters = text.iter();
    with.chars().all(|wanted| letters.next() == Some(&wanted))
}
