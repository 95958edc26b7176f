//! A draft on its way to become a case: whether it is complete, and what exactly is handed in.

use std::collections::BTreeMap;

use app::{
    sheet::{self, Given},
    text::Lang,
};
use chrono::NaiveDate;
use domain::{
    application::{Application, Party, Written},
    calendar::local,
    case::{Confirmation, EvidenceItem, answers},
    condition::{Facts, Truth},
    evidence,
    form::{Answers, FieldError, MemberId, check_page, member_key},
    income::{PerCapita, per_capita},
    regulation::{ChannelKind, Regulation, Supply, Topic},
};

use super::{
    case::{self, CaseError, HandIn},
    held::{self, Trouble, Troubles},
};
use crate::{
    core::Core,
    store::{account::Person, draft::Draft},
};

/// A draft with its documents and regulation.
pub struct Loaded<'a> {
    /// The applicant's account.
    pub person: Person,
    /// The draft.
    pub draft: Draft,
    /// Its documents.
    pub evidence: Vec<EvidenceItem>,
    /// The regulation.
    pub regulation: &'a Regulation,
    /// The answers: what can be read in the spelling in which it is kept, the rest as it was typed.
    pub answers: Answers,
    /// What is wrong with its files.
    pub troubles: Troubles,
    lacks: Vec<Lack>,
}

/// Something without which the draft cannot be handed in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Lack {
    /// An answer is missing or wrong.
    Answer {
        /// Id of the topic.
        topic: String,
        /// Which member of a repeating topic.
        member: Option<MemberId>,
        /// Id of the field and what is wrong.
        error: FieldError,
    },
    /// It was not said that a repeating topic has all its members.
    Group {
        /// Id of the topic.
        topic: String,
    },
    /// A document is missing: id of its slot.
    Document(String),
    /// A file that is attached cannot be handed in.
    File {
        /// Id of the document's slot.
        slot: String,
        /// Its name.
        name: String,
        /// Why not.
        trouble: Trouble,
    },
    /// No office is chosen.
    Office,
    /// The act closes the portal to this applicant.
    Closed,
}

/// Loads a draft of this person.
pub async fn load<'a>(app: &'a Core, person: &str, id: &str) -> Result<Loaded<'a>, CaseError> {
    // The draft first: a file that comes or goes after it was read makes its version an old one.
    let draft = app.store.draft(id, person).await?;
    let draft = draft.ok_or(CaseError::NotFound)?;
    let person = app.store.person(person).await?;
    let person = person.ok_or(CaseError::NotFound)?;
    let files = app.store.files_of(id).await?;
    let regulation = case::regulation(app, &draft.regulation)?;
    let (answers, lacks) = read(
        regulation,
        &draft.body.answers,
        local(app.now()).date_naive(),
    );
    let troubles = held::of_files(app, &files).await?;
    Ok(Loaded {
        troubles,
        person,
        draft,
        evidence: files.iter().map(EvidenceItem::from).collect(),
        regulation,
        answers,
        lacks,
    })
}

/// Reads the answers and tells which are missing or wrong, in the order of the form.
fn read(regulation: &Regulation, typed: &Answers, today: NaiveDate) -> (Answers, Vec<Lack>) {
    let facts = answers::facts(regulation, ChannelKind::Portal, &typed.0);
    let (mut kept, mut lacks) = (typed.clone(), Vec::new());
    for topic in &regulation.topics {
        let members = typed.members(&topic.id);
        let members: Vec<Option<MemberId>> = match members.is_empty() {
            _ if !topic.repeats => vec![None],
            true if typed.is_group_closed(&topic.id) => Vec::new(),
            true => {
                lacks.push(Lack::Group {
                    topic: topic.id.clone(),
                });
                continue;
            }
            false => members.into_iter().map(Some).collect(),
        };
        for member in members {
            let topics = &regulation.topics;
            match check_page(topics, topic, member.as_ref(), typed, &facts, today) {
                Ok(values) => kept.0.extend(keyed(topic, member.as_ref(), values)),
                Err(errors) => lacks.extend(errors.into_iter().map(|error| Lack::Answer {
                    topic: topic.id.clone(),
                    member: member.clone(),
                    error,
                })),
            }
        }
    }
    (kept, lacks)
}

fn keyed(
    topic: &Topic,
    member: Option<&MemberId>,
    values: BTreeMap<String, String>,
) -> impl Iterator<Item = (String, String)> {
    values.into_iter().map(move |(field, value)| match member {
        Some(member) => (member_key(&topic.id, member, &field), value),
        None => (field, value),
    })
}

impl Loaded<'_> {
    /// What is missing, in the order of the form; nothing if it can be handed in.
    pub fn lacks(&self) -> Vec<Lack> {
        let facts = self.facts();
        let channel = self.regulation.channel(ChannelKind::Portal);
        let condition = channel.and_then(|channel| channel.condition.as_ref());
        if channel.is_none()
            || condition.is_some_and(|condition| condition.check(&facts) == Truth::NotMet)
        {
            return vec![Lack::Closed];
        }
        let mut lacks = self.lacks.clone();
        if lacks.is_empty() && self.office().is_none() {
            lacks.push(Lack::Office);
        }
        let needed = evidence::needed(self.regulation, &facts).into_iter();
        let attached =
            needed.filter(|(slot, truth)| slot.supply == Supply::Attach && *truth == Truth::Met);
        let missing =
            attached.filter(|(slot, _)| !self.evidence.iter().any(|item| item.slot == slot.id));
        lacks.extend(missing.map(|(slot, _)| Lack::Document(slot.id.clone())));
        lacks.extend(self.unfit_files());
        lacks
    }

    /// Whether the service has ended by this day: then nothing can be handed in.
    pub fn has_ended(&self, today: NaiveDate) -> bool {
        self.regulation.ended_on(today).is_some()
    }

    /// Files that wait for the scanner only go with the others: the official gets them after it.
    fn unfit_files(&self) -> impl Iterator<Item = Lack> {
        self.evidence.iter().filter_map(|item| {
            let trouble = *self.troubles.get(&item.file)?;
            (trouble != Trouble::Waiting).then(|| Lack::File {
                slot: item.slot.clone(),
                name: item.name.clone(),
                trouble,
            })
        })
    }

    /// Id of the office that is to have it.
    pub fn office(&self) -> Option<String> {
        case::office(self.regulation, &self.draft)
    }

    /// Income a head, where the service needs it and all incomes are known.
    pub fn income(&self) -> Option<PerCapita> {
        per_capita(self.regulation, &self.answers)
    }

    /// What the answers say.
    pub fn facts(&self) -> Facts {
        answers::facts(self.regulation, ChannelKind::Portal, &self.answers.0)
    }

    /// What would be submitted now, to be confirmed in `lang`.
    pub fn application(&self, lang: Lang) -> Application {
        let office = self.office().unwrap_or_default();
        sheet::compose(Given {
            lang,
            regulation: self.regulation,
            channel: ChannelKind::Portal,
            office: &office,
            applicant: Party {
                name: self.person.name.clone(),
                number: self.person.iin.clone(),
            },
            answers: &self.answers,
            evidence: &self.evidence,
        })
    }

    /// With the confirmation of `application`, ready to be handed in.
    pub fn confirmed(self, application: Written, confirmation: Confirmation, lang: Lang) -> HandIn {
        HandIn {
            person: self.person,
            draft: self.draft,
            evidence: self.evidence,
            application,
            confirmation,
            lang,
        }
    }
}
