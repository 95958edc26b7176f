//! The page of a service: everything that its regulation says, for someone who wants to apply.

use std::sync::Arc;

use catalogue::Catalogue;
use domain::{
    regulation::{ChannelKind, Regulation},
    service::Formula,
};
use leptos::prelude::*;

use super::act;
use crate::{
    components::{AsideSection, ButtonKind, Citation, FactsRow, LinkButton, Shell, page},
    format, render, route,
    text::{Lang, t, t_with, value},
};

mod blanks;
mod documents;
mod formulas;
mod law;
mod provider;
mod resource;
mod way;
mod who;

pub(super) use documents::{certainty, needed as document_needed, row as document_row};
pub(super) use provider::{DISTRICT, DISTRICT_FORM, PROVIDER, offices};
pub(super) use way::name as way_name;

#[derive(Clone, Debug)]
pub struct ServiceView<'a> {
    pub regulation: &'a Regulation,
    /// Life situations under which it stands: address and name.
    pub situations: Vec<(String, String)>,
    /// The same service in other regions, or by another act of this one: address and region.
    pub elsewhere: Vec<(String, String)>,
    /// The service that people get first: address, name, and whether it is applied for here.
    pub first: Option<(String, String, bool)>,
    /// The districts that have offices of their own: КАТО and name.
    pub districts: Vec<(String, String)>,
    /// КАТО of the reader's district.
    pub district: Option<String>,
    /// How amounts are computed, where the portal offers the service.
    pub formulas: Vec<&'a Formula>,
    /// The routes as [`routes`] made them, where they are kept.
    pub routes: Option<Arc<str>>,
}

impl<'a> ServiceView<'a> {
    /// Reads it from the catalogue.
    pub fn new(lang: Lang, catalogue: &'a Catalogue, regulation: &'a Regulation) -> Self {
        let tag = lang.tag();
        let situations = catalogue
            .situations()
            .iter()
            .filter(|situation| regulation.situations.contains(&situation.id))
            .map(|situation| {
                let href = format!("/{tag}/services?life={}", situation.id);
                (href, situation.name.get(lang).to_owned())
            })
            .collect();
        ServiceView {
            regulation,
            situations,
            elsewhere: elsewhere(lang, catalogue, regulation),
            first: first(lang, catalogue, regulation),
            districts: districts(lang, catalogue, regulation),
            district: None,
            formulas: formulas(catalogue, regulation),
            routes: None,
        }
    }

    /// With the district that the reader chose, if it is one of the region.
    pub fn in_district(self, kato: &str) -> Self {
        let known = self.districts.iter().any(|(code, _)| code == kato);
        ServiceView {
            district: known.then(|| kato.to_owned()),
            ..self
        }
    }
}

fn first(
    lang: Lang,
    catalogue: &Catalogue,
    regulation: &Regulation,
) -> Option<(String, String, bool)> {
    let (act, _) = regulation.id.split_once('/')?;
    let first = catalogue.get(&format!("{act}/{}", regulation.after.as_ref()?))?;
    let href = format!("/{}{}", lang.tag(), act::path(first));
    let name = first.called().get(lang).to_owned();
    Some((href, name, first.is_offered_online()))
}

/// The same service in other regions: address and name.
pub fn elsewhere(
    lang: Lang,
    catalogue: &Catalogue,
    regulation: &Regulation,
) -> Vec<(String, String)> {
    let same = |other: &&Regulation| other.service == regulation.service;
    let others = catalogue.all().filter(same);
    others
        .filter(|other| other.id != regulation.id)
        .map(|other| {
            let href = format!("/{}{}", lang.tag(), act::path(other));
            let here = catalogue.all().filter(same);
            let acts = here.filter(|one| one.region.kato == other.region.kato);
            let name = other.region.name.get(lang);
            (href, act::region(lang, other, name, acts.count() > 1))
        })
        .collect()
}

fn formulas<'a>(catalogue: &'a Catalogue, regulation: &Regulation) -> Vec<&'a Formula> {
    let service = catalogue.service(&regulation.service.as_str().into());
    let service = service.filter(|_| regulation.is_offered_online());
    let formulas = service.into_iter().flat_map(|service| &service.formulas);
    let here = formulas.filter(|formula| regulation.can_be(formula.only.as_ref()));
    here.collect()
}

