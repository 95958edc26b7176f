//! What registers say that an applicant should hear before they apply.

use app::{
    pages::{
        act,
        register_notes::{AlreadyView, OtherOblastView},
    },
    register_facts,
};
use catalogue::Catalogue;
use domain::{case::RegisterAnswered, regulation::Regulation};

use crate::{flow::residence, http::kit::page_context::PageContext, store::draft::DraftBody};

/// That the applicant is registered in another oblast than that of the rules.
pub(crate) fn other_oblast(
    context: &PageContext,
    (catalogue, regulation): (&Catalogue, &Regulation),
    body: &DraftBody,
) -> Option<OtherOblastView> {
    let other = residence::of_draft(catalogue, regulation, body)?;
    let oblast = other.oblast.map(|oblast| oblast.name.get(context.lang));
    Some(OtherOblastView {
        oblast: oblast.unwrap_or_default().to_owned(),
        region: regulation.region.name.get(context.lang).to_owned(),
        rules: other.rules.map(|rules| context.href(&act::path(rules))),
    })
}

/// That the applicant has already what is applied for, with the service of the same act that proves it.
pub(crate) fn already(
    context: &PageContext,
    (catalogue, regulation): (&Catalogue, &Regulation),
    answers: &[RegisterAnswered],
) -> Vec<AlreadyView> {
    let lang = context.lang;
    let view = |answer: &RegisterAnswered| {
        let slot = regulation.slot(&answer.document)?;
        let proof = slot.from.as_ref()?.already.as_ref()?;
        let (of_act, _) = regulation.id.split_once('/')?;
        let proof = catalogue.get(&format!("{of_act}/{proof}"));
        let proof = proof.filter(|proof| proof.ended.is_none());
        Some(AlreadyView {
            said: register_facts::already(lang, answer)?,
            proof: proof.map(|proof| {
                let name = proof.called().get(lang).to_owned();
                (name, context.href(&act::path(proof)))
            }),
        })
    };
    answers.iter().filter_map(view).collect()
}
