//! Answers in words, and the application made of them: what the check page, the applicant who confirms, and the
//! official read.

use chrono::{Months, NaiveDate};
use domain::{
    case::CaseState,
    form::{Answers, ErrorCode, chosen, ends_of, months_asked, months_of, slot},
    iin::Iin,
    parties::Parties,
    regulation::{Field, FieldKind, Office, PeriodUnit, Regulation},
    text::Text,
};

use crate::{
    format,
    text::{Lang, t},
};

mod amount;
mod compose;
mod result;
mod text;

pub use amount::{amount, amount_per};
pub use compose::{Given, compose};
pub use result::{Issue, compose_result, to_come};
pub use text::text;

/// An answer in words, a paragraph each; nothing if there is none.
pub fn shown(regulation: &Regulation, field: &Field, raw: &str, lang: Lang) -> Vec<String> {
    let raw = raw.trim();
    if raw.is_empty() {
        return Vec::new();
    }
    let of_service = |id: &str| {
        let mut grounds = regulation.service_grounds.iter();
        let ground = grounds.find(|ground| ground.id == id);
        ground.map(|ground| &ground.text)
    };
    let text = match field.kind {
        FieldKind::YesNo => match raw {
            "yes" => t(lang, "form-yes"),
            "no" => t(lang, "form-no"),
            _ => raw.to_owned(),
        },
        FieldKind::Choice | FieldKind::Classifier => option(field, raw)
            .map_or(raw, |label| label.get(lang))
            .to_owned(),
        FieldKind::Office => regulation
            .office(raw)
            .map_or(raw, |office| district(office, lang))
            .to_owned(),
        FieldKind::Ground => option(field, raw)
            .or_else(|| regulation.ground(raw).map(|ground| &ground.name))
            .or_else(|| of_service(raw))
            .map_or(raw, |label| label.get(lang))
            .to_owned(),
        FieldKind::MultiChoice => {
            let options = chosen(field, raw).into_iter();
            return options
                .map(|option| option.label.get(lang).to_owned())
                .collect();
        }
        FieldKind::MonthTable => return months(raw, lang),
        FieldKind::Period => period(field, raw, lang),
        FieldKind::Consent => t(lang, "form-consent-given"),
        FieldKind::Number => raw.replace('.', format::decimal_mark(lang)),
        FieldKind::Money => raw.parse().map_or_else(|_| raw.to_owned(), format::money),
        FieldKind::Date => {
            NaiveDate::parse_from_str(raw, "%Y-%m-%d").map_or_else(|_| raw.to_owned(), format::date)
        }
        FieldKind::LongText => {
            return raw
                .lines()
                .map(str::to_owned)
                .filter(|line| !line.trim().is_empty())
                .collect();
        }
        FieldKind::Phone => format::phone(raw),
        FieldKind::Iin => return number(raw, lang),
        FieldKind::Text
        | FieldKind::Name
        | FieldKind::Email
        | FieldKind::Staff
        | FieldKind::Bin
        | FieldKind::Iban => raw.to_owned(),
    };
    vec![text]
}

/// Each month with its amount; the text as it was typed where it is no table.
fn months(raw: &str, lang: Lang) -> Vec<String> {
    let months = months_of(raw);
    if months.is_empty() {
        return vec![raw.to_owned()];
    }
    let line = |(month, amount): &(&str, u64)| {
        let first = NaiveDate::parse_from_str(&format!("{month}-01"), "%Y-%m-%d");
        let name = first.map_or_else(|_| (*month).to_owned(), |first| format::month(lang, first));
        let amount = i64::try_from(*amount).unwrap_or(i64::MAX);
        format!("{name}: {}", format::money(amount))
    };
    months.iter().map(line).collect()
}

/// An amount with the months of which it is; `first` is the first of them, `2026-07`.
pub fn of_months(lang: Lang, field: &Field, amount: &str, first: &str) -> String {
    let Ok(first) = NaiveDate::parse_from_str(&format!("{first}-01"), "%Y-%m-%d") else {
        return amount.to_owned();
    };
    // Of the months that are asked for in the month after them.
    let [from, .., to] = months_asked(field, first + Months::new(3));
    format!("{amount} ({})", format::months(lang, from, to))
}

fn period(field: &Field, raw: &str, lang: Lang) -> String {
    let Some((from, to)) = ends_of(raw) else {
        return raw.to_owned();
    };
    let written = |day: NaiveDate| match field.unit {
        PeriodUnit::Month => format::month(lang, day),
        PeriodUnit::Day => format::date(day),
    };
    format!("{} – {}", written(from), written(to))
}

/// An office is chosen by its district, and so shown. An edition of yesterday may not name one.
fn district(office: &Office, lang: Lang) -> &str {
    match office.district.get(lang) {
        "" => office.name.get(lang),
        district => district,
    }
}

/// A number, and that its check digit does not fit, where it was confirmed like that.
fn number(raw: &str, lang: Lang) -> Vec<String> {
    let odd = Iin::parse(raw).is_err_and(|error| ErrorCode::Iin(error).may_be_confirmed());
    let note = odd.then(|| t(lang, "sheet-iin-check-digit"));
    [raw.to_owned()].into_iter().chain(note).collect()
}

/// What the person is called who applied: the applicant, or whoever acts for one.
pub fn who_applied(lang: Lang, parties: &Parties) -> String {
    t(
        lang,
        match parties.is_person() {
            true => "sheet-applicant",
            false => "sheet-by",
        },
    )
}

/// For whom the applicant acts, where it is somebody else: what they are, and their name with what else is known.
pub fn acts_for(lang: Lang, parties: &Parties) -> Option<(String, String)> {
    let name = parties.acts_for()?.to_owned();
    Some(match parties {
        Parties::Organisation { bin, capacity, .. } => {
            let bin = (name != *bin).then(|| format!("{} {bin}", t(lang, "sheet-bin")));
            let capacity = capacity.as_deref();
            let capacity = capacity.map(|one| t(lang, &format!("sheet-capacity-{one}")));
            let parts: Vec<String> = [Some(name), bin, capacity].into_iter().flatten().collect();
            (t(lang, "sheet-organisation"), parts.join(", "))
        }
        Parties::Person | Parties::Representative { .. } => (t(lang, "sheet-represented"), name),
    })
}

fn option<'f>(field: &'f Field, id: &str) -> Option<&'f Text> {
    let mut options = field.options.iter();
    let option = options.find(|option| option.id == id);
    option.map(|option| &option.label)
}

/// The name of a document, and whose it is where every row has one.
pub fn document(
    lang: Lang,
    regulation: &Regulation,
    state: &CaseState,
    id: &str,
) -> Option<String> {
    let answers = Answers(state.answers.clone());
    let of_row = slot(regulation, &answers, id).map(|slot| slot.name);
    let name = of_row.or_else(|| regulation.slot(id).map(|slot| slot.name.clone()))?;
    Some(name.get(lang).to_owned())
}

/// The first and last signs of a hash, for a page where the whole would be noise.
pub fn short_hash(hash: &str) -> String {
    match (hash.get(..8), hash.get(hash.len().saturating_sub(4)..)) {
        (Some(first), Some(last)) if hash.len() > 16 => format!("{first}…{last}"),
        _ => hash.to_owned(),
    }
}
