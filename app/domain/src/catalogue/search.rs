//! Search that forgives: case, Kazakh letters typed on a Russian keyboard, ё, endings of words.

use crate::regulation::Regulation;

/// The words of a regulation, folded, with their weight.
#[derive(Clone, Debug)]
pub(super) struct Words(Vec<(String, u32)>);

impl Words {
    /// Words of the names weigh most, then those with which people search, then the summary.
    pub(super) fn of(regulation: &Regulation) -> Words {
        let mut words = Vec::new();
        let mut add =
            |text: &str, weight| words.extend(fold(text).into_iter().map(|word| (word, weight)));
        let texts = |text: &crate::text::Text| [text.kk.clone(), text.ru.clone(), text.en.clone()];
        texts(&regulation.names)
            .iter()
            .for_each(|name| add(name, 4));
        regulation
            .keywords
            .iter()
            .for_each(|keyword| add(keyword, 3));
        texts(&regulation.region.name)
            .iter()
            .for_each(|name| add(name, 2));
        texts(&regulation.summary)
            .iter()
            .for_each(|summary| add(summary, 1));
        Words(words)
    }
}

/// What the person typed.
pub(super) struct Query(Vec<String>);

impl Query {
    pub(super) fn new(query: &str) -> Query {
        // A query of a hundred words is no search; the bound keeps one request cheap.
        Query(fold(query).into_iter().take(16).collect())
    }

    /// How well the words answer the query; none if a word of it is not found.
    pub(super) fn rank(&self, words: &Words) -> Option<u32> {
        self.0.iter().map(|wanted| best(wanted, &words.0)).sum()
    }
}

fn best(wanted: &str, words: &[(String, u32)]) -> Option<u32> {
    words
        .iter()
        .filter_map(|(word, weight)| Some(weight * likeness(wanted, word)?))
        .max()
}

/// 4 for the word itself, 3 for its beginning, 1 for another ending of it.
fn likeness(wanted: &str, word: &str) -> Option<u32> {
    if wanted == word {
        return Some(4);
    }
    if word.starts_with(wanted) {
        return Some(3);
    }
    // «помощи» finds «помощь», «мұқтаждарға» finds «мұқтаж»: all but the last letters agree.
    let common = wanted
        .chars()
        .zip(word.chars())
        .take_while(|(a, b)| a == b)
        .count();
    let shorter = wanted.chars().count().min(word.chars().count());
    (common >= 4 && common + 2 >= shorter).then_some(1)
}

/// The words of a text in lower case, with letters that are often typed for one another made one.
fn fold(text: &str) -> Vec<String> {
    text.split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(|word| {
            word.chars()
                .flat_map(char::to_lowercase)
                .map(fold_letter)
                .collect()
        })
        .collect()
}

fn fold_letter(letter: char) -> char {
    match letter {
        'қ' => 'к',
        'ғ' => 'г',
        'ү' | 'ұ' => 'у',
        'ө' => 'о',
        'і' => 'и',
        'ә' => 'а',
        'ң' => 'н',
        'һ' => 'х',
        'ё' => 'е',
        other => other,
    }
}
