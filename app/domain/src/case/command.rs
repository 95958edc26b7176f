//! What somebody wants to do with a case, and what is known at that moment.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};

use super::{
    decision::Choice,
    event::{Confirmation, EvidenceItem, RegisterAnswered},
};
use crate::{
    calendar::Calendar,
    ids::{EditionHash, OfficeId, PersonId, RoleId, StaffId, StepId, TaskNo},
    regulation::ChannelKind,
};

/// What somebody asks of a case. [`super::decide`] turns it into events or says why not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Command {
    /// Submit the application.
    Submit(Box<Submit>),
    /// Carry out the open step.
    Complete(Complete),
    /// Put another stated term in the place of the ordinary one.
    ReplaceTerm {
        /// Id of the regulation's stated term.
        term: String,
        /// Why.
        reason: String,
    },
    /// Add the time that the act allows to the term.
    ExtendTerm {
        /// Id of the regulation's stated term.
        term: String,
        /// Why.
        reason: String,
    },
    /// Keep what registers of other bodies said.
    RecordAnswers {
        /// What they said.
        answers: Vec<RegisterAnswered>,
    },
    /// Add documents while the case is open.
    AddEvidence {
        /// The documents.
        items: Vec<EvidenceItem>,
    },
    /// Say what one thinks, where several decide together.
    Vote {
        /// The step.
        step: StepId,
        /// For which outcome.
        outcome: String,
        /// A remark.
        comment: Option<String>,
    },
    /// Give the work back to an earlier step.
    Return {
        /// The step that is open.
        step: StepId,
        /// The step that is to be done again.
        to: StepId,
        /// Why.
        reason: String,
    },
    /// Give the steps of a role to a member of staff, or one task alone to a substitute.
    Assign {
        /// The step that is open.
        step: StepId,
        /// Who is to have it.
        staff: StaffId,
        /// Whether for this task only.
        substitute: bool,
        /// Why.
        reason: String,
    },
    /// Give a task to another office.
    HandOver {
        /// The step that is open.
        step: StepId,
        /// The office.
        office: OfficeId,
        /// Why.
        reason: String,
    },
    /// Take a task that the office was handed.
    Accept {
        /// The step.
        step: StepId,
    },
    /// Ask the applicant to put something right.
    RequestCorrection {
        /// The step that is open.
        step: StepId,
        /// What, in words.
        text: String,
        /// Ids of the documents that are wanted.
        slots: Vec<String>,
        /// Within how many working days.
        days: u32,
    },
    /// Answer what was asked (the applicant).
    Correct {
        /// The task.
        task: TaskNo,
        /// In words.
        text: String,
        /// Documents.
        items: Vec<EvidenceItem>,
    },
    /// Bring what a step of the route asks of the applicant.
    Supply {
        /// The step.
        step: StepId,
        /// The documents.
        items: Vec<EvidenceItem>,
        /// What was asked beside them, in words.
        text: String,
    },
    /// Take note that the applicant's time is over (the portal).
    Lapse {
        /// The task.
        task: TaskNo,
    },
    /// Remind the applicant of what the act wants, with more time for it.
    Prolong {
        /// The applicant's task.
        task: TaskNo,
        /// What the office says to it.
        reason: String,
        /// Within how many working days.
        days: u32,
    },
    /// End a case for which the applicant has not brought in time what the act wants.
    Abandon {
        /// The applicant's task.
        task: TaskNo,
        /// Why.
        reason: String,
    },
    /// Let the office's clock stand still.
    StopClock {
        /// Why.
        reason: String,
    },
    /// Let it go on.
    ResumeClock,
    /// Take the application back (the applicant).
    Withdraw {
        /// Why, if the applicant says so.
        reason: String,
    },
    /// Undo a wrong end.
    Reopen {
        /// The step that is to be done again.
        step: StepId,
        /// Why.
        reason: String,
    },
    /// Write something down for colleagues.
    Note {
        /// The words.
        text: String,
    },
}

impl Command {
    /// Whether it holds only of the case as the page showed it: who has a step, how the clock runs, how the case ended.
    pub(super) fn is_bound(&self) -> bool {
        !matches!(
            self,
            // What is said is said, and a step is bound to its task.
            Command::Note { .. } | Command::Vote { .. } | Command::Complete(_)
        )
    }

    /// Whether it decides: nobody does over what their page did not show.
    pub(super) fn decides(&self) -> bool {
        matches!(
            self,
            Command::Complete(_)
                | Command::Vote { .. }
                | Command::Return { .. }
                | Command::Abandon { .. }
                | Command::Reopen { .. }
        )
    }
}

/// See [`Command::Submit`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Submit {
    /// How it comes.
    pub channel: ChannelKind,
    /// Id of the applicant.
    pub person: PersonId,
    /// Id of the office that is to have it.
    pub office: OfficeId,
    /// The answers of the whole form.
    pub answers: BTreeMap<String, String>,
    /// The documents.
    pub evidence: Vec<EvidenceItem>,
    /// How the applicant confirmed it.
    pub confirmation: Confirmation,
    /// SHA-256 of the application that is stored with it, hexadecimal.
    pub application: String,
    /// The edition of the regulation by which it is decided.
    pub edition: EditionHash,
}

/// See [`Command::Complete`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Complete {
    /// The step that the official had before them: not always the one that is open by now.
    pub step: StepId,
    /// Its task: the same step is a new one when the case comes back to it.
    pub task: TaskNo,
    /// The outcome chosen.
    pub outcome: String,
    /// What is decided, where the outcome leaves it open.
    pub decision: Option<Choice>,
    /// What was entered.
    pub inputs: BTreeMap<String, String>,
    /// A remark.
    pub comment: Option<String>,
    /// Documents attached.
    pub files: Vec<EvidenceItem>,
}

/// Who acts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Actor {
    /// A person in their own case.
    Citizen {
        /// Id of the person.
        person: PersonId,
    },
    /// A member of staff.
    Staff {
        /// Id.
        id: StaffId,
        /// Name, kept in the history.
        name: String,
        /// Ids of their roles.
        roles: Vec<RoleId>,
        /// Id of their office.
        office: OfficeId,
    },
    /// The portal itself, when a time is over.
    Portal,
}

/// What must be known of a member of staff to appoint them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StaffFact {
    /// Id.
    pub id: StaffId,
    /// Name, kept in the history.
    pub name: String,
    /// Ids of their roles.
    pub roles: Vec<RoleId>,
    /// Id of their office.
    pub office: OfficeId,
}

impl StaffFact {
    /// Whether they have this role.
    pub fn holds(&self, role: &str) -> bool {
        self.roles.iter().any(|held| held == role)
    }
}

/// The world at the moment of a command. The domain asks nobody; everything comes with the command.
#[derive(Clone, Debug)]
pub struct CaseFacts<'a> {
    /// The time.
    pub now: DateTime<Utc>,
    /// The working calendar.
    pub calendar: &'a Calendar,
    /// Who acts.
    pub actor: Actor,
    /// Who may be appointed.
    pub staff: &'a [StaffFact],
    /// The registration number that a submission will get.
    pub number: Option<String>,
    /// [`super::CaseState::seq`] of the case that the page showed from which the command comes; none where no page does.
    pub seen: Option<u64>,
}