/// Under the names of the time of the act, each with the present one where it is another.
fn districts(lang: Lang, catalogue: &Catalogue, regulation: &Regulation) -> Vec<(String, String)> {
    let oblast = catalogue.oblast(&regulation.region.kato);
    let offices = regulation.provider.offices.iter();
    let district = offices.map(|office| {
        let then = office.district.get(lang);
        let today = oblast
            .and_then(|oblast| oblast.district(&office.kato)?.names.last())
            .map_or(then, |name| name.name.get(lang));
        let name = match today == then {
            true => then.to_owned(),
            false => {
                let words = [("name", value(then)), ("now", value(today))];
                t_with(lang, "service-district-now", &words)
            }
        };
        (office.kato.clone(), name)
    });
    district.collect()
}

/// The routes of a regulation as HTML, to be kept: drawing them takes longer than the rest of the page.
pub fn routes(lang: Lang, regulation: &Regulation) -> String {
    render::fragment(|| way::routes(lang, regulation))
}

/// The first of the ways up from any page.
pub(super) fn crumb_home(lang: Lang) -> (Option<String>, String) {
    (Some(format!("/{}/", lang.tag())), t(lang, "service-home"))
}

/// The ways up from a page of this regulation. The last one is a link where the page is not the service's own.
pub fn crumbs(lang: Lang, regulation: &Regulation, own: bool) -> Vec<(Option<String>, String)> {
    let tag = lang.tag();
    let region = &regulation.region;
    let mut crumbs = vec![
        crumb_home(lang),
        (
            Some(format!("/{tag}/services?region={}", region.kato)),
            region.name.get(lang).to_owned(),
        ),
    ];
    if !own {
        let href = format!("/{tag}{}", act::path(regulation));
        crumbs.push((Some(href), t(lang, "service-this")));
    }
    crumbs
}

pub fn service(shell: &Shell, view: &ServiceView<'_>) -> String {
    let lang = shell.lang;
    let regulation = view.regulation;
    let shell = shell
        .with_banner(act::banner(lang, regulation))
        .with_crumbs(crumbs(lang, regulation, true));
    let shell = match provider::asks(regulation) {
        true => shell.with_query_form(DISTRICT_FORM),
        false => shell,
    };
    let name = regulation.called();
    page(&shell, || {
        view! {
            <h1>{name.get(lang).to_owned()}" "{act::ours(lang, name)}</h1>
            {act::official_name(lang, regulation)}
            {act::ended(lang, regulation)}
            <div class="columns">
                <div>
                    <p class="lead">{regulation.summary.get(lang).to_owned()}</p>
                    <FactsRow facts=facts(lang, regulation)/>
                    {actions(&shell, regulation)}
                    {view.first.as_ref().map(|first| first_link(lang, first))}
                    {contents(lang, view)}
                    {who::section(lang, regulation)}
                    {documents::section(lang, regulation)}
                    {way::channels(lang, view)}
                </div>
                <aside class="stack">{aside(lang, view)}</aside>
            </div>
            {way::route(lang, regulation, view.routes.as_deref())}
            {law::term(lang, regulation)}
            {law::result(lang, regulation)}
            {formulas::section(lang, &view.formulas)}
            {law::appeal(lang, regulation)}
            {blanks::section(lang, regulation)}
            {law::notes(lang, regulation)}
        }
    })
}

fn facts(lang: Lang, regulation: &Regulation) -> Vec<(String, String)> {
    let price = match regulation.fee.free {
        true => t(lang, "service-free"),
        false => format::upper_first(regulation.fee.text.get(lang)),
    };
    let kinds = regulation.channels.iter().map(|channel| channel.kind);
    let result = regulation.outputs.first();
    let result = result.map_or_else(String::new, |output| {
        t(lang, route::output_key(output.kind))
    });
    vec![
        law::ordinary_term(lang, regulation),
        (t(lang, "service-price"), price),
        (t(lang, "service-result"), result),
        (t(lang, "service-how"), route::channels(lang, kinds, true)),
    ]
}

/// What the button says with which somebody begins.
pub(super) fn apply_key(regulation: &Regulation) -> &'static str {
    let portal = regulation.channel(ChannelKind::Portal);
    match portal.is_some_and(|portal| portal.called.is_some()) {
        true => "service-ask",
        false => "service-apply",
    }
}

