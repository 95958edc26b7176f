//! How one provider delivers one service in one region: the whole of a regulation, as data.
//!
//! Every item carries `line`, the first line of the sentence of the act that says so (counted from 1 in the
//! act's source file, [`LegalResource::document`]). Items without a line are the project's own and say so.

use serde::{Deserialize, Serialize};

use crate::{condition::Condition, limit::Limit, text::Text};

mod form;
mod procedure;

pub use form::{Field, FieldKind, FieldOption, Topic};
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

/// The act that holds the regulation.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LegalResource {
    /// Name of the source file.
    pub document: String,
    /// First and last line of the regulation in it.
    pub lines: [u32; 2],
    /// Kind, body, date and number: «постановление акимата … от … № …».
    pub title: Text,
    /// `№ 119`.
    pub number: String,
    /// Day of the act.
    pub date: chrono::NaiveDate,
    /// Since when it applied, where the act says so.
    #[serde(default)]
    pub in_force: Option<chrono::NaiveDate>,
    /// Since when it no longer applies.
    #[serde(default)]
    pub repealed: Option<Repeal>,
    /// Language of the text at hand.
    pub language: crate::text::Lang,
}

/// The end of an act.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Repeal {
    /// Day of the repealing act.
    pub date: chrono::NaiveDate,
    /// By which act.
    pub by: Text,
    /// Where it is said.
    pub line: u32,
}

/// A territory by its КАТО code.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Region {
    /// Nine digits.
    pub kato: String,
    /// Name at the time of the act.
    pub name: Text,
}

/// The body that delivers the service.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Provider {
    /// Its generic name in the act.
    pub name: Text,
    /// Line of the name.
    pub line: u32,
    /// Its offices, one a district.
    #[serde(default, rename = "office")]
    pub offices: Vec<Office>,
}

/// One office of the provider.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Office {
    /// Stable id.
    pub id: String,
    /// КАТО code of the district or city that it serves.
    pub kato: String,
    /// Name of that district.
    pub district: Text,
    /// Name of the office.
    pub name: Text,
    /// Postal address, if known.
    #[serde(default)]
    pub address: Option<Text>,
    /// Telephone, if known.
    #[serde(default)]
    pub phone: Option<String>,
}

/// Who performs steps.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Role {
    /// Stable id, used by steps and staff accounts.
    pub id: String,
    /// As the act names it.
    pub name: Text,
    /// Short name for a lane of the drawing. Ours.
    pub short: Text,
    /// Line of the list of units, or of the first step where the list lacks it.
    #[serde(default)]
    pub line: Option<u32>,
    /// Whether people log in with this role (the applicant and the portal itself do not).
    pub staff: bool,
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

/// One question of the guide; its id is the fact that the answer sets.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Question {
    /// The fact, for example `person.disability`.
    pub fact: String,
    /// The question.
    pub text: Text,
    /// Help below it.
    #[serde(default)]
    pub hint: Option<Text>,
    /// Answers; empty means yes / no / I do not know.
    #[serde(default, rename = "option")]
    pub options: Vec<FieldOption>,
    /// Asked only if this holds.
    #[serde(default)]
    pub when: Option<Condition>,
    /// The line of the act for which it is asked.
    pub line: u32,
}

/// A condition of entitlement.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Requirement {
    /// Stable id.
    pub id: String,
    /// In plain words, close to the act.
    pub text: Text,
    /// Line of the act.
    pub line: u32,
    /// When it is met. `unknowable` facts (decided later by a commission) stay unknown.
    pub met: Condition,
    /// Only for this channel; otherwise for the service as such.
    #[serde(default)]
    pub channel: Option<ChannelKind>,
    /// Who finds out, where the guide cannot: «решает участковая комиссия».
    #[serde(default)]
    pub decided_by: Option<Text>,
}

/// How sure the catalogue is of something that the act leaves to its standard.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Certainty {
    /// Read in the act or in an official text of that edition.
    Confirmed,
    /// Read in an official text of another edition, or in a part.
    Partial,
    /// Not found.
    Unknown,
}

/// How a document reaches the case.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Supply {
    /// The portal asks the register; nothing to attach.
    Register,
    /// The form's answers are the document.
    Form,
    /// The applicant attaches it.
    Attach,
}

/// A document.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Evidence {
    /// Stable id, also of the slot.
    pub id: String,
    /// Its name.
    pub name: Text,
    /// What counts, how to get it.
    #[serde(default)]
    pub hint: Option<Text>,
    /// How it reaches the case.
    pub supply: Supply,
    /// Whether it must be there, by the facts of the form.
    pub required: Condition,
    /// How sure we are.
    pub status: Certainty,
    /// Where that was read: the act («line 340») or a public page with its edition.
    pub source: Text,
    /// Line of the act, where it stands in the act.
    #[serde(default)]
    pub line: Option<u32>,
}

/// How per-capita income is computed: sum of incomes of the quarter before the quarter of application, by
/// the number of family members, by three months.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Income {
    /// Field with the applicant's own income of the quarter.
    pub applicant: String,
    /// The repeating topic of the other members.
    pub group: String,
    /// Field of a member's income in it.
    pub member: String,
    /// Line of the step that computes it.
    pub line: u32,
    /// Where the formula was read.
    pub source: Text,
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
