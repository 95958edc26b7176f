//! A regulation against its act: every limit stands in the act at its line, the words are the act's own, no
//! duration of the act is left out, cited lines begin sentences, steps
//! have their number, and where they do not add up to the stated term a note says so.

use std::collections::BTreeSet;

use super::duration::{durations, squeezed};
use domain::{
    limit::{Limit, Unit},
    regulation::Regulation,
    text::Text,
};

mod places;
mod terms;
mod text;

pub use text::ActText;

/// Something that the regulation's file and the act do not agree in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Disagreement {
    /// Line of the act.
    pub line: u32,
    /// What is wrong.
    pub what: String,
}

/// Everything in which `regulation` and its act disagree, in the order of the act.
pub fn verify(regulation: &Regulation, act: &ActText) -> Vec<Disagreement> {
    let mut found = Vec::new();
    quotes(regulation, act, &mut found);
    left_out(regulation, act, &mut found);
    words(regulation, act, &mut found);
    places::check(regulation, act, &mut found);
    terms::check(regulation, &mut found);
    found.sort_by_key(|one| one.line);
    found.dedup();
    found
}

/// A limit with the lines that state it and a name for messages.
struct Cited<'r> {
    line: u32,
    also: &'r [u32],
    limit: &'r Limit,
    name: String,
}

fn limits(regulation: &Regulation) -> Vec<Cited<'_>> {
    let steps = regulation.procedures.iter().flat_map(|procedure| {
        procedure.steps.iter().filter_map(|step| {
            Some(Cited {
                line: step.limit_line.unwrap_or(step.line),
                also: &step.also,
                limit: step.limit.as_ref()?,
                name: format!("{} step {}", procedure.channel.id(), step.id),
            })
        })
    });
    let terms = regulation.terms.iter().map(|term| Cited {
        line: term.line,
        also: &term.also,
        limit: &term.limit,
        name: format!("term {}", term.id),
    });
    steps.chain(terms).collect()
}

fn plain(text: &str) -> String {
    squeezed(text).into_iter().map(|(_, c)| c).collect()
}

fn quotes(regulation: &Regulation, act: &ActText, found: &mut Vec<Disagreement>) {
    for cited in limits(regulation) {
        let Cited {
            line, limit, name, ..
        } = cited;
        if !plain(&act.paragraph(line)).contains(&plain(&limit.quote)) {
            let what = format!("{name}: «{}» is not at this line", limit.quote);
            found.push(Disagreement { line, what });
        }
        let said: Vec<(u32, Unit)> = durations(&limit.quote)
            .into_iter()
            .map(|one| (one.value, one.unit))
            .collect();
        let range = limit.least.is_some() && said.len() == 2;
        if said.last() != Some(&(limit.value, limit.unit)) || said.len() != 1 && !range {
            let what = format!(
                "{name}: «{}» says {said:?}, the limit is {} {:?}",
                limit.quote, limit.value, limit.unit
            );
            found.push(Disagreement { line, what });
        }
    }
}

fn left_out(regulation: &Regulation, act: &ActText, found: &mut Vec<Disagreement>) {
    let cited = limits(regulation);
    let [from, to] = regulation.lines;
    let mut text = String::new();
    let mut line_at = Vec::new();
    for line in from..=to {
        let words = act.line(line);
        line_at.resize(line_at.len() + words.chars().count() + 1, line);
        text.push_str(words);
        text.push('\n');
    }
    for duration in durations(&text) {
        let line = line_at.get(duration.at).copied().unwrap_or(from);
        let first = act.first_line(line);
        let here = |at: u32| at == line || at == first;
        let by_limit = cited.iter().any(|one| {
            (one.limit.value, one.limit.unit) == (duration.value, duration.unit)
                && (here(one.line) || one.also.iter().any(|at| here(*at)))
        });
        let by_exception = regulation.exceptions.iter().any(|one| here(one.line));
        if !by_limit && !by_exception {
            let what = format!(
                "{} {:?} is in no step, no term and no exception",
                duration.value, duration.unit
            );
            found.push(Disagreement { line, what });
        }
    }
}

fn words(regulation: &Regulation, act: &ActText, found: &mut Vec<Disagreement>) {
    for (line, text) in own_words(regulation) {
        let paragraph = act.paragraph(line);
        let (said, run_together) = (stems(&paragraph), plain(&paragraph));
        let spaced = letter_spaced(&paragraph);
        // The act's file lacks a space here and there, «Стандартапункте 9», and has too many: «қ о л қ о ю ғ а».
        let is_said = |stem: &String| {
            said.contains(stem)
                || stem.chars().count() >= 4 && run_together.contains(stem)
                || spaced.iter().any(|word| word.contains(stem.as_str()))
        };
        let text = text.get(regulation.act.language);
        let foreign: Vec<_> = stems(text)
            .into_iter()
            .filter(|stem| !is_said(stem))
            .collect();
        if !foreign.is_empty() {
            let what = format!("the act does not say {foreign:?} of «{text}»");
            found.push(Disagreement { line, what });
        }
    }
}

/// What is set letter by letter, each stretch as one word.
fn letter_spaced(text: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    for word in text.split_whitespace() {
        let is_letter = word.chars().count() == 1 && word.chars().all(char::is_alphabetic);
        match words.last_mut() {
            Some(last) if is_letter => last.push_str(&plain(word)),
            _ => words.push(String::new()),
        }
    }
    words.retain(|word| !word.is_empty());
    words
}

/// Words without their endings, for the catalogue puts them in another case here and there.
fn stems(text: &str) -> BTreeSet<String> {
    text.split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(|word| plain(word).chars().take(5).collect())
        .collect()
}

/// Texts that claim to be the act's own, with their line.
fn own_words(r: &Regulation) -> Vec<(u32, &Text)> {
    let mut texts = vec![
        (r.line, &r.names),
        (r.provider.line, &r.provider.name),
        (r.form_of_service.line, &r.form_of_service.text),
        (r.fee.line, &r.fee.text),
        (r.recipients.line, &r.recipients.text),
        (r.standard.line, &r.standard.text),
        (r.appeal.line, &r.appeal.text),
    ];
    texts.extend(
        r.roles
            .iter()
            .filter_map(|role| Some((role.line?, &role.name))),
    );
    for channel in &r.channels {
        texts.push((channel.line, &channel.name));
        texts.extend(
            channel
                .condition_text
                .as_ref()
                .map(|text| (channel.line, text)),
        );
    }
    texts.extend(
        r.outputs
            .iter()
            .filter_map(|output| Some((output.line?, &output.name))),
    );
    texts.extend(r.grounds.iter().map(|ground| (ground.line, &ground.name)));
    texts.extend(
        r.messages
            .iter()
            .map(|message| (message.line, &message.text)),
    );
    for blank in &r.blanks {
        texts.push((blank.line, &blank.name));
        for field in &blank.fields {
            texts.push((field.line, &field.text));
            let answers = field.answers.iter();
            texts.extend(answers.map(|answer| (answer.line, &answer.text)));
        }
    }
    texts.extend(r.terms.iter().map(|term| (term.line, &term.when)));
    for procedure in &r.procedures {
        texts.push((procedure.starts_line, &procedure.starts));
        texts.extend(procedure.steps.iter().map(|step| (step.line, &step.action)));
    }
    texts.retain(|(_, text)| !text.is_ours(r.act.language));
    texts
}
