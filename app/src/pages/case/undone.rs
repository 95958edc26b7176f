//! A case whose end was undone: what held before holds no more.

use domain::{calendar::local, case::CaseState};
use leptos::prelude::*;

use crate::{
    components::{Notice, NoticeKind},
    format,
    pages::decision,
    text::{Lang, t, t_with, value},
};

/// That the earlier decision holds no more, and why, until there is another.
pub fn notice(lang: Lang, state: &CaseState) -> Option<AnyView> {
    let (was, reopened) = state.without_end()?;
    let mut told = vec![format::date(local(was.at).date_naive())];
    told.extend(decision::amount(lang, was, None));
    let key = match was.closing.is_decided() {
        true => "case-undone-decision",
        false => "case-undone-end",
    };
    let title = t_with(lang, key, &[("what", value(told.join(", ")))]);
    let reason = reopened.reason.clone();
    let next = state
        .is_open()
        .then(|| view! { <p>{t(lang, "case-undone-next")}</p> });
    let view = view! {
        <Notice kind=NoticeKind::Warning title=title>
            <p><strong>{t(lang, "case-end-reason")}": "</strong>{reason}</p>
            {next}
        </Notice>
    };
    Some(view.into_any())
}
