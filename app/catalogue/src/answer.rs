//! What the search answers: services, the best first, each with its regulations.

use super::{Catalogue, search::Ranking};
use domain::{
    regulation::Regulation,
    territory::Oblast,
    text::{Lang, Text},
};

/// What was found.
#[derive(Clone, Debug, Default)]
pub struct Answer<'c> {
    /// Services, the best first.
    pub services: Vec<Found<'c>>,
    /// The place that the query names.
    pub place: Option<Place<'c>>,
    /// What was searched, if it is not what was typed: a slip of the hand, or the keyboard of another language.
    pub searched: Option<String>,
    /// Words that come near to those of the query, if nothing was found.
    pub near: Vec<String>,
}

/// A service with its regulations: by region, the newest first.
#[derive(Clone, Debug)]
pub struct Found<'c> {
    /// The id of the service.
    pub service: &'c str,
    /// At least one.
    pub regulations: Vec<&'c Regulation>,
}

/// A region, or a district of it, that a query names.
#[derive(Clone, Debug)]
pub struct Place<'c> {
    /// The region.
    pub oblast: &'c Oblast,
    /// What was named, under its present name.
    pub name: &'c Text,
    /// The query without it.
    pub rest: String,
}

impl<'c> Found<'c> {
    /// The newest regulation of the region `kato`.
    pub fn at(&self, kato: &str) -> Option<&'c Regulation> {
        let here = self.regulations.iter().copied();
        here.filter(|one| one.region.kato == kato).max_by_key(day)
    }

    /// The newest regulation of all, whose name stands for the service.
    pub fn newest(&self) -> Option<&'c Regulation> {
        self.regulations.iter().copied().max_by_key(day)
    }

    /// Whether the service is rendered nowhere any more.
    pub fn has_ended(&self) -> bool {
        self.regulations.iter().all(|one| one.ended.is_some())
    }

    fn name(&self, lang: Lang) -> &'c str {
        self.newest().map_or("", |one| one.names.get(lang))
    }
}

fn day(regulation: &&Regulation) -> chrono::NaiveDate {
    regulation.act.date
}

impl Catalogue {
    /// All services, by their name in `lang`; those that ended stand last.
    pub fn services(&self, lang: Lang) -> Vec<Found<'_>> {
        let mut services: Vec<Found<'_>> = Vec::new();
        for regulation in self.all() {
            let known = services
                .iter_mut()
                .find(|one| one.service == regulation.service);
            match known {
                Some(found) => found.regulations.push(regulation),
                None => services.push(Found {
                    service: &regulation.service,
                    regulations: vec![regulation],
                }),
            }
        }
        let region = |one: &Regulation| {
            let mut oblasts = self.oblasts().iter();
            oblasts.position(|oblast| oblast.kato == one.region.kato)
        };
        for found in &mut services {
            let newest_first = |one: &&Regulation| (region(one), std::cmp::Reverse(day(one)));
            found.regulations.sort_by_key(newest_first);
        }
        services.sort_by_key(|one| (one.has_ended(), one.name(lang)));
        services
    }

    /// Services that answer `query`, the best first; an empty query finds all. `life` is the id of a life situation,
    /// `region` a КАТО code; either leaves only regulations that have it. A region that the query names leaves all:
    /// the person may have meant a service that this region does not have.
    pub fn search(
        &self,
        query: &str,
        lang: Lang,
        life: Option<&str>,
        region: Option<&str>,
    ) -> Answer<'_> {
        let mut services = self.services(lang);
        for found in &mut services {
            found.regulations.retain(|one| {
                life.is_none_or(|life| one.situations.iter().any(|id| id == life))
                    && region.is_none_or(|region| one.region.kato == region)
            });
        }
        services.retain(|found| !found.regulations.is_empty());
        if query.trim().is_empty() {
            return Answer {
                services,
                ..Answer::default()
            };
        }
        let ranking = self.index.rank(query);
        let place = self.place(&ranking);
        let only_place = ranking.rest.is_empty() && place.is_some();
        let worth = |found: &Found<'_>| {
            let mut ranked = ranking.services.iter();
            ranked.find(|(id, _)| id == found.service).map(|one| one.1)
        };
        match &place {
            Some(place) if only_place => {
                services.retain(|found| found.at(&place.oblast.kato).is_some());
            }
            _ => services.retain(|found| worth(found).is_some()),
        }
        let worth = |found: &Found<'_>| worth(found).unwrap_or_default();
        // The order is kept where the worth is the same: by name, and those that ended last.
        services.sort_by(|a, b| worth(b).total_cmp(&worth(a)));
        Answer {
            services,
            place,
            searched: ranking.searched,
            near: ranking.near,
        }
    }

    fn place(&self, ranking: &Ranking) -> Option<Place<'_>> {
        let seen = ranking.place.as_ref()?;
        let oblast = self.oblasts().get(seen.oblast)?;
        let district = seen.district.and_then(|at| oblast.districts.get(at));
        let present = district.and_then(|one| one.names.last());
        Some(Place {
            oblast,
            name: present.map_or(&oblast.name, |dated| &dated.name),
            rest: ranking.rest.clone(),
        })
    }
}
