//! How one provider delivers one service in one region: the whole of a regulation, as data.
//!
//! Every item carries `line`, the first line of the sentence of the act that says so (counted from 1 in the
//! act's source file, [`LegalResource::document`]). Items without a line are the project's own and say so.

use serde::{Deserialize, Serialize};

use crate::{condition::Condition, limit::Limit, text::Text};

mod act;
mod form;
mod need;
mod procedure;

pub use act::{LegalResource, Office, Provider, Region, Repeal, Role};
pub use form::{Field, FieldKind, FieldOption, Topic};
pub use need::{Certainty, Evidence, Income, Question, Requirement, Supply};
pub use procedure::{Closing, Include, Outcome, Procedure, Step};

/// A regulation file. The id is also its address on the portal and its path in the catalogue.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Regulation {
    /// `<region>-<year>/<service>`.
    pub id: String,
    /// The service, one id for all regions.
    pub service: String,
    /// The official name.
    pub names: Text,
    /// Line of the official name.
    pub line: u32,
    /// What it is, in plain words. Ours.
    pub summary: Text,
    /// Life situations under which people look for it: ids of `regulations/situations.toml`.
    pub situations: Vec<String>,
    /// Words with which people search for it, in any language.
    #[serde(default)]
    pub keywords: Vec<String>,
    /// The act.
    pub act: LegalResource,
    /// The territory.
    pub region: Region,
    /// Who delivers it.
    pub provider: Provider,
    /// Who performs the steps.
    #[serde(rename = "role")]
    pub roles: Vec<Role>,
    /// Paper, electronic and so on, as the act says it.
    pub form_of_service: Clause,
    /// In which form the result is given, as the act says it.
    #[serde(default)]
    pub form_of_result: Option<Clause>,
    /// What it costs, as the act says it.
    pub fee: Fee,
    /// Who may receive it, as the act says it.
    pub recipients: Clause,
    /// The standard that the regulation refers to, where the documents and grounds of refusal stand.
    pub standard: Clause,
    /// How the complaint is made, as the act says it.
    pub appeal: Clause,
    /// Ways to apply, each with its condition.
    #[serde(rename = "channel")]
    pub channels: Vec<Channel>,
    /// What the applicant may get at the end.
    #[serde(rename = "output")]
    pub outputs: Vec<Output>,
    /// Questions of the guide, in order.
    #[serde(default, rename = "question")]
    pub questions: Vec<Question>,
    /// Who is entitled.
    #[serde(default, rename = "requirement")]
    pub requirements: Vec<Requirement>,
    /// Documents.
    #[serde(default, rename = "evidence")]
    pub evidence: Vec<Evidence>,
    /// The pages of the application form.
    #[serde(default, rename = "topic")]
    pub topics: Vec<Topic>,
    /// How per-capita income is computed, where a step needs it.
    #[serde(default)]
    pub income: Option<Income>,
    /// Grounds on which the service may be refused.
    #[serde(default, rename = "ground")]
    pub grounds: Vec<Ground>,
    /// Messages that the act makes the portal form, each with a key of its own.
    #[serde(default, rename = "message")]
    pub messages: Vec<Message>,
    /// Steps for every channel.
    #[serde(rename = "procedure")]
    pub procedures: Vec<Procedure>,
    /// Terms that the act states for the whole.
    #[serde(default, rename = "term")]
    pub terms: Vec<StatedTerm>,
    /// Contradictions and gaps of the act, with the reading that the portal takes.
    #[serde(default, rename = "note")]
    pub notes: Vec<Note>,
}

impl Regulation {
    /// The procedure for cases that came through `channel`.
    pub fn procedure(&self, channel: ChannelKind) -> Option<&Procedure> {
        self.procedures
            .iter()
            .find(|procedure| procedure.channel == channel)
    }

    /// The channel of this kind, if the regulation has it.
    pub fn channel(&self, kind: ChannelKind) -> Option<&Channel> {
        self.channels.iter().find(|channel| channel.kind == kind)
    }

    /// The message `id`.
    pub fn message(&self, id: &str) -> Option<&Message> {
        self.messages.iter().find(|message| message.id == id)
    }

    /// The role `id`.
    pub fn role(&self, id: &str) -> Option<&Role> {
        self.roles.iter().find(|role| role.id == id)
    }

    /// The output `id`.
    pub fn output(&self, id: &str) -> Option<&Output> {
        self.outputs.iter().find(|output| output.id == id)
    }

    /// The ground `id`.
    pub fn ground(&self, id: &str) -> Option<&Ground> {
        self.grounds.iter().find(|ground| ground.id == id)
    }

