//! One case of a citizen: who has it, how far it is, and what came of it.

use std::collections::BTreeMap;

use chrono::NaiveDateTime;
use domain::{
    calendar::local,
    case::{CaseState, EvidenceItem, Progress},
    file_name::served,
    regulation::Regulation,
};
use leptos::prelude::*;

use crate::{
    case_state,
    components::{
        AsideSection, Button, ButtonKind, Citation, FileNote, LinkButton, Notice, NoticeKind,
        NowPanel, PrintHeader, Shell, SummaryRow, Tag, Timeline, file_name, page, unbroken,
    },
    format,
    islands::live_status::LiveStatus,
    pages::{act, decision},
    text::{Lang, t, t_with, value},
};

mod course;

pub use course::{names, timeline};

/// The name under which the form for a new application says whose answers it takes over: the id of a case.
pub const FORMER: &str = "former";

/// What the page shows.
pub struct CaseView<'a> {
    /// Id of the case.
    pub id: String,
    /// State as in its row.
    pub state_id: String,
    /// The case.
    pub state: &'a CaseState,
    /// The regulation under which it runs.
    pub regulation: &'a Regulation,
    /// How far it is.
    pub progress: &'a Progress,
    /// Name of the official who has it, if one was appointed.
    pub holder_name: Option<String>,
    /// Whether its term has passed while it is under way.
    pub late: bool,
    /// The code that leads to the public page, as a ready `svg` element made by the server. For paper.
    pub qr_svg: String,
    /// The address in the code.
    pub status_url: String,
    /// What has to be said of a document, by the id of its file.
    pub notes: BTreeMap<String, FileNote>,
}

/// The page.
pub fn case(shell: &Shell, view: &CaseView<'_>) -> String {
    let lang = shell.lang;
    let base = shell.href(&format!("/cabinet/cases/{}", view.id));
    let number = [("number", value(&view.state.number))];
    let title = t_with(lang, "cabinet-case", &number);
    page(&shell.of_case(&view.state.number), || {
        view! {
            <PrintHeader
                name=t(lang, "site-name")
                number=title.clone()
                qr_svg=view.qr_svg.clone()
                address=view.status_url.clone()
            />
            <h1>{unbroken(&title, &view.state.number)}</h1>
            <LiveStatus
                page=base.clone()
                target="case-live".to_owned()
                seq=view.state.seq
                updated=t(lang, "case-live-updated")
                reload=t(lang, "case-live-reload")
            />
            {live(lang, &base, view)}
        }
    })
}

/// The part that changes while the page is open.
fn live(lang: Lang, base: &str, view: &CaseView<'_>) -> impl IntoView + use<> {
    let state = case_state::tag(lang, &view.state_id);
    let registered = t_with(
        lang,
        "case-registered",
        &[("day", value(format::date(day_of(view.state))))],
    );
    view! {
        <div id="case-live" class="columns" data-seq=view.state.seq.to_string()>
            <div>
                <p><Tag kind=state.kind text=state.text/>" "{view.regulation.names.get(lang).to_owned()}</p>
                <p class="meta">{format::upper_first(&registered)}</p>
                {replaced(lang, base, view)}
                {end(lang, base, view)}
                {now(lang, view)}
                <section>
                    <h2>{t(lang, "case-course")}</h2>
                    <Timeline lang=lang items=timeline(lang, view.regulation, view.state, view.progress)/>
                    <p class="no-print"><a href=format!("{base}/views")>{t(lang, "views-link")}</a></p>
                </section>
            </div>
            <aside>
                {documents(lang, base, view)}
                {appeal(lang, view)}
            </aside>
        </div>
    }
}

fn day_of(state: &CaseState) -> chrono::NaiveDate {
    local(state.submitted_at).date_naive()
}

