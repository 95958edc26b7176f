//! What the applicant gets: the papers as they were issued. Each prints on one A4.

use chrono::NaiveDate;
use domain::{calendar::local, case::CaseState, result::ResultDocument};
use leptos::prelude::*;

use crate::{
    components::{LinkButton, Notice, NoticeKind, Shell, page, unbroken},
    format,
    pages::case::undone,
    text::{Lang, t, t_with, value},
};

pub mod former;
pub mod paper;

pub use paper::{IssuedPaper, ResultPaper, Voided};

/// A paper on the page.
pub struct ShownResult<'a> {
    /// As it was issued.
    pub document: &'a ResultDocument,
    /// Of its stored bytes.
    pub sha256: String,
    /// The day on which the applicant did what it asks for.
    pub done: Option<NaiveDate>,
}

/// The papers of a case, the last one first, with what has become of each.
pub fn shown<'a>(state: &CaseState, papers: &'a [ResultDocument]) -> Vec<ShownResult<'a>> {
    let issued = papers.iter().zip(&state.results).rev();
    let shown = issued.map(|(document, issued)| {
        let asks = document.closing.is_none();
        let done = state.answered(issued.at).filter(|_| asks);
        ShownResult {
            document,
            sha256: issued.document.to_string(),
            done: done.map(|at| local(at).date_naive()),
        }
    });
    shown.collect()
}

/// A paper that holds no more.
pub struct VoidPaper<'a> {
    /// As it was issued.
    document: &'a ResultDocument,
    /// Of its stored bytes.
    sha256: String,
    voided: Voided,
}

/// The papers of a case that hold no more, the last one first. The reason is told where the applicant may read it.
pub fn void<'a>(state: &CaseState, papers: &'a [ResultDocument]) -> Vec<VoidPaper<'a>> {
    let papers = papers.iter().zip(&state.void).rev();
    let void = papers.map(|(document, void)| {
        let mut reopened = state.reopened.iter();
        let undone = reopened.find(|one| one.at == void.since);
        VoidPaper {
            document,
            sha256: void.issued.document.to_string(),
            voided: Voided {
                since: local(void.since).date_naive(),
                reason: undone.map(|one| one.reason.clone()),
            },
        }
    });
    void.collect()
}

fn void_papers(lang: Lang, papers: &[VoidPaper<'_>], check: &(String, String)) -> Option<AnyView> {
    let shown = papers.iter().map(|void| {
        let paper = IssuedPaper {
            document: void.document.clone(),
            sha256: Some(void.sha256.clone()),
            check: Some(check.clone()),
            to_come: Vec::new(),
            voided: Some(void.voided.clone()),
        };
        view! { <ResultPaper lang=lang paper=paper/> }
    });
    let shown: Vec<_> = shown.collect();
    (!shown.is_empty()).then(|| {
        view! { <h2 class="no-print">{t(lang, "result-void-papers")}</h2>{shown} }.into_any()
    })
}

/// What the page shows.
#[derive(Default)]
pub struct ResultsView<'a> {
    /// Registration number.
    pub number: String,
    /// The address of the case.
    pub case: String,
    /// The papers, the last one first.
    pub papers: Vec<ShownResult<'a>>,
    /// Those that hold no more.
    pub void: Vec<VoidPaper<'a>>,
    /// Whether nothing is to be done by them any more.
    pub idle: bool,
    /// The code that leads to the public page, as a ready `svg` element made by the server.
    pub qr_svg: String,
    /// The address in the code.
    pub status_url: String,
}

pub fn results(shell: &Shell, view: &ResultsView<'_>) -> String {
    let lang = shell.lang;
    let papers = view.papers.iter().map(|shown| {
        let done = shown.done.map(|day| {
            let title = t_with(lang, "result-done", &[("day", value(format::date(day)))]);
            view! { <Notice kind=NoticeKind::Success title=title/> }
        });
        let paper = IssuedPaper {
            document: shown.document.clone(),
            sha256: Some(shown.sha256.clone()),
            check: Some((view.qr_svg.clone(), view.status_url.clone())),
            to_come: Vec::new(),
            voided: None,
        };
        view! { {done}<ResultPaper lang=lang paper=paper/> }
    });
    let papers: Vec<_> = papers.collect();
    let check = (view.qr_svg.clone(), view.status_url.clone());
    let void = void_papers(lang, &view.void, &check);
    let heading = t_with(lang, "result-heading", &[("number", value(&view.number))]);
    page(&shell.of_case(&view.number), || {
        view! {
            <h1 class="no-print">{unbroken(&heading, &view.number)}</h1>
            {view.idle.then(|| {
                let title = t(lang, "result-idle");
                view! { <Notice kind=NoticeKind::Warning title=title/> }
            })}
            {papers}
            {void}
            <p class="actions no-print">
                <LinkButton text=t(lang, "receipt-open-case") href=view.case.clone()/>
            </p>
            <p class="no-print">{t(lang, "result-print-hint")}</p>
        }
    })
}

/// The page of a case whose decision was undone, until there is another.
pub fn undone(shell: &Shell, state: &CaseState, view: &ResultsView<'_>) -> String {
    let lang = shell.lang;
    let heading = t_with(lang, "result-heading", &[("number", value(&state.number))]);
    let check = (view.qr_svg.clone(), view.status_url.clone());
    let void = void_papers(lang, &view.void, &check);
    let case = view.case.clone();
    page(&shell.of_case(&state.number), || {
        view! {
            <h1 class="no-print">{unbroken(&heading, &state.number)}</h1>
            <div class="no-print">{undone::notice(lang, state)}</div>
            {void}
            <p class="actions no-print">
                <LinkButton text=t(lang, "receipt-open-case") href=case/>
            </p>
        }
    })
}
