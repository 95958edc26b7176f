//! A text box.

use leptos::prelude::*;

use super::field::{Field, Width, given, labelled};

/// One line of text. The browser never corrects what is typed: names and numbers are not dictionary words.
#[component]
pub fn TextField(
    /// The question.
    field: Field,
    /// What was typed before.
    #[prop(into, optional)]
    value: String,
    /// `text`, `password`, `email`, `tel` or `search`.
    #[prop(into, default = "text".to_owned())]
    kind: String,
    /// The purpose of the field, as HTML names it: `name`, `username`, `off`.
    #[prop(into, optional)]
    autocomplete: String,
    /// Which keys a telephone shows: `numeric`, `decimal`, `tel`.
    #[prop(into, optional)]
    inputmode: String,
    /// How long the answer is.
    #[prop(optional)]
    width: Width,
    /// The unit after the box: `₸`.
    #[prop(into, optional)]
    suffix: String,
    /// The island that checks what is typed; it speaks where the server does, before the box.
    #[prop(optional_no_strip)]
    check: Option<AnyView>,
    /// What is asked of the answer after the box.
    #[prop(optional_no_strip)]
    more: Option<AnyView>,
) -> impl IntoView {
    let input = view! {
        <input
            class=width.class()
            id=field.id.clone()
            name=field.name.clone()
            type=kind
            value=given(value)
            autocomplete=given(autocomplete)
            inputmode=given(inputmode)
            spellcheck="false"
            aria-describedby=field.described_by()
            aria-invalid=field.invalid()
            aria-required=field.required()
        />
    };
    let control = match given(suffix) {
        None => input.into_any(),
        Some(suffix) => view! {
            <div class="affix">{input}<span class="affix__unit" aria-hidden="true">{suffix}</span></div>
        }
        .into_any(),
    };
    labelled(&field, view! { {check}{control}{more} }.into_any())
}
