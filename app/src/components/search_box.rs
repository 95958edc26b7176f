//! The search of services.

use leptos::prelude::*;

use super::field::given;

/// The id of the form.
pub const SEARCH_FORM: &str = "search-form";

/// A text box with its button in one line; a GET form.
#[component]
pub fn SearchBox(
    /// Where the search goes.
    #[prop(into)]
    action: String,
    /// What is searched; read out, and shown above the box where `label_shown`.
    #[prop(into)]
    label: String,
    /// Whether the label is seen.
    #[prop(optional)]
    label_shown: bool,
    /// What was searched before.
    #[prop(into, optional)]
    value: String,
    /// An example of what may be typed.
    #[prop(into, optional)]
    example: String,
    /// The text of the button.
    #[prop(into)]
    button: String,
    /// Other parts of the query that stay: hidden fields.
    #[prop(optional)]
    keep: Vec<(String, String)>,
) -> impl IntoView {
    let keep: Vec<_> = keep
        .into_iter()
        .map(|(name, value)| view! { <input type="hidden" name=name value=value/> })
        .collect();
    view! {
        <form class="search" role="search" method="get" action=action id=SEARCH_FORM>
            {keep}
            <label class=if label_shown { "field__label" } else { "hidden" } for="q">{label}</label>
            <div class="search__row">
                <input
                    class="input search__input"
                    type="search"
                    id="q"
                    name="q"
                    value=given(value)
                    placeholder=given(example)
                />
                <button class="button search__button" type="submit">{button}</button>
            </div>
        </form>
    }
    .into_any()
}
