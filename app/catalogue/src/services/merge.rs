//! A regulation takes over what its service says for every region.

use domain::{
    condition::Condition,
    regulation::{ChannelKind, Question, Regulation},
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
    let asked = asked_for_grounds(regulation, service);
    regulation.questions.extend(asked);
    regulation.online = Some(regulation.online.unwrap_or(service.online));
    defects
}

/// What the guide has to ask besides, to see the grounds of refusal: as the form asks it, be it that of the service where the
/// portal of the act takes no application.
fn asked_for_grounds(regulation: &Regulation, service: &Service) -> Vec<Question> {
    if regulation.questions.is_empty() {
        return Vec::new();
    }
    let mut asked: Vec<Question> = Vec::new();
    for ground in &regulation.service_grounds {
        for fact in ground.when.iter().flat_map(Condition::facts) {
            let mut known = regulation.questions.iter().chain(&asked);
            if known.any(|question| question.fact == fact) {
                continue;
            }
            let topics = regulation.topics.iter().chain(&service.topics);
            let once = topics.filter(|topic| !topic.repeats);
            let mut fields = once.flat_map(|topic| &topic.fields);
            let field = fields.find(|field| field.fact.as_deref() == Some(fact));
            asked.extend(field.map(|field| Question {
                fact: fact.to_owned(),
                text: field.label.clone(),
                hint: field.hint.clone(),
                options: field.options.clone(),
                when: ground.only.clone(),
                line: None,
            }));
        }
    }
    asked
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
