//! A date as a person writes it.

use leptos::prelude::*;

use super::{
    field::{Field, Width},
    text_field::TextField,
};
use crate::text::t;

/// One text box for «24.11.2026». A calendar would be slower for a date of birth, and a box each for day,
/// month and year cannot be filled from the clipboard.
#[component]
pub fn DateField(
    /// The question; a hint with an example is added where it has none.
    field: Field,
    /// What was typed before.
    #[prop(into, optional)]
    value: String,
    /// The purpose of the field, as HTML names it: `bday`.
    #[prop(into, optional)]
    autocomplete: String,
    /// The island that checks what is typed; it speaks where the server does, before the box.
    #[prop(optional_no_strip)]
    check: Option<AnyView>,
    /// What is asked of the answer after the box.
    #[prop(optional_no_strip)]
    more: Option<AnyView>,
) -> impl IntoView {
    let hint = field
        .hint
        .clone()
        .unwrap_or_else(|| t(field.lang, "form-date-hint"));
    let field = field.hint(hint);
    view! {
        <TextField
            field=field
            value=value
            autocomplete=autocomplete
            width=Width::Chars10
            check=check
            more=more
        />
    }
    .into_any()
}
