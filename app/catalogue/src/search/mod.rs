//! Search that forgives: letters put for one another, Latin letters for Kazakh ones, the wrong keyboard, endings, slips
//! of the hand, and words that the catalogue does not have.
//!
//! What is searched are services. A service is a list of phrases: its names, the words with which people look for it
//! (`keywords` of its regulations and `synonyms.toml`), its summaries. All words are brought to their sound once, when
//! the catalogue is read; an answer holds the words of the query against each word of the catalogue once.

use std::collections::{BTreeMap, BTreeSet};

use self::{
    letters::{Word, words},
    places::Places,
    vocabulary::{Vocabulary, Wanted},
};
use domain::{regulation::Regulation, territory::Oblast};

mod letters;
mod places;
mod synonyms;
mod vocabulary;

pub use letters::sound;
pub(super) use places::Seen;
pub(super) use synonyms::{SYNONYMS, Synonyms};

/// More letters and words than these are no search; the bounds keep one request cheap.
const LONGEST: usize = 200;
const MOST_WORDS: usize = 12;
/// What is found must be worth so much, alone and beside the best.
const LEAST: f32 = 0.06;
const BESIDE_THE_BEST: f32 = 0.35;
/// Another reading of the keys must be so much better than what was typed.
const CLEARLY: f32 = 0.1;
/// What a phrase of `synonyms.toml` is worth beside a keyword of a regulation: it was chosen with all services in sight.
const CALLED: f32 = 1.1;
/// What a service that the named region does not have is worth beside one that it has.
const ELSEWHERE: f32 = 0.85;
/// At most so many words are offered where nothing is found.
const MOST_NEAR: usize = 3;

/// Everything that a search needs, prepared.
#[derive(Debug, Default)]
pub(super) struct Index {
    vocabulary: Vocabulary,
    places: Places,
    /// Sounds of the words that say nothing of what is looked for.
    ignored: BTreeSet<String>,
    services: Vec<Service>,
}

#[derive(Debug)]
struct Service {
    id: String,
    /// Codes of its regions.
    regions: BTreeSet<String>,
    /// Places in the vocabulary, by phrase, with what a phrase is worth.
    phrases: BTreeMap<Vec<usize>, f32>,
    /// Those of its summaries.
    told: BTreeSet<usize>,
}

/// What was found for a query.
#[derive(Debug, Default)]
pub(super) struct Ranking {
    /// Ids of services with what they are worth, the best first.
    pub(super) services: Vec<(String, f32)>,
    /// The place that the query names.
    pub(super) place: Option<Seen>,
    /// The query without the place.
    pub(super) rest: String,
    /// What was searched, if that is not what was typed.
    pub(super) searched: Option<String>,
    /// Words like those of the query, if nothing was found.
    pub(super) near: Vec<String>,
}

/// One way to read what was typed.
#[derive(Debug, Default)]
struct Reading {
    words: Vec<Word>,
    /// Those that do not name the place.
    rest: Vec<Word>,
    place: Option<Seen>,
    wanted: Vec<Wanted>,
    scores: Vec<(usize, f32)>,
}

impl Reading {
    fn best(&self) -> f32 {
        self.scores.first().map_or(0.0, |(_, score)| *score)
    }
}

