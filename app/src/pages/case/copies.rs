//! Documents that a register did not give: the applicant may bring a copy, or hears that the portal asks again.

use domain::{
    case::RegisterOutcome,
    form::{Answers, slot},
};
use leptos::prelude::*;

use super::CaseView;
use crate::{
    components::{Notice, NoticeKind},
    text::{Lang, t, t_with, value},
};

/// A notice for each of them, while the case is open and no copy is there.
pub(super) fn copies(lang: Lang, base: &str, view: &CaseView<'_>) -> Vec<impl IntoView + use<>> {
    let state = view.state;
    let given = Answers(state.answers.clone());
    let answers = state.registers.values().filter(|_| state.takes_documents());
    answers
        .filter_map(|answer| {
            let document = slot(view.regulation, &given, &answer.document)?;
            let mut brought = state.evidence.iter();
            if brought.any(|item| item.slot == document.id) {
                return None;
            }
            let takes_copy = state.takes_copy(&document);
            let key = match answer.outcome {
                RegisterOutcome::Silent if takes_copy => "registers-copy-silent",
                RegisterOutcome::Silent => "registers-silent-alone",
                _ if takes_copy => "registers-copy-no-entry",
                _ => return None,
            };
            let title = t_with(lang, key, &[("name", value(document.name.get(lang)))]);
            let href = format!("{base}/documents/{}", document.id);
            let add = takes_copy.then(|| {
                view! { <p class="no-print"><a href=href>{t(lang, "registers-copy-add")}</a></p> }
            });
            Some(view! { <Notice kind=NoticeKind::Info title=title>{add}</Notice> })
        })
        .collect()
}
