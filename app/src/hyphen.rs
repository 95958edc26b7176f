//! Soft hyphens in the long words of headings and names. A heading is large and a telephone narrow: without them a
//! browser cuts «внутрикорпоративного» where the line ends, and no browser knows how to divide Kazakh.
//!
//! A browser divides at a soft hyphen whatever fills the line, also where the next line has room for the whole word. So
//! such a word is a box of its own (`.word` in `style/base.css`), which goes to the next line whole.

use crate::text::Lang;

const SOFT: char = '\u{ad}';

/// The box of a word that can be divided.
const WORD: &str = "<span class=\"word\">";
const END: &str = "</span>";

/// Shorter words fit on a line of the narrowest window in the widest face.
const LONG: usize = 14;

/// Letters that stay together at either end of a word.
const EDGE: usize = 3;

/// What stands in large or bold letters.
const ELEMENTS: [&str; 6] = ["h1", "h2", "h3", "dt", "th", "legend"];

/// The page with its headings made divisible. `page` is HTML that this crate has rendered: tags and texts are whole.
pub fn headings(lang: Lang, page: &str) -> String {
    let mut out = String::with_capacity(page.len() + 256);
    let mut rest = page;
    while let Some((before, element, after)) = next(rest) {
        let close = format!("</{element}>");
        let end = after.find(&close).unwrap_or(after.len());
        out.push_str(before);
        texts(lang, &after[..end], &mut out);
        rest = &after[end..];
    }
    out.push_str(rest);
    out
}

/// The next of the elements: what stands before it, its name, and the page from its tag on.
fn next(page: &str) -> Option<(&str, &'static str, &str)> {
    let found = page.match_indices('<').find_map(|(at, _)| {
        let tag = &page[at + 1..];
        let named = |name: &&&str| {
            tag.strip_prefix(**name)
                .is_some_and(|more| more.starts_with(['>', ' ']))
        };
        ELEMENTS.iter().find(named).map(|name| (at, *name))
    });
    found.map(|(at, name)| (&page[..at], name, &page[at..]))
}

/// Copies a piece of HTML, its tags as they are.
fn texts(lang: Lang, html: &str, out: &mut String) {
    let mut rest = html;
    loop {
        let open = rest.find('<').unwrap_or(rest.len());
        words(lang, &rest[..open], out);
        let tag = &rest[open..];
        let Some(end) = tag.find('>') else {
            out.push_str(tag);
            return;
        };
        out.push_str(&tag[..=end]);
        rest = &tag[end + 1..];
    }
}

fn words(lang: Lang, text: &str, out: &mut String) {
    // With the signs that stand at the word: between a box and a comma a line may break.
    for token in text.split_inclusive([' ', '\n']) {
        let whole = token.trim_end_matches([' ', '\n']);
        let mut divided = String::new();
        pieces(lang, whole, &mut divided);
        match divided.len() == whole.len() {
            true => out.push_str(token),
            false => {
                let space = &token[whole.len()..];
                out.extend([WORD, &divided, END, space]);
            }
        }
    }
}

fn pieces(lang: Lang, text: &str, out: &mut String) {
    for piece in text.split_inclusive(|letter: char| !letter.is_alphabetic()) {
        let word = piece.trim_end_matches(|letter: char| !letter.is_alphabetic());
        if word.chars().count() < LONG {
            out.push_str(piece);
            continue;
        }
        divide(lang, word, out);
        out.push_str(&piece[word.len()..]);
    }
}

fn divide(lang: Lang, word: &str, out: &mut String) {
    let patterns = match (lang, word.is_ascii()) {
        (_, true) => hypher::Lang::English,
        (Lang::Kk, false) => return kazakh(word, out),
        (Lang::Ru | Lang::En, false) => hypher::Lang::Russian,
    };
    let (mut done, letters) = (0, word.chars().count());
    for syllable in hypher::hyphenate(word, patterns) {
        if done >= EDGE && letters - done >= EDGE {
            out.push(SOFT);
        }
        out.push_str(syllable);
        done += syllable.chars().count();
    }
}

/// A syllable of Kazakh begins with the one consonant before its vowel: ав-то-мат-тан-ды-рыл-ған. `у` and `и` are
/// vowels here; after another vowel `у` closes a syllable, and so nothing is divided between two vowels.
fn kazakh(word: &str, out: &mut String) {
    let letters: Vec<char> = word.chars().collect();
    for (at, letter) in letters.iter().enumerate() {
        let begins = !is_vowel(*letter) && letters.get(at + 1).copied().is_some_and(is_vowel);
        let after_vowel = letters[..at].iter().copied().any(is_vowel);
        if begins && after_vowel && at >= EDGE && letters.len() - at >= EDGE {
            out.push(SOFT);
        }
        out.push(*letter);
    }
}

fn is_vowel(letter: char) -> bool {
    "аәеёиоөуұүыіэюя".contains(letter.to_lowercase().next().unwrap_or(letter))
}
