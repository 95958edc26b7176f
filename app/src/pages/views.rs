//! Who looked at a case: for the citizen whose case it is, and for the head of an office.

use chrono::NaiveDateTime;
use leptos::prelude::*;

use crate::{
    components::{Cell, Column, DataTable, Shell, page, unbroken},
    format,
    pages::staff::by_number,
    text::{t, t_with, value},
};

/// One opening.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ViewLine {
    /// When.
    pub at: NaiveDateTime,
    /// Name of the official.
    pub name: String,
    /// Their role, in the reader's language.
    pub role: String,
    /// Their office, in the reader's language.
    pub office: String,
    /// Name of the file that was opened; none for the case itself.
    pub file: Option<String>,
    /// Registration number of the case, where the list has several.
    pub number: String,
}

/// A page of a list of openings, the latest first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ViewsView {
    pub lines: Vec<ViewLine>,
    /// Where the earlier ones are, if there are more.
    pub earlier: Option<String>,
}

/// Who looked at the case with this number, for its applicant.
pub fn case_views(shell: &Shell, number: &str, view: &ViewsView) -> String {
    let lang = shell.lang;
    let title = t_with(lang, "views-case-title", &[("number", value(number))]);
    let shell = shell.titled(title);
    page(&shell, || {
        view! {
            <h1>{t(lang, "views-title")}</h1>
            <p class="lead">{t_with(lang, "views-case-lead", &[("number", value(number))])}</p>
            <p>{t(lang, "views-rule")}</p>
            {list(&shell, view, false)}
        }
    })
}

/// What the officials of an office looked at, for its head.
pub fn office_views(shell: &Shell, view: &ViewsView) -> String {
    let lang = shell.lang;
    let shell = shell.titled(t(lang, "views-office-title"));
    page(&shell, || {
        view! {
            <h1>{t(lang, "views-office-title")}</h1>
            <p class="lead">{t(lang, "views-office-lead")}</p>
            {list(&shell, view, true)}
        }
    })
}

fn list(shell: &Shell, view: &ViewsView, of_office: bool) -> AnyView {
    let lang = shell.lang;
    if view.lines.is_empty() {
        return view! { <p>{t(lang, "views-none")}</p> }.into_any();
    }
    let columns = match of_office {
        true => ["at", "who", "case", "what"],
        false => ["at", "who", "office", "what"],
    };
    let columns = columns.map(|name| Column::words(t(lang, &format!("views-column-{name}"))));
    let rows: Vec<_> = view
        .lines
        .iter()
        .map(|line| cells(shell, line, of_office))
        .collect();
    let earlier = view.earlier.clone().map(|href| {
        view! { <p><a href=href rel="next">{t(lang, "views-earlier")}</a></p> }
    });
    view! {
        <DataTable caption=t(lang, "views-caption") caption_hidden=true columns=columns.to_vec() rows=rows/>
        {earlier}
    }
    .into_any()
}

fn cells(shell: &Shell, line: &ViewLine, of_office: bool) -> Vec<Cell> {
    let lang = shell.lang;
    let place = match of_office {
        true => Cell::link(
            shell.href(&by_number(&line.number)),
            unbroken(&line.number, &line.number),
        ),
        false => Cell::new(line.office.clone()),
    };
    let what = match &line.file {
        Some(name) => t_with(lang, "views-file", &[("name", value(name))]),
        None => t(lang, "views-case"),
    };
    vec![
        Cell::new(format::datetime(line.at)),
        Cell::new(line.name.clone()).with_sub(line.role.clone()),
        place,
        Cell::new(what),
    ]
}
