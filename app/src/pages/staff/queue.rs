//! The lists of an official: open tasks, what is late first.

use chrono::{NaiveDate, NaiveDateTime};
use leptos::prelude::*;

use crate::{
    components::{
        Cell, Column, DataTable, Notice, NoticeKind, Shell, StatCard, StatCards, Tag, TagKind,
        TagText, Viewer, page, unbroken,
    },
    format::{self, TimeLeft},
    text::{Lang, t, t_with, value},
};

/// One open task.
#[derive(Clone, Debug)]
pub struct QueueRow {
    /// Where the official goes on with it, below the language; none if they may not read the case.
    pub href: Option<String>,
    /// Registration number.
    pub number: String,
    /// Name of the service.
    pub service: String,
    /// Name of the applicant, for whoever may read the case.
    pub applicant: Option<String>,
    /// Name of the channel.
    pub channel: String,
    /// What is to be done.
    pub step: String,
    /// Whose it is.
    pub holder: String,
    /// What is left of its time; none while it is the applicant's, and where the act gives none.
    pub left: Option<TimeLeft>,
    /// Whether it is the applicant's.
    pub of_applicant: bool,
    /// Until when it is to be done; none where the act gives no time, and while the clock stands still.
    pub until: Option<NaiveDateTime>,
    /// That the office's clock stands still, since when and for how long.
    pub stands: Option<String>,
    /// Whether the applicant has answered since it was stopped.
    pub answered: bool,
    /// Day on which the whole must be done; none where the act gives no time.
    pub due: Option<NaiveDate>,
    /// Until which day an answer of the applicant is awaited, while one is.
    pub awaited: Option<NaiveDate>,
    /// Whether the applicant added documents or answered since the last step.
    pub added: bool,
    /// Whether the work was sent back to it.
    pub returned: bool,
    /// Whether another term took the place of the ordinary one.
    pub replaced: bool,
}

