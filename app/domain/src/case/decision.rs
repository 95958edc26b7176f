//! What was decided: the service or its refusal, and everything that the result needs.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::actor::ActorRef;
use crate::{
    ids::{OutputId, TaskNo},
    regulation::{Certainty, Closing},
    service::Polarity,
    text::Text,
};

/// Whether the service is rendered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Ruling {
    /// It is.
    Grant,
    /// It is not.
    Refuse,
    /// The papers are not taken in.
    IntakeRefuse,
}

impl Ruling {
    /// How a case ends for which it is decided so.
    pub const fn closing(self) -> Closing {
        match self {
            Ruling::Grant => Closing::Granted,
            Ruling::Refuse => Closing::Refused,
            Ruling::IntakeRefuse => Closing::IntakeRefused,
        }
    }

    /// Its name in forms.
    pub const fn id(self) -> &'static str {
        match self {
            Ruling::Grant => "grant",
            Ruling::Refuse => "refuse",
            Ruling::IntakeRefuse => "intake-refuse",
        }
    }
}

/// The decision of a case as it was written at one of its steps.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Decision {
    /// Whether the service is rendered.
    pub verdict: Ruling,
    /// What is issued.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub output: Option<OutputId>,
    /// What it answers, where it says yes or no.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub polarity: Option<Polarity>,
    /// What the official entered for it, by field.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub values: BTreeMap<String, String>,
    /// Whole tenge, where money is granted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub amount: Option<u64>,
    /// On which ground it is refused.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ground: Option<GroundTaken>,
    /// Why, in the words of the official.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub explanation: Option<String>,
    /// Whether the act knows no refusal here: it is the portal's own, and the route goes on to its end.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub ours: bool,
    /// Who decided.
    pub by: ActorRef,
    /// When.
    pub at: DateTime<Utc>,
}

/// A ground of refusal with its words, so that the case says them also when the file is another.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct GroundTaken {
    /// Its id.
    pub id: String,
    /// Number of the point, if known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub point: Option<String>,
    /// The ground.
    pub text: Text,
    /// Line of the act, where it stands in one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub line: Option<u32>,
    /// Where it was read, if not in an act.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<Text>,
    /// How sure it is, where it is not the act's own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub status: Option<Certainty>,
}

/// A decision was written, in place of an earlier one if there is one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Decided {
    /// The task at which.
    pub task: TaskNo,
    /// The decision.
    #[serde(flatten)]
    pub decision: Decision,
}

/// What an official chooses beside the outcome of a deciding step.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// Whether the service is rendered, where the outcome leaves it open.
    pub verdict: Ruling,
    /// What is issued, where there are several.
    pub output: Option<OutputId>,
    /// What it answers, where it says yes or no.
    pub polarity: Option<Polarity>,
}
