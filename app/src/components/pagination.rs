//! The way through a long list.

use leptos::prelude::*;

use crate::text::{Lang, t, t_with};

/// Previous and next, and where the reader is; nothing if there is one page only.
#[component]
pub fn Pagination(
    /// The language of the page.
    lang: Lang,
    /// This page, from 1.
    current: u64,
    /// How many pages there are.
    pages: u64,
    /// The address up to the number of the page: `/kk/staff?page=`.
    #[prop(into)]
    base: String,
) -> impl IntoView {
    let link = |page: u64, rel: &'static str, key: &'static str| {
        view! { <a class="pages__link" rel=rel href=format!("{base}{page}")>{t(lang, key)}</a> }
    };
    (pages > 1)
        .then(|| {
            let here = t_with(
                lang,
                "list-page-of",
                &[("page", current.into()), ("pages", pages.into())],
            );
            view! {
                <nav class="pages" aria-label=t(lang, "list-pages-label")>
                    {(current > 1).then(|| link(current - 1, "prev", "list-previous"))}
                    <span>{here}</span>
                    {(current < pages).then(|| link(current + 1, "next", "list-next"))}
                </nav>
            }
        })
        .into_any()
}