/// Who has it now and what is left.
fn now(lang: Lang, view: &CaseView<'_>) -> Option<impl IntoView + use<>> {
    let holder = view.progress.holder.as_ref()?;
    let open = view.progress.steps.iter().find(|step| {
        let open = view.state.open_step();
        open.is_some_and(|open| open.step == step.id)
    });
    let title = open.map_or("", |step| step.title.get(lang));
    let office = view
        .regulation
        .office(&view.state.office)
        .map_or("", |office| office.name.get(lang));
    let who = match &view.holder_name {
        Some(name) => format!("{name}, {}", format::lower_first(holder.name.get(lang))),
        None => holder.name.get(lang).to_owned(),
    };
    let text = format!(
        "{} {}",
        t_with(
            lang,
            "case-holder",
            &[("who", value(who)), ("office", value(office))]
        ),
        t(
            lang,
            match view.state.replaced {
                Some(_) => "case-papers-may-be-missing",
                None => "case-nothing-to-do",
            }
        )
    );
    let due = local(view.state.due);
    let (used, total) = (view.progress.used, view.progress.total);
    let counted = t_with(
        lang,
        "case-term-used",
        &[("used", used.into()), ("total", total.into())],
    );
    let until = match view.late {
        true => t_with(
            lang,
            "case-term-late",
            &[("at", value(format::datetime(due.naive_local())))],
        ),
        false => format!(
            "{}, {}",
            format::until_day(lang, due.date_naive()),
            format::time(due.time())
        ),
    };
    let by = (!view.late).then(|| t(lang, "case-result-by"));
    let heading = t_with(
        lang,
        "case-now",
        &[("step", value(format::lower_first(title)))],
    );
    Some(view! {
        <NowPanel heading=heading text=text progress=Some((used, total))>
            {counted}" · "{by}" "<strong>{until}</strong>
        </NowPanel>
    })
}

/// The longer term, with its reason: the citizen must not overlook it. Afterwards the course tells of it.
fn replaced(lang: Lang, base: &str, view: &CaseView<'_>) -> Option<impl IntoView + use<>> {
    let replaced = view
        .state
        .replaced
        .as_ref()
        .filter(|_| view.state.is_open())?;
    let title = t_with(
        lang,
        "case-replaced-title",
        &[
            ("term", value(act::limits(lang, &view.state.term))),
            (
                "until",
                value(format::until_day(lang, local(view.state.due).date_naive())),
            ),
        ],
    );
    let was = t_with(
        lang,
        "case-replaced-was",
        &[
            (
                "was",
                value(format::date(local(replaced.was_due).date_naive())),
            ),
            ("day", value(format::date(local(replaced.at).date_naive()))),
            ("name", value(&replaced.by.name)),
        ],
    );
    let stated = view
        .regulation
        .terms
        .iter()
        .find(|term| term.id == replaced.term);
    let rule = stated.map(|term| {
        let (text, href) = act::cite(lang, view.regulation, term.line);
        view! { <p>{term.when.get(lang).to_owned()}" "<Citation text=text href=href/></p> }
    });
    let reason = replaced.reason.clone();
    let (add, href) = (t(lang, "case-bring-documents"), format!("{base}/documents"));
    Some(view! {
        <Notice kind=NoticeKind::Warning title=title>
            <p><strong>{t(lang, "case-replaced-reason")}": "</strong>{reason}</p>
            <p>{was}</p>
            {rule}
            <p><LinkButton text=add href=href/></p>
        </Notice>
    })
}

