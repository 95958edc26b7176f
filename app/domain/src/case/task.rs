//! What a case waits for: a step of its route that is open, or an answer of the applicant.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::actor::ActorRef;
use crate::ids::{OfficeId, RoleId, StaffId, StepId};

/// Something that waits to be done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Task {
    /// The step; of a correction, the one at which it was asked for.
    pub step: StepId,
    /// The office that does it.
    pub office: OfficeId,
    /// Who does it.
    pub performer: Performer,
    /// The member of staff to whom alone it belongs.
    pub assignee: Option<Assignee>,
    /// What those who decide together have said so far.
    pub votes: Vec<Vote>,
    /// From when its limit counts.
    pub since: DateTime<Utc>,
    /// Until when it is to be done, where there is a limit.
    pub due: Option<DateTime<Utc>>,
    /// Until when it was to be done at first, before anybody gave more time or the clock stood still.
    pub first_due: Option<DateTime<Utc>>,
    /// Whether another office was handed it and nobody there has taken it.
    pub handed: bool,
    /// Whether the applicant's time for it has passed, and the portal took note.
    pub lapsed: bool,
    /// What the applicant is asked to put right; none for a step of the route.
    pub correction: Option<Correction>,
}

/// To whom alone a task belongs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Assignee {
    /// Id of the member of staff.
    pub staff: StaffId,
    /// The role of the task in which they do it.
    pub role: RoleId,
}

impl Task {
    /// The role of whoever has it; while nobody has, the first of those that may do it. The one that watches it while it is
    /// the applicant's.
    pub fn role(&self) -> Option<&RoleId> {
        match (&self.assignee, &self.performer) {
            (Some(assignee), _) => Some(&assignee.role),
            (None, Performer::Roles(roles)) => roles.first(),
            (None, Performer::Applicant { watched }) => Some(watched),
        }
    }

    /// The role of whoever has it; while nobody has, all that may do it. The one that watches it while it is the applicant's.
    pub fn shown_roles(&self) -> Vec<RoleId> {
        match (&self.assignee, &self.performer) {
            (None, Performer::Roles(roles)) => roles.clone(),
            _ => self.role().cloned().into_iter().collect(),
        }
    }

    /// The member of staff who has it.
    pub fn holder(&self) -> Option<&StaffId> {
        self.assignee.as_ref().map(|assignee| &assignee.staff)
    }

    /// Whether an appointment for `role` gives it to the appointed official: officials of another role could do it as well,
    /// where there are several, so only naming this task gives such a task to one of them.
    pub fn goes_with(&self, role: &str) -> bool {
        let mut roles = self.roles();
        roles.next() == Some(role) && roles.next().is_none()
    }

    /// The roles of which one may do it; none while it is the applicant's.
    pub fn roles(&self) -> impl Iterator<Item = &str> {
        let roles = match &self.performer {
            Performer::Roles(roles) => &roles[..],
            Performer::Applicant { .. } => &[],
        };
        roles.iter().map(RoleId::as_str)
    }

    /// Whether its time has passed. The last moment is in time.
    pub fn is_over(&self, now: DateTime<Utc>) -> bool {
        self.due.is_some_and(|due| due < now)
    }

    /// Whether it is a step of the route that officials do.
    pub fn is_staffs(&self) -> bool {
        matches!(self.performer, Performer::Roles(_))
    }
}

/// Who does a task.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Performer {
    /// Officials with any of these roles.
    Roles(Vec<RoleId>),
    /// The applicant.
    Applicant {
        /// The role that watches it.
        watched: RoleId,
    },
}

impl Performer {
    /// One role alone.
    pub fn role(role: RoleId) -> Performer {
        Performer::Roles(vec![role])
    }
}

/// What one of several says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Vote {
    /// Who.
    pub by: ActorRef,
    /// When.
    pub at: DateTime<Utc>,
    /// For which outcome.
    pub outcome: String,
    /// A remark, for instance why against the others.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub comment: Option<String>,
}

/// What the applicant is asked to put right.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Correction {
    /// In words.
    pub text: String,
    /// Ids of the documents that are wanted.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub slots: Vec<String>,
    /// Who asked.
    pub by: ActorRef,
}

/// The outcome for which most have voted; none while several have as many.
pub fn majority(votes: &[Vote]) -> Option<&str> {
    let count = |outcome: &str| votes.iter().filter(|vote| vote.outcome == outcome).count();
    let most = votes.iter().map(|vote| count(&vote.outcome)).max()?;
    let mut first = votes.iter().map(|vote| vote.outcome.as_str());
    let leading = first.find(|outcome| count(outcome) == most)?;
    let tied = votes
        .iter()
        .any(|vote| vote.outcome != leading && count(&vote.outcome) == most);
    (!tied).then_some(leading)
}
