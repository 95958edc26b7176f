//! A case as an append-only log of events.
//!
//! [`decide`] turns a wish into events or says why not; [`apply`] adds an event to the state; the state is
//! nothing but the fold of all events. Nothing here asks for the time, for a row or for a person: what must be
//! known comes with the command as [`CaseFacts`].

mod actor;
pub mod answers;
mod apply;
mod clock;
mod command;
mod decide;
mod decision;
mod event;
pub mod log;
mod options;
mod register;
mod rejection;
mod request;
mod results;
mod state;
mod task;
mod view;

pub use apply::apply;
pub use clock::Clock;
pub use command::{Actor, CaseFacts, Command, Complete, StaffFact, Submit};
pub use decide::{decide, preview};
pub use decision::{Choice, Decided, Decision, GroundTaken, Ruling};
pub use event::{
    Accepted, ActorRef, Appointed, ClockResumed, ClockStopped, Closed, Confirmation, Corrected,
    CorrectionRequested, Event, EvidenceAdded, EvidenceItem, HandedOver, Issued, Lapsed, Noted,
    RegisterAnswered, RegisterOutcome, RegistersAsked, Registration, Reopened, Returned, StepDone,
    StepOpened, Submitted, TaskDue, TermExtended, TermReplaced, Voted,
};
pub use options::{StepOption, StepOptions, options};
pub use register::{RegisterQuestion, register_questions, unanswered};
pub use rejection::{DoneBy, Rejection};
pub use request::{Request, RequestKind};
pub use results::{ResultDue, results_due};
pub use state::{CaseState, DoneStep, Replaced};
pub use task::{Correction, Performer, Task, Vote, majority};
pub use view::{Holder, Progress, Stage, StepProgress, replacement_terms, step_of};
