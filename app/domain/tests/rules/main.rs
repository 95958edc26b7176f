//! The rules, from outside.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod applicant;
mod application_acts;
mod application_course;
mod application_log;
mod application_properties;
mod application_rejections;
mod application_submission;
mod bin;
mod case;
mod clock;
mod counter_code;
mod deadlines;
mod decision;
mod edition;
mod eligibility;
mod fields;
mod file_name;
mod form;
mod form_check;
mod form_kinds;
mod form_pages;
mod form_repairs;
mod iin;
mod income;
mod office;
mod older_logs;
mod parties;
mod register;
mod result_fill;
mod route;
mod semipalatinsk;
mod tasks;
mod term;
