//! What happened to a case. Events are kept for ever: their meaning never changes. A new kind of happening
//! gets a new kind of event; a new detail gets a field with a default.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::{decision::Decided, task::Performer};

pub use super::actor::ActorRef;
use crate::{
    ids::{
        EditionHash, OfficeId, OutputId, PersonId, RegulationId, RoleId, StaffId, StepId, TaskNo,
    },
    limit::Limit,
    parties::Parties,
    regulation::{ChannelKind, Closing, Side},
};

mod about;
mod office;
mod register;

pub use office::{
    Accepted, ClockResumed, ClockStopped, Corrected, CorrectionDropped, CorrectionRequested,
    HandedOver, Lapsed, Noted, Prolonged, Reopened, Returned, TaskDue, TermExtended, Voted,
};
pub use register::{RegisterAnswered, RegisterOutcome, RegistersAsked};

/// One thing that happened, as it stands in the log.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Event {
    /// The application was submitted and registered. Always the first, and once only.
    Submitted(Box<Submitted>),
    /// A step waits for its performer.
    StepOpened(StepOpened),
    /// A step was carried out.
    StepDone(StepDone),
    /// A member of staff was made responsible for a role in this case.
    Appointed(Appointed),
    /// Another stated term took the place of the ordinary one.
    TermReplaced(TermReplaced),
    /// The applicant added documents.
    EvidenceAdded(EvidenceAdded),
    /// A decision was written.
    Decided(Box<Decided>),
    /// The case ended.
    Closed(Closed),
    /// A result was issued.
    Issued(Issued),
    /// One of several who decide together has voted.
    Voted(Voted),
    /// The work went back to an earlier step.
    Returned(Returned),
    /// A task went to another office.
    HandedOver(HandedOver),
    /// The office took it.
    Accepted(Accepted),
    /// The applicant was asked to put something right.
    CorrectionRequested(CorrectionRequested),
    /// The applicant did.
    Corrected(Corrected),
    /// The office went on before the applicant did.
    CorrectionDropped(CorrectionDropped),
    /// The applicant has more time for what the act wants.
    Prolonged(Prolonged),
    /// The applicant did not in time.
    Lapsed(Lapsed),
    /// The office's clock stands still.
    ClockStopped(ClockStopped),
    /// It goes on.
    ClockResumed(ClockResumed),
    /// Time was added to the term.
    TermExtended(TermExtended),
    /// A wrong end was undone.
    Reopened(Reopened),
    /// An official wrote something down for colleagues.
    Noted(Noted),
    /// Registers of other bodies were asked.
    RegistersAsked(RegistersAsked),
}

/// See [`Event::Submitted`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Submitted {
    /// When it was submitted.
    pub at: DateTime<Utc>,
    /// Id of the regulation.
    pub regulation: RegulationId,
    /// The edition of it under which the case runs to its end; empty in logs from before editions were kept.
    #[serde(default, skip_serializing_if = "str::is_empty")]
    pub edition: EditionHash,
    /// How it came.
    pub channel: ChannelKind,
    /// Which of the channel's procedures it runs; none for its ordinary one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub variant: Option<String>,
    /// The office that has it.
    pub office: OfficeId,
    /// Id of the applicant.
    pub person: PersonId,
    /// For whom that person acts.
    #[serde(default, skip_serializing_if = "Parties::is_person")]
    pub parties: Parties,
    /// Registration number.
    pub number: String,
    /// The answers of the form, checked and in their stored spelling.
    pub answers: BTreeMap<String, String>,
    /// The documents submitted with it.
    pub evidence: Vec<EvidenceItem>,
    /// How the applicant confirmed it.
    pub confirmation: Confirmation,
    /// SHA-256 of the stored application, hexadecimal; empty in logs from before it was stored.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub application: String,
    /// The start of the clock: the first working moment at or after `at`.
    pub accepted_at: DateTime<Utc>,
    /// The legal deadline; none where the act gives no time.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due: Option<DateTime<Utc>>,
    /// The term from which `due` was computed.
    pub term: Vec<Limit>,
    /// By what it is found and shown. Entered with the number; empty in logs from before it was kept.
    #[serde(default, skip_serializing_if = "Registration::is_empty")]
    pub registration: Registration,
}

/// What is fixed when a case is registered, beside its number.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Registration {
    /// The draft of which it was made; also where its files are.
    pub draft: String,
    /// Unguessable, for the public check page.
    pub code: String,
    /// The applicant's name.
    pub applicant: String,
    /// The language in which the applicant gets messages.
    pub lang: String,
}

impl Registration {
    /// Whether nothing was kept.
    pub fn is_empty(&self) -> bool {
        self.draft.is_empty()
    }
}

