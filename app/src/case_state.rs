//! The state of a case in a word, for lists and heads of pages.

use crate::{
    components::{TagKind, TagText},
    text::{Lang, t},
};

/// Stands for the state of a case whose log is damaged: nobody knows it.
pub const CHECKED: &str = "checked";

/// The word and colour for the state of a case as it stands in its row: `open`, `granted`, `refused`,
/// `intake-refused`, `withdrawn`, `abandoned`.
pub fn tag(lang: Lang, state: &str) -> TagText {
    let (kind, key) = match state {
        "granted" => (TagKind::Ok, "case-state-granted"),
        "refused" => (TagKind::Bad, "case-state-refused"),
        "intake-refused" => (TagKind::Bad, "case-state-intake-refused"),
        "withdrawn" => (TagKind::Info, "case-state-withdrawn"),
        "abandoned" => (TagKind::Info, "case-state-abandoned"),
        CHECKED => (TagKind::Info, "case-state-checked"),
        _ => (TagKind::Info, "case-state-open"),
    };
    TagText::new(kind, t(lang, key))
}

/// Whether a case that ended in this state has a result to read.
pub fn has_result(state: &str) -> bool {
    matches!(state, "granted" | "refused" | "intake-refused")
}
