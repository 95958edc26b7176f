//! One page a file: a function of data to HTML. No I/O.

pub mod act;
pub mod act_form;
pub mod amounts;
pub mod application;
pub mod cabinet;
pub mod calculator;
pub mod case;
pub mod check;
pub mod closed;
pub mod compare;
pub mod decision;
pub mod demo_messages;
pub mod documents;
pub mod draft;
pub mod error;
pub mod guide;
pub mod home;
pub mod info;
pub mod login;
pub mod obstacles;
pub mod one_time_code;
pub mod output_terms;
pub mod people;
pub mod prepare;
pub mod profile;
pub mod receipt;
pub mod recovery;
pub mod register;
pub mod register_notes;
pub mod result;
pub mod second_step;
pub mod service;
pub mod services;
pub mod sessions;
pub mod sign;
pub mod status;
pub mod topic;
pub mod unsaved;
pub mod views;
pub mod withdrawn;

use leptos::prelude::*;

/// The name of the mark that a form was posted from its page, which sets a cookie.
pub const FROM_PAGE: &str = "from-page";

/// That mark: without a cookie beside it the browser keeps none.
fn from_page() -> impl IntoView {
    view! { <input type="hidden" name=FROM_PAGE value="yes"/> }
}

/// A value as a part of a query: everything but letters, digits and `-._` is escaped.
pub fn encoded(value: &str) -> String {
    use std::fmt::Write;

    let mut out = String::with_capacity(value.len());
    for byte in value.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' => out.push(byte.into()),
            other => {
                let _ = write!(out, "%{other:02X}");
            }
        }
    }
    out
}

/// `href` with the place to go to afterwards, if there is one: its path alone, since the query of a page may hold answers
/// about somebody's health.
pub fn with_next(href: String, next: &str) -> String {
    let path = next.split('?').next().unwrap_or_default();
    match path.is_empty() {
        true => href,
        false => format!("{href}?next={}", encoded(path)),
    }
}
pub mod staff;
