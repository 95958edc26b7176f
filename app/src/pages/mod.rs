//! One page a file: a function of data to HTML. No I/O.

pub mod act;
pub mod error;
pub mod guide;
pub mod home;
pub mod info;
pub mod route;
pub mod service;
pub mod services;

/// A value as a part of a query: everything but letters, digits and `-._` is escaped.
pub(crate) fn encoded(value: &str) -> String {
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
