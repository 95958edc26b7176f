//! The server as a whole, over HTTP and on its stores. One program, because linking one for each file takes most of the
//! time and of the disk.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod common;

mod access;
mod access_list;
mod access_visitors;
mod account_codes;
mod account_messages;
mod account_profile;
mod account_recovery;
mod account_registration;
mod api;
mod api_delivery;
mod backup;
mod cabinet;
mod calculators;
mod case_documents;
mod clock;
mod command;
mod documents;
mod draft;
mod guide_answers;
mod hostile_forms;
mod integrity;
mod kill;
mod live;
mod login;
mod lost_session;
mod outage;
mod outbox;
mod password;
mod password_rules;
mod postgres;
mod prepare;
mod public;
mod read_rights;
mod ready;
mod receipt;
mod register;
mod regulations;
mod schema;
mod second_factor;
mod staff;
mod staff_command;
mod staff_people;
mod status;
mod stop;
mod store_application;
mod store_draft;
mod store_session;
mod store_staff;
mod submit;
mod torture;
