//! The term of one result, while it stands for the whole.

use chrono::{DateTime, Utc};

use crate::{ids::StepId, limit::Limit};

/// The term of a result whose clock a step of the route started.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnTerm {
    /// Id of the regulation's stated term.
    pub term: String,
    /// The step.
    pub step: StepId,
    /// When it was opened.
    pub since: DateTime<Utc>,
    /// The deadline before, to which the case returns when it goes back behind the step.
    pub was_due: Option<DateTime<Utc>>,
    /// The term before.
    pub was_term: Vec<Limit>,
}
