//! What a register said, in words.

use chrono::NaiveDate;
use domain::{
    calendar::local,
    case::{Contradiction, RegisterAnswered, RegisterOutcome},
    regulation::{FieldKind, RegisterFact, RegisterName, Regulation},
};

use crate::{
    format,
    sheet::shown,
    text::{Lang, t, t_with, value},
};

/// What it said, a fact a line, and last who said it and when.
pub fn said(lang: Lang, answer: &RegisterAnswered) -> Vec<String> {
    let mut lines: Vec<String> = match &answer.outcome {
        RegisterOutcome::Found(facts) => {
            let facts = facts.iter().filter(|(fact, _)| is_told(fact));
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

/// A code says nothing to a reader: what follows from it stands elsewhere.
fn is_told(fact: &str) -> bool {
    RegisterFact::of(fact) != Some(RegisterFact::Kato)
}

/// The name of a register.
pub fn source(lang: Lang, name: RegisterName) -> String {
    t(lang, register(name))
}

/// That the applicant has already what is applied for; none where the register has no entry or says no day.
pub fn already(lang: Lang, answer: &RegisterAnswered) -> Option<String> {
    let RegisterOutcome::Found(entry) = &answer.outcome else {
        return None;
    };
    let since = entry.get(RegisterFact::Since.id())?;
    let key = format!("registers-already-{}", answer.register.id());
    Some(t_with(lang, &key, &[("day", value(day(since)))]))
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
    let of = shown_fact(lang, register, fact, said);
    if register == RegisterName::Income {
        return of;
    }
    let name = match RegisterFact::of(fact) {
        Some(known) => known.id(),
        None => fact,
    };
    t_with(
        lang,
        &format!("registers-fact-{name}"),
        &[("said", value(of))],
    )
}

/// What a fact says, without its name; a month stands before its money.
fn shown_fact(lang: Lang, register: RegisterName, fact: &str, said: &str) -> String {
    if register == RegisterName::Income {
        return income(lang, fact, said);
    }
    match RegisterFact::of(fact) {
        Some(RegisterFact::Spouse | RegisterFact::Child) => relative(said),
        Some(RegisterFact::Tenge) => tenge(said),
        Some(RegisterFact::Group | RegisterFact::Active) => {
            t(lang, &format!("registers-{fact}-{said}"))
        }
        _ => day(said),
    }
}

/// That a register speaks against what would be decided, in a sentence.
pub fn against(lang: Lang, answer: &RegisterAnswered) -> String {
    let told = [
        ("said", value(words(lang, answer))),
        ("register", value(t(lang, register(answer.register)))),
    ];
    t_with(lang, "registers-against", &told)
}

/// What it said, as a part of a sentence.
pub fn words(lang: Lang, answer: &RegisterAnswered) -> String {
    let said = match &answer.outcome {
        RegisterOutcome::Found(facts) => {
            let lines = facts
                .iter()
                .map(|(fact, said)| line(lang, answer.register, fact, said));
            lines.collect::<Vec<_>>().join("; ")
        }
        RegisterOutcome::NoEntry => t(lang, "registers-no-entry"),
        RegisterOutcome::Silent => t(lang, "registers-silent"),
    };
    format::lower_first(said.trim_end_matches('.'))
}

/// One field that the application and a register say differently, in a sentence.
pub fn contradiction(lang: Lang, regulation: &Regulation, found: &Contradiction) -> String {
    // An official reads it: the form speaks to the applicant.
    let field = found.field.clone().for_others();
    let given = shown(regulation, &field, &found.given, lang).join("; ");
    let facts = found.said.iter();
    let mut said: Vec<String> = facts
        .map(|(fact, said)| shown_fact(lang, found.register, fact, said))
        .collect();
    let of_quarter = found.register == RegisterName::Income;
    let of_quarter = of_quarter && found.field.kind != FieldKind::MonthTable;
    if let Some(sum) = of_quarter.then(|| sum(&found.said)).flatten() {
        said = vec![format!("{} ({})", format::money(sum), said.join("; "))];
    }
    let key = match (said.is_empty(), found.given.is_empty()) {
        (true, _) if found.has_entry => "registers-differs-no-child",
        (true, _) => "registers-differs-no-entry",
        (false, true) => "registers-differs-denied",
        (false, false) => "registers-differs",
    };
    let place = match found.of_form {
        true => "registers-in-application",
        false => "registers-in-case",
    };
    let told = [
        ("field", value(format::label_before(field.label.get(lang)))),
        ("given", value(given)),
        ("where", value(t(lang, place))),
        ("register", value(t(lang, register(found.register)))),
        ("said", value(said.join("; "))),
    ];
    t_with(lang, key, &told)
}

/// All amounts of a register together.
fn sum(said: &[(String, String)]) -> Option<i64> {
    let amounts = said.iter().map(|(_, amount)| amount.parse::<i64>().ok());
    let amounts = amounts.collect::<Option<Vec<_>>>()?;
    (!amounts.is_empty()).then(|| amounts.iter().sum())
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
