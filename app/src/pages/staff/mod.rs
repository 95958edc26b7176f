//! The workplace of officials.

pub mod case;
mod options;
pub mod parts;
pub mod queue;
pub mod signing;
mod step_form;

pub use case::{StaffCaseView, staff_case};
pub use options::{ground_label, named, way_label};
pub use queue::{QueueRow, QueueView, staff_queue};
pub use step_form::{AT_STEP, OutcomeForm, StepForm, TermForm};
