//! How a case ended.

use domain::{case::Closed, regulation::Closing};
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
    let withdrawn = closed.closing == Closing::Withdrawn;
    let kind = match closed.closing {
        Closing::Granted => NoticeKind::Success,
        Closing::Withdrawn => NoticeKind::Info,
        Closing::Refused | Closing::IntakeRefused => NoticeKind::Bad,
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
    let ground = decision::ground(lang, view.state, closed, view.regulation);
    let refused = closed.closing == Closing::IntakeRefused;
    let kind_of_open = match refused {
        true => ButtonKind::Secondary,
        false => ButtonKind::Primary,
    };
    let reasons = reasons(lang, view, closed);
    let button = match refused {
        true => "case-end-again",
        false => "case-end-anew",
    };
    let again = (refused || withdrawn).then(|| again(lang, button, view));
    let appeal = (closed.closing != Closing::Granted && !withdrawn)
        .then(|| view! { <p class="no-print"><a href="#appeal">{t(lang, "case-appeal")}</a></p> });
    let (open, href) = (t(lang, "case-end-open"), format!("{base}/result"));
    let result =
        (!withdrawn).then(|| view! { <p><LinkButton text=open href=href kind=kind_of_open/></p> });
    Some(view! {
        <Notice kind=kind title=title>
            {amount}
            {ground}
            {reasons}
            {again}
            {appeal}
            {result}
        </Notice>
    })
}

/// What the officials wrote as the reason.
fn reasons(lang: Lang, view: &CaseView<'_>, closed: &Closed) -> Vec<AnyView> {
    let mut entered = decision::entered(lang, view.state, view.regulation, decision::is_reason);
    let own = decision::explanation(view.state, closed).filter(|_| entered.is_empty());
    entered.extend(own.map(|words| SummaryRow {
        value: words.lines().map(str::to_owned).collect(),
        ..SummaryRow::new(t(lang, "case-end-reason"), "")
    }));
    let reason = |SummaryRow { key, value, .. }| {
        let mut lines = value.into_iter();
        let first = lines.next();
        let rest: Vec<_> = lines.map(|line| view! { <p>{line}</p> }).collect();
        view! { <p><strong>{key}": "</strong>{first}</p>{rest} }.into_any()
    };
    entered.into_iter().map(reason).collect()
}

/// The form for the same application once more, with the answers of this one.
fn again(lang: Lang, button: &str, view: &CaseView<'_>) -> AnyView {
    let action = format!("/{}{}/apply", lang.tag(), act::path(view.regulation));
    view! {
        <p>{t(lang, "case-end-again-hint")}</p>
        <form method="post" action=action class="no-print">
            <input type="hidden" name=FORMER value=view.id.clone()/>
            <Button text=t(lang, button)/>
        </form>
    }
    .into_any()
}
