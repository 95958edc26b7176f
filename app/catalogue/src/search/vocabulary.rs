//! The words of the catalogue, each once, and how like a word of the query is to them.

use std::collections::BTreeMap;

use super::letters::Word;

/// What a word of the query is worth that the catalogue does not have: it lowers the rank of all and finds nothing.
const UNKNOWN: f32 = 1.2;
/// A word that is so like one of the catalogue is no slip.
const CERTAIN: f32 = 0.9;

/// All words, in the order of their sounds.
#[derive(Debug, Default)]
pub(super) struct Vocabulary {
    words: Vec<Known>,
}

#[derive(Debug)]
struct Known {
    word: Word,
    /// How much it tells: a word of one service much, a word of all little.
    weight: f32,
}

/// A word of the query, held against the vocabulary.
#[derive(Debug)]
pub(super) struct Wanted {
    pub(super) word: Word,
    /// How much it tells.
    pub(super) weight: f32,
    /// The words of the catalogue that are like it.
    likeness: BTreeMap<usize, f32>,
    /// The word of the catalogue that is most like it.
    best: Option<usize>,
    /// Whether it was taken for a slip of the hand.
    pub(super) corrected: bool,
}

impl Wanted {
    /// How like the word `known` of the vocabulary is; 0 is not at all, 1 the same.
    pub(super) fn likeness(&self, known: usize) -> f32 {
        self.likeness.get(&known).copied().unwrap_or_default()
    }

    /// Whether the catalogue has no such word.
    pub(super) fn is_unknown(&self) -> bool {
        self.best.is_none()
    }
}

impl Vocabulary {
    /// Of words with the services in which they are; `services` is the number of all.
    pub(super) fn new(used: BTreeMap<String, (Word, usize)>, services: usize) -> Vocabulary {
        let words = used
            .into_values()
            .map(|(word, count)| Known {
                weight: weight(services, count),
                word,
            })
            .collect();
        Vocabulary { words }
    }

    /// The place of a word.
    pub(super) fn find(&self, sound: &str) -> Option<usize> {
        self.words
            .binary_search_by(|known| known.word.sound.as_str().cmp(sound))
            .ok()
    }

    /// How much the word tells.
    pub(super) fn weight(&self, known: usize) -> f32 {
        self.words.get(known).map_or(UNKNOWN, |known| known.weight)
    }

    /// The word of the catalogue that is most like the wanted one, as people write it.
    pub(super) fn shown(&self, wanted: &Wanted) -> Option<&str> {
        Some(&self.words.get(wanted.best?)?.word.shown)
    }

    /// Holds a word of the query against the vocabulary. It is a slip of the hand if a word that is a letter away is
    /// nearer than any word of which it may be a form.
    pub(super) fn look_up(&self, word: Word) -> Wanted {
        let mut likeness = self.like(|known| forms(&word.sound, known));
        let form = most(&likeness);
        let mut corrected = false;
        if form < CERTAIN {
            let mut slips = self.like(|known| slip(&word.sound, known));
            let least = most(&slips);
            corrected = least > form;
            slips.retain(|_, like| corrected && *like >= least);
            likeness.extend(slips);
        }
        let best = likeness.iter().max_by(|(_, a), (_, b)| a.total_cmp(b));
        let best = best.map(|(at, _)| *at);
        let meant = best.and_then(|at| self.words.get(at));
        let is_other_language =
            meant.is_some_and(|known| is_same_name(&word.sound, &known.word.sound));
        Wanted {
            weight: best.map_or(UNKNOWN, |at| self.weight(at)),
            corrected: corrected && !is_other_language,
            word,
            likeness,
            best,
        }
    }

    fn like(&self, like: impl Fn(&str) -> Option<f32>) -> BTreeMap<usize, f32> {
        let words = self.words.iter().enumerate();
        words
            .filter_map(|(at, known)| Some((at, like(&known.word.sound)?)))
            .collect()
    }

