//! One regulation as a `cpsv:PublicService`, with all that is its own inside it.

use serde_json::{Value, json};

use super::{by_language, node, shared, text};
use crate::export::procedure::stated;
use domain::{
    limit::{Limit, Unit},
    regulation::{Channel, Evidence, Fee, Level, Output, Procedure, Regulation, Requirement},
    text::Text,
};

pub(super) fn service(r: &Regulation) -> Value {
    let rules: Vec<_> = r.procedures.iter().map(|one| rule(r, one)).collect();
    node(json!({
        "@id": address(r),
        "@type": "cpsv:PublicService",
        "dct:identifier": r.id,
        "dct:title": text(&r.names),
        "dct:description": text(&r.summary),
        "adms:status": r.ended.as_ref().map(|_| shared::WITHDRAWN),
        "skos:note": r.ended.as_ref().map(|ended| text(&ended.text)),
        "dct:spatial": shared::location(&r.region.kato),
        "cv:hasCompetentAuthority": authority(r),
        "cv:hasLegalResource": shared::act(r),
        "cv:isGroupedBy": r.situations.iter().map(|id| shared::situation(id)).collect::<Vec<_>>(),
        "cv:hasChannel": r.channels.iter().map(|one| channel(r, one)).collect::<Vec<_>>(),
        "cv:hasCost": cost(r, &r.fee),
        "cv:holdsRequirement": requirements(r),
        "cv:processingTime": duration_of(r.procedures.iter().map(|one| term(r, one))),
        "cpsv:follows": rules,
        "cpsv:hasInput": r.evidence.iter().map(|one| evidence(r, one)).collect::<Vec<_>>(),
        "cpsv:produces": r.outputs.iter().map(|one| output(r, one)).collect::<Vec<_>>(),
    }))
}

/// Also where the regulation itself is to be had.
fn address(r: &Regulation) -> String {
    format!("catalogue/{}", r.id)
}

/// Address and identifier of a part of the service.
fn part(r: &Regulation, kind: &str, name: &str) -> (String, String) {
    let fragment = format!("{kind}-{name}");
    (
        format!("{}#{fragment}", address(r)),
        format!("{}#{fragment}", r.id),
    )
}

/// The provider with its offices; a directorate of the whole region is its own office.
fn authority(r: &Regulation) -> Value {
    let offices = r.provider.offices.as_slice();
    let (own, units) = match r.provider.level {
        Level::Oblast => (offices.first(), &[][..]),
        _ => (None, offices),
    };
    let unit = |office| shared::office(r, office);
    node(json!({
        "@id": format!("{}#provider", address(r)),
        "@type": "cv:PublicOrganisation",
        "skos:prefLabel": text(&r.provider.name),
        "dct:spatial": shared::location(&r.region.kato),
        "org:classification": shared::level(r.provider.level),
        "org:hasUnit": units.iter().map(unit).collect::<Vec<_>>(),
        "locn:address": own.and_then(shared::post),
        "cv:contactPoint": own.and_then(shared::contact),
    }))
}

fn channel(r: &Regulation, channel: &Channel) -> Value {
    let (address, identifier) = part(r, "channel", channel.kind.id());
    let its = r
        .procedures
        .iter()
        .filter(|procedure| procedure.channel == channel.kind);
    node(json!({
        "@id": address,
        "@type": "cv:Channel",
        "dct:identifier": identifier,
        "dct:type": shared::channel_type(channel.kind),
        "dct:title": text(&channel.name),
        "dct:description": channel.condition_text.as_ref().map(text),
        "cv:processingTime": duration_of(its.map(|procedure| term(r, procedure))),
    }))
}

fn cost(r: &Regulation, fee: &Fee) -> Value {
    let (address, identifier) = part(r, "cost", "fee");
    node(json!({
        "@id": address,
        "@type": "cv:Cost",
        "dct:identifier": identifier,
        "dct:description": text(&fee.text),
        "cv:hasValue": fee.free.then_some(0),
    }))
}

