//! Finding a case by its number, and the list of the ended cases of an office.

use chrono::NaiveDate;
use leptos::prelude::*;

use super::queue::pages;
use crate::{
    case_state,
    components::{Cell, Column, DataTable, SEARCH_FORM, SearchBox, Shell, page, unbroken},
    format,
    text::{Lang, t},
};

/// A case that has ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EndedRow {
    /// Its page, below the language.
    pub href: String,
    /// Registration number.
    pub number: String,
    /// Name of the service.
    pub service: String,
    /// Name of the applicant.
    pub applicant: String,
    /// How it ended, as in its row.
    pub state: String,
    /// When.
    pub ended: NaiveDate,
}

/// What was looked for, and a page of the list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FindView {
    /// What was typed.
    pub typed: String,
    /// Whether that is the number of no case that the official may read.
    pub unknown: bool,
    /// The rows of this page.
    pub rows: Vec<EndedRow>,
    /// The first page, if this is another.
    pub first: Option<String>,
    /// The next page, if there is one.
    pub next: Option<String>,
}

pub fn find_case(shell: &Shell, view: &FindView) -> String {
    let lang = shell.lang;
    let shell = shell.with_query_form(SEARCH_FORM);
    page(&shell, || {
        let unknown = view
            .unknown
            .then(|| view! { <p role="status">{t(lang, "staff-find-unknown")}</p> });
        view! {
            <h1>{t(lang, "staff-find-title")}</h1>
            <SearchBox
                action=shell.href("/staff/cases")
                label=t(lang, "staff-find-number")
                label_shown=true
                value=view.typed.clone()
                button=t(lang, "staff-find-button")
            />
            {unknown}
            <h2>{t(lang, "staff-ended-title")}</h2>
            {table(&shell, view)}
            {pages(&shell, view.first.as_ref(), view.next.as_ref())}
        }
    })
}

fn table(shell: &Shell, view: &FindView) -> AnyView {
    let lang = shell.lang;
    if view.rows.is_empty() {
        let key = match view.next {
            Some(_) => "staff-ended-further",
            None => "staff-ended-none",
        };
        return view! { <p>{t(lang, key)}</p> }.into_any();
    }
    let columns = [
        "staff-column-case",
        "staff-column-applicant",
        "staff-ended-how",
        "staff-ended-when",
    ];
    let columns = columns.map(|key| Column::words(t(lang, key))).to_vec();
    let rows: Vec<_> = view
        .rows
        .iter()
        .map(|row| cells(shell, lang, row))
        .collect();
    view! { <DataTable caption=t(lang, "staff-ended-title") caption_hidden=true columns=columns rows=rows/> }.into_any()
}

fn cells(shell: &Shell, lang: Lang, row: &EndedRow) -> Vec<Cell> {
    let number = unbroken(&row.number, &row.number);
    vec![
        Cell::link(shell.href(&row.href), number).with_sub(row.service.clone()),
        Cell::new(row.applicant.clone()),
        Cell::new(case_state::tag(lang, &row.state).view()),
        Cell::new(format::date(row.ended)),
    ]
}
