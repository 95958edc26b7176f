//! A procedure is a graph: a step has outcomes, and each outcome leads to a step or ends the case.

use serde::{Deserialize, Serialize};

use super::{ChannelKind, Field, Meaning, Message, Regulation};
use crate::{
    condition::Condition,
    ids::{OutputId, RoleId, StepId},
    limit::Limit,
    text::{Lang, Text},
};

/// The steps for one channel.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Procedure {
    /// Which channel.
    pub channel: ChannelKind,
    /// A variant of it, where the act has several.
    #[serde(default)]
    pub variant: Option<String>,
    /// For which answers this variant is taken.
    #[serde(default)]
    pub when: Option<Condition>,
    /// Its heading; the name of the channel where it has none.
    #[serde(default)]
    pub name: Text,
    /// Line of the heading.
    pub line: u32,
    /// What starts the clock, in words.
    pub starts: Text,
    /// Line of that.
    pub starts_line: u32,
    /// The step at which a submitted case begins; steps before it are the applicant's and the portal's own. The
    /// first, where nothing else is said.
    #[serde(default)]
    pub entry: StepId,
    /// Takes the steps of this [`Process`].
    #[serde(default)]
    pub like: Option<String>,
    /// For `like`: the line of each of its steps, in order.
    #[serde(default)]
    pub at: Vec<u32>,
    /// Takes over the steps of another channel from a step on.
    #[serde(default)]
    pub include: Option<Include>,
    /// Steps in the order of the act.
    #[serde(default, rename = "step")]
    pub steps: Vec<Step>,
}

/// A process whose words several regulations of an act share, each with lines of its own.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Process {
    /// Stable id.
    pub id: String,
    /// Steps in the order of the act; their lines are those of the regulation.
    #[serde(rename = "step")]
    pub steps: Vec<Step>,
    /// Messages that its steps form; the line is that of the step.
    #[serde(default, rename = "message")]
    pub messages: Vec<Message>,
}

impl Procedure {
    /// The step `id`.
    pub fn step(&self, id: &str) -> Option<&Step> {
        self.steps.iter().find(|step| step.id == id)
    }
}

/// Steps taken over from another channel's procedure.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Include {
    /// Whose.
    pub channel: ChannelKind,
    /// From this step to the end.
    pub from: StepId,
    /// The step of this procedure that follows where the steps taken over close the case: the applicant
    /// receives the result.
    #[serde(default)]
    pub then: Option<StepId>,
}

/// One step.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Step {
    /// Stable id.
    pub id: StepId,
    /// Its number as the act writes it: `4`, `процесс 3`, `условие 1`. A label, never a key.
    pub n: String,
    /// The same in each language, where `words.toml` knows the word beside the number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub point: Option<Text>,
    /// Line of the act.
    #[serde(default)]
    pub line: u32,
    /// Other lines that state its limit again.
    #[serde(default)]
    pub also: Vec<u32>,
    /// Id of the role.
    pub performer: RoleId,
    /// Roles of which one may do it instead: «руководитель (заместитель)».
    #[serde(default)]
    pub or: Vec<RoleId>,
    /// How many of its performers must vote, where they do it together.
    #[serde(default)]
    pub quorum: Option<u32>,
    /// Whether it waits for every way that still leads to it.
    #[serde(default)]
    pub join: bool,
    /// Whether the decision is written here; by the kind of step where nothing is said.
    #[serde(default)]
    pub decides: Option<bool>,
    /// Whether the decision is signed here; by the kind of step where nothing is said.
    #[serde(default)]
    pub signs: Option<bool>,
    /// Set where the applicant is to do it.
    #[serde(default)]
    pub applicant: Option<Turn>,
    /// What kind of act it is: an id of `words.toml`, which has the title and the button.
    #[serde(default)]
    pub does: Option<String>,
    /// As the act says it.
    pub action: Text,
    /// A few words for the drawing and the timeline; those of `does` where there are none. Ours.
    #[serde(default)]
    pub title: Text,
    /// How long it may take; none where the act sets none.
    #[serde(default)]
    pub limit: Option<Limit>,
    /// Line of the limit, where another sentence than the step's states it.
    #[serde(default)]
    pub limit_line: Option<u32>,
    /// Id of the message that the portal forms with this step.
    #[serde(default)]
    pub message: Option<String>,
    /// Id of the note that explains a step which the act forgot or left open.
    #[serde(default)]
    pub note: Option<String>,
    /// What the official enters.
    #[serde(default, rename = "input")]
    pub inputs: Vec<Field>,
    /// Short for a single outcome `done`: the step that follows.
    #[serde(default, skip_serializing, deserialize_with = "one_or_more")]
    pub to: Vec<StepId>,
    /// Short for a single outcome `done`: how the case ends.
    #[serde(default, skip_serializing)]
    pub closes: Option<Closing>,
    /// Short for a single outcome `done`: what is issued.
    #[serde(default, skip_serializing)]
    pub output: Option<OutputId>,
    /// What may come of it. Empty for a message that ends the way (a refusal by the portal).
    #[serde(default, rename = "outcome")]
    pub outcomes: Vec<Outcome>,
}

/// What a step is to the rules, by [`Step::does`]; the other kinds of `words.toml` only name it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StepKind {
    /// Somebody is named who works the case.
    Assign,
    /// It is decided.
    Decide,
    /// The decision is written for whoever signs it.
    Prepare,
    /// It is signed.
    Sign,
    /// Something is waited for.
    Wait,
    /// Somebody is told.
    Notify,
    /// Any other.
    Other,
}

