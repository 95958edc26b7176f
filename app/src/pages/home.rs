//! The home page: search, life situations, regions, the guide.

use domain::catalogue::Catalogue;
use leptos::prelude::*;

use super::act;
use crate::{
    components::{
        ButtonKind, LinkButton, Row, RowList, SearchBox, Shell, Topic, Topics, page_full,
    },
    text::{Lang, t, t_with},
};

/// What the home page shows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct HomeView {
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
            situations: situations(lang, catalogue),
            regions: regions(lang, catalogue),
            guides: guides(lang, catalogue),
        }
    }
}

fn situations(lang: Lang, catalogue: &Catalogue) -> Vec<Topic> {
    catalogue
        .situations()
        .iter()
        .map(|situation| {
            let services = catalogue
                .all()
                .filter(|regulation| regulation.situations.contains(&situation.id))
                .count();
            Topic {
                href: format!("/{}/services?life={}", lang.tag(), situation.id),
                title: situation.name.get(lang).to_owned(),
                text: situation.description.get(lang).to_owned(),
                count: t_with(lang, "home-here-now", &[("n", services.into())]),
            }
        })
        .collect()
}

/// Every region that has a service, once, with the number of its services.
fn regions(lang: Lang, catalogue: &Catalogue) -> Vec<Row> {
    let mut regions: Vec<(&str, &str, usize)> = Vec::new();
    for regulation in catalogue.all() {
        let kato = regulation.region.kato.as_str();
        match regions.iter_mut().find(|region| region.0 == kato) {
            Some(region) => region.2 += 1,
            None => regions.push((kato, regulation.region.name.get(lang), 1)),
        }
    }
    regions
        .into_iter()
        .map(|(kato, name, services)| Row {
            title: name.to_owned(),
            href: Some(format!("/{}/services?region={kato}", lang.tag())),
            meta: vec![t_with(lang, "home-here-now", &[("n", services.into())])],
            ..Row::default()
        })
        .collect()
}

fn guides(lang: Lang, catalogue: &Catalogue) -> Vec<(String, String)> {
    catalogue
        .all()
        .filter(|regulation| !regulation.questions.is_empty())
        .map(|regulation| {
            let href = format!("/{}{}/check", lang.tag(), act::path(regulation));
            (href, regulation.names.get(lang).to_owned())
        })
        .collect()
}

/// The whole page.
pub fn home(shell: &Shell, view: &HomeView) -> String {
    let lang = shell.lang;
    page_full(shell, || {
        view! {
            <div class="hero">
                <div class="wrap">
                    <h1>{t(lang, "home-heading")}</h1>
                    <p class="lead">{t(lang, "home-lead")}</p>
                    <SearchBox
                        action=shell.href("/services")
                        label=t(lang, "services-search-label")
                        example=t(lang, "services-search-example")
                        button=t(lang, "services-search-button")
                    />
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

/// One service: a button. Several: a list, because each guide asks what its own act asks.
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
        several => {
            let rows = several
                .iter()
                .map(|(href, name)| Row {
                    href: Some(href.clone()),
                    ..Row::new(name.clone())
                })
                .collect();
            view! { <RowList rows=rows/> }.into_any()
        }
    };
    Some(view! {
        <section class="wrap" aria-labelledby="guide">
            <h2 id="guide">{t(lang, "home-guide-heading")}</h2>
            <p>{t(lang, "home-guide-text")}</p>
            {ways}
        </section>
    })
}
