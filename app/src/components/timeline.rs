//! The way of a case: what is done, where it is, what is to come.

use leptos::prelude::*;

use crate::text::{Lang, t};

/// Where a step stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum TimelineState {
    /// Behind us.
    Done,
    /// The case is here.
    Here,
    /// Still to come.
    #[default]
    ToCome,
}

impl TimelineState {
    const fn class(self) -> &'static str {
        match self {
            TimelineState::Done => "timeline__item timeline__item--done",
            TimelineState::Here => "timeline__item timeline__item--here",
            TimelineState::ToCome => "timeline__item",
        }
    }

    const fn key(self) -> &'static str {
        match self {
            TimelineState::Done => "state-done",
            TimelineState::Here => "state-here",
            TimelineState::ToCome => "state-to-come",
        }
    }
}

/// One step of the way.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TimelineItem {
    /// Where it stands.
    pub state: TimelineState,
    /// What happened or will happen.
    pub title: String,
    /// When, who, how long: a line each.
    pub meta: Vec<String>,
    /// What was said: a comment, the ground of a decision.
    pub note: Option<String>,
    /// Whether that are the words of an official to the applicant.
    pub of_office: bool,
}

/// The steps in their order.
#[component]
pub fn Timeline(
    /// The language of the page.
    lang: Lang,
    /// The steps.
    items: Vec<TimelineItem>,
    /// The language in which the office writes to the applicant, where it is known.
    #[prop(optional_no_strip)]
    reads: Option<Lang>,
) -> impl IntoView {
    let items: Vec<_> = items
        .into_iter()
        .map(|item| {
            let of_note = reads.filter(|_| item.of_office).map(Lang::tag);
            let current = (item.state == TimelineState::Here).then_some("step");
            let meta: Vec<_> = item
                .meta
                .into_iter()
                .map(|text| view! { <p class="timeline__meta">{text}</p> })
                .collect();
            view! {
                <li class=item.state.class() aria-current=current>
                    <p class="timeline__title">
                        <span class="hidden">{t(lang, item.state.key())}": "</span>
                        {item.title}
                    </p>
                    {meta}
                    {item.note.map(|text| view! { <p class="timeline__note" lang=of_note>{text}</p> })}
                </li>
            }
        })
        .collect();
    view! { <ol class="timeline">{items}</ol> }.into_any()
}
