//! The catalogue as linked data: JSON-LD in the words of CPSV-AP 3.2, the European vocabulary of public services.
//!
//! Nothing is fetched to read it: the context stands in the document. Addresses are relative to the document, so
//! that a service's is that of its regulation in the catalogue, on whatever host. What an act does not say is left
//! out. Which translation is ours is said by the catalogue only: a language tag cannot.

use std::collections::BTreeMap;

use serde::{Serialize, Serializer, ser::SerializeMap};
use serde_json::{Value, json};

use crate::Catalogue;
use domain::text::{Lang, Text};

mod service;
mod shared;

/// The whole catalogue; each node is made when it is written.
#[derive(Clone, Copy, Debug)]
pub struct LinkedCatalogue<'a>(pub &'a Catalogue);

impl Serialize for LinkedCatalogue<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut document = serializer.serialize_map(Some(2))?;
        document.serialize_entry("@context", &context())?;
        document.serialize_entry("@graph", &Graph(self.0))?;
        document.end()
    }
}

struct Graph<'a>(&'a Catalogue);

impl Serialize for Graph<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let services = self.0.all().map(service::service);
        serializer.collect_seq(services.chain(shared::nodes(self.0)))
    }
}

/// What the short names of this document mean.
fn context() -> Value {
    let mut context = BTreeMap::new();
    for (prefix, iri) in [
        ("adms", "http://www.w3.org/ns/adms#"),
        ("atu", "http://data.europa.eu/88u/dataset/"),
        ("cpsv", "http://purl.org/vocab/cpsv#"),
        ("cv", "http://data.europa.eu/m8g/"),
        ("dct", "http://purl.org/dc/terms/"),
        ("eli", "http://data.europa.eu/eli/ontology#"),
        ("locn", "http://www.w3.org/ns/locn#"),
        ("org", "http://www.w3.org/ns/org#"),
        ("skos", "http://www.w3.org/2004/02/skos/core#"),
        ("time", "http://www.w3.org/2006/time#"),
        ("xsd", "http://www.w3.org/2001/XMLSchema#"),
    ] {
        context.insert(prefix, json!(iri));
    }
    for by_language in [
        "dct:title",
        "dct:description",
        "locn:fullAddress",
        "skos:note",
        "skos:prefLabel",
    ] {
        context.insert(by_language, json!({ "@container": "@language" }));
    }
    for (typed, kind) in [
        ("cv:hasValue", "xsd:double"),
        ("cv:processingTime", "xsd:duration"),
        ("eli:date_document", "xsd:date"),
        ("eli:first_date_entry_in_force", "xsd:date"),
        ("time:numericDuration", "xsd:decimal"),
    ] {
        context.insert(typed, json!({ "@type": kind }));
    }
    for link in [
        "adms:status",
        "cpsv:follows",
        "cpsv:implements",
        "cv:hasCompetentAuthority",
        "cv:hasLegalResource",
        "cv:isGroupedBy",
        "dct:language",
        "dct:spatial",
        "dct:type",
        "org:classification",
        "org:hasUnit",
        "time:unitType",
    ] {
        context.insert(link, json!({ "@type": "@id" }));
    }
    json!(context)
}

/// A text by language, without the languages in which there is none.
fn text(text: &Text) -> Value {
    by_language(|lang| text.get(lang).to_owned())
}

fn by_language(say: impl Fn(Lang) -> String) -> Value {
    let said = |lang: Lang| (lang.tag(), say(lang));
    let texts: BTreeMap<&str, String> = Lang::ALL
        .into_iter()
        .map(said)
        .filter(|(_, text)| !text.is_empty())
        .collect();
    json!(texts)
}

/// A node without the keys that have nothing: an empty list says no more than none, and null is no value here.
fn node(mut node: Value) -> Value {
    if let Value::Object(keys) = &mut node {
        keys.retain(|_, value| match value {
            Value::Null => false,
            Value::Array(items) => !items.is_empty(),
            _ => true,
        });
    }
    node
}

/// The id by which files and the catalogue know a value of a closed list.
fn id(value: impl Serialize) -> String {
    match json!(value) {
        Value::String(id) => id,
        other => other.to_string(),
    }
}
