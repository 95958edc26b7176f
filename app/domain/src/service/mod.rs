//! What a service is in every region: its form, its documents, and what its results carry.
//!
//! Everything says on what it rests: a line of an act, a public page, or a reason why the portal itself asks.

use serde::{Deserialize, Serialize};

use crate::{
    condition::{Condition, Facts, Truth},
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
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
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

/// Without what a granted result is of no use. A refusal always needs its ground and an explanation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Need {
    /// It grants money: how much, for what time, and from when until when.
    Amount,
    /// It holds from a day until a day.
    Period,
    /// It goes by a number.
    Number,
    /// It is of a day that the portal does not know.
    Date,
    /// It sends the applicant to somebody.
    Addressee,
}

/// What an official enters for a kind of result, and the paper that is made of it.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
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
    /// For which answers of the form it is; for all where nothing is said. The first that fits is taken.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub when: Option<Condition>,
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
    /// What an official must enter, so that the decision is complete.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub needs: Vec<Need>,
    /// How its amount follows from other inputs.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reckoning: Option<Reckoning>,
    /// The answer of the form that says for how many months it is asked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub months: Option<String>,
    /// What is entered.
    #[serde(default, rename = "input")]
    pub inputs: Vec<Field>,
    /// The paper.
    #[serde(rename = "document")]
    pub paper: ResultPaper,
}

/// An amount that is what is left of another one after a share of the family's monthly income. The values are ids of inputs.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Reckoning {
    /// The amount.
    pub amount: String,
    /// From what the share is taken away.
    pub whole: String,
    /// Per cent of the income.
    pub percent: String,
}

impl ResultTemplate {
    /// Whether it is for this output, and for this answer where it says yes or no.
    pub fn fits(&self, output: &OutputId, polarity: Option<Polarity>) -> bool {
        let says =
            polarity.is_none_or(|one| self.polarity.is_empty() || self.polarity.contains(&one));
        self.output.contains(output) && says
    }

    /// Whether it may be for these answers of the form.
    pub fn is_for(&self, facts: &Facts) -> bool {
        let when = self.when.as_ref();
        when.is_none_or(|when| when.check(facts) != Truth::NotMet)
    }
}

/// The paper of a result, with placeholders: `{applicant}`, `{iin}`, `{field:<id>}`, `{input:<id>}`, `{number}`, `{date}`,
/// `{office}`, `{family-income}`; of a document that a register answered `{answered:<id>}`, `{said:<id>}`, `{otherwise:<id>}`.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ResultPaper {
    /// Heading.
    pub title: Text,
    /// What it says.
    pub body: Text,
    /// What it lists of the application.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub list: Option<PaperList>,
}

/// Rows of the application that a paper lists because no act gives its form.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PaperList {
    /// The page of the form that repeats.
    pub topic: String,
    /// Ids of the fields that are told of each row, in order.
    pub fields: Vec<String>,
    /// What they are.
    pub title: Text,
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
    /// What answers of the form speak for it: the applicant is told so before submitting, and is not kept from it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub when: Option<Condition>,
    /// For which answers of the form it may be taken; for all where nothing is said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub only: Option<Condition>,
    /// Steps at which it may be taken; empty means at any.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub steps: Vec<StepId>,
}

impl ServiceGround {
    /// Whether it may be taken by these answers of the form.
    pub fn is_for(&self, facts: &Facts) -> bool {
        let only = self.only.as_ref();
        only.is_none_or(|only| only.check(facts) != Truth::NotMet)
    }
}

/// How an amount is computed, in words.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Formula {
    /// Stable id.
    pub id: String,
    /// The rule, with dated figures.
    pub text: Text,
    /// For which answers of the form it is; for all where nothing is said.
    #[serde(default)]
    pub only: Option<Condition>,
    /// Where it was read.
    #[serde(default)]
    pub source: Option<Text>,
    /// Why the portal counts so by itself.
    #[serde(default)]
    pub ours_because: Option<String>,
}
