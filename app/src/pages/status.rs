//! The public check page: the status of a case, and nothing about the person.

use chrono::{NaiveDate, NaiveDateTime};
use leptos::prelude::*;

use crate::{
    case_state,
    components::{Shell, SummaryList, SummaryRow, Tag, page, unbroken},
    format,
    text::{t, t_with, value},
};

/// What the page shows. Times are those of the reader's zone.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct StatusView {
    /// Registration number.
    pub number: String,
    /// State as in the row of the case.
    pub state: String,
    /// When it was submitted.
    pub registered: NaiveDateTime,
    /// When the answer is due; none where the act gives no time.
    pub due: Option<NaiveDateTime>,
    /// Since when the office's clock stands still.
    pub stands: Option<NaiveDate>,
    /// Whether that has passed while the case is under way.
    pub late: bool,
    /// When the case ended.
    pub closed: Option<NaiveDateTime>,
    /// Papers that went out on the way: the day, and the SHA-256.
    pub on_the_way: Vec<(NaiveDate, String)>,
    /// Whether they ask for nothing any more: the case ended without a decision.
    pub idle: bool,
    /// Results that were issued and hold: the day, and the SHA-256 that stands on the paper.
    pub issued: Vec<(NaiveDate, String)>,
    /// Results that hold no more.
    pub void: Vec<VoidStatus>,
}

/// A result that holds no more.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VoidStatus {
    /// Since which day.
    pub since: NaiveDate,
    /// The SHA-256 that stands on the paper.
    pub sha256: String,
    /// Whether what was decided stands all the same.
    pub again: bool,
}

pub fn status(shell: &Shell, view: &StatusView) -> String {
    let lang = shell.lang;
    let state = case_state::tag(lang, &view.state);
    let mut rows = vec![SummaryRow::new(
        t(lang, "status-registered"),
        format::datetime(view.registered),
    )];
    rows.push(match view.closed {
        Some(closed) => SummaryRow::new(t(lang, "status-closed"), format::datetime(closed)),
        None => SummaryRow::new(
            t(lang, "status-due"),
            match (view.stands, view.due) {
                (Some(since), _) => format::stands(lang, since),
                (None, Some(due)) => format::datetime(due),
                (None, None) => t(lang, "status-no-term"),
            },
        ),
    });
    let idle = view.idle.then(|| t(lang, "status-idle"));
    rows.extend(view.on_the_way.iter().map(|(day, sha256)| {
        SummaryRow {
            value: [format::date(*day)]
                .into_iter()
                .chain(idle.clone())
                .chain([format!("SHA-256 {sha256}")])
                .collect(),
            ..SummaryRow::new(t(lang, "status-on-the-way"), "")
        }
    }));
    rows.extend(view.issued.iter().map(|(day, sha256)| SummaryRow {
        value: vec![format::date(*day), format!("SHA-256 {sha256}")],
        ..SummaryRow::new(t(lang, "status-issued"), "")
    }));
    rows.extend(view.void.iter().map(|void| {
        let key = match void.again {
            true => "status-void-again",
            false => "status-void",
        };
        let since = t_with(lang, key, &[("day", value(format::date(void.since)))]);
        SummaryRow {
            value: vec![since, format!("SHA-256 {}", void.sha256)],
            ..SummaryRow::new(t(lang, "status-void-title"), "")
        }
    }));
    page(shell, || {
        view! {
            <h1>{unbroken(&t_with(lang, "status-title", &[("number", value(&view.number))]), &view.number)}</h1>
            <p><Tag kind=state.kind text=state.text/></p>
            <SummaryList rows=rows/>
            {view.late.then(|| view! { <p>{t(lang, "status-late")}</p> })}
            <p>{t(lang, "status-note")}" "<a href=shell.href("/cabinet")>{t(lang, "status-cabinet")}</a></p>
        }
    })
}