/// One filled button: the guide, where there is one. Applying is offered only where the act opens the portal.
fn actions(shell: &Shell, regulation: &Regulation) -> AnyView {
    let lang = shell.lang;
    if regulation.ended.is_some() {
        return ().into_any();
    }
    let here = format!("/{}{}", lang.tag(), act::path(regulation));
    let has_guide = !regulation.questions.is_empty();
    let guide = has_guide.then(|| {
        view! { <LinkButton text=t(lang, "service-check") href=format!("{here}/check")/> }
    });
    let online = regulation.is_offered_online();
    let class = if has_guide {
        "button button--secondary"
    } else {
        "button"
    };
    let apply = online.then(|| {
        view! {
            <form method="post" action=format!("{here}/apply")>
                <button class=class type="submit">{t(lang, apply_key(regulation))}</button>
            </form>
        }
    });
    let prepare = (!online && regulation.is_prepared()).then(|| {
        let kind = if has_guide { ButtonKind::Secondary } else { ButtonKind::Primary };
        view! { <LinkButton text=t(lang, "prepare-link") href=format!("{here}/prepare") kind=kind/> }
    });
    let note = match regulation.channel(ChannelKind::Portal) {
        Some(_) if online => shell.is_to_log_in().then_some("service-apply-note"),
        Some(_) => Some("service-no-form"),
        None => Some("service-no-portal"),
    };
    let note = note.map(|key| view! { <p class="meta">{t(lang, key)}</p> });
    view! {
        <div class="actions no-print">{guide}{apply}{prepare}</div>
        {note}
    }
    .into_any()
}

/// The way to the service that comes before this one.
fn first_link(lang: Lang, (href, name, online): &(String, String, bool)) -> AnyView {
    let key = if *online {
        "service-first-online"
    } else {
        "service-first"
    };
    view! {
        <p>{t(lang, key)}" "<a href=href.clone()>{name.clone()}</a></p>
    }
    .into_any()
}

/// What is on this page.
fn contents(lang: Lang, view: &ServiceView<'_>) -> AnyView {
    let regulation = view.regulation;
    let parts = [
        ("who", "service-who", true),
        (
            "documents",
            "service-documents",
            !regulation.evidence.is_empty(),
        ),
        ("channels", "service-channels", true),
        ("route", "service-route", true),
        ("term", "service-term-heading", true),
        ("result", "service-result-heading", true),
        ("formulas", "service-formulas", !view.formulas.is_empty()),
        ("appeal", "service-appeal", true),
        ("blanks", "service-blanks", !regulation.blanks.is_empty()),
        ("notes", "service-notes", !regulation.notes.is_empty()),
    ];
    let items: Vec<_> = parts
        .into_iter()
        .filter(|(_, _, there)| *there)
        .map(|(id, key, _)| view! { <li><a href=format!("#{id}")>{t(lang, key)}</a></li> })
        .collect();
    view! {
        <nav class="contents no-print" aria-label=t(lang, "service-contents")>
            <p class="contents__title">{t(lang, "service-contents")}</p>
            <ul class="contents__list">{items}</ul>
        </nav>
    }
    .into_any()
}

fn aside(lang: Lang, view: &ServiceView<'_>) -> AnyView {
    let regulation = view.regulation;
    let provider = act::phrase([regulation.provider.name.get(lang).to_owned()].into_iter());
    let ours = act::ours(lang, &regulation.provider.name);
    let said = act::line(lang, regulation.provider.line);
    let links = |links: &[(String, String)]| -> Vec<_> {
        links
            .iter()
            .map(|(href, name)| view! { <li><a href=href.clone()>{name.clone()}</a></li> })
            .collect()
    };
    let situations = links(&view.situations);
    let elsewhere = (!view.elsewhere.is_empty()).then(|| {
        let items = links(&view.elsewhere);
        let all = format!("/{}/services/{}", lang.tag(), regulation.service);
        view! {
            <AsideSection title=t(lang, "service-elsewhere")>
                <ul>{items}</ul>
                <p><a href=all>{t(lang, "service-compare")}</a></p>
            </AsideSection>
        }
    });
    view! {
        <AsideSection title=t(lang, "service-provider")>
            <p>{provider}" "{ours}</p>
            <p><Citation text=said/></p>
            <p><a href=format!("#{PROVIDER}")>{t(lang, "service-provider-here")}</a></p>
        </AsideSection>
        {elsewhere}
        <AsideSection title=t(lang, "service-situations")><ul>{situations}</ul></AsideSection>
        {resource::section(lang, regulation)}
    }
    .into_any()
}
