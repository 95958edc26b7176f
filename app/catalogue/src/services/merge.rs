//! A regulation takes over what its service says for every region.

use domain::{
    regulation::{ChannelKind, Regulation},
    service::Service,
};

use super::classifier::keep_own_region;
use crate::check::Defect;

/// Puts pages, documents, results and grounds of the service into the regulation. Its own of the same id win, `without`
/// leaves out; pages that the service does not have come last. A document of its own that names no register is asked of that
/// of the service. What has no portal keeps its own documents alone.
pub(crate) fn merge(regulation: &mut Regulation, service: Option<&Service>) -> Vec<Defect> {
    regulation.plain_name = service.map(|service| service.name.clone());
    let has_portal = regulation.channel(ChannelKind::Portal).is_some();
    let Some(service) = service.filter(|_| has_portal) else {
        return Vec::new();
    };
    let defects = unknown(&regulation.without, |id| {
        service.topics.iter().any(|topic| topic.id == id)
            || service.documents.iter().any(|document| document.id == id)
    });
    let without = &regulation.without;
    let mut own = std::mem::take(&mut regulation.topics);
    for topic in &service.topics {
        match own.iter().position(|one| one.id == topic.id) {
            Some(at) => regulation.topics.push(own.remove(at)),
            None if without.contains(&topic.id) => {}
            None => regulation.topics.push(topic.clone()),
        }
    }
    regulation.topics.append(&mut own);
    for document in &service.documents {
        let own = regulation.evidence.iter_mut();
        for own in own.filter(|own| own.id == document.id && own.supply == document.supply) {
            own.from = own.from.take().or_else(|| document.from.clone());
        }
        let is_own = regulation.slot(&document.id).is_some();
        let rows = document.per.as_ref();
        let has_rows = rows.is_none_or(|id| regulation.topic(id).is_some());
        if !is_own && has_rows && !without.contains(&document.id) {
            regulation.evidence.push(document.clone());
        }
    }
    regulation.results.clone_from(&service.results);
    keep_own_region(regulation);
    let grounds = service.grounds.iter();
    let of_service = grounds.filter(|ground| regulation.ground(&ground.id).is_none());
    let of_service = of_service.filter(|ground| regulation.can_be(ground.only.as_ref()));
    regulation.service_grounds = of_service.cloned().collect();
    regulation.online = Some(regulation.online.unwrap_or(service.online));
    defects
}

fn unknown(without: &[String], is_known: impl Fn(&str) -> bool) -> Vec<Defect> {
    let unknown = without.iter().enumerate().filter(|(_, id)| !is_known(id));
    unknown
        .map(|(n, id)| {
            let expected = format!("expected a topic or document of the service, found `{id}`");
            Defect::new(format!("without[{n}]"), expected)
        })
        .collect()
}