/// Who may receive the service, as the act says it, and every single condition.
fn requirements(r: &Regulation) -> Vec<Value> {
    let requirement = |name: &str, title: &Text| {
        let (address, identifier) = part(r, "requirement", name);
        json!({
            "@id": address,
            "@type": "cv:Requirement",
            "dct:identifier": identifier,
            "dct:title": text(title),
        })
    };
    let own = |one: &Requirement| requirement(&one.id, &one.text);
    std::iter::once(requirement("of-recipients", &r.recipients.text))
        .chain(r.requirements.iter().map(own))
        .collect()
}

fn evidence(r: &Regulation, evidence: &Evidence) -> Value {
    let (address, identifier) = part(r, "document", &evidence.id);
    node(json!({
        "@id": address,
        "@type": "cv:Evidence",
        "dct:identifier": identifier,
        "dct:title": text(&evidence.name),
        "dct:description": evidence.hint.as_ref().map(text),
        "adms:status": shared::certainty(evidence.status),
        "skos:note": text(&evidence.source),
    }))
}

fn output(r: &Regulation, output: &Output) -> Value {
    let (address, identifier) = part(r, "result", &output.id);
    json!({
        "@id": address,
        "@type": "cv:Output",
        "dct:identifier": identifier,
        "dct:title": text(&output.name),
        "dct:type": shared::result_type(output.kind),
    })
}

/// A procedure: its steps in words, and the term of the whole in the unit of the act.
fn rule(r: &Regulation, procedure: &Procedure) -> Value {
    let variant = procedure.variant.as_deref();
    let name = match variant {
        Some(variant) => format!("{}-{variant}", procedure.channel.id()),
        None => procedure.channel.id().to_owned(),
    };
    let (address, identifier) = part(r, "procedure", &name);
    let steps = by_language(|lang| {
        let numbered = (1..).zip(&procedure.steps);
        let lines: Vec<_> = numbered
            .map(|(n, step)| format!("{n}. {}", step.action.get(lang)))
            .collect();
        lines.join("\n")
    });
    node(json!({
        "@id": address,
        "@type": "cpsv:Rule",
        "dct:identifier": identifier,
        "dct:title": text(&procedure.name),
        "dct:description": steps,
        "dct:extent": term(r, procedure).map(|limit| extent(r, limit)),
        "cpsv:implements": shared::act(r),
    }))
}

/// A term in the unit of the act, which `xsd:duration` does not have for working days.
fn extent(r: &Regulation, limit: &Limit) -> Value {
    json!({
        "@type": "time:Duration",
        "time:numericDuration": limit.value,
        "time:unitType": shared::unit(limit.unit),
        "skos:note": { r.act.language.tag(): limit.quote },
    })
}

fn term<'a>(r: &'a Regulation, procedure: &Procedure) -> Option<&'a Limit> {
    stated(r, procedure).map(|term| &term.limit)
}

/// The one term of all these procedures as `xsd:duration`; none where they differ or one has none.
fn duration_of<'a>(terms: impl Iterator<Item = Option<&'a Limit>>) -> Option<String> {
    let same = |a: Option<&'a Limit>, b: Option<&'a Limit>| {
        let (a, b) = (a?, b?);
        (a.value == b.value && a.unit == b.unit).then_some(a)
    };
    duration(terms.reduce(same)??)
}

/// A limit as `xsd:duration`. Working days have none: said as days, they would end too early.
fn duration(limit: &Limit) -> Option<String> {
    let value = limit.value;
    match limit.unit {
        Unit::Seconds => Some(format!("PT{value}S")),
        Unit::Minutes => Some(format!("PT{value}M")),
        Unit::Hours => Some(format!("PT{value}H")),
        Unit::WorkingDays => None,
        Unit::CalendarDays => Some(format!("P{value}D")),
        Unit::Months => Some(format!("P{value}M")),
    }
}
