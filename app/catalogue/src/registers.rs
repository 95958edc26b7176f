//! Checks of the documents that registers have: they are asked by fields, and compared with fields, that somebody fills in.

use std::collections::BTreeSet;

use domain::{
    condition::Condition,
    regulation::{Evidence, Field, Regulation, Supply, Topic},
    service::{ResultTemplate, Service},
};

use super::check::Defect;

/// What is wrong with the documents of a regulation that takes over `service`.
pub(super) fn of(regulation: &Regulation, service: Option<&Service>) -> Vec<Defect> {
    let service_topics = service.map_or(&[][..], |service| &service.topics);
    let results = service.map_or(&[][..], |service| &service.results);
    let topics: Vec<&Topic> = regulation.topics.iter().chain(service_topics).collect();
    let steps = regulation.procedures.iter().flat_map(|route| &route.steps);
    let entered = steps.flat_map(|step| &step.inputs);
    let asked = regulation.evidence.iter();
    let asked = asked.filter_map(|document| document.ask.as_ref());
    let later: Vec<&Field> = entered.chain(asked).chain(inputs(results)).collect();
    let mut defects = unknown("evidence", &regulation.evidence, &topics, &later);
    defects.extend(uncompared("evidence", &regulation.evidence));
    defects
}

/// What is wrong with the documents of a service.
pub(super) fn of_service(service: &Service) -> Vec<Defect> {
    let topics: Vec<&Topic> = service.topics.iter().collect();
    let later: Vec<&Field> = inputs(&service.results).collect();
    let mut defects = unknown("document", &service.documents, &topics, &later);
    defects.extend(unasked("document", &service.documents));
    defects.extend(uncompared("document", &service.documents));
    defects
}

/// What is wrong with the documents of a regulation that has taken over its service: what a page of an online service says
/// comes from a register, a case asks for.
pub(super) fn promised(regulation: &Regulation) -> Vec<Defect> {
    match regulation.online {
        Some(true) => unasked("evidence", &regulation.evidence),
        _ => Vec::new(),
    }
}

fn unasked(list: &str, documents: &[Evidence]) -> Vec<Defect> {
    let mut defects = Vec::new();
    let promised = documents.iter().enumerate();
    for (n, document) in promised.filter(|(_, one)| one.supply == Supply::Register) {
        if document.from.is_none() {
            let expected = format!("expected the register that has `{}`", document.id);
            defects.push(Defect::new(format!("{list}[{n}].from"), expected));
        }
        if document.required != Condition::Always(true) {
            let expected = "expected `true`: whom a register is not asked about, `when` leaves out";
            defects.push(Defect::new(format!("{list}[{n}].required"), expected));
        }
    }
    defects
}

/// What a register answers is held against what somebody filled in, or the file says why there is nothing to hold it against.
fn uncompared(list: &str, documents: &[Evidence]) -> Vec<Defect> {
    let mut defects = Vec::new();
    for (n, document) in documents.iter().enumerate() {
        let Some(query) = &document.from else {
            continue;
        };
        // What is asked whether there is an entry at all says so itself.
        if query.already.is_some() {
            continue;
        }
        let why = query.uncompared.as_ref();
        let why = why.filter(|why| !why.trim().is_empty());
        if query.compare.is_empty() == why.is_some() {
            continue;
        }
        let expected = "expected either `compare` with a fact that a field says too, or `uncompared` with the reason";
        defects.push(Defect::new(format!("{list}[{n}].from"), expected));
    }
    defects
}

fn inputs(results: &[ResultTemplate]) -> impl Iterator<Item = &Field> {
    results.iter().flat_map(|result| &result.inputs)
}

fn unknown(list: &str, documents: &[Evidence], topics: &[&Topic], later: &[&Field]) -> Vec<Defect> {
    let mut defects = Vec::new();
    for (n, document) in documents.iter().enumerate() {
        let Some(query) = &document.from else {
            continue;
        };
        let belongs = |topic: &&&Topic| match &document.per {
            Some(rows) => topic.id == *rows,
            None => !topic.repeats,
        };
        let topics = topics.iter().filter(belongs);
        let fields = topics.flat_map(|topic| &topic.fields);
        let fields = fields.chain(later.iter().copied());
        let fields: BTreeSet<&str> = fields.map(|field| field.id.as_str()).collect();
        let named = query.by.iter().chain(query.compare.values());
        for field in named.filter(|field| !fields.contains(field.as_str())) {
            let expected = format!("expected a field that somebody fills in, found `{field}`");
            defects.push(Defect::new(format!("{list}[{n}].from"), expected));
        }
    }
    defects
}
