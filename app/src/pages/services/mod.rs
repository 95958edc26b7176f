//! Services found by words, life situation or region.

use leptos::prelude::*;

use super::service;
use crate::{
    components::{
        ButtonKind, FoundList, LinkButton, SEARCH_FORM, SearchBox, Shell, Tag, TagKind, Topics,
        page,
    },
    text::{Lang, t, t_with, value},
};

mod found;
mod view;

use view::address;
pub use view::{Asked, Filter, ServicesView};

pub fn services(shell: &Shell, view: &ServicesView) -> String {
    let lang = shell.lang;
    let asked = &view.asked;
    let keep = [("life", &asked.life), ("region", &asked.region)]
        .into_iter()
        .filter(|(_, value)| !value.is_empty())
        .map(|(name, value)| (name.to_owned(), value.clone()))
        .collect();
    let shell = shell
        .with_crumbs(vec![service::crumb_home(lang)])
        .with_query_form(SEARCH_FORM);
    page(&shell, || {
        view! {
            <h1>{view.heading.clone()}</h1>
            <div class="columns">
                <div>
                    <SearchBox
                        action=shell.href("/services")
                        label=t(lang, "services-search-label")
                        label_shown=true
                        value=asked.words.clone()
                        button=t(lang, "services-search-button")
                        keep=keep
                    />
                    {found(lang, view)}
                </div>
                <aside>{filters(lang, view)}</aside>
            </div>
        }
    })
}

fn found(lang: Lang, view: &ServicesView) -> AnyView {
    let n = ("n", view.found.len().into());
    let count = match view.asked.words.is_empty() {
        true => t_with(lang, "services-count", &[n]),
        false => {
            let words = view.searched.as_ref().unwrap_or(&view.asked.words);
            t_with(lang, "services-count-for", &[n, ("words", value(words))])
        }
    };
    let list = match view.found.is_empty() {
        true => nothing(lang, view),
        false => view! { <FoundList found=view.found.clone()/> }.into_any(),
    };
    let all = (!view.found.is_empty() && !view.asked.words.is_empty()).then(|| {
        let all = format!("/{}/services", lang.tag());
        view! { <p><a href=all>{t(lang, "services-all")}</a></p> }
    });
    view! { <h2>{count}</h2>{said(lang, view)}{list}{all} }.into_any()
}

/// How the answer is meant: what was searched, where, and by which acts.
fn said(lang: Lang, view: &ServicesView) -> Option<AnyView> {
    let searched = view.searched.as_ref().map(|searched| {
        let arguments = [
            ("searched", value(searched)),
            ("typed", value(&view.asked.words)),
        ];
        view! { <p>{t_with(lang, "services-searched", &arguments)}</p> }
    });
    let place = view.place.as_ref().map(|place| {
        let text = t_with(lang, "services-place", &[("place", value(place))]);
        view! { <p>{text}" "<a href=view.everywhere.clone()>{t(lang, "services-everywhere")}</a></p> }
    });
    let repealed = view.all_repealed.then(|| {
        view! {
            <p class="meta">
                <Tag kind=TagKind::Warn text=t(lang, "act-banner-tag")/>
                " "
                {t(lang, "services-all-repealed")}
            </p>
        }
    });
    let something = searched.is_some() || place.is_some() || repealed.is_some();
    something.then(|| view! { <div class="said">{searched}{place}{repealed}</div> }.into_any())
}

/// Nothing was found: why, and what to do next.
fn nothing(lang: Lang, view: &ServicesView) -> AnyView {
    let reason = match view.asked.words.is_empty() {
        true => t(lang, "services-none-here"),
        false => t(lang, "services-none-found"),
    };
    let near = (!view.near.is_empty()).then(|| {
        let links = view.near.iter().map(|(word, href)| {
            view! { <li><a href=href.clone()>{word.clone()}</a></li> }
        });
        let links: Vec<_> = links.collect();
        view! {
            <div class="found__near">
                <p>{t(lang, "services-near")}</p>
                <ul class="found__list">{links}</ul>
            </div>
        }
    });
    let ways = (!view.ways.is_empty()).then(|| {
        view! {
            <h3>{t(lang, "services-none-situations")}</h3>
            <Topics topics=view.ways.clone()/>
        }
    });
    let all = format!("/{}/services", lang.tag());
    view! {
        {near}
        <p>{reason}</p>
        <p>{t(lang, "services-none-next")}" "<a href="tel:1414">"1414"</a>"."</p>
        <p class="actions">
            <LinkButton text=t(lang, "services-all") href=all kind=ButtonKind::Secondary/>
        </p>
        {ways}
    }
    .into_any()
}

fn filters(lang: Lang, view: &ServicesView) -> AnyView {
    let without_life = address(
        lang,
        &Asked {
            life: String::new(),
            ..view.asked.clone()
        },
    );
    // The ways in say the same, with more words.
    let by_life = view
        .ways
        .is_empty()
        .then(|| group(lang, "services-by-life", &view.situations, without_life));
    view! {
        {by_life}
        {group(lang, "services-by-region", &view.regions, view.everywhere.clone())}
    }
    .into_any()
}

fn group(lang: Lang, key: &str, filters: &[Filter], without: String) -> AnyView {
    let on = filters.iter().any(|filter| filter.on);
    let items: Vec<_> = filters
        .iter()
        .map(|filter| {
            let current = filter.on.then_some("true");
            view! { <li><a href=filter.href.clone() aria-current=current>{filter.name.clone()}</a></li> }
        })
        .collect();
    let all = on.then(|| view! { <li><a href=without>{t(lang, "services-filter-off")}</a></li> });
    view! {
        <nav class="aside" aria-label=t(lang, key)>
            <h2 class="aside__title">{t(lang, key)}</h2>
            <ul class="filters">{items}{all}</ul>
        </nav>
    }
    .into_any()
}
