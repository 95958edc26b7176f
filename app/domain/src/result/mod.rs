//! The paper that a case ends with: readable for ever without the template that made it.
//!
//! It is written once, as canonical JSON (RFC 8785), with the event that issues it. The cabinet, the office and later
//! signatures read those bytes alone, so a changed template changes nothing that was issued.

mod fill;

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use crate::{
    application::{Named, Party, Shown, Subject, Wording},
    canonical::Unreadable,
    regulation::{Closing, OutputKind},
    text::Lang,
};

pub use fill::{Filled, fill, placeholders};

/// The shape of the document. A shape that older programs cannot read gets the next number.
pub const FORMAT: u32 = 1;

/// What was issued, in the words that were shown.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ResultDocument {
    /// See [`FORMAT`].
    pub format: u32,
    /// Which output of the regulation it is; none where the act names none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub output: Option<Named>,
    /// Its kind.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kind: Option<OutputKind>,
    /// How the case ended with it; none if it went on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub closing: Option<Closing>,
    /// Registration number of the case.
    pub number: String,
    /// The day of issue.
    pub date: NaiveDate,
    /// What was applied for.
    pub service: Subject,
    /// The office that issues it.
    pub office: Named,
    /// To whom.
    pub addressee: Party,
    /// The person who applied for them, where it is another.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub through: Option<String>,
    /// Heading.
    pub title: Wording,
    /// What it says; lines are paragraphs.
    pub body: Wording,
    /// Whole tenge, where money is granted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub amount: Option<u64>,
    /// For what time that is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub amount_per: Option<Wording>,
    /// Rows of the application, as they were submitted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub listed: Option<Listed>,
    /// What the officials entered for it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub entered: Vec<PaperLine>,
    /// On which ground it is refused.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ground: Option<PaperGround>,
    /// Why.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub explanation: Option<Explanation>,
    /// Whether the act knows no such refusal: it is the portal's own.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub ours: bool,
    /// Who wrote the decision for whoever signs it, where the act has it only prepared.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub prepared: Option<Hand>,
    /// Who decided.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub decided: Option<Hand>,
    /// Who signed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub signed: Option<Hand>,
    /// Who issued it after that.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub issued: Option<Hand>,
    /// How to appeal, and where that stands.
    pub appeal: Rule,
}

/// Rows of the application on a paper whose form no act gives: the portal lists them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Listed {
    /// What they are.
    pub title: Wording,
    /// Each in words.
    pub rows: Vec<Wording>,
}

/// What was entered in a field.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PaperLine {
    /// Id of the field.
    pub field: String,
    /// The question.
    pub label: Wording,
    /// In its stored spelling.
    pub value: String,
    /// In words.
    pub shown: Shown,
    /// Whether the body says it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub said: bool,
}

/// A ground of refusal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PaperGround {
    /// Its id.
    pub id: String,
    /// Number of the point, if known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub point: Option<String>,
    /// The ground, and where it stands.
    #[serde(flatten)]
    pub rule: Rule,
    /// Whether the body says it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub said: bool,
}

/// Why it was decided so.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Explanation {
    /// The words; lines are paragraphs.
    pub text: Wording,
    /// The one language in which they are; none where each language has its own, or an older program wrote it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lang: Option<Lang>,
    /// Whether the body says them.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub said: bool,
}

/// Words of a rule, and where it was read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rule {
    /// The words; lines are paragraphs.
    pub text: Wording,
    /// Where they stand; none where they are the portal's own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<Wording>,
}

/// Somebody who had a hand in it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hand {
    /// Name; empty for the portal.
    pub name: String,
    /// In which role.
    pub role: Wording,
    /// When.
    pub at: DateTime<Utc>,
}

/// Reads a stored result.
///
/// # Errors
/// See [`Unreadable`].
pub fn read(json: &str) -> Result<ResultDocument, Unreadable> {
    let document: ResultDocument = serde_json::from_str(json)?;
    match document.format {
        FORMAT => Ok(document),
        other => Err(Unreadable::Format(other)),
    }
}
