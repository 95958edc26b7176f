//! Which passwords are refused: too short, among those that are tried first, or made of what others know of the owner.
//! For citizens and officials alike.

use domain::form::shape;
use unicode_normalization::UnicodeNormalization;
use zxcvbn::{Score, zxcvbn};

/// Fewest characters, counted after composing: a letter with its mark is one.
pub const SHORTEST: usize = 10;

/// Most bytes: what the login hashes at most.
pub const LONGEST_BYTES: usize = 200;

/// A part of a name that is shorter may stand in any sentence.
const SHORTEST_NAME: usize = 4;

/// Digits of a telephone number that are its own: what is in front of them is the country.
const OWN_DIGITS: usize = 10;

/// What is known of whoever gets the password. Empty where it is not known.
#[derive(Clone, Copy, Debug, Default)]
pub struct Owner<'a> {
    /// ИИН of a citizen, login name of an official.
    pub login: &'a str,
    /// Telephone.
    pub phone: &'a str,
    /// Name, in any order.
    pub name: &'a str,
}

/// Why a password is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PasswordFault {
    /// Under ten characters.
    Short,
    /// More than the login takes.
    Long,
    /// Among those that are tried first.
    Common,
    /// It has the ИИН or the login name in it.
    HasLogin,
    /// It has the telephone number in it.
    HasPhone,
    HasName,
}

impl PasswordFault {
    /// The key of its message.
    pub const fn key(self) -> &'static str {
        match self {
            PasswordFault::Short => "passwords-short",
            PasswordFault::Long => "passwords-long",
            PasswordFault::Common => "passwords-common",
            PasswordFault::HasLogin => "passwords-has-login",
            PasswordFault::HasPhone => "passwords-has-phone",
            PasswordFault::HasName => "passwords-has-name",
        }
    }
}

/// Words that people here take first and that the lists of other countries lack.
const LOCAL: [&str; 44] = [
    "пароль",
    "parol",
    "құпиясөз",
    "кұпиясөз",
    "құпия",
    "kupiyasoz",
    "qupiyasoz",
    "қазақстан",
    "казахстан",
    "qazaqstan",
    "kazakhstan",
    "kazakstan",
    "астана",
    "astana",
    "алматы",
    "almaty",
    "шымкент",
    "shymkent",
    "ақтөбе",
    "актобе",
    "өтініш",
    "otinish",
    "егов",
    "egov",
    "сәлем",
    "салем",
    "salem",
    "алтын",
    "жаным",
    "махаббат",
    "айналайын",
    "мама",
    "папа",
    "бала",
    "любовь",
    "люблю",
    "привет",
    "солнышко",
    "спасибо",
    "наурыз",
    "отбасы",
    "семья",
    "әіңғүұқөһ",
    "әіңғ",
];

/// What is wrong with `password` for `owner`; nothing if it may be taken.
pub fn fault(password: &str, owner: Owner<'_>) -> Option<PasswordFault> {
    let password: String = password.nfc().collect();
    if password.chars().count() < SHORTEST {
        return Some(PasswordFault::Short);
    }
    if password.len() > LONGEST_BYTES {
        return Some(PasswordFault::Long);
    }
    let lower = plain(&password);
    let login = signs(&plain(owner.login));
    let is_number = !login.is_empty() && login == digits(&login);
    let has_login = match is_number {
        true => digits(&lower).contains(&login),
        false => !login.is_empty() && signs(&lower).contains(&login),
    };
    if has_login {
        return Some(PasswordFault::HasLogin);
    }
    let phone = own_digits(owner.phone);
    if phone.len() == OWN_DIGITS && digits(&lower).contains(&phone) {
        return Some(PasswordFault::HasPhone);
    }
    if has_name(&lower, owner.name) {
        return Some(PasswordFault::HasName);
    }
    (is_common(&lower) || adds_little_to_portal(&lower)).then_some(PasswordFault::Common)
}

/// Whether a word of the name is in the password, in letters that look the same or without those that a Russian keyboard
/// lacks.
fn has_name(password: &str, name: &str) -> bool {
    let spellings: [fn(&str) -> String; 2] = [shape, without_kazakh];
    spellings.iter().any(|spelling| {
        let (password, name) = (spelling(password), spelling(name));
        let mut words = name.split(|char: char| !char.is_alphabetic());
        words.any(|word| word.chars().count() >= SHORTEST_NAME && password.contains(word))
    })
}

/// The name of the portal, with which the published password of the demonstration begins.
const PORTAL: [&str; 2] = ["өтініш", "otinish"];

/// Whether a password with the name of the portal in it is too short or too common without it.
fn adds_little_to_portal(password: &str) -> bool {
    let whole = without_kazakh(password);
    let rest = PORTAL.iter().fold(whole.clone(), |rest, name| {
        rest.replace(&without_kazakh(name), "")
    });
    rest != whole && (signs(&rest).chars().count() < SHORTEST || is_common(&rest.to_lowercase()))
}

/// A text in the letters of a Russian keyboard, as people write Kazakh on one.
fn without_kazakh(text: &str) -> String {
    let text = shape(&text.replace(['һ', 'Һ'], "х"));
    let plain = text.chars().map(|char| match char {
        'Ә' => 'А',
        'Ғ' => 'Г',
        'Қ' => 'К',
        'Ң' => 'Н',
        'Ө' => 'О',
        'Ұ' | 'Ү' => 'У',
        'І' => 'И',
        other => other,
    });
    plain.collect()
}

/// Under a million guesses for whoever tries words, sequences, repetitions and rows of keys first; rows of the Cyrillic
/// keys count as those of the Latin ones in the same place.
fn is_common(password: &str) -> bool {
    let guessable = |text: &str| zxcvbn(text, &LOCAL).score() < Score::Two;
    let latin: String = password.chars().map(key).collect();
    guessable(password) || (latin != password && guessable(&latin))
}

/// The Latin letter on the key of a Russian or Kazakh one.
const fn key(char: char) -> char {
    match char {
        'й' => 'q',
        'ц' => 'w',
        'у' => 'e',
        'к' => 'r',
        'е' => 't',
        'н' => 'y',
        'г' => 'u',
        'ш' => 'i',
        'щ' => 'o',
        'з' => 'p',
        'х' => '[',
        'ъ' => ']',
        'ф' => 'a',
        'ы' => 's',
        'в' => 'd',
        'а' => 'f',
        'п' => 'g',
        'р' => 'h',
        'о' => 'j',
        'л' => 'k',
        'д' => 'l',
        'ж' => ';',
        'э' => '\'',
        'я' => 'z',
        'ч' => 'x',
        'с' => 'c',
        'м' => 'v',
        'и' => 'b',
        'т' => 'n',
        'ь' => 'm',
        'б' => ',',
        'ю' => '.',
        'ә' => '2',
        'і' => '3',
        'ң' => '4',
        'ғ' => '5',
        'ү' => '8',
        'ұ' => '9',
        'қ' => '0',
        'ө' => '-',
        'һ' => '=',
        other => other,
    }
}

/// Full-width and other signs as those that they stand for.
fn plain(text: &str) -> String {
    text.trim().nfkc().collect::<String>().to_lowercase()
}

fn signs(text: &str) -> String {
    text.chars().filter(|char| char.is_alphanumeric()).collect()
}

fn digits(text: &str) -> String {
    text.chars().filter(char::is_ascii_digit).collect()
}

/// The last ten digits of a number, however it is written.
fn own_digits(phone: &str) -> String {
    let all = digits(phone);
    all.get(all.len().saturating_sub(OWN_DIGITS)..)
        .unwrap_or_default()
        .to_owned()
}
