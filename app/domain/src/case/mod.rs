//! A case as an append-only log of events.
//!
//! [`decide`] turns a command into events or says why not; [`apply`] adds an event to the state; the state is
//! nothing but the fold of all events. Nothing here asks for the time, for a row or for a person: what must be
//! known comes with the command as [`CaseFacts`].

mod actor;
pub mod answers;
mod apply;
mod back;
mod bound;
mod brought;
mod clock;
mod command;
mod contradiction;
mod decide;
mod decision;
mod departure;
mod event;
pub mod log;
mod options;
mod outputs;
mod own_term;
mod papers;
mod part;
mod reckoning;
mod register;
mod rejection;
mod repeat;
mod request;
mod results;
mod state;
mod stood;
mod task;
mod view;

pub use apply::apply;
pub use back::{Again, SentBack, done_again, earlier, reopenable, sent_back};
pub use clock::Clock;
pub use command::{Actor, CaseFacts, Command, Complete, StaffFact, Submit};
pub use contradiction::{Contradiction, against, contradictions};
pub use decide::{
    DAYS_GIVEN, also_signed, decide, extension_terms, leader, performer, preview,
    replacement_terms, signed_ahead, watched,
};
pub use decision::{Choice, Decided, Decision, GroundTaken, Ruling};
pub use departure::{Departure, days_off, departures, in_application};
pub use event::{
    Accepted, ActorRef, Appointed, ClockResumed, ClockStopped, Closed, Confirmation, Corrected,
    CorrectionDropped, CorrectionRequested, Event, EvidenceAdded, EvidenceItem, HandedOver, Issued,
    Lapsed, Noted, Prolonged, RegisterAnswered, RegisterOutcome, RegistersAsked, Registration,
    Reopened, Returned, StepDone, StepOpened, Submitted, TaskDue, TermBegun, TermExtended,
    TermReplaced, Voted,
};
pub use options::{StepOption, StepOptions, options};
pub use outputs::{OutputDue, output_terms};
pub use own_term::OwnTerm;
pub use part::Part;
pub use reckoning::{Reckoned, reckoned};
pub use register::{RegisterQuestion, already, asked_before, register_questions, unanswered};
pub use rejection::{DoneBy, Rejection};
pub use repeat::is_repeated;
pub use request::{Request, RequestKind};
pub use results::{ResultDue, results_due};
pub use state::{CaseState, DoneStep, Replaced, VoidResult};
pub use stood::Stood;
pub use task::{Correction, Performer, Task, Vote, majority};
pub use view::{Holder, Progress, Stage, StepProgress, step_of};
