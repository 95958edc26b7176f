//! The documents, each with how sure the catalogue is of it.

use domain::{
    condition::{Condition, Truth},
    regulation::{Certainty, Evidence, Regulation, Supply},
};
use leptos::prelude::*;

use crate::{
    components::{Row, RowList, TagKind, TagText},
    pages::act,
    text::{Lang, t, t_with, value},
};

pub(super) fn section(lang: Lang, regulation: &Regulation) -> AnyView {
    if regulation.evidence.is_empty() {
        return ().into_any();
    }
    let rows = regulation
        .evidence
        .iter()
        .map(|one| row(lang, one, need(one)))
        .collect();
    view! {
        <section aria-labelledby="documents">
            <h2 id="documents">{t(lang, "service-documents")}</h2>
            <p>{t(lang, "service-documents-intro")}</p>
            <RowList rows=rows/>
            {sources(lang, regulation)}
        </section>
    }
    .into_any()
}

/// How much a document is needed before anything is known of the person, as a key; none where it must be there.
fn need(evidence: &Evidence) -> Option<&'static str> {
    let known = match &evidence.required {
        Condition::Always(true) if evidence.when.is_none() => Truth::Met,
        Condition::Always(false) => Truth::NotMet,
        _ => Truth::Unknown,
    };
    needed(evidence, known)
}

/// The same where something is known of the person.
pub(in crate::pages) fn needed(evidence: &Evidence, needed: Truth) -> Option<&'static str> {
    let is_asked = evidence.supply == Supply::Attach && evidence.status != Certainty::Confirmed;
    match needed {
        Truth::Met => None,
        Truth::Unknown => Some("service-document-sometimes"),
        Truth::NotMet if is_asked => Some("service-document-asked"),
        Truth::NotMet => Some("service-document-optional"),
    }
}

/// One document as a row, for this page and for the personal list of the guide.
pub(in crate::pages) fn row(lang: Lang, evidence: &Evidence, need: Option<&str>) -> Row {
    let hint = evidence.hint.as_ref().map(|hint| hint.get(lang).to_owned());
    // What comes from a register or the form explains itself in its hint.
    let supply = match (evidence.supply, &hint) {
        (Supply::Attach, _) => Some("service-supply-attach"),
        (_, Some(_)) => None,
        (Supply::Register, None) => Some("service-supply-register"),
        (Supply::Form, None) if evidence.is_application => Some("service-supply-application"),
        (Supply::Form, None) => Some("service-supply-form"),
    };
    let how = act::phrase([supply, need].into_iter().flatten().map(|key| t(lang, key)));
    Row {
        title: evidence.name.get(lang).to_owned(),
        href: None,
        meta: [how, hint].into_iter().flatten().collect(),
        tag: Some(certainty(lang, evidence.status)),
        citation: evidence
            .line
            .map(|line| (act::line(lang, line), String::new())),
        ..Row::default()
    }
}

/// How sure the catalogue is of a document.
pub(in crate::pages) fn certainty(lang: Lang, status: Certainty) -> TagText {
    let (kind, key) = match status {
        Certainty::Confirmed => (TagKind::Ok, "service-confirmed"),
        Certainty::Partial => (TagKind::Warn, "service-partial"),
        Certainty::Unknown => (TagKind::Neutral, "service-unknown"),
    };
    TagText::new(kind, t(lang, key))
}

/// Where each was read; documents with one source stand together.
fn sources(lang: Lang, regulation: &Regulation) -> AnyView {
    let mut sources: Vec<(&str, Vec<&str>)> = Vec::new();
    for evidence in &regulation.evidence {
        let source = evidence.source.get(lang);
        let name = evidence.name.get(lang);
        match sources.iter_mut().find(|(known, _)| *known == source) {
            Some((_, names)) => names.push(name),
            None => sources.push((source, vec![name])),
        }
    }
    let items: Vec<_> = sources
        .into_iter()
        .map(|(source, names)| {
            let text = t_with(
                lang,
                "service-source",
                &[
                    ("names", value(names.join("; "))),
                    ("source", value(source)),
                ],
            );
            view! { <li>{text}</li> }
        })
        .collect();
    view! {
        <details>
            <summary>{t(lang, "service-sources")}</summary>
            <p>{t(lang, "service-status-meaning")}</p>
            <ul>{items}</ul>
        </details>
    }
    .into_any()
}
