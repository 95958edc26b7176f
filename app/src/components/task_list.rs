//! The parts of a form, each with its state.

use leptos::prelude::*;

use super::tag::TagText;

/// The name under which a form posts the id of the row that it leads to.
pub const OPEN: &str = "open";

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
    /// The id of a form that goes along to the page of a part, so that what is typed in it is kept; posted as [`OPEN`].
    #[prop(optional)]
    with_form: Option<&'static str>,
) -> impl IntoView {
    let items: Vec<_> = items.into_iter().map(|one| item(one, with_form)).collect();
    view! { <ul class="rows tasks">{items}</ul> }.into_any()
}

fn item(item: TaskItem, with_form: Option<&'static str>) -> impl IntoView {
    let (hint_id, status_id) = (format!("{}-hint", item.id), format!("{}-status", item.id));
    let described_by = match item.hint {
        Some(_) => format!("{hint_id} {status_id}"),
        None => status_id.clone(),
    };
    let title = match item.href {
        Some(_) if with_form.is_some() => view! {
            <button
                class="link-button row__link"
                type="submit"
                form=with_form
                name=OPEN
                value=item.id
                aria-describedby=described_by
            >
                {item.title}
            </button>
        }
        .into_any(),
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