    /// The grounds that may be taken at the step `step`.
    pub fn grounds_at<'a>(&'a self, step: &'a str) -> impl Iterator<Item = &'a Ground> {
        self.grounds.iter().filter(move |ground| {
            ground.steps.is_empty() || ground.steps.iter().any(|id| id == step)
        })
    }

    /// The document slot `id`.
    pub fn slot(&self, id: &str) -> Option<&Evidence> {
        self.evidence.iter().find(|evidence| evidence.id == id)
    }

    /// The form page `id`.
    pub fn topic(&self, id: &str) -> Option<&Topic> {
        self.topics.iter().find(|topic| topic.id == id)
    }

    /// The office `id`.
    pub fn office(&self, id: &str) -> Option<&Office> {
        self.provider.offices.iter().find(|office| office.id == id)
    }
}

/// A sentence of the act.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Clause {
    /// The text.
    pub text: Text,
    /// Its first line.
    pub line: u32,
}

/// What the service costs.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Fee {
    /// Whether it is free of charge.
    pub free: bool,
    /// As the act says it.
    pub text: Text,
    /// Its line.
    pub line: u32,
}

/// Kinds of channels.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ChannelKind {
    /// The web portal.
    Portal,
    /// The provider's own counter.
    Provider,
    /// The State Corporation (ЦОН).
    StateCorporation,
    /// The akim of a settlement or rural district.
    Akim,
}

impl ChannelKind {
    /// The id that stands in regulation files and in the store.
    pub const fn id(self) -> &'static str {
        match self {
            ChannelKind::Portal => "portal",
            ChannelKind::Provider => "provider",
            ChannelKind::StateCorporation => "state_corporation",
            ChannelKind::Akim => "akim",
        }
    }

    /// Reads an id.
    pub fn from_id(id: &str) -> Option<ChannelKind> {
        [
            ChannelKind::Portal,
            ChannelKind::Provider,
            ChannelKind::StateCorporation,
            ChannelKind::Akim,
        ]
        .into_iter()
        .find(|kind| kind.id() == id)
    }
}

/// A way to apply.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Channel {
    /// Which.
    pub kind: ChannelKind,
    /// Line of the act.
    pub line: u32,
    /// As the act names it.
    pub name: Text,
    /// For whom it is open; without one, for all.
    #[serde(default)]
    pub condition: Option<Condition>,
    /// The condition in words.
    #[serde(default)]
    pub condition_text: Option<Text>,
    /// Where the others are sent.
    #[serde(default)]
    pub elsewhere: Vec<ChannelKind>,
}

/// Kinds of outputs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum OutputKind {
    /// A notification.
    Notification,
    /// A certificate, positive or negative.
    Certificate,
    /// A referral.
    Referral,
    /// A permit.
    Permit,
    /// A decision.
    Decision,
    /// A duplicate.
    Duplicate,
    /// A reasoned refusal of the service, after examination.
    ReasonedRefusal,
    /// A refusal before registration.
    IntakeRefusal,
}

/// What the applicant gets at the end.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Output {
    /// Stable id.
    pub id: String,
    /// Which kind.
    pub kind: OutputKind,
    /// Its name.
    pub name: Text,
    /// Line of the act; none where the act forgot the document (then `note` says so).
    #[serde(default)]
    pub line: Option<u32>,
    /// Id of the note that explains a missing line.
    #[serde(default)]
    pub note: Option<String>,
}

/// A ground of refusal.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Ground {
    /// Stable id.
    pub id: String,
    /// The ground.
    pub name: Text,
    /// Line of the act.
    pub line: u32,
    /// Steps at which it may be taken; empty means at any.
    #[serde(default)]
    pub steps: Vec<String>,
}

/// A message that the act makes the portal form.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Message {
    /// Stable id: `refusal-authorisation`, `refusal-signature`, `refusal-documents`.
    pub id: String,
    /// Its text for the reader.
    pub text: Text,
    /// Line of the act.
    pub line: u32,
}

/// A term that the act states for the whole service.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StatedTerm {
    /// Stable id.
    pub id: String,
    /// For which channel.
    pub channel: ChannelKind,
    /// The term.
    pub limit: Limit,
    /// Line of the act.
    pub line: u32,
    /// When it applies, in words.
    pub when: Text,
    /// Whether it takes the place of the ordinary term by an official's reasoned act.
    #[serde(default)]
    pub replaces: bool,
    /// Roles that may do so while a step is theirs.
    #[serde(default)]
    pub by: Vec<String>,
    /// Id of the note that says what the act leaves open.
    #[serde(default)]
    pub note: Option<String>,
}

/// A contradiction or gap of the act.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Note {
    /// Stable id.
    pub id: String,
    /// The lines that it speaks of.
    pub lines: Vec<u32>,
    /// What is amiss and which reading the portal takes.
    pub text: Text,
}
