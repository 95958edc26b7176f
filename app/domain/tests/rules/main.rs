//! The rules, from outside.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test that breaks off has failed"
)]

mod applicant;
mod application_acts;
mod application_course;
mod application_log;
mod application_properties;
mod application_rejections;
mod application_submission;
mod attempts;
mod back;
mod bin;
mod case;
mod clock;
mod counter_code;
mod deadlines;
mod decision;
mod due;
mod edition;
mod eligibility;
mod examples;
mod fields;
mod file_name;
mod form;
mod form_check;
mod form_kinds;
mod form_listed;
mod form_pages;
mod form_repairs;
mod handed;
mod iin;
mod income;
mod odd_answers;
mod office;
mod older_logs;
mod on_the_way;
mod parties;
mod reckoning;
mod register;
mod result_fill;
mod route;
mod seen;
mod semipalatinsk;
mod sense;
mod services;
mod stopped;
mod tasks;
mod term;
mod turn;
mod undone;
mod waiting;

/// How many times a property is tried: more at night, when `cargo xtask nightly` sets `OTINISH_NIGHTLY`.
pub(crate) fn at_night(night: u32, otherwise: u32) -> u32 {
    match std::env::var_os("OTINISH_NIGHTLY") {
        Some(_) => night,
        None => otherwise,
    }
}
