//! Documents that a register did not give: the applicant may bring a copy.

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
    let answers = state.registers.values().filter(|_| state.is_open());
    answers
        .filter_map(|answer| {
            let document = slot(view.regulation, &given, &answer.document)?;
            let mut brought = state.evidence.iter();
            if !state.takes_copy(&document) || brought.any(|item| item.slot == document.id) {
                return None;
            }
            let key = match answer.outcome {
                RegisterOutcome::Silent => "registers-copy-silent",
                _ => "registers-copy-no-entry",
            };
            let title = t_with(lang, key, &[("name", value(document.name.get(lang)))]);
            let href = format!("{base}/documents/{}", document.id);
            Some(view! {
                <Notice kind=NoticeKind::Info title=title>
                    <p class="no-print"><a href=href>{t(lang, "registers-copy-add")}</a></p>
                </Notice>
            })
        })
        .collect()
}
