//! How a case ended.

use leptos::prelude::*;

use super::{CaseView, FORMER, at};
use crate::{
    components::{Button, ButtonKind, LinkButton, Notice, NoticeKind, SummaryRow},
    format,
    pages::{act, decision},
    text::{Lang, t, t_with, value},
};

/// How it ended, why, and what can be done about it.
pub(super) fn end(lang: Lang, base: &str, view: &CaseView<'_>) -> Option<impl IntoView + use<>> {
    let closed = view.state.closed.as_ref()?;
    let kind = match view.state_id.as_str() {
        "granted" => NoticeKind::Success,
        _ => NoticeKind::Bad,
    };
    let at = format::datetime(at(closed.at));
    let title = t_with(
        lang,
        &format!("case-end-{}", view.state_id),
        &[("at", value(at))],
    );
    let amount = decision::amount(closed).map(|amount| {
        view! { <p>{t_with(lang, "case-end-amount", &[("amount", value(amount))])}</p> }
    });
    let ground = decision::ground(lang, closed, view.regulation);
    let refused = view.state_id == "intake-refused";
    let kind_of_open = match refused {
        true => ButtonKind::Secondary,
        false => ButtonKind::Primary,
    };
    let reasons = reasons(lang, view);
    let again = refused.then(|| again(lang, view));
    let appeal = (view.state_id != "granted")
        .then(|| view! { <p class="no-print"><a href="#appeal">{t(lang, "case-appeal")}</a></p> });
    let (open, href) = (t(lang, "case-end-open"), format!("{base}/result"));
    Some(view! {
        <Notice kind=kind title=title>
            {amount}
            {ground}
            {reasons}
            {again}
            {appeal}
            <p><LinkButton text=open href=href kind=kind_of_open/></p>
        </Notice>
    })
}

/// What the officials wrote as the reason.
fn reasons(lang: Lang, view: &CaseView<'_>) -> Vec<AnyView> {
    let entered = decision::entered(lang, view.state, view.regulation, decision::is_reason);
    let reason = |SummaryRow { key, value, .. }| {
        let mut lines = value.into_iter();
        let first = lines.next();
        let rest: Vec<_> = lines.map(|line| view! { <p>{line}</p> }).collect();
        view! { <p><strong>{key}": "</strong>{first}</p>{rest} }.into_any()
    };
    entered.into_iter().map(reason).collect()
}

/// The form for the same application once more, with the answers of this one.
fn again(lang: Lang, view: &CaseView<'_>) -> AnyView {
    let action = format!("/{}{}/apply", lang.tag(), act::path(view.regulation));
    view! {
        <p>{t(lang, "case-end-again-hint")}</p>
        <form method="post" action=action class="no-print">
            <input type="hidden" name=FORMER value=view.id.clone()/>
            <Button text=t(lang, "case-end-again")/>
        </form>
    }
    .into_any()
}
