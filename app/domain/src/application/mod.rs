//! A case as an append-only log of events.
//!
//! [`apply`] adds an event to the state; the state is nothing but the fold of all events.

mod apply;
mod command;
mod event;
mod graph;
pub mod log;
mod rejection;
mod state;
mod view;

pub use apply::apply;
pub use command::{Actor, CaseFacts, Command, Complete, StaffFact, Submit};
pub use event::{
    ActorRef, Appointed, Closed, Confirmation, Event, EvidenceAdded, EvidenceItem, StepDone, StepOpened, Submitted,
    TermReplaced,
};
pub use rejection::{DoneBy, Rejection};
pub use state::{Application, DoneStep, OpenStep, Replaced};
pub use view::{Holder, Progress, Stage, StepProgress, replacement_terms, step_of};
