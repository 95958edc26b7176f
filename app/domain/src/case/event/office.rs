//! What happens to a case beside the steps of its route.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::{ActorRef, EvidenceItem};
use crate::{
    case::task::{Correction, Vote},
    ids::{OfficeId, StepId, TaskNo},
    limit::Limit,
};

/// One of several who decide together has said what they think.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Voted {
    /// The task.
    pub task: TaskNo,
    /// What was said.
    #[serde(flatten)]
    pub vote: Vote,
}

/// The work went back to an earlier step.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Returned {
    /// When.
    pub at: DateTime<Utc>,
    /// The task that was given up.
    pub task: TaskNo,
    /// Its step.
    pub step: StepId,
    /// The step that is done again.
    pub to: StepId,
    /// The steps that stand no more, with that one; empty in logs from before they were kept.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub voids: Vec<StepId>,
    /// The deadline that holds again, where the case went back behind a term of its own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due: Option<DateTime<Utc>>,
    /// Why.
    pub reason: String,
    /// Who returned it.
    pub by: ActorRef,
}

/// A task went to another office.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HandedOver {
    /// When.
    pub at: DateTime<Utc>,
    /// The task.
    pub task: TaskNo,
    /// Where it was.
    pub from: OfficeId,
    /// Where it is.
    pub to: OfficeId,
    /// Why.
    pub reason: String,
    /// Who handed it over.
    pub by: ActorRef,
}

/// Somebody of the office took the task that it was handed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Accepted {
    /// When.
    pub at: DateTime<Utc>,
    /// The task.
    pub task: TaskNo,
    /// Who has it from now on.
    pub by: ActorRef,
}

/// The applicant was asked to put something right.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CorrectionRequested {
    /// When.
    pub at: DateTime<Utc>,
    /// The applicant's task.
    pub task: TaskNo,
    /// The step at which it was asked for.
    pub step: StepId,
    /// What is asked, and by whom.
    #[serde(flatten)]
    pub correction: Correction,
    /// Until when the applicant has time.
    pub due: DateTime<Utc>,
}

/// The applicant answered what was asked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Corrected {
    /// When.
    pub at: DateTime<Utc>,
    /// The task.
    pub task: TaskNo,
    /// The answer in words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    /// Documents.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub items: Vec<EvidenceItem>,
}

/// The applicant's time passed without an answer. A turn that the act gives no other end stays open all the same.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Lapsed {
    /// When.
    pub at: DateTime<Utc>,
    /// The task.
    pub task: TaskNo,
}

/// The office ended the step before the applicant answered: the answer is needed no more.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CorrectionDropped {
    /// When.
    pub at: DateTime<Utc>,
    /// The applicant's task.
    pub task: TaskNo,
    /// Who ended the step.
    pub by: ActorRef,
}

/// The office reminded the applicant of what the act wants, and gave more time for it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Prolonged {
    /// When.
    pub at: DateTime<Utc>,
    /// The applicant's task.
    pub task: TaskNo,
    /// Until when there is time.
    pub due: DateTime<Utc>,
    /// What the office says to it.
    pub reason: String,
    /// Who.
    pub by: ActorRef,
}

/// The office's clock stands still.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClockStopped {
    /// When.
    pub at: DateTime<Utc>,
    /// Why.
    pub reason: String,
    /// Who stopped it.
    pub by: ActorRef,
}

/// The office's clock goes on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClockResumed {
    /// When.
    pub at: DateTime<Utc>,
    /// Who started it.
    pub by: ActorRef,
    /// The new legal deadline, where there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due: Option<DateTime<Utc>>,
    /// The new deadlines of the tasks that have one.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub tasks: Vec<TaskDue>,
}

/// A new deadline of a task.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TaskDue {
    /// The task.
    pub task: TaskNo,
    /// Until when it is to be done.
    pub due: DateTime<Utc>,
}

/// Time was added to the term.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TermExtended {
    /// When.
    pub at: DateTime<Utc>,
    /// Id of the regulation's stated term.
    pub term: String,
    /// How much was added.
    pub limit: Limit,
    /// Why.
    pub reason: String,
    /// Who decided it.
    pub by: ActorRef,
    /// The new legal deadline.
    pub due: DateTime<Utc>,
}

/// The case was opened again after a wrong end.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reopened {
    /// When.
    pub at: DateTime<Utc>,
    /// The step that is done again.
    pub step: StepId,
    /// The steps that stand no more, with that one; empty in logs from before they were kept.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub voids: Vec<StepId>,
    /// From when the office's time counts again; none in logs from before it stood still while the case was closed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub counts: Option<DateTime<Utc>>,
    /// The new legal deadline, where there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due: Option<DateTime<Utc>>,
    /// Why.
    pub reason: String,
    /// Who opened it.
    pub by: ActorRef,
}

/// An official wrote something down for colleagues; the applicant does not see it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Noted {
    /// When.
    pub at: DateTime<Utc>,
    /// The words.
    pub text: String,
    /// Who.
    pub by: ActorRef,
}