/// See [`Event::StepOpened`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StepOpened {
    /// When.
    pub at: DateTime<Utc>,
    /// Id of the step.
    pub step: StepId,
    /// Role that performs it.
    pub performer: RoleId,
    /// The number of its task.
    #[serde(default, skip_serializing_if = "TaskNo::is_unknown")]
    pub task: TaskNo,
    /// Who does it, where it is not that role alone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub who: Option<Performer>,
    /// From when its limit counts: for the first step the start of the clock, otherwise `at`.
    pub since: DateTime<Utc>,
    /// Until when it is to be done; none where the act sets no limit, to it or to its stage.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due: Option<DateTime<Utc>>,
    /// The term of a result whose clock it starts: from here on that is the whole. None in logs from before it was kept.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub begins: Option<TermBegun>,
}

/// The term of one of several results, as its clock starts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TermBegun {
    /// Id of the regulation's stated term.
    pub term: String,
    /// The term.
    pub limit: Limit,
    /// When the result is due.
    pub due: DateTime<Utc>,
}

/// See [`Event::StepDone`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StepDone {
    /// When.
    pub at: DateTime<Utc>,
    /// Id of the step.
    pub step: StepId,
    /// The number of its task.
    #[serde(default, skip_serializing_if = "TaskNo::is_unknown")]
    pub task: TaskNo,
    /// Id of its outcome.
    pub outcome: String,
    /// Who did it.
    pub by: ActorRef,
    /// On whose side that is.
    #[serde(default, skip_serializing_if = "is_staff")]
    pub side: Side,
    /// What was entered, checked and in its stored spelling.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub inputs: BTreeMap<String, String>,
    /// A remark.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub comment: Option<String>,
    /// Documents that the official attached.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub files: Vec<EvidenceItem>,
    /// Whether its limit had passed.
    pub late: bool,
    /// Whether the decision is signed with it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub signs: bool,
    /// The new deadline of the whole, where the applicant took longer than the days that the act gives them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub moved: Option<DateTime<Utc>>,
}

fn is_staff(side: &Side) -> bool {
    *side == Side::Staff
}

/// See [`Event::Appointed`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Appointed {
    /// When.
    pub at: DateTime<Utc>,
    /// The role whose steps now belong to `staff` alone.
    pub role: RoleId,
    /// Id of the member of staff.
    pub staff: StaffId,
    /// Their name.
    pub name: String,
    /// Who appointed.
    pub by: ActorRef,
    /// The one task for which it is, where it is not all of the role's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub task: Option<TaskNo>,
    /// Why, where it is not said at a step of the route.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
}

/// See [`Event::TermReplaced`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TermReplaced {
    /// When.
    pub at: DateTime<Utc>,
    /// Id of the regulation's stated term.
    pub term: String,
    /// Its length.
    pub limit: Limit,
    /// Why.
    pub reason: String,
    /// Who decided it.
    pub by: ActorRef,
    /// The new legal deadline.
    pub due: DateTime<Utc>,
    /// The new deadline of the step in hand, if it has one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub step_due: Option<DateTime<Utc>>,
    /// The task in hand.
    #[serde(default, skip_serializing_if = "TaskNo::is_unknown")]
    pub task: TaskNo,
}

/// See [`Event::EvidenceAdded`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EvidenceAdded {
    /// When.
    pub at: DateTime<Utc>,
    /// The documents.
    pub items: Vec<EvidenceItem>,
}

/// See [`Event::Closed`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Closed {
    /// When.
    pub at: DateTime<Utc>,
    /// How it ended.
    pub closing: Closing,
    /// Id of the output that was issued.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub output: Option<OutputId>,
    /// Id of the ground, where an official gave one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ground: Option<String>,
    /// Whole tenge, where an official set an amount.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub amount: Option<u64>,
    /// Why the applicant took it back, if they said so, or why the office ended it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// Who ended it, where no step did.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<ActorRef>,
}

/// See [`Event::Issued`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Issued {
    /// When.
    pub at: DateTime<Utc>,
    /// Id of the output; none where the act names none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub output: Option<OutputId>,
    /// SHA-256 of the stored document, hexadecimal.
    pub document: String,
}

/// A file of the case.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EvidenceItem {
    /// Id of the document slot.
    pub slot: String,
    /// Id of the stored file.
    pub file: String,
    /// Its name as the person gave it.
    pub name: String,
    /// Bytes.
    pub size: u64,
    /// Hash of its content, hexadecimal.
    pub sha256: String,
    /// Media type, found from the content.
    pub kind: String,
}

/// How the applicant confirmed the application.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Confirmation {
    /// The way: `password`, later kinds of signatures.
    pub method: String,
    /// When.
    pub at: DateTime<Utc>,
    /// Hash of the text that was confirmed, hexadecimal; empty where none was shown.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub sha256: String,
}
