//! Services found by words, life situation or region.

use catalogue::{Answer, Catalogue};
use leptos::prelude::*;

use super::{home, service};
use crate::{
    components::{
        ButtonKind, FoundList, FoundService, LinkButton, SEARCH_FORM, SearchBox, Shell, Tag,
        TagKind, Topic, Topics, page,
    },
    text::{Lang, t, t_with, value},
};

mod found;

/// More letters are no search.
const LONGEST: usize = 200;

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
    /// What was found, the best first.
    pub found: Vec<FoundService>,
    /// Whether all of it is by acts that are no longer in force.
    pub all_repealed: bool,
    /// What was searched, if it is not what was typed.
    pub searched: Option<String>,
    /// The place that the words name.
    pub place: Option<String>,
    /// Near words with the address of their search, where nothing was found.
    pub near: Vec<(String, String)>,
    /// Ways in by life situation, where nothing was found and none is chosen.
    pub ways: Vec<Topic>,
    /// Life situations.
    pub situations: Vec<Filter>,
    /// Regions.
    pub regions: Vec<Filter>,
    /// The address of the same list for all regions.
    pub everywhere: String,
}

impl ServicesView {
    /// Searches the catalogue.
    pub fn new(lang: Lang, catalogue: &Catalogue, asked: Asked) -> ServicesView {
        let situation = catalogue
            .situations()
            .iter()
            .find(|one| one.id == asked.life);
        let mut asked = Asked {
            words: asked.words.trim().chars().take(LONGEST).collect(),
            life: situation.map(|one| one.id.clone()).unwrap_or_default(),
            region: match catalogue.oblast(&asked.region) {
                Some(oblast) => oblast.kato.clone(),
                None => String::new(),
            },
        };
        let mut answer = search(lang, catalogue, &asked);
        let named = answer.place.as_ref().map(|place| &place.oblast.kato);
        if named.is_some_and(|named| !asked.region.is_empty() && *named != asked.region) {
            // The words are newer than the choice that came with them.
            asked.region.clear();
            answer = search(lang, catalogue, &asked);
        }
        let place = answer.place.as_ref();
        let chosen = catalogue.oblast(&asked.region);
        let without_place = Asked {
            words: place.map_or_else(|| asked.words.clone(), |place| place.rest.clone()),
            ..asked.clone()
        };
        let everywhere = Asked {
            region: String::new(),
            ..without_place.clone()
        };
        let names = [
            situation.map(|one| one.name.get(lang).to_owned()),
            chosen.map(|one| one.name.get(lang).to_owned()),
        ];
        let names: Vec<String> = names.into_iter().flatten().collect();
        let heading = match names.is_empty() {
            true => t(lang, "services-heading"),
            false => names.join(", "),
        };
        let acts = answer.services.iter().flat_map(|one| &one.regulations);
        let light = found::Light {
            lang,
            region: chosen.or_else(|| place.map(|place| place.oblast)),
            all_repealed: acts.clone().all(|one| one.act.repealed.is_some()),
        };
        let rows = answer.services.iter();
        let found: Vec<_> = rows.filter_map(|one| light.row(one)).collect();
        let nothing = found.is_empty();
        let mut in_region = without_place;
        if nothing && chosen.is_none() {
            // What is found nowhere is not found in a region either.
            in_region.words.clear();
        }
        let near = answer.near.iter().map(|word| {
            let words = word.clone();
            let other = Asked {
                words,
                ..asked.clone()
            };
            (word.clone(), address(lang, &other))
        });
        ServicesView {
            heading,
            all_repealed: light.all_repealed && !nothing,
            found,
            searched: answer.searched.clone(),
            place: place.filter(|_| chosen.is_none()).map(|place| {
                let mut names = vec![place.name.get(lang)];
                if place.name != &place.oblast.name {
                    names.push(place.oblast.name.get(lang));
                }
                names.join(", ")
            }),
            near: near.collect(),
            ways: match nothing && situation.is_none() {
                true => home::situations(lang, catalogue),
                false => Vec::new(),
            },
            situations: situations(lang, catalogue, &asked),
            regions: regions(
                lang,
                catalogue,
                &in_region,
                light.region.map(|one| one.kato.as_str()),
            ),
            everywhere: address(lang, &everywhere),
            asked,
        }
    }
}

fn search<'c>(lang: Lang, catalogue: &'c Catalogue, asked: &Asked) -> Answer<'c> {
    let [life, region] =
        [&asked.life, &asked.region].map(|text| (!text.is_empty()).then_some(text.as_str()));
    catalogue.search(&asked.words, lang, life, region)
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

/// Every region that has a service. `on` is the code of the one that is chosen or named.
fn regions(lang: Lang, catalogue: &Catalogue, asked: &Asked, on: Option<&str>) -> Vec<Filter> {
    let oblasts = catalogue.oblasts().iter();
    let served = oblasts.filter(|oblast| {
        catalogue
            .all()
            .any(|regulation| regulation.region.kato == oblast.kato)
    });
    served
        .map(|oblast| Filter {
            href: address(
                lang,
                &Asked {
                    region: oblast.kato.clone(),
                    ..asked.clone()
                },
            ),
            name: oblast.name.get(lang).to_owned(),
            on: on == Some(oblast.kato.as_str()),
        })
        .collect()
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