/// A list of one official.
#[derive(Clone, Debug, Default)]
pub struct QueueView {
    /// The rows of this page.
    pub rows: Vec<QueueRow>,
    /// Tasks that wait for this official: the number as shown, and whether there are any. So are the next three.
    pub waiting: (String, bool),
    /// Of them, to be done today.
    pub today: (String, bool),
    /// Of them, late.
    pub late: (String, bool),
    /// Cases of the whole office that are under way.
    pub office_open: (String, bool),
    /// The lists: name, address below the language, and whether it is this one.
    pub scopes: Vec<(&'static str, String, bool)>,
    /// The first page, if this is another.
    pub first: Option<String>,
    /// The next page, if there is one.
    pub next: Option<String>,
    /// What the reader has just done.
    pub notice: Option<QueueNotice>,
    /// Whether the official may see who looked at the cases of the office.
    pub views: bool,
    /// Whether the official keeps the accounts of the office.
    pub people: bool,
    /// Tasks that nobody does, since their officials do not work here any more.
    pub away: Vec<AwayRow>,
}

/// What the reader has just done.
#[derive(Clone, Debug)]
pub struct QueueNotice {
    /// In words.
    pub title: String,
    /// Registration number of the case.
    pub number: String,
}

/// A task whose official does not work in its office any more.
#[derive(Clone, Debug)]
pub struct AwayRow {
    /// Where it is given to somebody else, below the language.
    pub href: String,
    /// Registration number of its case.
    pub number: String,
    /// The official's name.
    pub name: String,
}

/// The address, below the language, that leads to the case with this number.
pub fn by_number(number: &str) -> String {
    format!("/staff/cases?q={number}")
}

pub fn staff_queue(shell: &Shell, view: QueueView) -> String {
    let lang = shell.lang;
    page(shell, || {
        let notice = view.notice.clone().map(|notice| {
            let href = shell.href(&by_number(&notice.number));
            view! {
                <div role="status">
                    <Notice kind=NoticeKind::Success title=notice.title>
                        <p><a href=href>{t(lang, "staff-find-open")}</a></p>
                    </Notice>
                </div>
            }
        });
        view! {
            {notice}
            {away(shell, &view)}
            <h1>{t(lang, "staff-queue-title")}</h1>
            {place(shell)}
            {ways(shell, &view)}
            <StatCards cards=cards(lang, &view)/>
            {scopes(shell, &view)}
            {table(shell, &view)}
            {pages(shell, view.first.as_ref(), view.next.as_ref())}
            <p class="meta"><a href=shell.href("/staff/sessions")>{t(lang, "sessions-link")}</a></p>
        }
    })
}

/// What stands still because its official is gone.
fn away(shell: &Shell, view: &QueueView) -> Option<impl IntoView + use<>> {
    let lang = shell.lang;
    let tasks: Vec<_> = view
        .away
        .iter()
        .map(|task| {
            let number = unbroken(&task.number, &task.number);
            let href = shell.href(&task.href);
            view! { <li><a href=href>{number}</a>" – "{task.name.clone()}</li> }
        })
        .collect();
    (!tasks.is_empty()).then(|| {
        view! {
            <Notice kind=NoticeKind::Warning title=t(lang, "staff-away-title")>
                <ul>{tasks}</ul>
                <p>{t(lang, "staff-away-hint")}</p>
            </Notice>
        }
    })
}

/// The lists from which the official chooses.
fn scopes(shell: &Shell, view: &QueueView) -> impl IntoView + use<> {
    let lang = shell.lang;
    let links: Vec<_> = view
        .scopes
        .iter()
        .map(|(name, path, here)| {
            let current = here.then_some("page");
            view! {
                <li><a class="scopes__link" href=shell.href(path) aria-current=current>{t(lang, &format!("staff-list-{name}"))}</a></li>
            }
        })
        .collect();
    view! {
        <nav aria-label=t(lang, "staff-lists")><ul class="scopes">{links}</ul></nav>
    }
}

/// The way through a list of several pages.
pub(super) fn pages(
    shell: &Shell,
    first: Option<&String>,
    next: Option<&String>,
) -> Option<impl IntoView + use<>> {
    let lang = shell.lang;
    let link = |path: &String, rel: Option<&'static str>, key: &str| {
        view! { <a class="pages__link" rel=rel href=shell.href(path)>{t(lang, key)}</a> }
    };
    let first = first.map(|path| link(path, None, "staff-list-first"));
    let next = next.map(|path| link(path, Some("next"), "list-next"));
    (first.is_some() || next.is_some()).then(|| {
        view! { <nav class="pages" aria-label=t(lang, "list-pages-label")>{first}{next}</nav> }
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
            {way("/staff/cases", "staff-find-title")}
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
    let card = |(number, any): &(String, bool), key: &str, kind: TagKind| StatCard {
        number: number.clone(),
        label: t(lang, key),
        kind: if *any { kind } else { TagKind::Neutral },
        href: None,
    };
    vec![
        card(&view.waiting, "staff-card-waiting", TagKind::Neutral),
        card(&view.today, "staff-card-today", TagKind::Warn),
        card(&view.late, "staff-card-late", TagKind::Bad),
        card(&view.office_open, "staff-card-office", TagKind::Neutral),
    ]
}

fn table(shell: &Shell, view: &QueueView) -> AnyView {
    let lang = shell.lang;
    if view.rows.is_empty() {
        let here = view.scopes.iter().find(|(.., here)| *here);
        let name = here.map_or("mine", |(name, ..)| name);
        let next = (name == "mine").then(|| view! { <p>{t(lang, "staff-queue-empty-next")}</p> });
        return view! {
            <p class="lead">{t(lang, &format!("staff-empty-{name}"))}</p>
            {next}
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
    let tag = |is_so: bool, key: &str| {
        is_so.then(|| view! { <Tag kind=TagKind::Info text=t(lang, key)/> })
    };
    let whole = match &row.stands {
        Some(stands) => stands.clone(),
        None => row
            .due
            .map_or_else(|| t(lang, "status-no-term"), format::date),
    };
    let due = view! {
        {whole}
        {row.replaced.then_some(" ")}
        {tag(row.replaced, "staff-tag-replaced")}
    };
    let awaited = row.awaited.map(|day| {
        let until = format::until_day(lang, day);
        let text = t_with(lang, "staff-tag-awaited", &[("until", value(until))]);
        view! { " "<Tag kind=TagKind::Info text=text/> }
    });
    // Whoever is told of the answer is not told again that something came.
    let added = row.added && !row.answered;
    let step = view! {
        {row.step.clone()}
        {awaited}
        {row.answered.then_some(" ")}
        {tag(row.answered, "staff-tag-answered")}
        {added.then_some(" ")}
        {tag(added, "staff-tag-added")}
        {row.returned.then_some(" ")}
        {tag(row.returned, "staff-tag-returned")}
    };
    let number = unbroken(&row.number, &row.number);
    let case = match &row.href {
        Some(path) => Cell::link(shell.href(path), number),
        None => Cell::new(number),
    };
    let applicant = row.applicant.clone();
    let applicant = applicant.unwrap_or_else(|| t(lang, "staff-applicant-hidden"));
    let left = match row.left {
        Some(left) => left_tag(lang, left).view().into_any(),
        None if row.of_applicant => TagText::new(TagKind::Neutral, t(lang, "staff-tag-applicant"))
            .view()
            .into_any(),
        // The whole term says it already.
        None if row.due.is_none() => "–".into_any(),
        None => t(lang, "status-no-term").into_any(),
    };
    let today = matches!(row.left, Some(TimeLeft::Today(_)));
    let until = row.until.filter(|_| !today).map(|until| {
        let at = [("at", value(format::datetime(until)))];
        t_with(lang, "staff-until", &at)
    });
    let left = match until {
        Some(until) => Cell::new(left).with_sub(until),
        None => Cell::new(left),
    };
    vec![
        case.with_sub(row.service.clone()),
        Cell::new(applicant).with_sub(row.channel.clone()),
        Cell::new(step).with_sub(row.holder.clone()),
        left,
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
