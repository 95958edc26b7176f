//! A case as an append-only log of events.
//!
//! [`decide`] turns a wish into events or says why not; [`apply`] adds an event to the state; the state is
//! nothing but the fold of all events. Nothing here asks for the time, for a row or for a person: what must be
//! known comes with the command as [`CaseFacts`].

pub mod answers;
mod apply;
mod command;
mod decide;
mod event;
pub mod log;
mod rejection;
mod state;
mod view;

pub use apply::apply;
pub use command::{Actor, CaseFacts, Command, Complete, StaffFact, Submit};
pub use decide::decide;
pub use event::{
    ActorRef, Appointed, Closed, Confirmation, Event, EvidenceAdded, EvidenceItem, Registration,
    StepDone, StepOpened, Submitted, TermReplaced,
};
pub use rejection::{DoneBy, Rejection};
pub use state::{CaseState, DoneStep, OpenStep, Replaced};
pub use view::{Holder, Progress, Stage, StepProgress, replacement_terms, step_of};
