//! Putting values into a template. Where there is no value, the words that would hang in the air go with it.

use std::collections::BTreeSet;

/// A template with its values.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filled {
    /// The words.
    pub text: String,
    /// The placeholders that are in them.
    pub used: BTreeSet<String>,
}

/// The names that stand in braces, in order.
pub fn placeholders(template: &str) -> impl Iterator<Item = &str> {
    let pieces = template.split('{').skip(1);
    pieces.map(|piece| piece.split('}').next().unwrap_or_default())
}

/// Puts `value` in place of each name in braces. A name without a value takes with it the bracket, else the part between
/// commas, else the sentence in which it stands.
pub fn fill(template: &str, value: impl Fn(&str) -> Option<String>) -> Filled {
    let value = |name: &str| value(name).filter(|value| !value.trim().is_empty());
    let mut filled = Filled::default();
    for sentence in sentences(template) {
        let Some(kept) = kept(sentence, &|name| value(name).is_some()) else {
            continue;
        };
        if !filled.text.is_empty() {
            filled.text.push(' ');
        }
        filled
            .used
            .extend(placeholders(&kept).map(|name| name.to_owned()));
        filled.text.push_str(&with_values(&kept, &value));
    }
    filled
}

/// The sentences of a template. One ends with a full stop, or with a value, before a capital letter or another value.
fn sentences(template: &str) -> Vec<&str> {
    let mut sentences = Vec::new();
    let mut rest = template.trim();
    while let Some(end) = end_of_sentence(rest) {
        let (sentence, after) = rest.split_at(end);
        sentences.push(sentence.trim());
        rest = after.trim_start();
    }
    if !rest.is_empty() {
        sentences.push(rest);
    }
    sentences
}

fn end_of_sentence(text: &str) -> Option<usize> {
    text.match_indices(' ').map(|(at, _)| at).find(|at| {
        let (before, after) = text.split_at(*at);
        let next = after.trim_start().chars().next();
        // «No. 5» goes on.
        let stops = before.ends_with(['.', '?', '!']) && !before.ends_with("No.");
        let capital = next.is_some_and(char::is_uppercase);
        stops && (capital || next == Some('{')) || before.ends_with('}') && capital
    })
}

/// What is left of a sentence without the names that have no value; none if nothing is.
fn kept(sentence: &str, has: &dyn Fn(&str) -> bool) -> Option<String> {
    let whole = |text: &str| placeholders(text).all(has);
    if whole(sentence) {
        return Some(sentence.to_owned());
    }
    let sentence = without_brackets(sentence, &whole);
    let stop = sentence
        .chars()
        .next_back()
        .filter(|last| ".?!".contains(*last));
    let body = sentence.trim_end_matches(['.', '?', '!']);
    let parts: Vec<&str> = body.split(", ").filter(|part| whole(part)).collect();
    let left = parts.join(", ");
    // A sentence was there for its values.
    placeholders(&left).next()?;
    let mut letters = left.trim().chars();
    let first: String = letters.next()?.to_uppercase().collect();
    Some(
        [first.as_str(), letters.as_str()]
            .into_iter()
            .map(str::to_owned)
            .chain(stop.map(String::from))
            .collect(),
    )
}

fn without_brackets(sentence: &str, whole: &dyn Fn(&str) -> bool) -> String {
    let mut left = String::new();
    let mut rest = sentence;
    while let Some((before, inside, after)) = bracket(rest) {
        if whole(inside) {
            left.push_str(rest.get(..rest.len() - after.len()).unwrap_or_default());
        } else {
            left.push_str(before.trim_end());
        }
        rest = after;
    }
    left + rest
}

/// The text before the first bracket, in it, and after it.
fn bracket(text: &str) -> Option<(&str, &str, &str)> {
    let (before, rest) = text.split_once('(')?;
    let (inside, after) = rest.split_once(')')?;
    Some((before, inside, after))
}

/// The values in the sentence. One that stands before the end of it brings no second full stop, and one that ends it
/// without a stop gets one.
fn with_values(sentence: &str, value: &dyn Fn(&str) -> Option<String>) -> String {
    let mut text = String::new();
    let mut rest = sentence;
    while let Some((before, after)) = rest.split_once('{') {
        text.push_str(before);
        let (name, after) = after.split_once('}').unwrap_or((after, ""));
        let value = value(name).unwrap_or_default();
        let value = value.trim();
        if after.is_empty() {
            text.push_str(value);
            if !value.ends_with(['.', '?', '!', '…']) {
                text.push('.');
            }
        } else if after.starts_with('.') {
            text.push_str(value.trim_end_matches('.'));
        } else {
            text.push_str(value);
        }
        rest = after;
    }
    text + rest
}
