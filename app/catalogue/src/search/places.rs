//! Regions and districts that a query names.

use super::letters::{Word, words};
use domain::{
    territory::Oblast,
    text::{Lang, Text},
};

/// Endings with which the name of a place stands in a sentence, by sound: «Таразда», «в Таразе», «из Актау».
const ENDINGS: [&str; 34] = [
    "da", "de", "ta", "te", "dan", "den", "tan", "ten", "nan", "nen", "ga", "ge", "ka", "ke", "di",
    "ti", "ni", "din", "tin", "nin", "dagi", "degi", "tagi", "tegi", "dik", "lik", "tik", "men",
    "a", "e", "u", "i", "om", "em",
];
/// Endings of a Russian adjective, by sound.
const ADJECTIVE: [&str; 9] = ["aia", "oi", "uiu", "i", "ogo", "omu", "om", "im", "oe"];

/// The names of all places.
#[derive(Debug, Default)]
pub(super) struct Places {
    /// Sounds of the words that only say what kind of place it is: «область», «ауданы».
    kinds: Vec<String>,
    names: Vec<Name>,
    /// Codes of the regions.
    katos: Vec<String>,
}

#[derive(Debug)]
struct Name {
    /// Sounds of its words.
    words: Vec<String>,
    oblast: usize,
    district: Option<usize>,
}

/// A place found in a query.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in super::super) struct Seen {
    pub(in super::super) oblast: usize,
    pub(in super::super) district: Option<usize>,
}

impl Places {
    /// Of the regions, the words for kinds of places, and other names by the code of the region.
    pub(super) fn new(oblasts: &[Oblast], kinds: &[String], other: &[(String, String)]) -> Places {
        let kinds = kinds.iter().flat_map(|kind| words(kind));
        let mut places = Places {
            kinds: kinds.map(|word| word.sound).collect(),
            names: Vec::new(),
            katos: oblasts.iter().map(|oblast| oblast.kato.clone()).collect(),
        };
        // A region goes before its city of the same name: «Павлодар».
        for (n, oblast) in oblasts.iter().enumerate() {
            places.add_all(&oblast.name, n, None);
            let others = other.iter().filter(|(kato, _)| *kato == oblast.kato);
            others.for_each(|(_, name)| places.add(name, n, None));
        }
        for (n, oblast) in oblasts.iter().enumerate() {
            for (i, district) in oblast.districts.iter().enumerate() {
                let names = district.names.iter();
                names.for_each(|name| places.add_all(&name.name, n, Some(i)));
            }
        }
        places
            .names
            .sort_by_key(|name| std::cmp::Reverse(name.words.len()));
        places
    }

    /// The code of the region of a place.
    pub(super) fn kato(&self, seen: &Seen) -> &str {
        self.katos.get(seen.oblast).map_or("", String::as_str)
    }

    fn add_all(&mut self, name: &Text, oblast: usize, district: Option<usize>) {
        for lang in Lang::ALL {
            // «City of Oral (Uralsk)» are two names.
            let names = name.get(lang).split(['(', ')']);
            names.for_each(|name| self.add(name, oblast, district));
        }
    }

    fn add(&mut self, name: &str, oblast: usize, district: Option<usize>) {
        let words = words(name).map(|word| word.sound);
        let words: Vec<String> = words.filter(|sound| !self.kinds.contains(sound)).collect();
        if !words.is_empty() {
            self.names.push(Name {
                words,
                oblast,
                district,
            });
        }
    }

    /// Takes the name of a place out of the words, with the words that say what kind of place it is.
    pub(super) fn take(&self, words: &mut Vec<Word>) -> Option<Seen> {
        let is_kind = |word: &Word| self.kinds.contains(&word.sound);
        let some_kind = words.iter().any(is_kind);
        let find = |like: fn(&str, &str) -> bool| {
            self.names.iter().find_map(|name| {
                // «Май» is also a month, and «шу» a noise.
                let short = name.district.is_some() && name.words.iter().all(|part| part.len() < 4);
                let begin = words.windows(name.words.len()).position(|window| {
                    let both = window.iter().zip(&name.words);
                    both.into_iter().all(|(word, part)| like(&word.sound, part))
                })?;
                (!short || some_kind).then_some((name, begin))
            })
        };
        let (name, begin) = find(is_form).or_else(|| find(is_slip))?;
        words.drain(begin..begin + name.words.len());
        words.retain(|word| !is_kind(word));
        Some(Seen {
            oblast: name.oblast,
            district: name.district,
        })
    }
}

fn is_form(word: &str, name: &str) -> bool {
    let adjective = |text: &str| {
        let mut endings = ADJECTIVE.into_iter();
        endings.find_map(|ending| text.strip_suffix(ending).map(str::to_owned))
    };
    let ending = word.strip_prefix(name);
    let stem = adjective(name).filter(|stem| stem.ends_with("sk"));
    ending.is_some_and(|ending| ending.is_empty() || ENDINGS.contains(&ending))
        || stem.is_some_and(|stem| {
            let ending = word.strip_prefix(&stem);
            ending.is_some_and(|ending| ADJECTIVE.contains(&ending))
        })
}

/// One letter of a long name is wrong.
fn is_slip(word: &str, name: &str) -> bool {
    name.len() >= 6 && word.len().abs_diff(name.len()) <= 1 && strsim::osa_distance(word, name) <= 1
}
