//! What the applicant is asked for: until when, what is wanted, and what happens otherwise.

use chrono::{DateTime, Utc};
use domain::{
    calendar::local,
    case::{CaseState, Request, RequestKind},
    regulation::Regulation,
};
use leptos::prelude::*;

use super::{CaseView, at};
use crate::{
    components::{Citation, LinkButton, Notice, NoticeKind, SummaryList},
    format,
    pages::{act, decision},
    sheet,
    text::{Lang, t, t_with, value},
};

/// The last part of the path of a request's page, below its case.
pub fn path(request: &Request<'_>) -> String {
    format!("tasks/{}", request.task)
}

/// What is asked, and until when.
pub fn title(lang: Lang, request: &Request<'_>, now: DateTime<Utc>) -> String {
    let kind = match request.kind {
        RequestKind::Turn(..) => "turn",
        RequestKind::Correction(_) => "correction",
    };
    match request.due {
        None => t(lang, &format!("request-{kind}-title")),
        Some(due) if due < now => {
            let late = [("at", value(format::datetime(at(due))))];
            t_with(lang, &format!("request-{kind}-late"), &late)
        }
        Some(due) => {
            let day = format::until_day(lang, local(due).date_naive());
            t_with(
                lang,
                &format!("request-{kind}-until"),
                &[("until", value(day))],
            )
        }
    }
}

/// What happens if nothing comes in time.
pub fn otherwise(lang: Lang, request: &Request<'_>, state: &CaseState) -> Option<String> {
    let until = request.due?;
    // Nobody waits with the decision for an answer.
    let decided = state.due.filter(|_| state.stopped.is_none());
    let decided = decided.filter(|due| *due < until);
    Some(match (request.kind, request.overdue()) {
        (_, Some(outcome)) => {
            let outcome = format::lower_first(outcome.label.get(lang));
            t_with(lang, "request-otherwise", &[("outcome", value(outcome))])
        }
        (RequestKind::Turn(..), None) => t(lang, "request-otherwise-silent"),
        (RequestKind::Correction(_), None) => match decided {
            Some(due) => {
                let day = format::until_day(lang, local(due).date_naive());
                t_with(lang, "request-otherwise-decided", &[("until", value(day))])
            }
            None => t(lang, "request-otherwise-correction"),
        },
    })
}

/// The names of documents, as the regulation gives them, and whose they are.
pub fn names(
    lang: Lang,
    regulation: &Regulation,
    state: &CaseState,
    slots: &[String],
) -> Vec<String> {
    let name = |id: &String| {
        let name = sheet::document(lang, regulation, state, id);
        name.unwrap_or_else(|| id.clone())
    };
    slots.iter().map(name).collect()
}

/// Everything that is asked, as the first thing on the page of the case.
pub(super) fn notices(lang: Lang, base: &str, view: &CaseView<'_>) -> Vec<AnyView> {
    let asked = Request::all(view.state, view.regulation).into_iter();
    asked
        .map(|request| notice(lang, base, view, &request))
        .collect()
}

fn notice(lang: Lang, base: &str, view: &CaseView<'_>, request: &Request<'_>) -> AnyView {
    let said = match request.kind {
        RequestKind::Turn(step, _) => {
            let (text, href) = act::cite(lang, view.regulation, step.line);
            let rows = decision::issued_last(lang, view.state, view.regulation);
            let rows = (!rows.is_empty()).then(|| view! { <SummaryList rows=rows/> });
            let back = request.sent_back(view.state, view.regulation);
            let back = back.map(|reason| {
                view! { <p>{t(lang, "request-turn-back")}</p>{lines(reason, view.reads)} }
            });
            view! { {back}{rows}<p><Citation text=text href=href/></p> }.into_any()
        }
        RequestKind::Correction(correction) => lines(&correction.text, view.reads),
    };
    let wanted: Vec<_> = names(lang, view.regulation, view.state, request.slots())
        .into_iter()
        .map(|name| view! { <li>{name}</li> })
        .collect();
    let wanted = (!wanted.is_empty()).then(|| view! { <ul>{wanted}</ul> });
    let otherwise = otherwise(lang, request, view.state).map(|text| view! { <p>{text}</p> });
    let decided = matches!(request.kind, RequestKind::Turn(..)) && view.state.has_result();
    let result = decided.then(|| {
        let href = format!("{base}/result");
        view! { <p><a href=href>{t(lang, "request-turn-result")}</a></p> }
    });
    let href = format!("{base}/{}", path(request));
    let open = match request.kind {
        RequestKind::Turn(..) => "request-turn-open",
        RequestKind::Correction(_) => "request-correction-open",
    };
    view! {
        <Notice kind=NoticeKind::Warning title=title(lang, request, view.now)>
            {wanted}
            {said}
            {result}
            {otherwise}
            <p class="no-print"><LinkButton text=t(lang, open) href=href/></p>
        </Notice>
    }
    .into_any()
}

/// Whether the case waits for the applicant alone.
pub(super) fn is_turn(state: &CaseState) -> bool {
    state.open_step().is_some_and(|open| !open.is_staffs())
}

/// In the words of an official.
fn lines(text: &str, reads: Option<Lang>) -> AnyView {
    let lines: Vec<_> = text
        .lines()
        .map(|line| view! { <p>{line.to_owned()}</p> })
        .collect();
    view! { <blockquote lang=reads.map(Lang::tag)>{lines}</blockquote> }.into_any()
}
