//! Documents that a register did not give: the applicant may bring a copy.

use domain::{case::RegisterOutcome, regulation::Regulation};
use leptos::prelude::*;

use super::CaseView;
use crate::{
    components::{Notice, NoticeKind},
    text::{Lang, t, t_with, value},
};

/// A notice for each of them, while the case is open and no copy is there.
pub(super) fn copies(lang: Lang, base: &str, view: &CaseView<'_>) -> Vec<impl IntoView + use<>> {
    let state = view.state;
    let answers = state.registers.values().filter(|_| state.is_open());
    let wanted = answers.filter(|answer| {
        let brought = state
            .evidence
            .iter()
            .any(|item| item.slot == answer.document);
        !brought && state.takes_copy(&answer.document)
    });
    wanted
        .map(|answer| {
            let name = name(lang, view.regulation, &answer.document);
            let key = match answer.outcome {
                RegisterOutcome::Silent => "registers-copy-silent",
                _ => "registers-copy-no-entry",
            };
            let title = t_with(lang, key, &[("name", value(name))]);
            let href = format!("{base}/documents/{}", answer.document);
            view! {
                <Notice kind=NoticeKind::Info title=title>
                    <p class="no-print"><a href=href>{t(lang, "registers-copy-add")}</a></p>
                </Notice>
            }
        })
        .collect()
}

/// That of a row is named like the document.
fn name(lang: Lang, regulation: &Regulation, document: &str) -> String {
    let slot = regulation.slot(document);
    slot.map_or_else(String::new, |slot| slot.name.get(lang).to_owned())
}
