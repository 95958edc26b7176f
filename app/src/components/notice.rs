//! A panel that says something the reader should not miss.

use leptos::prelude::*;

/// What kind of news it is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum NoticeKind {
    /// Good to know.
    #[default]
    Info,
    /// Done.
    Success,
    /// Think before going on.
    Warning,
    /// Refused, or not possible.
    Bad,
}

impl NoticeKind {
    const fn class(self) -> &'static str {
        match self {
            NoticeKind::Info => "notice",
            NoticeKind::Success => "notice notice--ok",
            NoticeKind::Warning => "notice notice--warn",
            NoticeKind::Bad => "notice notice--bad",
        }
    }
}

/// The panel. Its title says in words what its colour says.
#[component]
pub fn Notice(
    /// The kind.
    #[prop(optional)]
    kind: NoticeKind,
    /// The news in one line.
    #[prop(into)]
    title: String,
    /// Paragraphs, lists, links; may be nothing.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    view! {
        <div class=kind.class()>
            <p class="notice__title">{title}</p>
            {children.map(|children| children())}
        </div>
    }
    .into_any()
}
