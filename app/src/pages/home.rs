//! The home page: search, life situations, regions, the guide.

use std::collections::BTreeSet;

use catalogue::Catalogue;
use domain::regulation::Regulation;
use leptos::prelude::*;

use super::act;
use crate::{
    components::{
        ButtonKind, LinkButton, Row, RowList, SEARCH_FORM, SearchBox, Shell, Topic, Topics,
        page_full,
    },
    text::{Lang, t, t_with},
};

/// What the home page shows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct HomeView {
    /// What was typed to be searched.
    pub words: String,
    /// How many services in how many regions.
    pub all: String,
    /// Ways in by life situation.
    pub situations: Vec<Topic>,
    /// Ways in by region.
    pub regions: Vec<Row>,
    /// Guides: address and name of the service.
    pub guides: Vec<(String, String)>,
}

impl HomeView {
    /// Reads it from the catalogue.
    pub fn new(lang: Lang, catalogue: &Catalogue) -> HomeView {
        HomeView {
            words: String::new(),
            all: in_regions(lang, "home-all", || catalogue.all()),
            situations: situations(lang, catalogue),
            regions: regions(lang, catalogue),
            guides: guides(lang, catalogue),
        }
    }
}

/// Ways in by life situation, each with the number of its services and regions.
pub(super) fn situations(lang: Lang, catalogue: &Catalogue) -> Vec<Topic> {
    catalogue
        .situations()
        .iter()
        .map(|situation| Topic {
            href: format!("/{}/services?life={}", lang.tag(), situation.id),
            title: situation.name.get(lang).to_owned(),
            text: situation.description.get(lang).to_owned(),
            count: in_regions(lang, "home-in-regions", || {
                let all = catalogue.all();
                all.filter(|regulation| regulation.situations.contains(&situation.id))
            }),
        })
        .collect()
}

/// «4 өңірде 21 қызмет»: a service of several regions is one.
fn in_regions<'c, I: Iterator<Item = &'c Regulation>>(
    lang: Lang,
    key: &str,
    regulations: impl Fn() -> I,
) -> String {
    let services: BTreeSet<&str> = regulations().map(|one| one.service.as_str()).collect();
    let regions: BTreeSet<&str> = regulations().map(|one| one.region.kato.as_str()).collect();
    let counts = [
        ("services", services.len().into()),
        ("regions", regions.len().into()),
    ];
    t_with(lang, key, &counts)
}

/// Every region that has a service, with the number of its services.
fn regions(lang: Lang, catalogue: &Catalogue) -> Vec<Row> {
    let oblasts = catalogue.oblasts().iter();
    oblasts
        .filter_map(|oblast| {
            let here = catalogue.all().filter(|one| one.region.kato == oblast.kato);
            let services: BTreeSet<&str> = here.map(|one| one.service.as_str()).collect();
            (!services.is_empty()).then(|| Row {
                title: oblast.name.get(lang).to_owned(),
                href: Some(format!("/{}/services?region={}", lang.tag(), oblast.kato)),
                meta: vec![t_with(
                    lang,
                    "home-here-now",
                    &[("n", services.len().into())],
                )],
                ..Row::default()
            })
        })
        .collect()
}

fn guides(lang: Lang, catalogue: &Catalogue) -> Vec<(String, String)> {
    catalogue
        .all()
        .filter(|regulation| !regulation.questions.is_empty())
        .map(|regulation| {
            let href = format!("/{}{}/check", lang.tag(), act::path(regulation));
            (href, regulation.called().get(lang).to_owned())
        })
        .collect()
}

pub fn home(shell: &Shell, view: &HomeView) -> String {
    let lang = shell.lang;
    page_full(&shell.with_query_form(SEARCH_FORM), || {
        view! {
            <div class="hero">
                <div class="wrap">
                    <h1>{t(lang, "home-heading")}</h1>
                    <p class="lead">{t(lang, "home-lead")}</p>
                    <SearchBox
                        action=shell.href("/services")
                        label=t(lang, "services-search-label")
                        value=view.words.clone()
                        example=t(lang, "services-search-example")
                        button=t(lang, "services-search-button")
                    />
                    <p class="meta"><a href=shell.href("/services")>{view.all.clone()}</a></p>
                </div>
            </div>
            <section class="wrap" aria-labelledby="situations">
                <h2 id="situations">{t(lang, "home-situations")}</h2>
                <Topics topics=view.situations.clone()/>
            </section>
            <section class="wrap" aria-labelledby="regions">
                <h2 id="regions">{t(lang, "home-regions")}</h2>
                <RowList rows=view.regions.clone()/>
            </section>
            {guide(lang, &view.guides)}
        }
    })
}

/// One service: its guide. Several: first the service is chosen, because each guide asks what its own act asks.
fn guide(lang: Lang, guides: &[(String, String)]) -> Option<impl IntoView + use<>> {
    let ways = match guides {
        [] => return None,
        [(href, name)] => view! {
            <p>{t(lang, "home-guide-one")}" "<strong>{name.clone()}</strong></p>
            <p class="actions">
                <LinkButton
                    text=t(lang, "home-guide-start")
                    href=href.clone()
                    kind=ButtonKind::Secondary
                />
            </p>
        }
        .into_any(),
        _ => view! {
            <p class="actions">
                <LinkButton
                    text=t(lang, "home-guide-choose")
                    href=format!("/{}/services", lang.tag())
                    kind=ButtonKind::Secondary
                />
            </p>
        }
        .into_any(),
    };
    Some(view! {
        <section class="wrap" aria-labelledby="guide">
            <h2 id="guide">{t(lang, "home-guide-heading")}</h2>
            <p>{t(lang, "home-guide-text")}</p>
            {ways}
        </section>
    })
}
