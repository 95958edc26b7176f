//! A question with one answer of several.

use leptos::prelude::*;

use super::field::{Choice, Field, grouped};

/// Radio buttons, one below the other.
#[component]
pub fn Radios(
    /// The question.
    field: Field,
    /// The answers.
    choices: Vec<Choice>,
    /// The value of the chosen answer, or nothing.
    #[prop(into, optional)]
    value: String,
) -> impl IntoView {
    let items = items(&field, choices, "radio", &|choice| choice.value == value);
    grouped(
        &field,
        view! { <div class="choices">{items}</div> }.into_any(),
    )
}

/// The first control has the id of the field, so that the error summary leads to it.
pub(super) fn items(
    field: &Field,
    choices: Vec<Choice>,
    kind: &'static str,
    chosen: &dyn Fn(&Choice) -> bool,
) -> Vec<impl IntoView + use<>> {
    choices
        .into_iter()
        .enumerate()
        .map(|(at, choice)| {
            let id = match at {
                0 => field.id.clone(),
                _ => format!("{}-{}", field.id, at + 1),
            };
            let checked = chosen(&choice);
            let hint_id = choice.hint.as_ref().map(|_| format!("{id}-more"));
            let hint = choice.hint.map(|text| {
                view! { <span class="choice__hint" id=hint_id.clone()>{text}</span> }
            });
            view! {
                <div class="choice">
                    <input
                        class="choice__input"
                        type=kind
                        id=id.clone()
                        name=field.name.clone()
                        value=choice.value
                        checked=checked
                        aria-describedby=hint_id
                    />
                    <label class="choice__label" for=id>{choice.label}</label>
                    {hint}
                </div>
            }
        })
        .collect()
}
