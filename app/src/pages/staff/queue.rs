//! The queue: the steps that wait for this official, what is late first.

use chrono::NaiveDate;
use leptos::prelude::*;

use crate::{
    components::{
        Cell, Column, DataTable, Notice, NoticeKind, Pagination, Shell, StatCard, StatCards, Tag,
        TagKind, TagText, Viewer, page, unbroken,
    },
    format::{self, TimeLeft},
    text::{Lang, t},
};

/// One step that waits.
#[derive(Clone, Debug)]
pub struct QueueRow {
    /// Id of the case.
    pub case: String,
    /// Registration number.
    pub number: String,
    /// Name of the service.
    pub service: String,
    /// Name of the applicant.
    pub applicant: String,
    /// Name of the channel.
    pub channel: String,
    /// What is to be done.
    pub step: String,
    /// What is left of the step's time.
    pub left: TimeLeft,
    /// Day on which the whole must be done.
    pub due: NaiveDate,
    /// Whether the applicant added documents since the last step.
    pub added: bool,
    /// Whether another term took the place of the ordinary one.
    pub replaced: bool,
}

/// The queue of one official.
#[derive(Clone, Debug, Default)]
pub struct QueueView {
    /// The rows of this page.
    pub rows: Vec<QueueRow>,
    /// Steps that wait for this official.
    pub waiting: i64,
    /// Of them, to be done today.
    pub today: i64,
    /// Of them, late.
    pub late: i64,
    /// Cases of the whole office that are under way.
    pub office_open: i64,
    /// This page, from 1.
    pub current: u64,
    /// Number of pages.
    pub pages: u64,
    /// What the reader has just done.
    pub news: Option<String>,
    /// Whether the official may see who looked at the cases of the office.
    pub views: bool,
    /// Whether the official keeps the accounts of the office.
    pub people: bool,
}

pub fn staff_queue(shell: &Shell, view: QueueView) -> String {
    let lang = shell.lang;
    page(shell, || {
        let news = view.news.clone().map(|title| {
            view! { <div role="status"><Notice kind=NoticeKind::Success title=title/></div> }
        });
        let base = format!("{}?page=", shell.href("/staff"));
        view! {
            {news}
            <h1>{t(lang, "staff-queue-title")}</h1>
            {place(shell)}
            {ways(shell, &view)}
            <StatCards cards=cards(lang, &view)/>
            {table(shell, &view)}
            <Pagination lang=lang current=view.current pages=view.pages base=base/>
            <p class="meta"><a href=shell.href("/staff/sessions")>{t(lang, "sessions-link")}</a></p>
        }
    })
}

/// The other pages of the workplace.
fn ways(shell: &Shell, view: &QueueView) -> impl IntoView + use<> {
    let lang = shell.lang;
    let way = |path: &str, key: &str| {
        view! { <li><a href=shell.href(path)>{t(lang, key)}</a></li> }
    };
    view! {
        <ul>
            {way("/staff/prepared", "prepare-counter")}
            {view.views.then(|| way("/staff/views", "views-office-title"))}
            {view.people.then(|| way("/staff/people", "people-title"))}
            {way("/staff/second-factor", "factor-link")}
        </ul>
    }
}

/// Where the official sits, and as what.
fn place(shell: &Shell) -> Option<impl IntoView + use<>> {
    let Viewer::Staff { role, office, .. } = &shell.viewer else {
        return None;
    };
    // An administrator need not have a role.
    let place = match role.is_empty() {
        true => office.clone(),
        false => format!("{office} · {role}"),
    };
    Some(view! { <p class="meta place">{place}</p> })
}

fn cards(lang: Lang, view: &QueueView) -> Vec<StatCard> {
    let card = |number: i64, key: &str, kind: TagKind| StatCard {
        number: format::number(number),
        label: t(lang, key),
        kind: if number == 0 { TagKind::Neutral } else { kind },
        href: None,
    };
    vec![
        card(view.waiting, "staff-card-waiting", TagKind::Neutral),
        card(view.today, "staff-card-today", TagKind::Warn),
        card(view.late, "staff-card-late", TagKind::Bad),
        card(view.office_open, "staff-card-office", TagKind::Neutral),
    ]
}

fn table(shell: &Shell, view: &QueueView) -> AnyView {
    let lang = shell.lang;
    if view.rows.is_empty() {
        return view! {
            <p class="lead">{t(lang, "staff-queue-empty")}</p>
            <p>{t(lang, "staff-queue-empty-next")}</p>
        }
        .into_any();
    }
    let columns = ["case", "applicant", "step", "left", "due"]
        .map(|name| Column::words(t(lang, &format!("staff-column-{name}"))))
        .to_vec();
    let rows: Vec<_> = view.rows.iter().map(|row| cells(shell, row)).collect();
    view! { <DataTable caption=t(lang, "staff-queue-title") caption_hidden=true columns=columns rows=rows/> }.into_any()
}

fn cells(shell: &Shell, row: &QueueRow) -> Vec<Cell> {
    let lang = shell.lang;
    let left = left_tag(lang, row.left);
    let tag = |is_so: bool, key: &str| {
        is_so.then(|| view! { <Tag kind=TagKind::Info text=t(lang, key)/> })
    };
    let due = view! {
        {format::date(row.due)}
        {row.replaced.then_some(" ")}
        {tag(row.replaced, "staff-tag-replaced")}
    };
    let step = view! {
        {row.step.clone()}
        {row.added.then_some(" ")}
        {tag(row.added, "staff-tag-added")}
    };
    vec![
        Cell::link(
            shell.href(&format!("/staff/cases/{}", row.case)),
            unbroken(&row.number, &row.number),
        )
        .with_sub(row.service.clone()),
        Cell::new(row.applicant.clone()).with_sub(row.channel.clone()),
        Cell::new(step),
        Cell::new(left.view()),
        Cell::new(due),
    ]
}

/// What is left, as a tag: its colour and its words say the same.
pub fn left_tag(lang: Lang, left: TimeLeft) -> TagText {
    let kind = match left {
        TimeLeft::Late(_) => TagKind::Bad,
        TimeLeft::Today(_) => TagKind::Warn,
        TimeLeft::Left(_) | TimeLeft::Paused(_) => TagKind::Info,
    };
    TagText::new(kind, format::time_left(lang, left))
}
