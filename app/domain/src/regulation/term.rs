//! Terms that the act states beside the limits of steps, and the end of a service.

use serde::{Deserialize, Serialize};

use super::ChannelKind;
use crate::{
    ids::{RoleId, StepId},
    limit::Limit,
    text::Text,
};

/// A term that the act states for the whole service.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StatedTerm {
    /// Stable id.
    pub id: String,
    /// What it limits.
    #[serde(default)]
    pub kind: TermKind,
    /// For which channel.
    pub channel: ChannelKind,
    /// For which variant of it, where the act has several.
    #[serde(default)]
    pub variant: Option<String>,
    /// What starts its clock, where the act says so.
    #[serde(default)]
    pub starts: Option<Text>,
    /// The step whose opening starts its clock, where that is not the application.
    #[serde(default)]
    pub since: Option<StepId>,
    /// Other lines that state it again.
    #[serde(default)]
    pub also: Vec<u32>,
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
    pub by: Vec<RoleId>,
    /// Id of the note that says what the act leaves open.
    #[serde(default)]
    pub note: Option<String>,
    /// Id of the note that explains why the limits of the steps do not add up to it.
    #[serde(default)]
    pub differs: Option<String>,
}

/// What a stated term limits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(utoipa::ToSchema))]
#[serde(rename_all = "kebab-case")]
pub enum TermKind {
    /// The whole service, from its start to the result.
    #[default]
    Whole,
    /// One of several results, with a clock of its own.
    Output,
    /// The time that may be added to the whole.
    Extension,
    /// The applicant's own deadline.
    Applicant,
    /// The wait in the queue for submitting.
    Waiting,
    /// Being served at the counter.
    Serving,
    /// How long a result that nobody fetches is kept, or a certificate is valid.
    Keeping,
}

/// A duration of the act that is the limit of no step and no term.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Exception {
    /// Line of the act.
    pub line: u32,
    /// The words.
    pub quote: String,
    /// What it is instead.
    pub why: String,
}

/// A cited line at which the act's file lets no sentence begin: a cell of a table that follows another one.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Place {
    /// Line of the act.
    pub line: u32,
    /// What stands there.
    pub why: String,
}

/// The end of a service.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Ended {
    /// The first day on which it was no longer rendered.
    pub date: chrono::NaiveDate,
    /// What replaced it, in words, with the source.
    pub text: Text,
    /// The service that replaced it.
    #[serde(default)]
    pub service: Option<String>,
}
