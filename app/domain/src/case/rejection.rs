//! Why a command was not followed. Enough for a page to say it in words and to offer the way out.

use chrono::{DateTime, Utc};

use super::{event::ActorRef, state::DoneStep};
use crate::{
    form::FieldError,
    ids::{OfficeId, RoleId, StaffId, StepId},
    regulation::ChannelKind,
};

/// A command that was not followed. Nothing has changed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Rejection {
    /// The step belongs to another role.
    #[error("the role {needs_role} is needed")]
    NotYours {
        /// The role that may do it.
        needs_role: RoleId,
    },
    /// The case belongs to another office.
    #[error("the case belongs to another office")]
    OtherOffice,
    /// Another member of staff is responsible for it.
    #[error("another member of staff is appointed")]
    AppointedIsOther {
        /// Their id.
        staff: StaffId,
    },
    /// The step is not the one that is open: somebody was faster, or the page was old.
    #[error("the step {step} is not open")]
    StepNotOpen {
        /// The step that was to be carried out.
        step: StepId,
        /// Who has carried it out, if it was.
        done_by: Option<Box<DoneBy>>,
    },
    /// The page was made before the work went on: what it shows holds no more.
    #[error("the case has changed since the page was made")]
    Changed,
    /// The step cannot be ended so, or it is not said plainly what is decided.
    #[error("the step has no outcome {outcome}")]
    UnknownOutcome {
        /// What was asked for.
        outcome: String,
        /// What is wrong with the rest whichever outcome is chosen, so that all of it is told at once.
        inputs: Vec<FieldError>,
    },
    /// Something entered is missing or wrong.
    #[error("{} fields are missing or wrong", .0.len())]
    Inputs(Vec<FieldError>),
    /// Documents are missing: the ids of their slots. Empty if a command that brings documents brought none.
    #[error("documents are missing: {}", .0.join(", "))]
    EvidenceMissing(Vec<String>),
    /// The regulation has no such document.
    #[error("the regulation has no document {slot}")]
    UnknownSlot {
        /// What was given.
        slot: String,
    },
    /// It was submitted before.
    #[error("already submitted")]
    AlreadySubmitted {
        /// Its number.
        number: String,
    },
    /// The term was replaced before, and that is possible once.
    #[error("the term was already replaced")]
    AlreadyReplaced,
    /// The case is not under way: not submitted yet, or ended.
    #[error("the case is not open")]
    NotOpen,
    /// The act states no such term, or it does not replace the ordinary one in this channel.
    #[error("no term {term} to replace the ordinary one")]
    UnknownTerm {
        /// What was asked for.
        term: String,
    },
    /// The task was given to another office and nobody there has taken it.
    #[error("nobody has taken the task that was handed over")]
    NotTaken,
    /// The task was not handed over, so nobody can take it.
    #[error("the task was not handed over")]
    NotHanded,
    /// Several decide together: they vote, and somebody completes the step when enough have.
    #[error("{votes} of {quorum} votes are there")]
    VotesMissing {
        /// How many have voted.
        votes: usize,
        /// How many must.
        quorum: usize,
    },
    /// Most have voted for something else, or as many.
    #[error("most have not voted for {outcome}")]
    NotTheMajority {
        /// What was chosen.
        outcome: String,
    },
    /// They have voted before.
    #[error("already voted")]
    AlreadyVoted,
    /// One person alone decides here.
    #[error("nobody votes at this step")]
    NoVote,
    /// The work cannot go back there: the step was not done in this case.
    #[error("the work cannot go back to {to}")]
    NoWayBack {
        /// What was asked for.
        to: StepId,
    },
    /// The decision is signed: only a head may undo it.
    #[error("the decision is signed")]
    Signed,
    /// What would be issued is not signed, or not as it is decided now.
    #[error("the decision is not signed")]
    Unsigned,
    /// The applicant still has time.
    #[error("the applicant still has time")]
    NotYet,
    /// The applicant is not asked for anything by this task.
    #[error("the applicant has no such task")]
    NotAsked,
    /// The applicant was asked for a correction and has not answered yet.
    #[error("the applicant was asked already")]
    AlreadyAsked,
    /// The clock stands still already.
    #[error("the clock stands still already")]
    Stopped,
    /// The clock does not stand still.
    #[error("the clock does not stand still")]
    Running,
    /// The term was extended before, and that is possible once.
    #[error("the term was already extended")]
    AlreadyExtended,
    /// The case has not ended.
    #[error("the case has not ended")]
    NotEnded,
    /// The applicant ended it, and it stays so.
    #[error("the applicant has withdrawn the application")]
    Withdrawn,
    /// A number of days that nobody can mean.
    #[error("{days} days are too few or too many")]
    Days {
        /// What was asked for.
        days: u32,
    },
    /// A term is replaced for a reason only.
    #[error("the reason is missing")]
    ReasonMissing,
    /// Only the applicant may do this.
    #[error("only the applicant may do this")]
    NotApplicant,
    /// By the answers of the form the applicant may not use this channel.
    #[error("the channel {} is closed to this applicant", .channel.id())]
    ChannelClosed {
        /// The channel that was tried.
        channel: ChannelKind,
        /// Where to go instead.
        elsewhere: Vec<ChannelKind>,
    },
    /// The service is not rendered any more.
    #[error("the service has ended")]
    Ended,
    /// Nobody of this id has the role in the case's office.
    #[error("{staff} cannot be appointed as {role}")]
    AppointUnknownStaff {
        /// The role to be filled.
        role: RoleId,
        /// What was given.
        staff: StaffId,
        /// The field of the step.
        field: String,
    },
    /// The provider has no such office.
    #[error("the provider has no office {office}")]
    UnknownOffice {
        /// What was given.
        office: OfficeId,
    },
    /// Nobody in that office could do the task.
    #[error("nobody in the office {office} could do it")]
    NobodyThere {
        /// What was given.
        office: OfficeId,
    },
    /// By the answers of the form no single procedure of the channel fits.
    #[error("no single procedure fits the answers")]
    VariantUnknown,
    /// The regulation does not say how to go on: no procedure for the channel, or not this step.
    #[error("the regulation has no procedure for this")]
    NoProcedure,
    /// No registration number came with the submission.
    #[error("no registration number was reserved")]
    NumberMissing,
}

/// Who carried out a step, and when.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DoneBy {
    /// Who.
    pub by: ActorRef,
    /// When.
    pub at: DateTime<Utc>,
    /// With which outcome.
    pub outcome: String,
}

impl DoneBy {
    /// Who carried out `done`.
    pub fn of(done: &DoneStep) -> DoneBy {
        DoneBy {
            by: done.by.clone(),
            at: done.at,
            outcome: done.outcome.clone(),
        }
    }
}
