//! What is said of files that cannot be opened.

use std::collections::BTreeMap;

use app::{
    components::FileNote,
    text::{Lang, t},
};

use crate::flow::file_trouble::{Trouble, Troubles};

/// Who reads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Audience {
    /// The owner of a draft, who can remove the file.
    Draft,
    Case,
    Staff,
}

pub(crate) fn note(lang: Lang, trouble: Trouble, of: Audience) -> FileNote {
    let (key, closed) = match (trouble, of) {
        // The owner may open a file that is not scanned yet.
        (Trouble::Waiting, Audience::Draft | Audience::Case) => ("files-note-waiting", false),
        (Trouble::Waiting, Audience::Staff) => ("files-note-staff-waiting", true),
        (Trouble::Harmful, Audience::Draft) => ("files-note-harmful-draft", true),
        (Trouble::Harmful, Audience::Case) => ("files-note-harmful", true),
        (Trouble::Harmful, Audience::Staff) => ("files-note-staff-harmful", true),
        (Trouble::Lost, Audience::Staff) => ("files-note-staff-lost", true),
        (Trouble::Lost, Audience::Draft | Audience::Case) => ("files-note-lost", true),
    };
    FileNote {
        text: t(lang, key),
        closed,
    }
}

/// The notes for many, by the id of the file.
pub(crate) fn notes(lang: Lang, troubles: &Troubles, of: Audience) -> BTreeMap<String, FileNote> {
    let notes = troubles.iter();
    notes
        .map(|(id, trouble)| (id.clone(), note(lang, *trouble, of)))
        .collect()
}
