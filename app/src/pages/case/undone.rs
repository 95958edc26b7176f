//! A case whose end was undone: what held before holds no more.

use domain::{calendar::local, case::CaseState};
use leptos::prelude::*;

use crate::{
    components::{Notice, NoticeKind},
    format,
    pages::decision,
    text::{Lang, t, t_with, value},
};

/// What of the earlier end holds no more, and why, until there is another.
pub fn notice(lang: Lang, state: &CaseState) -> Option<AnyView> {
    let (was, reopened) = state.without_end()?;
    let (key, day) = match was.closing.is_decided() {
        true if state.decision_stands() => ("case-undone-issue", reopened.at),
        true => ("case-undone-decision", reopened.at),
        false => ("case-undone-end", was.at),
    };
    let mut told = vec![format::date(local(day).date_naive())];
    told.extend(decision::amount(lang, was, None));
    let title = t_with(lang, key, &[("what", value(told.join(", ")))]);
    let reason = reopened.reason.clone();
    let mut void = state.void.iter();
    let next = match state.decision_stands() {
        true => void
            .any(|void| void.since == reopened.at)
            .then_some("case-undone-issue-next"),
        false => state.is_open().then_some("case-undone-next"),
    };
    let next = next.map(|key| view! { <p>{t(lang, key)}</p> });
    let view = view! {
        <Notice kind=NoticeKind::Warning title=title>
            <p><strong>{t(lang, "case-end-reason")}": "</strong>{reason}</p>
            {next}
        </Notice>
    };
    Some(view.into_any())
}
