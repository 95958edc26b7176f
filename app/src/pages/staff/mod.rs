//! The workplace of officials.

pub mod case;
mod find;
mod options;
pub mod parts;
pub mod queue;
pub mod signing;
mod step_form;

pub use case::{StaffCaseView, staff_case};
pub use find::{EndedRow, FindView, find_case};
pub use options::{shown_field, way_label};
pub use queue::{AwayRow, QueueNotice, QueueRow, QueueView, by_number, staff_queue};
pub use step_form::{AT_STEP, OutcomeForm, PAPER, SEEN, StepForm, TASK, TermForm};
