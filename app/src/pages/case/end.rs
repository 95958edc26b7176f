//! How a case ended.

use domain::{case::Closed, regulation::Closing, result::ResultDocument};
use leptos::prelude::*;

use super::{CaseView, FORMER, at};
use crate::{
    components::{Button, ButtonKind, LinkButton, Notice, NoticeKind, SummaryList, SummaryRow},
    format,
    pages::{act, decision},
    text::{Lang, t, t_with, value},
};

/// How it ended, why, and what can be done about it.
pub(super) fn end(lang: Lang, base: &str, view: &CaseView<'_>) -> Option<impl IntoView + use<>> {
    let closed = view.state.closed.as_ref()?;
    let undecided = !closed.closing.is_decided();
    let kind = match closed.closing {
        Closing::Granted => NoticeKind::Success,
        Closing::Withdrawn | Closing::Abandoned => NoticeKind::Info,
        Closing::Refused | Closing::IntakeRefused => NoticeKind::Bad,
    };
    let at = format::datetime(at(closed.at));
    let title = t_with(
        lang,
        &format!("case-end-{}", view.state_id),
        &[("at", value(at))],
    );
    let paper = view.paper.as_ref();
    let per = paper.and_then(|paper| paper.amount_per.as_ref());
    let amount = decision::amount(lang, closed, per).map(|amount| {
        view! { <p>{t_with(lang, "case-end-amount", &[("amount", value(amount))])}</p> }
    });
    let counted = decision::counted(lang, view.state, view.regulation);
    let counted = counted.filter(|_| closed.closing == Closing::Granted);
    let ground = decision::ground(lang, view.state, closed, view.regulation);
    let refused = closed.closing == Closing::IntakeRefused;
    let kind_of_open = match refused {
        true => ButtonKind::Secondary,
        false => ButtonKind::Primary,
    };
    let granted = paper.filter(|_| closed.closing == Closing::Granted);
    let reasons = match granted {
        Some(paper) => vec![facts(lang, paper)],
        None if undecided => of_office(lang, view, closed),
        None => reasons(lang, view, closed),
    };
    let decision = view.state.decision.as_ref();
    let ours = decision.filter(|decision| decision.ours && !undecided);
    let ours = ours.map(|_| view! { <p class="meta">{t(lang, "result-refusal-ours")}</p> });
    let button = match refused {
        true => "case-end-again",
        false => "case-end-anew",
    };
    let again = (refused || undecided).then(|| again(lang, button, view));
    let appeal = (closed.closing != Closing::Granted && !undecided)
        .then(|| view! { <p class="no-print"><a href="#appeal">{t(lang, "case-appeal")}</a></p> });
    let (open, href) = (t(lang, "case-end-open"), format!("{base}/result"));
    let result =
        (!undecided).then(|| view! { <p><LinkButton text=open href=href kind=kind_of_open/></p> });
    let idle = view.state.is_idle();
    let idle = idle.then(|| view! { <p>{t(lang, "case-end-idle")}</p> });
    Some(view! {
        <Notice kind=kind title=title>
            {idle}
            {amount}
            {counted}
            {ground}
            {reasons}
            {ours}
            {again}
            {appeal}
            {result}
        </Notice>
    })
}

/// What was granted, as the paper has it. The sum stands above, with the time for which it is.
fn facts(lang: Lang, paper: &ResultDocument) -> AnyView {
    let per = paper.amount_per.as_ref().map(|per| per.get(lang));
    let lines = paper.entered.iter().map(|line| {
        let words = line.shown.paragraphs(lang).into_iter();
        let words: Vec<String> = words.map(str::to_owned).collect();
        (line.label.get(lang), words)
    });
    let is_per = |words: &[String]| per == Some(&format::lower_first(&words.join(" ")));
    let lines = lines.filter(|(_, words)| !words.is_empty() && !is_per(words));
    let rows: Vec<SummaryRow> = lines
        .map(|(label, value)| SummaryRow {
            value,
            ..SummaryRow::new(label, "")
        })
        .collect();
    // A certificate may say «no»: its heading tells which.
    let title = paper.title.get(lang).to_owned();
    let rows = (!rows.is_empty()).then(|| view! { <SummaryList rows=rows/> });
    view! { <p><strong>{title}</strong></p>{rows} }.into_any()
}

/// Why the office ended it, and that no act says so.
fn of_office(lang: Lang, view: &CaseView<'_>, closed: &Closed) -> Vec<AnyView> {
    let reason = closed.reason.as_ref().filter(|_| closed.by.is_some());
    let said = reason.map(|reason| {
        let (label, words) = (t(lang, "case-end-reason"), reason.clone());
        let ours = t(lang, "case-end-abandoned-ours");
        let reads = view.reads.map(Lang::tag);
        view! { <p><strong>{label}": "</strong><span lang=reads>{words}</span></p><p>{ours}</p> }
            .into_any()
    });
    said.into_iter().collect()
}

/// What the officials wrote as the reason.
fn reasons(lang: Lang, view: &CaseView<'_>, closed: &Closed) -> Vec<AnyView> {
    let mut entered = decision::entered(lang, view.state, view.regulation, decision::is_reason);
    let own = decision::explanation(view.state, closed).filter(|_| entered.is_empty());
    entered.extend(own.map(|words| SummaryRow {
        value: words.lines().map(str::to_owned).collect(),
        ..SummaryRow::new(t(lang, "case-end-reason"), "")
    }));
    let reads = view.reads.map(Lang::tag);
    let reason = |SummaryRow { key, value, .. }| {
        let mut lines = value.into_iter();
        let first = lines.next();
        let rest: Vec<_> = lines
            .map(|line| view! { <p lang=reads>{line}</p> })
            .collect();
        view! {
            <p><strong>{format::label_before(&key)}" "</strong><span lang=reads>{first}</span></p>
            {rest}
        }
        .into_any()
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
