//! The name of a file, with what has to be said of it.

use leptos::prelude::*;

/// What is said of a file beside its name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FileNote {
    /// In words.
    pub text: String,
    /// Whether the reader cannot open it.
    pub closed: bool,
}

/// The name as a link, or as plain text where the file cannot be opened, and the note behind it.
pub fn file_name(href: String, name: String, note: Option<&FileNote>) -> AnyView {
    let name = match note.is_some_and(|note| note.closed) {
        true => view! { <span>{name}</span> }.into_any(),
        false => view! { <a href=href>{name}</a> }.into_any(),
    };
    let note = note.map(|note| view! { <span class="file-note">{note.text.clone()}</span> });
    view! { {name}{note} }.into_any()
}
