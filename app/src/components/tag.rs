//! A state in a word or two, as a pill.

use leptos::prelude::*;

/// What the colour of a tag, a card or a notice says. The word beside it says the same.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum TagKind {
    /// Nothing special: not yet begun, optional.
    #[default]
    Neutral,
    /// On its way.
    Info,
    /// Done, confirmed, in time.
    Ok,
    /// Needs attention soon.
    Warn,
    /// Late, refused, wrong.
    Bad,
}

impl TagKind {
    pub(crate) const fn word(self) -> &'static str {
        match self {
            TagKind::Neutral => "neutral",
            TagKind::Info => "info",
            TagKind::Ok => "ok",
            TagKind::Warn => "warn",
            TagKind::Bad => "bad",
        }
    }
}

/// A tag as data, for rows and tasks.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TagText {
    /// The colour.
    pub kind: TagKind,
    /// The word.
    pub text: String,
}

impl TagText {
    /// A tag of this kind with this text.
    pub fn new(kind: TagKind, text: impl Into<String>) -> TagText {
        TagText {
            kind,
            text: text.into(),
        }
    }

    pub(crate) fn view(self) -> impl IntoView + use<> {
        view! { <Tag kind=self.kind text=self.text/> }
    }
}

/// A pill.
#[component]
pub fn Tag(
    /// The colour.
    #[prop(optional)]
    kind: TagKind,
    /// The word.
    #[prop(into)]
    text: String,
) -> impl IntoView {
    view! { <strong class=format!("tag tag--{}", kind.word())>{text}</strong> }.into_any()
}
