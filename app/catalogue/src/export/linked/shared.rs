//! What several services share: acts, places, offices, life situations and the values of closed lists. Each has an
//! address, by which the services name it, and stands in the document once.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::{id, node, text};
use crate::{Catalogue, Situation};
use domain::{
    limit::Unit,
    regulation::{Certainty, ChannelKind, LegalResource, Level, Office, OutputKind, Regulation},
    text::{Lang, Text},
};

/// The status of a service that is no longer rendered, from the list of ADMS.
pub(super) const WITHDRAWN: &str = "http://purl.org/adms/status/Withdrawn";

pub(super) fn act(r: &Regulation) -> String {
    format!("#act-{}", folder(r))
}

pub(super) fn location(kato: &str) -> String {
    format!("#kato-{kato}")
}

pub(super) fn office(r: &Regulation, office: &Office) -> String {
    let list = r.provider.directory.clone();
    let list = list.unwrap_or_else(|| id(r.provider.level));
    format!("#office-{}-{list}-{}", folder(r), office.id)
}

pub(super) fn situation(id: &str) -> String {
    format!("#situation-{id}")
}

pub(super) fn level(level: Level) -> String {
    format!("#level-{}", id(level))
}

pub(super) fn channel_type(kind: ChannelKind) -> String {
    format!("#channel-{}", kind.id())
}

pub(super) fn result_type(kind: OutputKind) -> String {
    format!("#result-{}", id(kind))
}

pub(super) fn certainty(certainty: Certainty) -> String {
    format!("#certainty-{}", id(certainty))
}

pub(super) fn unit(unit: Unit) -> &'static str {
    match unit {
        Unit::Seconds => "time:unitSecond",
        Unit::Minutes => "time:unitMinute",
        Unit::Hours => "time:unitHour",
        Unit::WorkingDays => "#unit-working-day",
        Unit::CalendarDays => "time:unitDay",
        Unit::Months => "time:unitMonth",
    }
}

fn language(lang: Lang) -> &'static str {
    match lang {
        Lang::Kk => "http://publications.europa.eu/resource/authority/language/KAZ",
        Lang::Ru => "http://publications.europa.eu/resource/authority/language/RUS",
        Lang::En => "http://publications.europa.eu/resource/authority/language/ENG",
    }
}

/// The act's folder in the catalogue: one a text of an act.
fn folder(r: &Regulation) -> &str {
    r.id.split('/').next().unwrap_or_default()
}

/// Every shared node of the catalogue.
pub(super) fn nodes(catalogue: &Catalogue) -> impl Iterator<Item = Value> {
    let mut nodes = Nodes::default();
    for r in catalogue.all() {
        nodes.insert(act(r), act_node(&r.act));
        nodes.insert(
            language(r.act.language).to_owned(),
            json!({ "@type": "dct:LinguisticSystem" }),
        );
        nodes.insert(
            location(&r.region.kato),
            place(&r.region.kato, &r.region.name),
        );
        nodes.concept(level(r.provider.level), &id(r.provider.level));
        for one in &r.provider.offices {
            // A directorate of the whole region is its own office.
            if r.provider.level != Level::Oblast {
                nodes.insert(office(r, one), office_node(one));
            }
            nodes.insert(location(&one.kato), place(&one.kato, &one.district));
        }
        for channel in &r.channels {
            nodes.concept(channel_type(channel.kind), channel.kind.id());
        }
        for output in &r.outputs {
            nodes.concept(result_type(output.kind), &id(output.kind));
        }
        for evidence in &r.evidence {
            nodes.concept(certainty(evidence.status), &id(evidence.status));
        }
        if r.ended.is_some() {
            nodes.insert(WITHDRAWN.to_owned(), json!({ "@type": "skos:Concept" }));
        }
    }
    for one in catalogue.situations() {
        nodes.insert(situation(&one.id), situation_node(one));
    }
    nodes.insert(
        unit(Unit::WorkingDays).to_owned(),
        json!({ "@type": "time:TemporalUnit", "skos:notation": id(Unit::WorkingDays) }),
    );
    nodes.0.into_values()
}

/// Nodes by address.
#[derive(Default)]
struct Nodes(BTreeMap<String, Value>);

impl Nodes {
    /// The first under an address stays.
    fn insert(&mut self, address: String, mut node: Value) {
        self.0.entry(address).or_insert_with_key(|address| {
            if let Value::Object(keys) = &mut node {
                keys.insert("@id".to_owned(), json!(address));
            }
            node
        });
    }

    fn concept(&mut self, address: String, notation: &str) {
        let concept = json!({ "@type": "skos:Concept", "skos:notation": notation });
        self.insert(address, concept);
    }
}

fn act_node(act: &LegalResource) -> Value {
    let editions = act.editions.iter().map(|edition| {
        json!({
            "@type": "eli:LegalResource",
            "eli:number": edition.number,
            "eli:date_document": edition.date,
        })
    });
    let repealed_by = act.repealed.as_ref().map(|repeal| {
        json!({
            "@type": "eli:LegalResource",
            "dct:title": text(&repeal.by),
            "eli:date_document": repeal.date,
        })
    });
    node(json!({
        "@type": "eli:LegalResource",
        "dct:identifier": act.document,
        "dct:title": text(&act.title),
        "dct:language": language(act.language),
        "eli:number": act.number,
        "eli:date_document": act.date,
        "eli:first_date_entry_in_force": act.in_force,
        "eli:changed_by": editions.collect::<Vec<_>>(),
        "eli:repealed_by": repealed_by,
    }))
}

/// A territory, both as a place and as a unit of administration: the vocabulary asks for the one from services and
/// for the other from organisations.
fn place(kato: &str, name: &Text) -> Value {
    json!({
        "@type": ["dct:Location", "atu:atu-type"],
        "dct:identifier": kato,
        "skos:prefLabel": text(name),
    })
}

fn office_node(office: &Office) -> Value {
    node(json!({
        "@type": ["cv:PublicOrganisation", "org:OrganizationalUnit"],
        "skos:prefLabel": text(&office.name),
        "dct:spatial": location(&office.kato),
        "locn:address": post(office),
        "cv:contactPoint": contact(office),
    }))
}

/// Where an office is, if known.
pub(super) fn post(office: &Office) -> Option<Value> {
    let address = office.address.as_ref()?;
    Some(json!({ "@type": "locn:Address", "locn:fullAddress": text(address) }))
}

/// How an office is reached, if known.
pub(super) fn contact(office: &Office) -> Option<Value> {
    let reached = office.phone.is_some() || office.email.is_some();
    let emails = office.emails();
    let emails = (!emails.is_empty()).then_some(emails);
    reached.then(|| {
        node(json!({
            "@type": "cv:ContactPoint",
            "cv:telephone": office.phone,
            "cv:email": emails,
        }))
    })
}

fn situation_node(situation: &Situation) -> Value {
    json!({
        "@type": ["cv:LifeEvent", "cv:Event"],
        "dct:identifier": situation.id,
        "dct:title": text(&situation.name),
        "dct:description": text(&situation.description),
    })
}
