//! What a service is in every region: its form, its documents, and what its results carry.
//!
//! Everything says on what it rests: a line of an act, a public page, or a reason why the portal itself asks.

use serde::{Deserialize, Serialize};

use crate::{
    ids::{OutputId, ServiceId, StepId},
    regulation::{Certainty, Evidence, Field, Topic},
    text::Text,
};

/// The result of a refusal where the act names none, in every service.
pub const REFUSAL: &str = "reasoned-refusal";

/// A service, one for all regions. The catalogue has put the shared blocks into its form.
#[derive(Clone, Debug)]
pub struct Service {
    /// Stable id.
    pub id: ServiceId,
    /// Short plain name.
    pub name: Text,
    /// What one gets and for whom.
    pub sentence: Text,
    /// Who may apply on the portal.
    pub parties: Vec<PartyKind>,
    /// Whether people can apply on the portal where the act opens it.
    pub online: bool,
    /// The pages of the form, in order.
    pub topics: Vec<Topic>,
    /// What must be attached or comes from a register.
    pub documents: Vec<Evidence>,
    /// What its results carry.
    pub results: Vec<ResultTemplate>,
    /// Grounds of refusal where the act names none.
    pub grounds: Vec<ServiceGround>,
    /// How amounts are computed.
    pub formulas: Vec<Formula>,
}

/// Who may apply.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum PartyKind {
    /// The person who needs it.
    Person,
    /// Somebody who acts for that person.
    Representative,
    /// A legal entity, through a person.
    Organisation,
}

/// What a certificate says of its question.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(utoipa::ToSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Polarity {
    /// It is so.
    Yes,
    /// It is not so.
    No,
}

impl Polarity {
    /// Its name in files and forms.
    pub const fn id(self) -> &'static str {
        match self {
            Polarity::Yes => "yes",
            Polarity::No => "no",
        }
    }
}

/// What an official enters for a kind of result, and the paper that is made of it.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ResultTemplate {
    /// The outputs of the regulations for which it is.
    pub output: Vec<OutputId>,
    /// What the official does who decides so.
    #[serde(default)]
    pub label: Text,
    /// Where the result says yes or no: for which of them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub polarity: Vec<Polarity>,
    /// Which act says what the result carries.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub act: Option<String>,
    /// At which line.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub line: Option<u32>,
    /// Where it was read, if not in an act.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<Text>,
    /// Why the portal asks by itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ours_because: Option<String>,
    /// What is entered.
    #[serde(default, rename = "input")]
    pub inputs: Vec<Field>,
    /// The paper.
    #[serde(rename = "document")]
    pub paper: ResultPaper,
}

impl ResultTemplate {
    /// Whether it is for this output, and for this answer where it says yes or no.
    pub fn fits(&self, output: &OutputId, polarity: Option<Polarity>) -> bool {
        let says =
            polarity.is_none_or(|one| self.polarity.is_empty() || self.polarity.contains(&one));
        self.output.contains(output) && says
    }
}

/// The paper of a result, with placeholders: `{applicant}`, `{iin}`, `{field:<id>}`, `{input:<id>}`, `{number}`, `{date}`,
/// `{office}`.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ResultPaper {
    /// Heading.
    pub title: Text,
    /// What it says.
    pub body: Text,
}

/// A ground of refusal that does not stand in the regulation's act.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ServiceGround {
    /// Stable id.
    pub id: String,
    /// Number of the point, if known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub point: Option<String>,
    /// The ground.
    pub text: Text,
    /// How sure it is.
    pub status: Certainty,
    /// Which act says it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub act: Option<String>,
    /// At which line.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub line: Option<u32>,
    /// Where it was read, if not in an act.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<Text>,
    /// Steps at which it may be taken; empty means at any.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub steps: Vec<StepId>,
}

/// How an amount is computed, in words.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Formula {
    /// Stable id.
    pub id: String,
    /// The rule, with dated figures.
    pub text: Text,
    /// Where it was read.
    #[serde(default)]
    pub source: Option<Text>,
    /// Why the portal counts so by itself.
    #[serde(default)]
    pub ours_because: Option<String>,
}
