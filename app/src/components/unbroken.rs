//! A registration number within a text.

use leptos::prelude::*;

/// `text` with `number` in it kept on one line: a browser would break it at a hyphen.
pub fn unbroken(text: &str, number: &str) -> impl IntoView + use<> {
    let (before, after) = text.split_once(number).unwrap_or((text, ""));
    let found = before.len() < text.len();
    let number = found.then(|| view! { <span class="unbroken">{number.to_owned()}</span> });
    (before.to_owned(), number, after.to_owned())
}
