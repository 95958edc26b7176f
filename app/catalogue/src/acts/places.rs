//! Every line that a regulation cites begins a sentence of its act, and every step has the number that it has there.

use serde_json::Value;

use super::{Disagreement, text::ActText};
use domain::regulation::Regulation;

/// Keys whose number is the line of a sentence. Notes point at words inside sentences, and so do exceptions and the
/// lines that state a limit once more.
const LINES: [&str; 3] = ["line", "limit_line", "starts_line"];

/// Keys below which lines point at words.
const WORDS: [&str; 4] = ["note", "exception", "place", "lines"];

pub(super) fn check(regulation: &Regulation, act: &ActText, found: &mut Vec<Disagreement>) {
    sentences(regulation, act, found);
    numbers(regulation, act, found);
}

fn sentences(regulation: &Regulation, act: &ActText, found: &mut Vec<Disagreement>) {
    let mut cited = Vec::new();
    let whole = serde_json::to_value(regulation).unwrap_or_default();
    let (own, _) = regulation.id.split_once('/').unwrap_or_default();
    collect(&whole, own, "", &mut cited);
    for (line, key) in &cited {
        let listed = regulation.places.iter().any(|place| place.line == *line);
        if !act.sentence_begins(*line) && !listed {
            let what = format!("{key}: no sentence begins at this line");
            found.push(Disagreement { line: *line, what });
        }
    }
    for place in &regulation.places {
        let needed = !act.sentence_begins(place.line);
        if !needed || cited.iter().all(|(line, _)| *line != place.line) {
            let what = "the [[place]] is not needed: a sentence begins there, or nothing cites it";
            found.push(Disagreement {
                line: place.line,
                what: what.to_owned(),
            });
        }
    }
}

/// The lines of the act `own`; what the service took from another act names that act.
fn collect(value: &Value, own: &str, at: &str, lines: &mut Vec<(u32, String)>) {
    match value {
        Value::Object(map) => {
            let act = map.get("act").and_then(Value::as_str);
            let is_own = act.is_none_or(|act| act == own);
            for (key, value) in map {
                if WORDS.contains(&key.as_str()) {
                    continue;
                }
                let at = format!("{at}.{key}");
                let line = value.as_u64().and_then(|line| u32::try_from(line).ok());
                let is_line = LINES.contains(&key.as_str()) || at.starts_with(".units.");
                lines.extend(
                    line.filter(|_| is_line && is_own)
                        .map(|line| (line, at.trim_start_matches('.').to_owned())),
                );
                collect(value, own, &at, lines);
            }
        }
        Value::Array(items) => items
            .iter()
            .enumerate()
            .for_each(|(n, item)| collect(item, own, &format!("{at}[{n}]"), lines)),
        _ => {}
    }
}

fn numbers(regulation: &Regulation, act: &ActText, found: &mut Vec<Disagreement>) {
    for procedure in &regulation.procedures {
        for step in &procedure.steps {
            let there = act.numbers(step.line);
            let right = match step.n.as_str() {
                "" => there.is_empty(),
                n => there.iter().any(|one| one == n),
            };
            if !right {
                let (channel, id, n) = (procedure.channel.id(), &step.id, &step.n);
                let what = format!("{channel} step {id} has the number «{n}», the act {there:?}");
                found.push(Disagreement {
                    line: step.line,
                    what,
                });
            }
        }
    }
}
