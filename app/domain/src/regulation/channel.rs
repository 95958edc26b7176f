//! Ways to apply, and what the applicant gets at the end.

use serde::{Deserialize, Serialize};

use crate::{
    condition::{Condition, Facts, Truth},
    ids::OutputId,
    text::Text,
};

/// Kinds of channels.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(utoipa::ToSchema))]
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
    /// What is asked for this way, where that is not the service itself: an answer about it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub called: Option<Text>,
    /// For whom it is open; without one, for all.
    #[serde(default)]
    pub condition: Option<Condition>,
    /// The condition in words.
    #[serde(default)]
    pub condition_text: Option<Text>,
    /// Where the others are sent.
    #[serde(default)]
    pub elsewhere: Vec<ChannelKind>,
    /// Id of the note that says why the act has no procedure for it.
    #[serde(default)]
    pub without: Option<String>,
}

impl Channel {
    /// Whether its condition lets these facts in.
    pub fn open(&self, facts: &Facts) -> Truth {
        let condition = self.condition.as_ref();
        condition.map_or(Truth::Met, |condition| condition.check(facts))
    }

    /// The facts on which it hangs whether it is open.
    pub fn facts(&self) -> Vec<&str> {
        let condition = self.condition.as_ref();
        condition.map(Condition::facts).unwrap_or_default()
    }
}

/// Kinds of outputs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(utoipa::ToSchema))]
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
    /// Money that another body pays.
    Payment,
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
    pub id: OutputId,
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
