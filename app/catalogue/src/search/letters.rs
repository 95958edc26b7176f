//! One spelling for what sounds alike, whatever the letters and the keyboard.

/// The longest word that is looked at; the longest of the catalogue has fewer letters.
const LONGEST: usize = 40;

/// A word as it was written and as it sounds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Word {
    /// In small letters.
    pub(super) shown: String,
    /// [`sound`] of it.
    pub(super) sound: String,
}

/// The words of a text. Signs inside a word, as the mark over a decomposed «й», do not cut it.
pub(super) fn words(text: &str) -> impl Iterator<Item = Word> + '_ {
    text.split(|c: char| !c.is_alphanumeric() && !is_inside(c))
        .map(|word| {
            let shown: String = word.chars().take(LONGEST).collect();
            Word {
                sound: sound(&shown),
                shown: shown.to_lowercase(),
            }
        })
        .filter(|word| !word.sound.is_empty())
}

fn is_inside(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{feff}' | '\'' | '’' | 'ʼ')
}

/// The word in the 24 letters and ten digits that are left when letters often put for one another are made one: қ is к,
/// ё is е, ы and й are и, a doubled letter is a single one, and Cyrillic is written as people write it with Latin
/// letters, of which they have several ways («жәрдемақы», «jardemaqy», «zhardemaky»). The sound of a sound is itself.
pub fn sound(word: &str) -> String {
    let lower = word.chars().flat_map(char::to_lowercase);
    let mut letters = lower.flat_map(|letter| latin(letter).chars()).peekable();
    let mut sound = String::with_capacity(word.len());
    while let Some(letter) = letters.next() {
        let hard = letter == 'c' && letters.peek() != Some(&'h');
        push(&mut sound, if hard { 'k' } else { letter });
    }
    sound
}

/// Appends a letter; two that stand for one sound become one, and that may again be two with the one before.
fn push(sound: &mut String, letter: char) {
    match (sound.chars().last(), letter) {
        (Some(last), _) if last == letter && !letter.is_ascii_digit() => {}
        (Some('g'), 'h') => {}
        (Some('z'), 'h') => {
            sound.pop();
            push(sound, 'j');
        }
        (Some('k'), 'h') => {
            sound.pop();
            push(sound, 'h');
        }
        _ => sound.push(letter),
    }
}

/// Latin letters for a small letter; none for what is no letter of the three languages.
fn latin(letter: char) -> &'static str {
    match letter {
        'а' | 'ә' | 'a' | 'ä' | 'á' => "a",
        'б' | 'b' => "b",
        'в' | 'v' => "v",
        'г' | 'ғ' | 'g' | 'ğ' | 'ǵ' => "g",
        'д' | 'd' => "d",
        'е' | 'ё' | 'э' | 'e' | 'é' => "e",
        'ж' | 'j' => "j",
        'з' | 'z' => "z",
        'и' | 'й' | 'і' | 'ы' | 'i' | 'ı' | 'í' | 'y' | 'ý' => "i",
        'к' | 'қ' | 'k' | 'q' => "k",
        'л' | 'l' => "l",
        'м' | 'm' => "m",
        'н' | 'ң' | 'n' | 'ñ' | 'ń' => "n",
        'о' | 'ө' | 'o' | 'ö' | 'ó' => "o",
        'п' | 'p' => "p",
        'р' | 'r' => "r",
        'с' | 's' => "s",
        'т' | 't' => "t",
        'у' | 'ұ' | 'ү' | 'u' | 'ü' | 'ú' | 'ū' | 'w' => "u",
        'ф' | 'f' => "f",
        'х' | 'һ' | 'h' => "h",
        'ц' => "ts",
        'ч' | 'ç' => "ch",
        'ш' | 'щ' | 'ş' => "sh",
        'ю' => "iu",
        'я' => "ia",
        'c' => "c",
        'x' => "ks",
        '0' => "0",
        '1' => "1",
        '2' => "2",
        '3' => "3",
        '4' => "4",
        '5' => "5",
        '6' => "6",
        '7' => "7",
        '8' => "8",
        '9' => "9",
        _ => "",
    }
}

/// Keys by the Latin letter and by the Russian one on them.
const KEYS: [(&str, &str); 2] = [
    (
        "`qwertyuiop[]asdfghjkl;'zxcvbnm,.",
        "ёйцукенгшщзхъфывапролджэячсмитьбю",
    ),
    (
        "~QWERTYUIOP{}ASDFGHJKL:\"ZXCVBNM<>",
        "ЁЙЦУКЕНГШЩЗХЪФЫВАПРОЛДЖЭЯЧСМИТЬБЮ",
    ),
];
/// The keys of the upper row, which write Kazakh letters on the Kazakh keyboard.
const KAZAKH: (&str, &str) = ("2345890-=", "әіңғүұқөһ");

/// What the text would be, had the keyboard been on another language: Russian or Kazakh where it has Latin letters,
/// English where it has Cyrillic ones only.
pub(super) fn retyped(text: &str) -> Vec<String> {
    let latin = text.chars().any(|c| c.is_ascii_alphabetic());
    let cyrillic = text.chars().any(|c| ('а'..='ӿ').contains(&c));
    let other = |from_latin: bool, kazakh: bool| -> String {
        text.chars()
            .map(|c| key(c, from_latin, kazakh).unwrap_or(c))
            .collect()
    };
    match (latin, cyrillic) {
        (true, _) => {
            let (russian, kazakh) = (other(true, false), other(true, true));
            match russian == kazakh {
                true => vec![russian],
                false => vec![russian, kazakh],
            }
        }
        (false, true) => vec![other(false, false)],
        _ => Vec::new(),
    }
}

fn key(letter: char, from_latin: bool, kazakh: bool) -> Option<char> {
    let upper_row = kazakh.then_some(KAZAKH);
    KEYS.into_iter()
        .chain(upper_row)
        .find_map(|(latin, cyrillic)| {
            let (from, to) = match from_latin {
                true => (latin, cyrillic),
                false => (cyrillic, latin),
            };
            let at = from.chars().position(|c| c == letter)?;
            to.chars().nth(at)
        })
}
