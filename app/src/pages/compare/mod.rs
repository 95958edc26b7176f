//! The page of a service over all regions: which act to go by, and how the acts differ.

use catalogue::Catalogue;
use domain::{regulation::Regulation, territory::District};
use leptos::prelude::*;

use super::{
    act,
    service::{self, DISTRICT, DISTRICT_FORM},
};
use crate::{
    components::{Banner, Button, ButtonKind, Choice, Field, Row, RowList, Select, Shell, page},
    text::{Lang, t, t_with, value},
};

mod table;

#[derive(Clone, Debug)]
pub struct CompareView<'a> {
    /// The regulations of the service, region by region, the newest act of a region first.
    pub regulations: Vec<&'a Regulation>,
    /// The districts of their regions.
    pub districts: Vec<Choice>,
    /// The one that was chosen, where the choice comes back in another language.
    pub district: String,
    /// What it is in every region; none where only the acts say it.
    pub sentence: Option<String>,
    /// Regions whose acts do not have the service.
    pub without: Vec<String>,
}

impl<'a> CompareView<'a> {
    /// Reads it from the catalogue; none for a service that is not there.
    pub fn new(lang: Lang, catalogue: &'a Catalogue, service: &str) -> Option<Self> {
        let mut regulations = Vec::new();
        let mut districts = Vec::new();
        let mut without = Vec::new();
        for oblast in catalogue.oblasts() {
            let of_region = catalogue
                .all()
                .filter(|one| one.service == service && one.region.kato == oblast.kato);
            let mut of_region: Vec<&Regulation> = of_region.collect();
            of_region.sort_by_key(|one| std::cmp::Reverse(one.act.date));
            let region = oblast.name.get(lang);
            match of_region.first() {
                None => without.push(region.to_owned()),
                Some(newest) => {
                    let choice = |district: &District| {
                        Choice::new(&district.kato, today(lang, newest, district)).group(region)
                    };
                    districts.extend(oblast.districts.iter().map(choice));
                }
            }
            regulations.extend(of_region);
        }
        let newest: &Regulation = regulations.first()?;
        let sentence = catalogue.service(&newest.service.as_str().into());
        Some(CompareView {
            sentence: sentence.map(|service| service.sentence.get(lang).to_owned()),
            regulations,
            districts,
            district: String::new(),
            without,
        })
    }

    /// The regulation of the region in which `kato` lies, of several the newest.
    pub fn regulation_in(&self, kato: &str) -> Option<&'a Regulation> {
        let known = self.districts.iter().any(|choice| choice.value == kato);
        let serves = |one: &&&Regulation| known && one.office_in(kato).is_some();
        self.regulations.iter().find(serves).copied()
    }

    /// The one whose name and summary head the page: the newest act's.
    pub fn newest(&self) -> Option<&'a Regulation> {
        let newest = self.regulations.iter().max_by_key(|one| one.act.date);
        newest.copied()
    }
}

/// The present name of a district, with that of the time of the act where it was another.
fn today(lang: Lang, regulation: &Regulation, district: &District) -> String {
    let name = |name: &domain::territory::DatedName| name.name.get(lang).to_owned();
    let now = district.names.last().map(name).unwrap_or_default();
    match district.on(regulation.act.date).map(name) {
        Some(then) if then != now => {
            let words = [("name", value(now)), ("then", value(then))];
            t_with(lang, "compare-district-then", &words)
        }
        _ => now,
    }
}