/// How it ended, why, and what can be done about it.
fn end(lang: Lang, base: &str, view: &CaseView<'_>) -> Option<impl IntoView + use<>> {
    let closed = view.state.closed.as_ref()?;
    let kind = match view.state_id.as_str() {
        "granted" => NoticeKind::Success,
        _ => NoticeKind::Bad,
    };
    let at = format::datetime(at(closed.at));
    let title = t_with(
        lang,
        &format!("case-end-{}", view.state_id),
        &[("at", value(at))],
    );
    let amount = decision::amount(closed).map(|amount| {
        view! { <p>{t_with(lang, "case-end-amount", &[("amount", value(amount))])}</p> }
    });
    let ground = decision::ground(lang, closed, view.regulation);
    let reasons: Vec<_> = decision::entered(lang, view.state, view.regulation, decision::is_reason)
        .into_iter()
        .map(|SummaryRow { key, value, .. }| {
            let mut lines = value.into_iter();
            let first = lines.next();
            let rest: Vec<_> = lines.map(|line| view! { <p>{line}</p> }).collect();
            view! { <p><strong>{key}": "</strong>{first}</p>{rest} }
        })
        .collect();
    let refused = view.state_id == "intake-refused";
    let kind_of_open = match refused {
        true => ButtonKind::Secondary,
        false => ButtonKind::Primary,
    };
    let again = refused.then(|| {
        let action = format!("/{}{}/apply", lang.tag(), act::path(view.regulation));
        view! {
            <p>{t(lang, "case-end-again-hint")}</p>
            <form method="post" action=action class="no-print">
                <input type="hidden" name=FORMER value=view.id.clone()/>
                <Button text=t(lang, "case-end-again")/>
            </form>
        }
    });
    let appeal = (view.state_id != "granted")
        .then(|| view! { <p class="no-print"><a href="#appeal">{t(lang, "case-appeal")}</a></p> });
    let (open, href) = (t(lang, "case-end-open"), format!("{base}/result"));
    Some(view! {
        <Notice kind=kind title=title>
            {amount}
            {ground}
            {reasons}
            {again}
            {appeal}
            <p><LinkButton text=open href=href kind=kind_of_open/></p>
        </Notice>
    })
}

fn documents(lang: Lang, base: &str, view: &CaseView<'_>) -> impl IntoView + use<> {
    let files: Vec<_> = view
        .state
        .evidence
        .iter()
        .map(|item| file(lang, base, item, view.notes.get(&item.file)))
        .collect();
    let result = view.state.closed.is_some().then(|| {
        view! { <li><a href=format!("{base}/result")>{t(lang, "case-result")}</a></li> }
    });
    let add = view.state.is_open().then(|| {
        let href = format!("{base}/documents");
        view! { <p class="no-print"><a href=href>{t(lang, "case-add-documents")}</a></p> }
    });
    let receipt = format!("{base}/receipt");
    let application = format!("{base}/application");
    view! {
        <AsideSection title=t(lang, "case-documents")>
            <ul>
                {result}
                <li><a href=receipt>{t(lang, "case-receipt")}</a></li>
                <li><a href=application>{t(lang, "application-link")}</a></li>
                {files}
            </ul>
            {add}
        </AsideSection>
    }
}

fn file(
    lang: Lang,
    base: &str,
    item: &EvidenceItem,
    note: Option<&FileNote>,
) -> impl IntoView + use<> {
    let href = format!("{base}/files/{}", item.file);
    let name = served(&item.name, &item.kind);
    let text = format!("{name} ({})", format::bytes(lang, item.size));
    view! { <li>{file_name(href, text, note)}</li> }
}

/// How to complain, in the words of the act, and who tells what it leaves out; said first where there is something to
/// complain about.
fn appeal(lang: Lang, view: &CaseView<'_>) -> impl IntoView + use<> {
    let (text, href) = act::cite(lang, view.regulation, view.regulation.appeal.line);
    let clause = view.regulation.appeal.text.get(lang).to_owned();
    let late = view
        .late
        .then(|| view! { <p><strong>{t(lang, "case-appeal-late")}</strong></p> });
    view! {
        <AsideSection title=t(lang, "case-appeal") id="appeal">
            {late}
            <p>{clause}" "<Citation text=text href=href/></p>
            <p>{t(lang, "case-appeal-where")}</p>
        </AsideSection>
    }
}

/// A moment by the clock of Kazakhstan.
pub(super) fn at(moment: chrono::DateTime<chrono::Utc>) -> NaiveDateTime {
    local(moment).naive_local()
}
