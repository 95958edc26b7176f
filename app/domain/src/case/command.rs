//! What somebody wants to do with a case, and what is known at that moment.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};

use super::event::{Confirmation, EvidenceItem};
use crate::{
    calendar::Calendar,
    ids::{EditionHash, OfficeId, PersonId, RoleId, StaffId, StepId},
    regulation::ChannelKind,
};

/// A wish. [`super::decide`] turns it into events or says why not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Command {
    /// Hand in the application.
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
    /// Hand in more documents while the case is open.
    AddEvidence {
        /// The documents.
        items: Vec<EvidenceItem>,
    },
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
    /// The outcome chosen.
    pub outcome: String,
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
}
