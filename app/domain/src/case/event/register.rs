//! What registers of other bodies said.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::regulation::RegisterName;

/// What came of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum RegisterOutcome {
    /// What its entry says, by the name of the fact. Days are ISO dates, money whole tenge.
    Found(BTreeMap<String, String>),
    /// It has no entry, which is an answer.
    NoEntry,
    /// It gave no answer; the portal asks again.
    Silent,
}

/// An answer as it is kept.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RegisterAnswered {
    /// When it was asked.
    pub at: DateTime<Utc>,
    /// The document that it stands for.
    pub document: String,
    /// Who gave it.
    pub register: RegisterName,
    /// What it says.
    pub outcome: RegisterOutcome,
}

/// The portal asked registers for documents.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RegistersAsked {
    /// When the last of them was asked.
    pub at: DateTime<Utc>,
    /// What they said.
    pub answers: Vec<RegisterAnswered>,
}
