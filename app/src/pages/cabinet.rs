//! The personal cabinet: drafts to go on with, and the history of services.

use chrono::NaiveDate;
use leptos::prelude::*;

use crate::{
    case_state,
    components::{LinkButton, Pagination, Row, RowList, Shell, page},
    format,
    text::{Lang, t, t_with, value},
};

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CabinetView {
    /// Drafts, the last changed first.
    pub drafts: Vec<DraftLine>,
    /// Cases of this page, the newest first.
    pub cases: Vec<CaseLine>,
    /// How many cases there are.
    pub count: u64,
    /// This page, from 1.
    pub current: u64,
    /// How many pages there are.
    pub pages: u64,
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DraftLine {
    pub id: String,
    /// Name of the service.
    pub service: String,
    /// Day of the last change.
    pub updated: NaiveDate,
    /// Day on which it is deleted unless it is continued; none if it is kept for ever.
    pub until: Option<NaiveDate>,
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CaseLine {
    pub id: String,
    /// Registration number.
    pub number: String,
    /// Name of the service.
    pub service: String,
    /// State as in its row.
    pub state: String,
    /// Day on which it was submitted.
    pub registered: NaiveDate,
    /// Day on which the answer is due; none where the act gives no time.
    pub due: Option<NaiveDate>,
    /// Since when the office's clock stands still.
    pub stands: Option<NaiveDate>,
    /// Day on which it ended.
    pub closed: Option<NaiveDate>,
    /// Whether the term has passed while the case is under way.
    pub late: bool,
    /// Whether something is asked of the applicant, and until when.
    pub asked: Option<Option<NaiveDate>>,
    /// What a result is called that says «no».
    pub negative: Option<String>,
    /// Whether that day has passed.
    pub overdue: bool,
}

pub fn cabinet(shell: &Shell, view: &CabinetView) -> String {
    let lang = shell.lang;
    page(shell, || {
        view! {
            <h1>{t(lang, "cabinet-title")}</h1>
            {(!view.drafts.is_empty()).then(|| drafts(shell, &view.drafts))}
            {match view.count {
                0 => empty(shell).into_any(),
                _ => history(shell, view).into_any(),
            }}
            <p><a href=shell.href("/cabinet/profile")>{t(lang, "cabinet-profile")}</a></p>
        }
    })
}

fn drafts(shell: &Shell, drafts: &[DraftLine]) -> impl IntoView + use<> {
    let lang = shell.lang;
    let rows = drafts
        .iter()
        .map(|draft| Row {
            title: draft.service.clone(),
            href: Some(shell.href(&format!("/drafts/{}", draft.id))),
            meta: vec![saved(lang, draft)],
            ..Row::default()
        })
        .collect();
    view! {
        <section>
            <h2>{t(lang, "cabinet-drafts")}</h2>
            <p>{t(lang, "cabinet-drafts-text")}</p>
            <RowList rows=rows/>
        </section>
    }
}

/// When it was saved last, and for how long it is kept.
fn saved(lang: Lang, draft: &DraftLine) -> String {
    let day = |day: NaiveDate| [("day", value(format::date(day)))];
    let saved = t_with(lang, "cabinet-draft-saved", &day(draft.updated));
    match draft.until {
        Some(until) => format!(
            "{saved} · {}",
            t_with(lang, "cabinet-draft-until", &day(until))
        ),
        None => saved,
    }
}

fn empty(shell: &Shell) -> impl IntoView + use<> {
    let lang = shell.lang;
    view! {
        <section>
            <h2>{t(lang, "cabinet-history")}</h2>
            <p>{t(lang, "cabinet-empty")}</p>
            <p class="actions"><LinkButton text=t(lang, "cabinet-choose") href=shell.href("/services")/></p>
        </section>
    }
}

fn history(shell: &Shell, view: &CabinetView) -> impl IntoView + use<> {
    let lang = shell.lang;
    let rows = view.cases.iter().map(|case| line(shell, case)).collect();
    let base = shell.href("/cabinet?page=");
    view! {
        <section>
            <h2>{t(lang, "cabinet-history")}</h2>
            <p class="meta">{t_with(lang, "cabinet-count", &[("n", view.count.into())])}</p>
            <RowList rows=rows/>
            <Pagination lang=lang current=view.current pages=view.pages base=base/>
        </section>
    }
}

fn line(shell: &Shell, case: &CaseLine) -> Row {
    let lang = shell.lang;
    let registered = t_with(
        lang,
        "cabinet-registered",
        &[("day", value(format::date(case.registered)))],
    );
    let when = match case.closed {
        Some(closed) => t_with(
            lang,
            "cabinet-closed",
            &[("day", value(format::date(closed)))],
        ),
        None => due(lang, case),
    };
    let mut meta = vec![case.service.clone()];
    meta.extend(case.negative.clone());
    meta.extend(case.asked.map(|until| asked(lang, until, case.overdue)));
    meta.push(format!("{registered} · {when}"));
    let page = shell.href(&format!("/cabinet/cases/{}", case.id));
    let decided = case.closed.is_some() && case_state::has_result(&case.state);
    let result = decided.then(|| (t(lang, "case-end-open"), format!("{page}/result")));
    Row {
        title: t_with(lang, "cabinet-case", &[("number", value(&case.number))]),
        href: Some(page),
        link: result,
        meta,
        tag: Some(case_state::tag(lang, &case.state)),
        ..Row::default()
    }
}

/// That the applicant is asked for something.
fn asked(lang: Lang, until: Option<NaiveDate>, overdue: bool) -> String {
    match until {
        Some(day) if overdue => {
            let day = value(format::date(day));
            t_with(lang, "cabinet-asked-late", &[("day", day)])
        }
        Some(day) => {
            let until = format::until_day(lang, day);
            t_with(lang, "cabinet-asked-until", &[("until", value(until))])
        }
        None => t(lang, "cabinet-asked"),
    }
}

fn due(lang: Lang, case: &CaseLine) -> String {
    if let Some(since) = case.stands {
        return format::lower_first(&format::stands(lang, since));
    }
    let key = if case.late {
        "cabinet-late"
    } else {
        "cabinet-due"
    };
    case.due.map_or_else(
        || t(lang, "status-no-term"),
        |day| t_with(lang, key, &[("day", value(format::date(day)))]),
    )
}
