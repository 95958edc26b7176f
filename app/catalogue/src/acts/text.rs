//! The text of an act as its file has it: lines broken anywhere, paragraphs set in or numbered, page breaks inside
//! sentences, table cells one below another.
//!
//! **A sentence begins on a line** if
//!
//! 1. a paragraph begins there: it is set in, or it has a number («3)», «12.») or a mark («-», «#», «*») before it;
//! 2. or the line before ends a sentence or opens a list: it ends in «.», «;» or «:»;
//! 3. or an empty line stands before it, and it is no sentence that goes on behind a page break: that goes on in
//!    lower case and not set in. So begin headings and the cells of tables;
//! 4. or a sentence begins in the middle of it: «.», «;» or «:», white space, and a letter, a figure or a quotation
//!    mark (behind «.» no lower case).
//!
//! A cell that follows another without an empty line cannot be told from its continuation, so it begins nothing; a
//! citation of such a line is listed in the data, `[[place]]`, with the reason.

use super::super::duration::squeezed;

/// The text of an act, in lines.
pub struct ActText(Vec<String>);

/// The longest paragraph that is looked through for a quote.
const PARAGRAPH: usize = 40;

/// What sets a paragraph in.
const INDENT: &str = "     ";

impl ActText {
    /// Of the text of its file.
    pub fn new(text: &str) -> ActText {
        ActText(text.lines().map(str::to_owned).collect())
    }

    /// The line `n`, from 1; empty where the act has none.
    pub(super) fn line(&self, n: u32) -> &str {
        let at = usize::try_from(n).unwrap_or_default();
        self.0.get(at.wrapping_sub(1)).map_or("", String::as_str)
    }

    /// Whether a paragraph, a heading or a cell begins at the line: it is set in, numbered, or behind an empty one.
    pub(super) fn begins(&self, n: u32) -> bool {
        let line = self.line(n);
        n <= 1
            || is_numbered(line)
            || line.starts_with(INDENT)
            || self.line(n - 1).trim().is_empty()
    }

    /// The first line of the paragraph in which `n` stands.
    pub(super) fn first_line(&self, n: u32) -> u32 {
        (1..=n).rev().find(|n| self.begins(*n)).unwrap_or(n)
    }

    /// The text that begins at `n`, up to where the next paragraph begins. A page break inside it does not end it.
    pub(super) fn paragraph(&self, n: u32) -> String {
        let from = usize::try_from(n).unwrap_or_default();
        let mut text = self.line(n).to_owned();
        for line in self.0.iter().skip(from).take(PARAGRAPH) {
            let start = line.trim_start();
            let figures = start.chars().take_while(char::is_ascii_digit).count();
            if line.starts_with(INDENT) || figures > 0 && start[figures..].starts_with(')') {
                break;
            }
            text.push('\n');
            text.push_str(line);
        }
        text
    }

    /// Whether a sentence begins on the line: the rule of this module.
    pub(super) fn sentence_begins(&self, n: u32) -> bool {
        let line = self.line(n);
        if line.trim().is_empty() {
            return false;
        }
        let before = self.line(n.saturating_sub(1)).trim_end();
        line.starts_with(INDENT)
            || is_numbered(line)
            || line.trim_start().starts_with(['-', '–', '#', '*'])
            || before.ends_with(['.', ';', ':'])
            || before.is_empty() && !self.goes_on(n)
            || begins_inside(line)
    }

    /// Whether the line, behind an empty one, goes on with the sentence that stands before the gap.
    fn goes_on(&self, n: u32) -> bool {
        let line = self.line(n);
        let before = (1..n).rev().map(|n| self.line(n).trim_end());
        let said = before
            .into_iter()
            .find(|line| !line.is_empty())
            .unwrap_or_default();
        let ended = said.is_empty() || said.ends_with(['.', ';', ':']);
        line.chars().next().is_some_and(char::is_lowercase) && !ended
    }

    /// The numbers with which the act heads the paragraph of line `n`: «4», «процесс 3», «1-шарт».
    pub(super) fn numbers(&self, n: u32) -> Vec<String> {
        let mut first = self.first_line(n);
        while first > 1 && !is_numbered(self.line(first)) && self.goes_on(first) {
            first = self.first_line(first - 1);
        }
        numbers(&self.paragraph(first))
    }
}

/// Whether the line begins with «3)» or «12.».
fn is_numbered(line: &str) -> bool {
    let start = line.trim_start();
    let figures = start.chars().take_while(char::is_ascii_digit).count();
    figures > 0 && start[figures..].starts_with([')', '.'])
}

/// Whether a sentence ends in the line and another begins behind it.
fn begins_inside(line: &str) -> bool {
    let letters: Vec<char> = line.chars().collect();
    letters.iter().enumerate().any(|(at, end)| {
        let rest = letters.get(at + 1..).unwrap_or_default();
        let Some(next) = rest.iter().find(|c| !c.is_whitespace()) else {
            return false;
        };
        let apart = rest.first().is_some_and(|c| c.is_whitespace());
        let quoted = ['«', '"', '“'].contains(next);
        apart
            && match end {
                '.' => next.is_uppercase() || next.is_ascii_digit() || quoted,
                ';' | ':' => next.is_alphanumeric() || quoted,
                _ => false,
            }
    })
}

/// Words that stand with a number before a step.
const HEADS: [&str; 3] = ["процесс", "условие", "шарт"];

/// The numbers at the head of `text`: that of the list, and behind it that of the process or condition. «12.» is the
/// number of a point of the act and not of a step.
fn numbers(text: &str) -> Vec<String> {
    let plain: String = squeezed(text).into_iter().map(|(_, c)| c).collect();
    let mut rest = plain.trim_start_matches(['-', '–', '*', '#']);
    let mut found = Vec::new();
    if let Some((figures, after)) = leading(rest)
        && let Some(after) = after.strip_prefix(')')
    {
        found.push(figures.to_owned());
        rest = after;
    }
    for head in HEADS {
        let named = rest.strip_prefix(head).and_then(leading);
        found.extend(named.map(|(figures, _)| format!("{head} {figures}")));
        let after = leading(rest).filter(|(_, after)| {
            let after = after.trim_start_matches(['-', '–']);
            after.starts_with(head)
        });
        found.extend(after.map(|(figures, _)| format!("{figures}-{head}")));
    }
    found
}

/// The figures at the head of `text`, and what follows.
fn leading(text: &str) -> Option<(&str, &str)> {
    let figures = text.chars().take_while(char::is_ascii_digit).count();
    (figures > 0).then(|| text.split_at(figures))
}
