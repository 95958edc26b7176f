//! An application for reading: its answers under their headings, in the words of the regulation. The check page,
//! the text that is confirmed, the case of the citizen and that of the official show the same.

use chrono::NaiveDate;
use domain::{
    case::{EvidenceItem, answers},
    condition::Facts,
    form::{Answers, ErrorCode, MemberId, member_key},
    iin::Iin,
    regulation::{ChannelKind, Field, FieldKind, Office, Regulation, Topic},
};

use crate::{
    format,
    text::{Lang, t, t_with, value},
};

/// One topic, or one member of a repeating topic.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Section {
    /// Id of the topic.
    pub topic: String,
    /// Which member of a repeating topic.
    pub member: Option<MemberId>,
    /// Heading.
    pub title: String,
    /// The questions that are asked of this applicant.
    pub lines: Vec<Line>,
}

/// One question with its answer.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Line {
    /// Id of the field.
    pub field: String,
    /// The question.
    pub label: String,
    /// The answer, a paragraph each; empty if there is none.
    pub value: Vec<String>,
    /// Whether it is who the applicant is: known, and not to be changed.
    pub fixed: bool,
}

/// The whole form. A repeating topic without members gives one section without lines.
pub fn sections(
    regulation: &Regulation,
    channel: ChannelKind,
    given: &Answers,
    lang: Lang,
) -> Vec<Section> {
    let facts = answers::facts(regulation, channel, &given.0);
    let mut sections = Vec::new();
    for topic in &regulation.topics {
        let members = if topic.repeats {
            given.members(&topic.id)
        } else {
            Vec::new()
        };
        if members.is_empty() {
            let lines = if topic.repeats {
                Vec::new()
            } else {
                lines(regulation, topic, None, given, &facts, lang)
            };
            sections.push(section(
                topic,
                None,
                topic.title.get(lang).to_owned(),
                lines,
            ));
        }
        for (at, member) in members.into_iter().enumerate() {
            let title = format!("{} – {}", topic.title.get(lang), at + 1);
            let lines = lines(regulation, topic, Some(&member), given, &facts, lang);
            sections.push(section(topic, Some(member), title, lines));
        }
    }
    sections
}

fn section(topic: &Topic, member: Option<MemberId>, title: String, lines: Vec<Line>) -> Section {
    Section {
        topic: topic.id.clone(),
        member,
        title,
        lines,
    }
}

fn lines(
    regulation: &Regulation,
    topic: &Topic,
    member: Option<&MemberId>,
    given: &Answers,
    facts: &Facts,
    lang: Lang,
) -> Vec<Line> {
    let asked = topic
        .fields
        .iter()
        .filter(|field| field.when.as_ref().is_none_or(|when| when.holds(facts)));
    asked
        .map(|field| {
            let key = match member {
                Some(member) => member_key(&topic.id, member, &field.id),
                None => field.id.clone(),
            };
            let raw = given.get(&key).unwrap_or_default();
            Line {
                field: field.id.clone(),
                label: field.label.get(lang).to_owned(),
                value: shown(regulation, field, raw, lang),
                fixed: member.is_none() && field.is_identity(),
            }
        })
        .collect()
}

/// An answer in words, a paragraph each; nothing if there is none.
pub fn shown(regulation: &Regulation, field: &Field, raw: &str, lang: Lang) -> Vec<String> {
    let raw = raw.trim();
    if raw.is_empty() {
        return Vec::new();
    }
    let text = match field.kind {
        FieldKind::YesNo => match raw {
            "yes" => t(lang, "form-yes"),
            "no" => t(lang, "form-no"),
            _ => raw.to_owned(),
        },
        FieldKind::Choice => {
            let option = field.options.iter().find(|option| option.id == raw);
            option
                .map_or(raw, |option| option.label.get(lang))
                .to_owned()
        }
        FieldKind::Office => regulation
            .office(raw)
            .map_or(raw, |office| district(office, lang))
            .to_owned(),
        FieldKind::Ground => regulation
            .ground(raw)
            .map_or(raw, |ground| ground.name.get(lang))
            .to_owned(),
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
        FieldKind::Text | FieldKind::Name | FieldKind::Email | FieldKind::Staff => raw.to_owned(),
    };
    vec![text]
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

/// The text that the applicant confirms: everything that is handed in, in their language, line by line under the
/// headings of the form. An answer of several lines cannot pass for other lines: what follows its first line is
/// indented.
pub fn canonical(
    regulation: &Regulation,
    channel: ChannelKind,
    office: &str,
    given: &Answers,
    evidence: &[EvidenceItem],
    lang: Lang,
) -> String {
    let office = regulation
        .office(office)
        .map_or(office, |office| office.name.get(lang));
    let mut text = [
        line(&t(lang, "sheet-service"), regulation.names.get(lang)),
        line(&t(lang, "sheet-act"), regulation.act.title.get(lang)),
        line(&t(lang, "sheet-regulation"), &regulation.id),
        line(&t(lang, "sheet-office"), office),
    ]
    .concat();
    for section in sections(regulation, channel, given, lang) {
        let answered = section
            .lines
            .iter()
            .filter(|answer| !answer.value.is_empty())
            .map(|answer| line(&answer.label, &answer.value.join("\n")));
        under(&mut text, &section.title, answered.collect());
    }
    let documents = evidence.iter().map(|item| {
        let slot = regulation
            .slot(&item.slot)
            .map_or(item.slot.as_str(), |slot| slot.name.get(lang));
        let size = t_with(lang, "sheet-bytes", &[("size", value(item.size))]);
        line(
            slot,
            &format!("{}, {size}, SHA-256 {}", item.name, item.sha256),
        )
    });
    under(&mut text, &t(lang, "documents-title"), documents.collect());
    text
}

fn line(label: &str, value: &str) -> String {
    let value = value.split('\n').collect::<Vec<_>>().join("\n        ");
    let colon = if label.ends_with('?') { "" } else { ":" };
    format!("{label}{colon} {value}\n")
}

/// Puts `lines` under a heading, if there are any.
fn under(text: &mut String, heading: &str, lines: Vec<String>) {
    if !lines.is_empty() {
        text.push_str(&format!("\n{heading}\n{}", lines.concat()));
    }
}

/// The first and last signs of a hash, for a page where the whole would be noise.
pub fn short_hash(hash: &str) -> String {
    match (hash.get(..8), hash.get(hash.len().saturating_sub(4)..)) {
        (Some(first), Some(last)) if hash.len() > 16 => format!("{first}…{last}"),
        _ => hash.to_owned(),
    }
}
