//! Buttons and links that look like buttons.

use leptos::prelude::*;

use super::field::given;

/// How much a button says «press me». A page has one filled button.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ButtonKind {
    /// The one thing to do on this page: filled.
    #[default]
    Primary,
    /// Everything else: outlined.
    Secondary,
    /// Something that cannot be taken back: outlined in the colour of errors, its text says what is lost.
    Danger,
}

impl ButtonKind {
    const fn class(self) -> &'static str {
        match self {
            ButtonKind::Primary => "button",
            ButtonKind::Secondary => "button button--secondary",
            ButtonKind::Danger => "button button--danger",
        }
    }
}

/// A button that submits its form.
#[component]
pub fn Button(
    /// What happens: begins with a verb.
    #[prop(into)]
    text: String,
    /// How it looks.
    #[prop(optional)]
    kind: ButtonKind,
    /// The name under which `value` is posted.
    #[prop(into, optional)]
    name: String,
    /// What is posted when this of several buttons is pressed.
    #[prop(into, optional)]
    value: String,
    /// Where this button sends the form, if not where the others do.
    #[prop(into, optional)]
    action: String,
    /// Whether it sends the chosen files too.
    #[prop(optional)]
    files: bool,
) -> impl IntoView {
    view! {
        <button
            class=kind.class()
            type="submit"
            name=given(name)
            value=given(value)
            formaction=given(action)
            formenctype=files.then_some("multipart/form-data")
        >
            {text}
        </button>
    }
    .into_any()
}

/// A link that looks like a button, for the next page of a journey.
#[component]
pub fn LinkButton(
    /// What happens: begins with a verb.
    #[prop(into)]
    text: String,
    /// Where it leads.
    #[prop(into)]
    href: String,
    /// How it looks.
    #[prop(optional)]
    kind: ButtonKind,
) -> impl IntoView {
    view! { <a class=kind.class() href=href>{text}</a> }.into_any()
}