impl Index {
    /// Prepares the search in these regulations.
    pub(super) fn new<'r>(
        regulations: impl Iterator<Item = &'r Regulation>,
        oblasts: &[Oblast],
        synonyms: &Synonyms,
    ) -> Index {
        let other_names = synonyms.places.iter().flat_map(|called| {
            let names = called.words.iter();
            names.map(|name| (called.id.clone(), name.clone()))
        });
        let other_names: Vec<_> = other_names.collect();
        let ignored = synonyms.ignored.iter().flat_map(|word| words(word));
        let mut index = Index {
            places: Places::new(oblasts, &synonyms.kinds_of_place, &other_names),
            ignored: ignored.map(|word| word.sound).collect(),
            ..Index::default()
        };

        let mut texts: BTreeMap<&str, Texts> = BTreeMap::new();
        for regulation in regulations {
            let texts = texts.entry(&regulation.service).or_default();
            texts.regions.insert(regulation.region.kato.clone());
            let [names, summary] =
                [&regulation.names, &regulation.summary].map(|one| [&one.kk, &one.ru, &one.en]);
            let plain = regulation.plain_name.iter();
            let plain = plain.flat_map(|one| [&one.kk, &one.ru, &one.en]);
            let phrases = names.into_iter().chain(plain).chain(&regulation.keywords);
            let phrases = phrases.map(|text| (index.told(text), 1.0));
            texts.phrases.extend(phrases);
            let told = summary.into_iter().flat_map(|text| index.told(text));
            texts.told.extend(told);
        }
        for called in &synonyms.services {
            if let Some(texts) = texts.get_mut(called.id.as_str()) {
                let phrases = called.words.iter();
                let phrases = phrases.map(|text| (index.told(text), CALLED));
                texts.phrases.extend(phrases);
            }
        }
        index.learn(texts);
        index
    }

    /// The words of a text that tell something; none of one that only names a place.
    fn told(&self, text: &str) -> Vec<Word> {
        let mut told: Vec<Word> = words(text).collect();
        let mut rest = told.clone();
        if self.places.take(&mut rest).is_some() && rest.is_empty() {
            return Vec::new();
        }
        self.drop_ignored(&mut told);
        told
    }

    /// Unless nothing else is there.
    fn drop_ignored(&self, words: &mut Vec<Word>) {
        let tells = |word: &Word| !self.ignored.contains(&word.sound);
        if words.iter().any(tells) {
            words.retain(tells);
        }
    }

    fn learn(&mut self, texts: BTreeMap<&str, Texts>) {
        let mut used: BTreeMap<String, (Word, usize)> = BTreeMap::new();
        for texts in texts.values() {
            let phrases = texts.phrases.iter().flat_map(|(words, _)| words);
            let all = phrases.chain(&texts.told);
            let mut seen = BTreeSet::new();
            for word in all.filter(|word| seen.insert(&word.sound)) {
                let entry = used.entry(word.sound.clone());
                entry.or_insert_with(|| (word.clone(), 0)).1 += 1;
            }
        }
        self.vocabulary = Vocabulary::new(used, texts.len());
        let find = |word: &Word| self.vocabulary.find(&word.sound);
        self.services = texts
            .into_iter()
            .map(|(id, texts)| {
                let mut phrases: BTreeMap<Vec<usize>, f32> = BTreeMap::new();
                for (words, worth) in &texts.phrases {
                    let phrase = phrases.entry(words.iter().filter_map(find).collect());
                    let known = phrase.or_default();
                    *known = known.max(*worth);
                }
                phrases.remove([].as_slice());
                Service {
                    id: id.to_owned(),
                    regions: texts.regions,
                    phrases,
                    told: texts.told.iter().filter_map(find).collect(),
                }
            })
            .collect();
    }

    /// Answers a query that is not empty.
    pub(super) fn rank(&self, query: &str) -> Ranking {
        let query: String = query.chars().take(LONGEST).collect();
        let mut reading = self.read(&query);
        let mut retyped = false;
        if reading
            .wanted
            .iter()
            .any(|one| one.is_unknown() || one.corrected)
        {
            for other in letters::retyped(&query) {
                let other = self.read(&other);
                if other.best() > reading.best() + CLEARLY
                    || other.place.is_some() && other.wanted.is_empty()
                {
                    (reading, retyped) = (other, true);
                }
            }
        }
        let corrected = retyped || reading.wanted.iter().any(|wanted| wanted.corrected);
        let found = !reading.scores.is_empty();
        Ranking {
            searched: (corrected && found).then(|| self.shown(&reading)),
            near: match found || reading.wanted.is_empty() {
                true => Vec::new(),
                false => self.near(&reading),
            },
            rest: shown(reading.rest.iter().map(|word| word.shown.as_str())),
            services: reading
                .scores
                .into_iter()
                .filter_map(|(at, score)| Some((self.services.get(at)?.id.clone(), score)))
                .collect(),
            place: reading.place,
        }
    }

    fn read(&self, query: &str) -> Reading {
        let words: Vec<Word> = words(query).take(MOST_WORDS).collect();
        let mut rest = words.clone();
        let place = self.places.take(&mut rest);
        let mut telling = rest.clone();
        self.drop_ignored(&mut telling);
        self.join(&mut telling);
        let wanted: Vec<Wanted> = telling
            .into_iter()
            .map(|word| self.vocabulary.look_up(word))
            .collect();
        let scores = self.scores(&wanted, place.as_ref());
        Reading {
            words,
            rest,
            place,
            wanted,
            scores,
        }
    }

    /// «wheel chair» is one word of the catalogue.
    fn join(&self, words: &mut Vec<Word>) {
        let mut at = 0;
        while at + 1 < words.len() {
            let joined = [&words[at], &words[at + 1]];
            let sound = joined.map(|word| word.sound.as_str()).concat();
            if self.vocabulary.find(&sound).is_some() {
                let shown = joined.map(|word| word.shown.as_str()).concat();
                words.splice(at..at + 2, [Word { shown, sound }]);
            }
            at += 1;
        }
    }

    fn scores(&self, wanted: &[Wanted], place: Option<&Seen>) -> Vec<(usize, f32)> {
        let services = self.services.iter().enumerate();
        let mut scores: Vec<(usize, f32)> = services
            .map(|(at, service)| {
                let here = place.is_none_or(|seen| {
                    let kato = self.places.kato(seen);
                    service.regions.contains(kato)
                });
                let score = self.score(service, wanted);
                (at, if here { score } else { score * ELSEWHERE })
            })
            .collect();
        scores.sort_by(|(_, a), (_, b)| b.total_cmp(a));
        let best = scores.first().map_or(0.0, |(_, score)| *score);
        scores.retain(|(_, score)| *score >= LEAST.max(best * BESIDE_THE_BEST));
        scores
    }

    /// From 0 to about 1: how well one phrase of the service is what was asked for, and how much of what was asked for is
    /// anywhere in the service.
    fn score(&self, service: &Service, wanted: &[Wanted]) -> f32 {
        let asked: f32 = wanted.iter().map(|wanted| wanted.weight).sum();
        if asked == 0.0 {
            return 0.0;
        }
        let mut anywhere = vec![0.0_f32; wanted.len()];
        let mut best = 0.0_f32;
        for (phrase, worth) in &service.phrases {
            let mut met = 0.0;
            for (wanted, anywhere) in wanted.iter().zip(&mut anywhere) {
                let like = most_like(wanted, phrase.iter());
                *anywhere = anywhere.max(like);
                met += like * wanted.weight;
            }
            let said: f32 = phrase
                .iter()
                .map(|word| self.vocabulary.weight(*word))
                .sum();
            best = best.max(worth * met / (asked + said - met).max(met));
        }
        for (wanted, anywhere) in wanted.iter().zip(&mut anywhere) {
            *anywhere = anywhere.max(0.6 * most_like(wanted, service.told.iter()));
        }
        let covered = wanted.iter().zip(&anywhere);
        let covered: f32 = covered.map(|(wanted, like)| like * wanted.weight).sum();
        0.65 * best + 0.35 * covered / asked
    }

    /// What was searched, as people write it.
    fn shown(&self, reading: &Reading) -> String {
        shown(reading.words.iter().map(|word| {
            let mut slips = reading.wanted.iter().filter(|wanted| wanted.corrected);
            let slip = slips.find(|wanted| wanted.word == *word);
            let meant = slip.and_then(|wanted| self.vocabulary.shown(wanted));
            meant.unwrap_or(&word.shown)
        }))
    }

    fn near(&self, reading: &Reading) -> Vec<String> {
        let mut near: Vec<String> = Vec::new();
        for wanted in &reading.wanted {
            for word in self.vocabulary.near(&wanted.word).take(MOST_NEAR) {
                if near.len() < MOST_NEAR && !near.iter().any(|one| one == word) {
                    near.push(word.to_owned());
                }
            }
        }
        near
    }
}

/// The words of a service while it is read.
#[derive(Default)]
struct Texts {
    regions: BTreeSet<String>,
    phrases: Vec<(Vec<Word>, f32)>,
    told: Vec<Word>,
}

fn most_like<'a>(wanted: &Wanted, words: impl Iterator<Item = &'a usize>) -> f32 {
    words.map(|word| wanted.likeness(*word)).fold(0.0, f32::max)
}

fn shown<'a>(words: impl Iterator<Item = &'a str>) -> String {
    words.collect::<Vec<_>>().join(" ")
}
