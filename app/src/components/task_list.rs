//! The parts of a form, each with its state.

use leptos::prelude::*;

use super::tag::TagText;

/// One part of the form.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TaskItem {
    /// The id of the row, for describing the link.
    pub id: String,
    /// What is done there.
    pub title: String,
    /// More words.
    pub hint: Option<String>,
    /// The page; none while it cannot be started.
    pub href: Option<String>,
    /// Done, begun, not begun, cannot start yet.
    pub status: TagText,
}

/// The list of parts.
#[component]
pub fn TaskList(
    /// The parts in their order.
    items: Vec<TaskItem>,
) -> impl IntoView {
    let items: Vec<_> = items.into_iter().map(item).collect();
    view! { <ul class="rows tasks">{items}</ul> }.into_any()
}

fn item(item: TaskItem) -> impl IntoView {
    let (hint_id, status_id) = (format!("{}-hint", item.id), format!("{}-status", item.id));
    let described_by = match item.hint {
        Some(_) => format!("{hint_id} {status_id}"),
        None => status_id.clone(),
    };
    let title = match item.href {
        Some(href) => view! {
            <a class="row__link" href=href aria-describedby=described_by>{item.title}</a>
        }
        .into_any(),
        None => view! { <span>{item.title}</span> }.into_any(),
    };
    view! {
        <li class="row">
            <div class="row__text">
                <p class="row__title">{title}</p>
                {item.hint.map(|text| view! { <p class="row__meta" id=hint_id>{text}</p> })}
            </div>
            <div class="row__status" id=status_id>{item.status.view()}</div>
        </li>
    }
}
