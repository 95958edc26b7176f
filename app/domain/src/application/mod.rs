//! The document that a person submits: readable for ever without the form that made it.
//!
//! It is written once, at submission, as canonical JSON (RFC 8785). The receipt, the official's view and signatures are
//! made from those bytes alone, so a changed or removed form changes nothing that was submitted.

use serde::{Deserialize, Serialize};

use crate::{
    canonical::Unreadable,
    ids::RegulationId,
    parties::Parties,
    regulation::{ChannelKind, FieldKind},
    text::Lang,
};

pub use crate::text::Wording;

/// The shape of the document. A shape that older programs cannot read gets the next number.
pub const FORMAT: u32 = 1;

/// What was submitted, in the words that were shown.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Application {
    /// See [`FORMAT`].
    pub format: u32,
    /// The language in which it was read and confirmed.
    pub lang: Lang,
    /// What was applied for.
    pub service: Subject,
    /// How it was submitted.
    pub channel: ChannelKind,
    /// Which procedure of the channel; none where there is only one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub variant: Option<String>,
    /// The office that was to have it.
    pub office: Named,
    /// Who applies.
    pub applicant: Party,
    /// For whom that person acts.
    #[serde(default, skip_serializing_if = "Parties::is_person")]
    pub parties: Parties,
    /// In the order of the form.
    pub sections: Vec<Section>,
    /// In the order in which they were attached.
    pub documents: Vec<Document>,
}

impl Application {
    /// Whom the service is for: the one who is represented, else who applies.
    pub fn principal(&self) -> Party {
        match &self.parties {
            Parties::Person => self.applicant.clone(),
            Parties::Representative { name, iin } => Party {
                name: name.clone(),
                number: iin.clone().unwrap_or_default(),
            },
            Parties::Organisation { bin, name, .. } => Party {
                name: name.clone().unwrap_or_else(|| bin.clone()),
                number: bin.clone(),
            },
        }
    }
}

/// Reads a stored application.
///
/// # Errors
/// See [`Unreadable`].
pub fn read(json: &str) -> Result<Application, Unreadable> {
    let application: Application = serde_json::from_str(json)?;
    match application.format {
        FORMAT => Ok(application),
        other => Err(Unreadable::Format(other)),
    }
}

/// What was applied for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Subject {
    /// Id of the regulation.
    pub regulation: RegulationId,
    /// Official name.
    pub name: Wording,
    /// Title of the act.
    pub act: Wording,
}

/// Something with an id and a name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Named {
    /// Stable id.
    pub id: String,
    /// Its name.
    pub name: Wording,
}

/// Who applies.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Party {
    /// As the register has it.
    pub name: String,
    /// ИИН or БИН, twelve digits.
    pub number: String,
}

/// A page of the form, or one row of a page that repeats.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Section {
    /// Id of the topic.
    pub topic: String,
    /// Id of the row of a page that repeats.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub member: Option<String>,
    /// Heading.
    pub title: Wording,
    /// The heading for readers who are not the applicant, where it speaks to the applicant.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub others: Option<Wording>,
    /// The questions that were asked.
    pub answers: Vec<Answer>,
}

impl Section {
    /// The heading as officials read it.
    pub fn title_for_others(&self) -> &Wording {
        self.others.as_ref().unwrap_or(&self.title)
    }
}

/// A question that was asked, with its answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answer {
    /// Id of the field.
    pub field: String,
    /// What the field takes.
    pub kind: FieldKind,
    /// The question.
    pub label: Wording,
    /// In its stored spelling; empty where the question stayed without an answer.
    pub value: String,
    /// The answer in words.
    pub shown: Shown,
    /// The same for readers who are not the applicant, where question or answer speaks for the applicant.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub others: Option<Box<ForOthers>>,
    /// Whether it says who the applicant is: known to the portal and not typed.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub identity: bool,
}

impl Answer {
    /// The question as officials read it.
    pub fn label_for_others(&self) -> &Wording {
        self.others
            .as_ref()
            .map_or(&self.label, |others| &others.label)
    }

    /// The answer as officials read it.
    pub fn shown_for_others(&self) -> &Shown {
        let others = self.others.as_ref();
        let shown = others.and_then(|others| others.shown.as_ref());
        shown.unwrap_or(&self.shown)
    }
}

/// A question and its answer in words about the applicant.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ForOthers {
    /// The question.
    pub label: Wording,
    /// The answer in words, where that is another one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub shown: Option<Shown>,
}

/// An answer as it is read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Shown {
    /// The same in every language, one entry a paragraph; none without an answer.
    Same(Vec<String>),
    /// In words of the language; lines are paragraphs.
    Worded(Wording),
}

impl Shown {
    /// The paragraphs in `lang`.
    pub fn paragraphs(&self, lang: Lang) -> Vec<&str> {
        match self {
            Shown::Same(paragraphs) => paragraphs.iter().map(String::as_str).collect(),
            Shown::Worded(words) => words.get(lang).split('\n').collect(),
        }
    }
}

/// An attached file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Document {
    /// Id of the document in the form.
    pub slot: String,
    /// What document it is.
    pub name: Wording,
    /// Name of the file.
    pub file: String,
    /// Bytes.
    pub size: u64,
    /// Hexadecimal.
    pub sha256: String,
}
