//! Forms in the appendices of an act.

use serde::{Deserialize, Serialize};

use super::Clause;
use crate::text::Text;

/// A form that an appendix of the act gives: its heading and what is left of its fields.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Blank {
    /// Stable id.
    pub id: String,
    /// What is written on it.
    pub kind: BlankKind,
    /// Its heading.
    pub name: Text,
    /// Line of the heading.
    pub line: u32,
    /// In order. Empty where the act's file has lost them.
    #[serde(default)]
    pub fields: Vec<BlankField>,
}

/// What a form of an appendix is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(utoipa::ToSchema))]
#[serde(rename_all = "kebab-case")]
pub enum BlankKind {
    /// The application on the screen.
    Screen,
    /// The result that the applicant gets.
    Output,
    /// The opinion of those who were served.
    Questionnaire,
}

/// A field, or a question of a questionnaire.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct BlankField {
    /// What is to be filled in or answered.
    pub text: Text,
    /// Line of the act.
    pub line: u32,
    /// The answers to choose from, if the act gives them.
    #[serde(default)]
    pub answers: Vec<Clause>,
}
