//! The application of a form as it stands: every question that is asked, with its answer in words.

use std::collections::BTreeMap;

use domain::{
    application::{
        Answer, Application, Document, FORMAT, ForOthers, Named, Party, Section, Shown, Subject,
        Wording,
    },
    case::EvidenceItem,
    condition::Facts,
    form::{self, Answers, MemberId, member_key},
    parties::Parties,
    regulation::{ChannelKind, Field, Regulation, Topic},
};

use super::{of_months, shown};
use crate::text::Lang;

/// What the applicant gives.
pub struct Given<'a> {
    /// The language in which it is read.
    pub lang: Lang,
    /// Whose form it is.
    pub regulation: &'a Regulation,
    /// How it comes.
    pub channel: ChannelKind,
    /// Id of the office that is to have it.
    pub office: &'a str,
    /// Who applies.
    pub applicant: Party,
    /// What was answered.
    pub answers: &'a Answers,
    /// What was attached.
    pub evidence: &'a [EvidenceItem],
}

/// The application. A page that repeats and has no rows gives one section without answers.
pub fn compose(given: Given<'_>) -> Application {
    let regulation = given.regulation;
    let office = regulation.office(given.office);
    let sections = sections(&given);
    Application {
        format: FORMAT,
        lang: given.lang,
        service: Subject {
            regulation: regulation.id.clone(),
            name: regulation.named_on(given.channel).into(),
            act: (&regulation.act.title).into(),
        },
        channel: given.channel,
        variant: variant(&given),
        parties: Parties::of(regulation, &answered(&sections)),
        office: Named {
            id: given.office.to_owned(),
            name: office.map_or_else(
                || Wording::of(|_| given.office.to_owned()),
                |office| (&office.name).into(),
            ),
        },
        documents: given
            .evidence
            .iter()
            .map(|item| document(&given, item))
            .collect(),
        applicant: given.applicant,
        sections,
    }
}

/// The procedure that the answers choose; none where the form does not say it yet.
fn variant(given: &Given<'_>) -> Option<String> {
    let facts = form::facts(given.regulation, given.channel, given.answers);
    let route = given.regulation.route_for(given.channel, &facts);
    route.ok().and_then(|route| route.variant.clone())
}

/// What was answered of what is asked, outside of pages that repeat.
fn answered(sections: &[Section]) -> BTreeMap<String, String> {
    let once = sections.iter().filter(|section| section.member.is_none());
    let answers = once.flat_map(|section| &section.answers);
    answers
        .map(|answer| (answer.field.clone(), answer.value.clone()))
        .collect()
}

fn sections(given: &Given<'_>) -> Vec<Section> {
    let facts = form::facts(given.regulation, given.channel, given.answers);
    let mut sections = Vec::new();
    let topics = given.regulation.topics.iter();
    for topic in topics.filter(|topic| form::is_topic_asked(topic, &facts)) {
        if !topic.repeats {
            sections.push(section(given, topic, None, &facts));
            continue;
        }
        let members = given.answers.members(&topic.id);
        if members.is_empty() {
            sections.push(Section {
                topic: topic.id.clone(),
                member: None,
                title: (&topic.title).into(),
                others: topic.title.others.as_deref().cloned(),
                answers: Vec::new(),
            });
        }
        for (at, member) in members.iter().enumerate() {
            sections.push(section(given, topic, Some((at + 1, member)), &facts));
        }
    }
    sections
}

fn section(
    given: &Given<'_>,
    topic: &Topic,
    row: Option<(usize, &MemberId)>,
    facts: &Facts,
) -> Section {
    let heading = match row {
        Some(_) => topic.row.as_ref().unwrap_or(&topic.title),
        None => &topic.title,
    };
    let title = |words: &str| match row {
        Some((number, _)) => format!("{words} – {number}"),
        None => words.to_owned(),
    };
    let others = heading.others.as_ref();
    let asked = topic
        .fields
        .iter()
        .filter(|field| form::is_asked(field, facts));
    let answers = asked.map(|field| {
        let key = match row {
            Some((_, member)) => member_key(&topic.id, member, &field.id),
            None => field.id.clone(),
        };
        let raw = given.answers.get(&key).unwrap_or_default();
        let of = given.answers.get(&form::of_key(&key));
        let of = of.filter(|_| field.of_months && !raw.is_empty());
        Answer {
            identity: row.is_none() && field.is_identity(),
            ..answer(given.regulation, field, raw, of)
        }
    });
    Section {
        topic: topic.id.clone(),
        member: row.map(|(_, member)| member.to_string()),
        title: Wording::of(|lang| title(heading.get(lang))),
        others: others.map(|words| Wording::of(|lang| title(words.get(lang)))),
        answers: answers.collect(),
    }
}

/// A question with its answer, and the first of the months that an amount is of.
fn answer(regulation: &Regulation, field: &Field, raw: &str, of: Option<&str>) -> Answer {
    let shown = match of {
        Some(of) => worded(|lang| {
            let amount = shown(regulation, field, raw, lang).join("; ");
            vec![of_months(lang, field, &amount, of)]
        }),
        None => in_words(regulation, field, raw),
    };
    Answer {
        field: field.id.clone(),
        kind: field.kind,
        label: (&field.label).into(),
        value: raw.to_owned(),
        others: for_others(regulation, field, raw, &shown, of.is_some()),
        shown,
        identity: false,
    }
}

/// Question and answer as officials read them. What is signed as it stands, a consent, they read in the words of whoever
/// signed.
fn for_others(
    regulation: &Regulation,
    field: &Field,
    raw: &str,
    own: &Shown,
    same: bool,
) -> Option<Box<ForOthers>> {
    if !field.has_words_for_others() {
        return None;
    }
    let field = field.clone().for_others();
    let shown = in_words(regulation, &field, raw);
    Some(Box::new(ForOthers {
        label: (&field.label).into(),
        shown: (!same && shown != *own).then_some(shown),
    }))
}

pub(super) fn in_words(regulation: &Regulation, field: &Field, raw: &str) -> Shown {
    worded(|lang| shown(regulation, field, raw, lang))
}

fn worded(paragraphs: impl Fn(Lang) -> Vec<String>) -> Shown {
    let first = paragraphs(Lang::Kk);
    if Lang::ALL.into_iter().all(|lang| paragraphs(lang) == first) {
        return Shown::Same(first);
    }
    Shown::Worded(Wording::of(|lang| paragraphs(lang).join("\n")))
}

fn document(given: &Given<'_>, item: &EvidenceItem) -> Document {
    let slot = form::slot(given.regulation, given.answers, &item.slot);
    Document {
        slot: item.slot.clone(),
        name: slot.map_or_else(
            || Wording::of(|_| item.slot.clone()),
            |slot| (&slot.name).into(),
        ),
        file: item.name.clone(),
        size: item.size,
        sha256: item.sha256.clone(),
    }
}
