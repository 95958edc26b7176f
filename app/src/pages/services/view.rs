//! What is asked of the list of services, and what it answers.

use catalogue::{Answer, Catalogue, Place, Situation};
use domain::territory::Oblast;

use super::found;
use crate::{
    components::{FoundService, Topic},
    pages::{encoded, home},
    text::{Lang, t},
};

/// More letters are no search.
const LONGEST: usize = 200;

/// What was asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Asked {
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
    pub name: String,
    /// Whether it is on.
    pub on: bool,
}

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
    pub situations: Vec<Filter>,
    pub regions: Vec<Filter>,
    /// The address of the same list for all regions.
    pub everywhere: String,
}

impl ServicesView {
    /// Searches the catalogue.
    pub fn new(lang: Lang, catalogue: &Catalogue, asked: Asked) -> ServicesView {
        let (asked, answer) = answered(lang, catalogue, asked);
        let place = answer.place.as_ref();
        let situation = situation(catalogue, &asked);
        let chosen = catalogue.oblast(&asked.region);
        let light = found::Light {
            lang,
            catalogue,
            region: chosen.or_else(|| place.map(|place| place.oblast)),
            all_repealed: all_repealed(&answer),
        };
        let rows = answer.services.iter();
        let found: Vec<_> = rows.filter_map(|one| light.row(one)).collect();
        let nothing = found.is_empty();
        let everywhere = Asked {
            words: place.map_or_else(|| asked.words.clone(), |place| place.rest.clone()),
            region: String::new(),
            ..asked.clone()
        };
        let mut in_region = everywhere.clone();
        if nothing && chosen.is_none() {
            // What is found nowhere is not found in a region either.
            in_region.words.clear();
        }
        let region = light.region.map(|one| one.kato.as_str());
        ServicesView {
            heading: heading(lang, situation, chosen),
            all_repealed: light.all_repealed && !nothing,
            found,
            searched: answer.searched.clone(),
            place: place
                .filter(|_| chosen.is_none())
                .map(|place| whole_name(lang, place)),
            near: near(lang, &answer, &asked),
            ways: match nothing && situation.is_none() {
                true => home::situations(lang, catalogue),
                false => Vec::new(),
            },
            situations: situations(lang, catalogue, &asked),
            regions: regions(lang, catalogue, &in_region, region),
            everywhere: address(lang, &everywhere),
            asked,
        }
    }
}

/// What is asked for, without situations and regions that are not known, and the answer to it.
fn answered<'c>(lang: Lang, catalogue: &'c Catalogue, asked: Asked) -> (Asked, Answer<'c>) {
    let mut asked = Asked {
        words: asked.words.trim().chars().take(LONGEST).collect(),
        life: situation(catalogue, &asked)
            .map(|one| one.id.clone())
            .unwrap_or_default(),
        region: match catalogue.oblast(&asked.region) {
            Some(oblast) => oblast.kato.clone(),
            None => String::new(),
        },
    };
    let answer = search(lang, catalogue, &asked);
    let named = answer.place.as_ref().map(|place| &place.oblast.kato);
    if named.is_some_and(|named| !asked.region.is_empty() && *named != asked.region) {
        // The words are newer than the choice that came with them.
        asked.region.clear();
        let answer = search(lang, catalogue, &asked);
        return (asked, answer);
    }
    (asked, answer)
}

fn situation<'c>(catalogue: &'c Catalogue, asked: &Asked) -> Option<&'c Situation> {
    let mut all = catalogue.situations().iter();
    all.find(|one| one.id == asked.life)
}

fn all_repealed(answer: &Answer<'_>) -> bool {
    let mut regulations = answer.services.iter().flat_map(|one| &one.regulations);
    regulations.all(|one| one.act.repealed.is_some())
}

fn heading(lang: Lang, situation: Option<&Situation>, chosen: Option<&Oblast>) -> String {
    let names = [
        situation.map(|one| one.name.get(lang)),
        chosen.map(|one| one.name.get(lang)),
    ];
    let names: Vec<&str> = names.into_iter().flatten().collect();
    match names.is_empty() {
        true => t(lang, "services-heading"),
        false => names.join(", "),
    }
}

/// A district with its oblast.
fn whole_name(lang: Lang, place: &Place<'_>) -> String {
    let mut names = vec![place.name.get(lang)];
    if place.name != &place.oblast.name {
        names.push(place.oblast.name.get(lang));
    }
    names.join(", ")
}

/// Near words, each with the address of its search.
fn near(lang: Lang, answer: &Answer<'_>, asked: &Asked) -> Vec<(String, String)> {
    let links = answer.near.iter().map(|word| {
        let other = Asked {
            words: word.clone(),
            ..asked.clone()
        };
        (word.clone(), address(lang, &other))
    });
    links.collect()
}

fn search<'c>(lang: Lang, catalogue: &'c Catalogue, asked: &Asked) -> Answer<'c> {
    let [life, region] =
        [&asked.life, &asked.region].map(|text| (!text.is_empty()).then_some(text.as_str()));
    catalogue.search(&asked.words, lang, life, region)
}

/// The address of the same list with another situation or region.
pub(super) fn address(lang: Lang, asked: &Asked) -> String {
    let parts = [
        ("q", &asked.words),
        ("life", &asked.life),
        ("region", &asked.region),
    ];
    let query: Vec<String> = parts
        .into_iter()
        .filter(|(_, value)| !value.is_empty())
        .map(|(name, value)| format!("{name}={}", encoded(value)))
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
