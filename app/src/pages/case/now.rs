//! Who has the case now and how much time is left.

use chrono::{DateTime, FixedOffset};
use domain::calendar::local;
use leptos::prelude::*;

use super::{CaseView, request::is_turn};
use crate::{
    components::{Citation, LinkButton, Notice, NoticeKind, NowPanel},
    format,
    pages::{act, output_terms},
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
    let names = holder.names.iter().map(|name| name.get(lang));
    let names = format::either(lang, names);
    let text = match is_turn(view.state) {
        true => t(lang, "case-your-turn"),
        false => format!("{} {}", who(lang, view, &names), t(lang, task)),
    };
    let (used, total) = (view.progress.used, view.progress.total);
    let term = term(lang, view);
    let step = format::lower_first(open_step(lang, view));
    let heading = t_with(lang, "case-now", &[("step", value(step))]);
    Some(view! {
        <NowPanel heading=heading text=text progress=(total > 0).then_some((used, total))>
            {term}
        </NowPanel>
        {stage_begun(lang, view)}
        {output_terms::list(lang, &view.outputs)}
    })
}

/// That the date on the receipt gave way to that of the stage that runs.
fn stage_begun(lang: Lang, view: &CaseView<'_>) -> Option<impl IntoView + use<>> {
    let own = view.state.own.as_ref();
    let was = own.and_then(|own| own.was_due);
    let was = was.filter(|was| view.state.due != Some(*was))?;
    let was = format::date(local(was).date_naive());
    Some(view! { <p>{t_with(lang, "case-stage-begun", &[("was", value(was))])}</p> })
}

/// How much of the term has passed, where it is counted in days, and until when it runs.
fn term(lang: Lang, view: &CaseView<'_>) -> AnyView {
    let Some(due) = view.state.due else {
        return t(lang, "case-no-term").into_any();
    };
    if let Some(since) = view.progress.stands {
        let later = match view.state.answered_while_stopped() {
            true => "case-stands-answered",
            false => "case-stands-until",
        };
        let today = local(view.now).date_naive();
        let (stands, later) = (format::stands_for(lang, since, today), t(lang, later));
        return view! { <strong>{stands}"."</strong>" "{later} }.into_any();
    }
    let (used, total) = (view.progress.used, view.progress.total);
    let counted = (total > 0).then(|| {
        let spent = [("used", used.into()), ("total", total.into())];
        let key = match view.progress.by_calendar {
            true => "case-term-used-calendar",
            false => "case-term-used",
        };
        format!("{} · ", t_with(lang, key, &spent))
    });
    let by = (!view.late).then(|| format!("{} ", t(lang, "case-result-by")));
    let until = until(lang, view, local(due));
    view! { {counted}{by}<strong>{until}</strong> }.into_any()
}

/// The role that has it, with the official's name where one was appointed, and the office.
fn who(lang: Lang, view: &CaseView<'_>, role: &str) -> String {
    let open = view.state.open_step();
    let office = open.map_or(&view.state.office, |open| &open.office);
    let office = view.regulation.office(office);
    let office = office.map_or("", |office| office.name.get(lang));
    let office = ("office", value(format::upper_first(office)));
    if open.is_some_and(|open| open.handed) {
        return t_with(lang, "case-holder-waits", &[office]);
    }
    let who = match &view.holder_name {
        Some(name) => format!("{name}, {}", format::lower_first(role)),
        None => role.to_owned(),
    };
    t_with(lang, "case-holder", &[("who", value(who)), office])
}

fn open_step<'v>(lang: Lang, view: &CaseView<'v>) -> &'v str {
    let Some(open) = view.state.open_step() else {
        return "";
    };
    let mut steps = view.progress.steps.iter();
    let step = steps.find(|step| open.step == step.id);
    step.map_or("", |step| step.title.get(lang))
}

fn until(lang: Lang, view: &CaseView<'_>, due: DateTime<FixedOffset>) -> String {
    if view.late {
        let at = format::datetime(due.naive_local());
        return t_with(lang, "case-term-late", &[("at", value(at))]);
    }
    format::until_moment(lang, due.naive_local())
}

/// The longer term, with its reason: the citizen must not overlook it. Afterwards the course tells of it.
pub(super) fn replaced(
    lang: Lang,
    base: &str,
    view: &CaseView<'_>,
) -> Option<impl IntoView + use<>> {
    let replaced = view.state.replaced.as_ref();
    let replaced = replaced.filter(|_| view.state.is_open())?;
    let term = act::limits(lang, &view.state.term);
    // The day is another one when the clock goes on.
    let due = view.state.due.filter(|_| view.progress.stands.is_none());
    let title = match due {
        Some(due) => {
            let until = format::until_day(lang, local(due).date_naive());
            let longer = [("term", value(term)), ("until", value(until))];
            t_with(lang, "case-replaced-title", &longer)
        }
        None => t_with(lang, "case-step-replaced", &[("term", value(term))]),
    };
    let before = replaced.was_due.map(|was| {
        let [was, day] = [was, replaced.at].map(|at| format::date(local(at).date_naive()));
        let before = [
            ("was", value(was)),
            ("day", value(day)),
            ("name", value(&replaced.by.name)),
        ];
        view! { <p>{t_with(lang, "case-replaced-was", &before)}</p> }
    });
    let mut terms = view.regulation.terms.iter();
    let rule = terms.find(|term| term.id == replaced.term).map(|term| {
        let (text, href) = act::cite(lang, view.regulation, term.line);
        view! { <p>{term.when.get(lang).to_owned()}" "<Citation text=text href=href/></p> }
    });
    let reason = replaced.reason.clone();
    let bring = view.state.takes_documents().then(|| {
        let (add, href) = (t(lang, "case-bring-documents"), format!("{base}/documents"));
        view! { <p><LinkButton text=add href=href/></p> }
    });
    Some(view! {
        <Notice kind=NoticeKind::Warning title=title>
            <p><strong>{t(lang, "case-replaced-reason")}": "</strong>{reason}</p>
            {before}
            {rule}
            {bring}
        </Notice>
    })
}
