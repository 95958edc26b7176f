//! Services found by words, life situation or region.

use domain::{catalogue::Catalogue, regulation::Regulation};
use leptos::prelude::*;

use super::{act, route, service};
use crate::{
    components::{ButtonKind, LinkButton, Row, RowList, SearchBox, Shell, TagKind, TagText, page},
    text::{Lang, t, t_with, value},
};

/// What was asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Asked {
    /// Words.
    pub words: String,
    /// Id of a life situation.
    pub life: String,
    /// КАТО code of a region.
    pub region: String,
}

/// One way to narrow the list down.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// Where it leads.
    pub href: String,
    /// Its name.
    pub name: String,
    /// Whether it is on.
    pub on: bool,
}

/// What the page shows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ServicesView {
    /// What was asked for; unknown situations and regions are gone.
    pub asked: Asked,
    /// The heading: the situation, the region or «services».
    pub heading: String,
    /// What was found.
    pub found: Vec<Row>,
    /// Life situations.
    pub situations: Vec<Filter>,
    /// Regions.
    pub regions: Vec<Filter>,
}

impl ServicesView {
    /// Searches the catalogue.
    pub fn new(lang: Lang, catalogue: &Catalogue, asked: Asked) -> ServicesView {
        let situation = catalogue
            .situations()
            .iter()
            .find(|one| one.id == asked.life);
        let region = catalogue.all().find(|one| one.region.kato == asked.region);
        let asked = Asked {
            words: asked.words.trim().to_owned(),
            life: situation.map(|one| one.id.clone()).unwrap_or_default(),
            region: region
                .map(|one| one.region.kato.clone())
                .unwrap_or_default(),
        };
        let names = [
            situation.map(|one| one.name.get(lang).to_owned()),
            region.map(|one| one.region.name.get(lang).to_owned()),
        ];
        let names: Vec<String> = names.into_iter().flatten().collect();
        let heading = match names.is_empty() {
            true => t(lang, "services-heading"),
            false => names.join(", "),
        };
        let given = |text: &String| (!text.is_empty()).then(|| text.clone());
        let (life, region) = (given(&asked.life), given(&asked.region));
        let found = catalogue.search(&asked.words, lang, life.as_deref(), region.as_deref());
        ServicesView {
            heading,
            found: found
                .into_iter()
                .map(|regulation| row(lang, regulation))
                .collect(),
            situations: situations(lang, catalogue, &asked),
            regions: regions(lang, catalogue, &asked),
            asked,
        }
    }
}

fn row(lang: Lang, regulation: &Regulation) -> Row {
    let kinds = regulation.channels.iter().map(|channel| channel.kind);
    let channels = route::channels(lang, kinds, false);
    let repealed = regulation.act.repealed.as_ref();
    Row {
        title: regulation.names.get(lang).to_owned(),
        href: Some(format!("/{}{}", lang.tag(), act::path(regulation))),
        meta: vec![
            regulation.summary.get(lang).to_owned(),
            format!("{} · {}", regulation.region.name.get(lang), channels),
        ],
        tag: repealed.map(|_| TagText::new(TagKind::Warn, t(lang, "act-banner-tag"))),
        citation: None,
    }
}

/// The address of the same list with another situation or region.
fn address(lang: Lang, asked: &Asked) -> String {
    let parts = [
        ("q", &asked.words),
        ("life", &asked.life),
        ("region", &asked.region),
    ];
    let query: Vec<String> = parts
        .into_iter()
        .filter(|(_, value)| !value.is_empty())
        .map(|(name, value)| format!("{name}={}", super::encoded(value)))
        .collect();
    match query.is_empty() {
        true => format!("/{}/services", lang.tag()),
        false => format!("/{}/services?{}", lang.tag(), query.join("&")),
    }
}

fn situations(lang: Lang, catalogue: &Catalogue, asked: &Asked) -> Vec<Filter> {
    catalogue
        .situations()
        .iter()
        .map(|situation| Filter {
            href: address(
                lang,
                &Asked {
                    life: situation.id.clone(),
                    ..asked.clone()
                },
            ),
            name: situation.name.get(lang).to_owned(),
            on: situation.id == asked.life,
        })
        .collect()
}

fn regions(lang: Lang, catalogue: &Catalogue, asked: &Asked) -> Vec<Filter> {
    let mut regions: Vec<Filter> = Vec::new();
    for regulation in catalogue.all() {
        let region = &regulation.region;
        let href = address(
            lang,
            &Asked {
                region: region.kato.clone(),
                ..asked.clone()
            },
        );
        if !regions.iter().any(|filter| filter.href == href) {
            regions.push(Filter {
                href,
                name: region.name.get(lang).to_owned(),
                on: region.kato == asked.region,
            });
        }
    }
    regions
}

/// The whole page.
pub fn services(shell: &Shell, view: &ServicesView) -> String {
    let lang = shell.lang;
    let asked = &view.asked;
    let keep = [("life", &asked.life), ("region", &asked.region)]
        .into_iter()
        .filter(|(_, value)| !value.is_empty())
        .map(|(name, value)| (name.to_owned(), value.clone()))
        .collect();
    let shell = shell.with_crumbs(vec![service::crumb_home(lang)]);
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
    let words = value(&view.asked.words);
    let count = match view.asked.words.is_empty() {
        true => t_with(lang, "services-count", &[("n", view.found.len().into())]),
        false => t_with(
            lang,
            "services-count-for",
            &[("n", view.found.len().into()), ("words", words)],
        ),
    };
    let list = match view.found.is_empty() {
        true => nothing(lang, view).into_any(),
        false => view! { <RowList rows=view.found.clone()/> }.into_any(),
    };
    view! { <h2>{count}</h2>{list} }.into_any()
}

/// Nothing was found: why, and what to do next.
fn nothing(lang: Lang, view: &ServicesView) -> AnyView {
    let reason = match view.asked.words.is_empty() {
        true => t(lang, "services-none-here"),
        false => t(lang, "services-none-found"),
    };
    let all = format!("/{}/services", lang.tag());
    view! {
        <p>{reason}</p>
        <p>{t(lang, "services-none-next")}" "<a href="tel:1414">"1414"</a>"."</p>
        <p class="actions">
            <LinkButton text=t(lang, "services-all") href=all kind=ButtonKind::Secondary/>
        </p>
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
    let without_region = address(
        lang,
        &Asked {
            region: String::new(),
            ..view.asked.clone()
        },
    );
    view! {
        {group(lang, "services-by-life", &view.situations, without_life)}
        {group(lang, "services-by-region", &view.regions, without_region)}
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