    /// Words in the same letters that come nearest to one that is not there, the nearest first.
    pub(super) fn near(&self, wanted: &Word) -> impl Iterator<Item = &str> + use<'_> {
        let reach = if wanted.sound.len() < 8 { 2 } else { 3 };
        let is_latin = |word: &Word| word.shown.contains(|c: char| c.is_ascii_alphabetic());
        let known = self.words.iter().map(|known| &known.word);
        let known = known.filter(|known| {
            known.sound.len() > 4
                && known.sound.len().abs_diff(wanted.sound.len()) <= reach
                && is_latin(known) == is_latin(wanted)
        });
        let mut near: Vec<(usize, &str)> = known
            .map(|known| {
                let distance = strsim::osa_distance(&wanted.sound, &known.sound);
                (distance, known.shown.as_str())
            })
            .filter(|(distance, _)| *distance <= reach)
            .collect();
        near.sort_unstable();
        near.into_iter().map(|(_, shown)| shown)
    }
}

#[expect(
    clippy::cast_precision_loss,
    reason = "there are fewer services than a float has digits"
)]
fn weight(services: usize, with_the_word: usize) -> f32 {
    (1.0 + services as f32 / with_the_word.max(1) as f32).ln()
}

#[expect(
    clippy::cast_precision_loss,
    reason = "words are shorter than a float has digits"
)]
fn ratio(part: usize, whole: usize) -> f32 {
    part as f32 / whole.max(1) as f32
}

/// The same word, its beginning, or the same word with another ending: «помощи» and «помощь», «балаларға» and «бала».
fn forms(wanted: &str, known: &str) -> Option<f32> {
    // A sound has ASCII letters only, hence bytes are letters.
    let alike = wanted.bytes().zip(known.bytes());
    let common = alike.take_while(|(a, b)| a == b).count();
    let (short, long) = shorter_first(wanted.len(), known.len());
    let same = ratio(common, long);
    if common == long {
        Some(1.0)
    } else if common == wanted.len() && common >= 3
        || common == known.len() && common >= 3 && same >= 0.6
        || common == known.len() && common >= 4 && has_suffix(&wanted[common..])
    {
        Some(0.5 + 0.45 * same)
    } else {
        (common >= 4 && same >= 0.6 && short - common <= 4).then_some(0.45 + 0.45 * same)
    }
}

/// Whether a Kazakh word may go on like this behind its stem, by sound. Suffixes follow each other, so that the ending is
/// often longer than the word: «балаларымызға».
fn has_suffix(ending: &str) -> bool {
    const BEGINNINGS: [&str; 34] = [
        "lar", "ler", "dar", "der", "tar", "ter", "ga", "ge", "ka", "ke", "da", "de", "ta", "te",
        "na", "ne", "ni", "di", "ti", "im", "in", "si", "bin", "min", "pin", "li", "shi", "men",
        "ben", "pen", "lik", "dik", "tik", "ma",
    ];
    BEGINNINGS.iter().any(|begin| ending.starts_with(begin))
}

/// «Қазақстан» and «Казахстан»: one name in two languages, where Russian writes х for қ. Neither is a slip.
fn is_same_name(one: &str, other: &str) -> bool {
    one.replace('h', "k") == other.replace('h', "k")
}

/// The same word with letters left out, doubled, swapped or wrong: one in a word, two in a long one. A slip in the last
/// letters is worth less than another ending, one before them more.
fn slip(wanted: &str, known: &str) -> Option<f32> {
    let (short, long) = shorter_first(wanted.len(), known.len());
    let most = if short < 8 { 1 } else { 2 };
    let begins_alike = wanted.as_bytes().first() == known.as_bytes().first();
    if short < 5 || short < 6 && !begins_alike {
        return None;
    }
    let distance = |a: &str, b: &str| {
        let near = a.len().abs_diff(b.len()) <= most;
        let distance = near.then(|| strsim::osa_distance(a, b))?;
        (distance <= most).then_some(distance)
    };
    let whole = distance(wanted, known).map(|slips| 0.9 * ratio(long - slips, long));
    // The ending may differ too.
    let begin = || {
        let (a, b) = (wanted.get(..short)?, known.get(..short)?);
        let slips = (short >= 8).then(|| distance(a, b))??;
        Some(0.75 * ratio(short - slips, long))
    };
    whole.or_else(begin)
}

fn shorter_first(a: usize, b: usize) -> (usize, usize) {
    (a.min(b), a.max(b))
}

fn most(likeness: &BTreeMap<usize, f32>) -> f32 {
    likeness.values().copied().fold(0.0, f32::max)
}