pub fn compare(shell: &Shell, view: &CompareView<'_>) -> String {
    let lang = shell.lang;
    let tag = lang.tag();
    let repealed = view
        .regulations
        .iter()
        .all(|one| one.act.repealed.is_some());
    let banner = repealed.then(|| Banner {
        tag: t(lang, "act-banner-tag"),
        text: t(lang, "compare-banner"),
    });
    let services = (
        Some(format!("/{tag}/services")),
        t(lang, "compare-services"),
    );
    let shell = shell
        .with_banner(banner)
        .with_crumbs(vec![service::crumb_home(lang), services])
        .with_query_form(DISTRICT_FORM);
    let head = view.newest().map(|newest| {
        let name = newest.called();
        let lead = view.sentence.as_deref();
        view! {
            <h1>{name.get(lang).to_owned()}" "{act::ours(lang, name)}</h1>
            {official(lang, view, newest)}
            <p class="lead">{lead.unwrap_or(newest.summary.get(lang)).to_owned()}</p>
            {described(lang, view, newest)}
        }
    });
    page(&shell, || {
        view! {
            {head}
            {ended(lang, view)}
            {choice(lang, view)}
            <h2 id="compare">{t(lang, "compare-heading")}</h2>
            {table::table(lang, &view.regulations)}
            {without(lang, view)}
            {names(lang, view)}
        }
    })
}

/// The name that all acts give, where people call the service otherwise.
fn official(lang: Lang, view: &CompareView<'_>, newest: &Regulation) -> Option<AnyView> {
    let alike = view.regulations.iter().all(|one| one.names == newest.names);
    act::official_name(lang, newest).filter(|_| alike)
}

/// By which of several acts the service is named and described.
fn described(lang: Lang, view: &CompareView<'_>, newest: &Regulation) -> Option<AnyView> {
    let region = newest.region.name.get(lang);
    let words = [("act", value(act::region(lang, newest, region, true)))];
    let text = t_with(lang, "compare-described", &words);
    let one_of_many = view.regulations.len() > 1 && view.sentence.is_none();
    one_of_many.then(|| view! { <p class="meta">{text}</p> }.into_any())
}

/// Said once above all, in the words of the newest act that says so; the table says which regions.
fn ended(lang: Lang, view: &CompareView<'_>) -> Option<AnyView> {
    let mut ended = view.regulations.iter().filter(|one| one.ended.is_some());
    let newest = ended.by_ref().max_by_key(|one| one.act.date);
    newest.and_then(|regulation| act::ended(lang, regulation))
}

/// «What is right for me»: the district leads to the page of its region.
fn choice(lang: Lang, view: &CompareView<'_>) -> Option<AnyView> {
    let service = &view.regulations.first()?.service;
    let action = format!("/{}/services/{service}", lang.tag());
    // Where nobody can apply any more there is nothing to be pressed before all else.
    let kind = match view.regulations.iter().all(|one| one.ended.is_some()) {
        true => ButtonKind::Secondary,
        false => ButtonKind::Primary,
    };
    Some(
        view! {
            <form class="choose no-print" method="get" action=action id=DISTRICT_FORM>
                <Select
                    field=Field::new(lang, DISTRICT, t(lang, "compare-district"))
                        .hint(t(lang, "compare-district-hint"))
                    choices=view.districts.clone()
                    value=view.district.clone()
                />
                <Button text=t(lang, "compare-go") kind=kind/>
            </form>
        }
        .into_any(),
    )
}

fn without(lang: Lang, view: &CompareView<'_>) -> Option<AnyView> {
    let regions = (!view.without.is_empty()).then(|| view.without.join(", "))?;
    let text = t_with(lang, "compare-without", &[("regions", value(regions))]);
    Some(view! { <p>{text}</p> }.into_any())
}

/// The official names, where the acts do not agree.
fn names(lang: Lang, view: &CompareView<'_>) -> Option<AnyView> {
    let mut rows: Vec<Row> = Vec::new();
    for regulation in &view.regulations {
        let name = regulation.names.get(lang);
        let region = regulation.region.name.get(lang);
        let said = format!(
            "{} ({})",
            act::region(lang, regulation, region, true),
            act::line(lang, regulation.line)
        );
        match rows.iter_mut().find(|row| row.title == name) {
            Some(row) => row.meta.push(said),
            None => rows.push(Row {
                meta: vec![said],
                ..Row::new(name)
            }),
        }
    }
    (rows.len() > 1)
        .then(|| view! { <h2>{t(lang, "compare-names")}</h2><RowList rows=rows/> }.into_any())
}
