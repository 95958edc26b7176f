//! A service that was found, as a row of the list.

use catalogue::{Catalogue, Found};
use chrono::Datelike;
use domain::{regulation::Regulation, territory::Oblast};

use crate::{
    components::{FoundService, TagKind, TagText},
    pages::act,
    route,
    text::{Lang, t, t_with, value},
};

/// In which light the services are shown.
pub(super) struct Light<'c> {
    pub(super) lang: Lang,
    pub(super) catalogue: &'c Catalogue,
    /// The region that was chosen or named.
    pub(super) region: Option<&'c Oblast>,
    /// Whether all acts of the list are repealed: then the page says it once.
    pub(super) all_repealed: bool,
}

impl Light<'_> {
    pub(super) fn row(&self, found: &Found<'_>) -> Option<FoundService> {
        let lang = self.lang;
        let here = self.region.and_then(|region| found.at(&region.kato));
        let shown = here.or_else(|| found.newest())?;
        let href = match here {
            Some(regulation) => address(lang, regulation),
            None => format!("/{}/services/{}", lang.tag(), found.service),
        };
        let others: Vec<_> = found
            .regulations
            .iter()
            .filter(|one| here.is_none_or(|here| here.id != one.id))
            .map(|one| (address(lang, one), self.name(found, one)))
            .collect();
        let same_region =
            |one: &&Regulation| here.is_some_and(|here| here.region.kato == one.region.kato);
        let label = match (others.is_empty(), here) {
            (true, _) => String::new(),
            (_, None) => t(lang, "services-regions"),
            _ if found.regulations.iter().all(same_region) => t(lang, "services-other-editions"),
            _ => t(lang, "services-other-regions"),
        };
        Some(FoundService {
            title: shown.called().get(lang).to_owned(),
            href,
            meta: self.meta(found, shown, here),
            tags: self.tags(found, here),
            regions_label: label,
            regions: others,
        })
    }

    fn meta(
        &self,
        found: &Found<'_>,
        shown: &Regulation,
        here: Option<&Regulation>,
    ) -> Vec<String> {
        let lang = self.lang;
        let alike = found.regulations.iter();
        let alike = here.is_some() || alike.clone().all(|one| one.names == shown.names);
        let official = act::official(lang, shown).filter(|_| alike);
        let mut meta: Vec<_> = official.into_iter().collect();
        meta.push(self.description(found, shown, here));
        if let Some(here) = here {
            let kinds = here.channels.iter().map(|channel| channel.kind);
            let channels = route::channels(lang, kinds, false);
            meta.push(format!("{} · {channels}", here.region.name.get(lang)));
            return meta;
        }
        meta.extend(self.online(found));
        if let Some(region) = self.region {
            let region = value(region.name.get(lang));
            meta.push(t_with(lang, "services-not-here", &[("region", region)]));
        }
        meta
    }

    /// What it is. Over several regions, what holds in all, or else whose words they are.
    fn description(
        &self,
        found: &Found<'_>,
        shown: &Regulation,
        here: Option<&Regulation>,
    ) -> String {
        let summary = shown.summary.get(self.lang);
        if here.is_some() || found.regulations.len() == 1 {
            return summary.to_owned();
        }
        let service = self.catalogue.service(&shown.service.as_str().into());
        service.map_or_else(
            || format!("{}: {summary}", self.name(found, shown)),
            |service| service.sentence.get(self.lang).to_owned(),
        )
    }

    /// The regions where one can apply online.
    fn online(&self, found: &Found<'_>) -> Option<String> {
        let online = found.regulations.iter();
        let online = online.filter(|one| one.is_offered_online());
        let regions: Vec<_> = online.map(|one| self.name(found, one)).collect();
        let words = [("regions", value(regions.join(", ")))];
        (!regions.is_empty()).then(|| t_with(self.lang, "services-online", &words))
    }

    fn tags(&self, found: &Found<'_>, here: Option<&Regulation>) -> Vec<TagText> {
        let tag = |key| TagText::new(TagKind::Warn, t(self.lang, key));
        let repealed = match here {
            Some(here) => here.act.repealed.is_some(),
            None => found
                .regulations
                .iter()
                .all(|one| one.act.repealed.is_some()),
        };
        let ended = here.map_or(found.has_ended(), |here| here.ended.is_some());
        let ended = ended.then(|| tag("services-ended-tag"));
        let repealed = (repealed && !self.all_repealed).then(|| tag("services-repealed-tag"));
        ended.into_iter().chain(repealed).collect()
    }

    /// The region, and the year of the act where the region has two.
    fn name(&self, found: &Found<'_>, regulation: &Regulation) -> String {
        let region = regulation.region.name.get(self.lang);
        let same = |one: &&&Regulation| one.region.kato == regulation.region.kato;
        if found.regulations.iter().filter(same).count() == 1 {
            return region.to_owned();
        }
        let year = value(regulation.act.date.year());
        let arguments = [("region", value(region)), ("year", year)];
        t_with(self.lang, "services-edition", &arguments)
    }
}

fn address(lang: Lang, regulation: &Regulation) -> String {
    format!("/{}{}", lang.tag(), act::path(regulation))
}
