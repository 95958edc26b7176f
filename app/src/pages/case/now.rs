//! Who has the case now and how much time is left.

use domain::calendar::local;
use leptos::prelude::*;

use super::{CaseView, request::is_turn};
use crate::{
    components::{Citation, LinkButton, Notice, NoticeKind, NowPanel},
    format,
    pages::act,
    text::{Lang, t, t_with, value},
};

/// Who has it now and what is left.
pub(super) fn now(lang: Lang, view: &CaseView<'_>) -> Option<impl IntoView + use<>> {
    let holder = view.progress.holder.as_ref()?;
    let asked = view.state.applicants().next().is_some();
    let task = match view.state.replaced {
        _ if asked => "case-asked",
        Some(_) => "case-papers-may-be-missing",
        None => "case-nothing-to-do",
    };
    let text = match is_turn(view.state) {
        true => t(lang, "case-your-turn"),
        false => format!(
            "{} {}",
            who(lang, view, holder.name.get(lang)),
            t(lang, task)
        ),
    };
    let (used, total) = (view.progress.used, view.progress.total);
    let spent = [("used", used.into()), ("total", total.into())];
    let counted = t_with(lang, "case-term-used", &spent);
    let until = until(lang, view);
    let by = (!view.late).then(|| t(lang, "case-result-by"));
    let step = format::lower_first(open_step(lang, view));
    let heading = t_with(lang, "case-now", &[("step", value(step))]);
    Some(view! {
        <NowPanel heading=heading text=text progress=Some((used, total))>
            {counted}" · "{by}" "<strong>{until}</strong>
        </NowPanel>
    })
}

/// The role that has it, with the official's name where one was appointed, and the office.
fn who(lang: Lang, view: &CaseView<'_>, role: &str) -> String {
    let who = match &view.holder_name {
        Some(name) => format!("{name}, {}", format::lower_first(role)),
        None => role.to_owned(),
    };
    let office = view.regulation.office(&view.state.office);
    let office = office.map_or("", |office| office.name.get(lang));
    t_with(
        lang,
        "case-holder",
        &[("who", value(who)), ("office", value(office))],
    )
}

fn open_step<'v>(lang: Lang, view: &CaseView<'v>) -> &'v str {
    let Some(open) = view.state.open_step() else {
        return "";
    };
    let mut steps = view.progress.steps.iter();
    let step = steps.find(|step| open.step == step.id);
    step.map_or("", |step| step.title.get(lang))
}

fn until(lang: Lang, view: &CaseView<'_>) -> String {
    let due = local(view.state.due);
    if view.late {
        let at = format::datetime(due.naive_local());
        return t_with(lang, "case-term-late", &[("at", value(at))]);
    }
    let day = format::until_day(lang, due.date_naive());
    format!("{day}, {}", format::time(due.time()))
}

/// The longer term, with its reason: the citizen must not overlook it. Afterwards the course tells of it.
pub(super) fn replaced(
    lang: Lang,
    base: &str,
    view: &CaseView<'_>,
) -> Option<impl IntoView + use<>> {
    let replaced = view.state.replaced.as_ref();
    let replaced = replaced.filter(|_| view.state.is_open())?;
    let until = format::until_day(lang, local(view.state.due).date_naive());
    let term = act::limits(lang, &view.state.term);
    let longer = [("term", value(term)), ("until", value(until))];
    let title = t_with(lang, "case-replaced-title", &longer);
    let [was, day] = [replaced.was_due, replaced.at].map(|at| format::date(local(at).date_naive()));
    let before = [
        ("was", value(was)),
        ("day", value(day)),
        ("name", value(&replaced.by.name)),
    ];
    let before = t_with(lang, "case-replaced-was", &before);
    let mut terms = view.regulation.terms.iter();
    let rule = terms.find(|term| term.id == replaced.term).map(|term| {
        let (text, href) = act::cite(lang, view.regulation, term.line);
        view! { <p>{term.when.get(lang).to_owned()}" "<Citation text=text href=href/></p> }
    });
    let reason = replaced.reason.clone();
    let (add, href) = (t(lang, "case-bring-documents"), format!("{base}/documents"));
    Some(view! {
        <Notice kind=NoticeKind::Warning title=title>
            <p><strong>{t(lang, "case-replaced-reason")}": "</strong>{reason}</p>
            <p>{before}</p>
            {rule}
            <p><LinkButton text=add href=href/></p>
        </Notice>
    })
}