impl Step {
    /// Its number in `lang`.
    pub fn number(&self, lang: Lang) -> &str {
        let point = self.point.as_ref();
        point.map_or(self.n.as_str(), |point| point.get(lang))
    }

    /// The roles of which one does it.
    pub fn roles(&self) -> impl Iterator<Item = &RoleId> {
        [&self.performer].into_iter().chain(&self.or)
    }

    /// What it is to the rules.
    pub fn kind(&self) -> StepKind {
        match self.does.as_deref() {
            Some("assign") => StepKind::Assign,
            Some("conclude" | "decide") => StepKind::Decide,
            Some("prepare") => StepKind::Prepare,
            Some("approve" | "sign") => StepKind::Sign,
            Some("wait") => StepKind::Wait,
            Some("notify") => StepKind::Notify,
            _ => StepKind::Other,
        }
    }

    /// The outcome `id`.
    pub fn outcome(&self, id: &str) -> Option<&Outcome> {
        self.outcomes.iter().find(|outcome| outcome.id == id)
    }

    /// Whether it has a field of its own that means this.
    pub fn asks(&self, meaning: Meaning) -> bool {
        self.inputs.iter().any(|field| field.means(meaning))
    }

    /// The inputs asked for `outcome`.
    pub fn inputs_for<'a>(&'a self, outcome: &'a str) -> impl Iterator<Item = &'a Field> {
        self.inputs.iter().filter(move |field| {
            field.outcomes.is_empty() || field.outcomes.iter().any(|id| id == outcome)
        })
    }
}

impl Step {
    /// Where the case goes on from the applicant's turn when everything was brought: by the first outcome that is not what
    /// comes of a turn whose time is over.
    pub fn brought(&self) -> Option<&Outcome> {
        let turn = self.applicant.as_ref();
        let overdue = turn.and_then(|turn| turn.overdue.as_deref());
        let mut outcomes = self.outcomes.iter();
        outcomes.find(|one| overdue != Some(one.id.as_str()))
    }
}

/// The applicant's own turn. The step's limit is theirs, and its performer is who watches it.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Turn {
    /// Ids of the documents to be brought.
    #[serde(default)]
    pub bring: Vec<String>,
    /// The outcome that the portal takes when the time is over; without one it goes on waiting.
    #[serde(default)]
    pub overdue: Option<String>,
}

impl Turn {
    /// What is asked in words beside the documents.
    pub fn ask<'r>(&self, regulation: &'r Regulation) -> Option<&'r Field> {
        let mut brought = self.bring.iter().filter_map(|id| regulation.slot(id));
        brought.find_map(|slot| slot.ask.as_ref())
    }
}

/// One id, or a list of them.
fn one_or_more<'de, D: serde::Deserializer<'de>>(from: D) -> Result<Vec<StepId>, D::Error> {
    #[derive(Deserialize)]
    #[serde(untagged)]
    enum Ids {
        One(StepId),
        More(Vec<StepId>),
    }
    Ok(match Option::<Ids>::deserialize(from)? {
        Some(Ids::One(id)) => vec![id],
        Some(Ids::More(ids)) => ids,
        None => Vec::new(),
    })
}

/// What may come of a step.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Outcome {
    /// Stable id.
    pub id: String,
    /// The button: what the official does; that of `words.toml` where there is none.
    #[serde(default)]
    pub label: Text,
    /// The step that follows, or several side by side; none if it ends the case.
    #[serde(default, deserialize_with = "one_or_more")]
    pub to: Vec<StepId>,
    /// For which answers it may be chosen; for all where nothing is said.
    #[serde(default)]
    pub when: Option<Condition>,
    /// How the case ends; must be there if `to` is not.
    #[serde(default)]
    pub closes: Option<Closing>,
    /// The output that is issued with it.
    #[serde(default)]
    pub output: Option<OutputId>,
    /// The portal's or the applicant's own step that follows the end of the case (a message is formed, the
    /// result is received). It is drawn; nobody waits for it.
    #[serde(default)]
    pub followed_by: Option<StepId>,
    /// Line of the act, where it differs from the step's.
    #[serde(default)]
    pub line: Option<u32>,
    /// Id of the note that explains an outcome which the act forgot.
    #[serde(default)]
    pub note: Option<String>,
}

/// How a case ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(utoipa::ToSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Closing {
    /// The service was rendered.
    Granted,
    /// It was refused after examination.
    Refused,
    /// The papers were refused before registration or by the portal.
    IntakeRefused,
    /// The applicant took the application back. No act says so, hence no file.
    Withdrawn,
    /// The office ended it because the applicant did not bring in time what the act wants. It is the portal's own, hence
    /// no file.
    Abandoned,
}

impl Closing {
    /// The id under which files and rows name it.
    pub const fn id(self) -> &'static str {
        match self {
            Closing::Granted => "granted",
            Closing::Refused => "refused",
            Closing::IntakeRefused => "intake-refused",
            Closing::Withdrawn => "withdrawn",
            Closing::Abandoned => "abandoned",
        }
    }

    /// Whether the office has decided or turned the papers away: then there is a result.
    pub const fn is_decided(self) -> bool {
        matches!(
            self,
            Closing::Granted | Closing::Refused | Closing::IntakeRefused
        )
    }
}
