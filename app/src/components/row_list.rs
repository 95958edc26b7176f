//! Things one below the other, each with a line of explanation and a tag: documents, requirements, cases.

use leptos::prelude::*;

use super::{citation::Citation, tag::TagText};

/// One thing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Row {
    /// What it is.
    pub title: String,
    /// Its page.
    pub href: Option<String>,
    /// Lines of explanation.
    pub meta: Vec<String>,
    /// What else can be opened: text and address.
    pub link: Option<(String, String)>,
    /// Its state.
    pub tag: Option<TagText>,
    /// Where it stands in the act: text and address, which may be empty.
    pub citation: Option<(String, String)>,
}

impl Row {
    /// A row with a title only.
    pub fn new(title: impl Into<String>) -> Row {
        Row {
            title: title.into(),
            ..Row::default()
        }
    }
}

/// The rows under each other.
#[component]
pub fn RowList(
    /// The things.
    rows: Vec<Row>,
) -> impl IntoView {
    let rows: Vec<_> = rows.into_iter().map(line).collect();
    view! { <ul class="rows">{rows}</ul> }.into_any()
}

fn line(row: Row) -> impl IntoView {
    let title = match row.href {
        Some(href) => view! { <a class="row__link" href=href>{row.title}</a> }.into_any(),
        None => row.title.into_any(),
    };
    let meta: Vec<_> = row
        .meta
        .into_iter()
        .map(|text| view! { <p class="row__meta">{text}</p> })
        .collect();
    let citation = row.citation.map(|(text, href)| {
        view! { <p class="row__meta"><Citation text=text href=href/></p> }
    });
    let link = row.link.map(|(text, href)| {
        view! { <p class="row__meta"><a href=href>{text}</a></p> }
    });
    let tag = row
        .tag
        .map(|tag| view! { <div class="row__status">{tag.view()}</div> });
    view! {
        <li class="row">
            <div class="row__text"><p class="row__title">{title}</p>{meta}{citation}{link}</div>
            {tag}
        </li>
    }
}
