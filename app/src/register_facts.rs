//! What a register said, in words.

use chrono::NaiveDate;
use domain::{
    calendar::local,
    case::{RegisterAnswered, RegisterOutcome},
    regulation::RegisterName,
};

use crate::{
    format,
    text::{Lang, t, t_with, value},
};

/// What it said, a fact a line, and last who said it and when.
pub fn said(lang: Lang, answer: &RegisterAnswered) -> Vec<String> {
    let mut lines: Vec<String> = match &answer.outcome {
        RegisterOutcome::Found(facts) => {
            let facts = facts.iter();
            facts
                .map(|(fact, said)| line(lang, answer.register, fact, said))
                .collect()
        }
        RegisterOutcome::NoEntry => vec![t(lang, "registers-no-entry")],
        RegisterOutcome::Silent => vec![t(lang, "registers-silent")],
    };
    let at = format::datetime(local(answer.at).naive_local());
    lines.push(format!("{}, {at}", t(lang, register(answer.register))));
    lines
}

const fn register(name: RegisterName) -> &'static str {
    match name {
        RegisterName::Persons => "registers-persons",
        RegisterName::LegalEntities => "registers-legal-entities",
        RegisterName::Unemployment => "registers-unemployment",
        RegisterName::Disability => "registers-disability",
        RegisterName::Income => "registers-income",
        RegisterName::LevyPayments => "registers-levy-payments",
        RegisterName::Family => "registers-family",
    }
}

fn line(lang: Lang, register: RegisterName, fact: &str, said: &str) -> String {
    let (name, of) = match (register, fact.split_once('-')) {
        (RegisterName::Income, _) => return income(lang, fact, said),
        // Relatives are numbered.
        (RegisterName::Family, Some((kinship, _))) => (kinship, relative(said)),
        (_, _) if fact == "tenge" => (fact, tenge(said)),
        (_, _) if matches!(fact, "group" | "active") => {
            (fact, t(lang, &format!("registers-{fact}-{said}")))
        }
        _ => (fact, day(said)),
    };
    t_with(
        lang,
        &format!("registers-fact-{name}"),
        &[("said", value(of))],
    )
}

/// `2026-07` and tenge.
fn income(lang: Lang, month: &str, said: &str) -> String {
    let first = NaiveDate::parse_from_str(&format!("{month}-01"), "%Y-%m-%d");
    let month = first.map_or_else(|_| month.to_owned(), |first| format::month(lang, first));
    format!("{month}: {}", tenge(said))
}

fn tenge(said: &str) -> String {
    said.parse().map_or_else(|_| said.to_owned(), format::money)
}

/// A name and a day of birth.
fn relative(said: &str) -> String {
    match said.rsplit_once(", ") {
        Some((name, born)) => format!("{name}, {}", day(born)),
        None => said.to_owned(),
    }
}

fn day(said: &str) -> String {
    said.parse().map_or_else(|_| said.to_owned(), format::date)
}
