//! One case of a citizen: who has it, how far it is, and what came of it.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDateTime, Utc};
use domain::{
    calendar::local,
    case::{CaseState, EvidenceItem, Progress},
    file_name::served,
    regulation::Regulation,
    result::ResultDocument,
};
use leptos::prelude::*;

use crate::{
    case_state,
    components::{
        AsideSection, Citation, FileNote, PrintHeader, Shell, Tag, Timeline, file_name, page,
        unbroken,
    },
    format,
    islands::live_status::LiveStatus,
    pages::{act, output_terms::OutputTerm},
    sheet,
    text::{Lang, t, t_with, value},
};

mod beside;
mod copies;
mod course;
mod end;
mod now;
pub mod request;
pub mod undone;

pub use course::{names, staff_timeline, timeline};

/// The name under which the form for a new application says whose answers it takes over: the id of a case.
pub const FORMER: &str = "former";

pub struct CaseView<'a> {
    /// Id of the case.
    pub id: String,
    /// State as in its row.
    pub state_id: String,
    pub state: &'a CaseState,
    /// The regulation under which it runs.
    pub regulation: &'a Regulation,
    /// How far it is.
    pub progress: &'a Progress,
    /// The paper with which it ended.
    pub paper: Option<ResultDocument>,
    /// Name of the official who has it, if one was appointed.
    pub holder_name: Option<String>,
    /// Whether its term has passed while it is under way.
    pub late: bool,
    /// Results with a term of their own.
    pub outputs: Vec<OutputTerm>,
    /// The language in which the office writes to the applicant, where it is known.
    pub reads: Option<Lang>,
    /// The time.
    pub now: DateTime<Utc>,
    /// The code that leads to the public page, as a ready `svg` element made by the server. For paper.
    pub qr_svg: String,
    /// The address in the code.
    pub status_url: String,
    /// What has to be said of a document, by the id of its file.
    pub notes: BTreeMap<String, FileNote>,
}

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
                <p><Tag kind=state.kind text=state.text/>" "{view.regulation.called_on(Some(view.state.channel)).get(lang).to_owned()}</p>
                {act::official_name(lang, view.regulation)}
                <p class="meta">{format::upper_first(&registered)}</p>
                {undone::notice(lang, view.state)}
                {request::notices(lang, base, view)}
                {copies::copies(lang, base, view)}
                {now::replaced(lang, base, view)}
                {end::end(lang, base, view)}
                {now::now(lang, view)}
                <section>
                    <h2>{t(lang, "case-course")}</h2>
                    <Timeline
                        lang=lang
                        items=timeline(lang, view.regulation, view.state, view.progress)
                        reads=view.reads
                    />
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

fn documents(lang: Lang, base: &str, view: &CaseView<'_>) -> impl IntoView + use<> {
    let files: Vec<_> = view
        .state
        .evidence
        .iter()
        .map(|item| file(lang, base, view, item))
        .collect();
    let result = view.state.has_result().then(|| {
        let name = paper_name(lang, view);
        let done = on_the_way(view.state).map(|at| {
            let day = [("day", value(format::date(local(at).date_naive())))];
            view! { " – "{t_with(lang, "case-paper-done", &day)} }
        });
        view! { <li><a href=format!("{base}/result")>{name}</a>{done}</li> }
    });
    let only_void = !view.state.has_result() && !view.state.void.is_empty();
    let void = only_void.then(|| {
        view! { <li><a href=format!("{base}/result")>{t(lang, "result-void-papers")}</a></li> }
    });
    let add = view.state.takes_documents().then(|| {
        let href = format!("{base}/documents");
        view! { <p class="no-print"><a href=href>{t(lang, "case-add-documents")}</a></p> }
    });
    let withdraw = view.state.may_be_withdrawn().then(|| {
        let href = format!("{base}/withdraw");
        view! { <p class="no-print"><a href=href>{t(lang, "case-withdraw-title")}</a></p> }
    });
    let receipt = format!("{base}/receipt");
    let application = format!("{base}/application");
    view! {
        <AsideSection title=t(lang, "case-documents")>
            <ul>
                {result}
                {void}
                <li><a href=receipt>{t(lang, "case-receipt")}</a></li>
                <li><a href=application>{t(lang, "application-link")}</a></li>
                {files}
            </ul>
            {add}
            {withdraw}
        </AsideSection>
    }
}

/// When the applicant did what the last paper asks for, while the case goes on.
fn on_the_way(state: &CaseState) -> Option<DateTime<Utc>> {
    let last = state.results.last().filter(|_| state.is_open())?;
    state.answered(last.at)
}

/// «Result» once the case is decided; a paper that was issued on the way goes by its own name.
fn paper_name(lang: Lang, view: &CaseView<'_>) -> String {
    let ended = view.state.closed.as_ref();
    let decided = ended.is_some_and(|closed| closed.closing.is_decided());
    let last = view.state.results.last().filter(|_| !decided);
    let output = last.and_then(|issued| issued.output.as_ref());
    let output = output.and_then(|id| view.regulation.output(id));
    output.map_or_else(
        || t(lang, "case-result"),
        |output| format::upper_first(output.name.get(lang)),
    )
}

fn file(lang: Lang, base: &str, view: &CaseView<'_>, item: &EvidenceItem) -> impl IntoView + use<> {
    let document = sheet::document(lang, view.regulation, view.state, &item.slot);
    let document = document.map(|document| format!("{document}: "));
    let note = view.notes.get(&item.file);
    let href = format!("{base}/files/{}", item.file);
    let name = served(&item.name, &item.kind);
    let text = format!("{name} ({})", format::bytes(lang, item.size));
    view! { <li>{document}{file_name(href, text, note)}</li> }
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
pub(super) fn at(moment: DateTime<Utc>) -> NaiveDateTime {
    local(moment).naive_local()
}
