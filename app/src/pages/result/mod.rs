//! What the applicant gets: the papers as they were issued. Each prints on one A4.

use domain::result::ResultDocument;
use leptos::prelude::*;

use crate::{
    components::{LinkButton, Shell, page, unbroken},
    text::{t, t_with, value},
};

pub mod former;
pub mod paper;

pub use paper::{IssuedPaper, ResultPaper};

/// What the page shows.
pub struct ResultsView<'a> {
    /// Registration number.
    pub number: String,
    /// The address of the case.
    pub case: String,
    /// The papers with their hashes, the last one first.
    pub papers: Vec<(&'a ResultDocument, String)>,
    /// The code that leads to the public page, as a ready `svg` element made by the server.
    pub qr_svg: String,
    /// The address in the code.
    pub status_url: String,
}

pub fn results(shell: &Shell, view: &ResultsView<'_>) -> String {
    let lang = shell.lang;
    let papers = view.papers.iter().map(|(document, sha256)| {
        let paper = IssuedPaper {
            document: (*document).clone(),
            sha256: Some(sha256.clone()),
            check: Some((view.qr_svg.clone(), view.status_url.clone())),
            to_come: Vec::new(),
        };
        view! { <ResultPaper lang=lang paper=paper/> }
    });
    let papers: Vec<_> = papers.collect();
    let heading = t_with(lang, "result-heading", &[("number", value(&view.number))]);
    page(&shell.of_case(&view.number), || {
        view! {
            <h1 class="no-print">{unbroken(&heading, &view.number)}</h1>
            {papers}
            <p class="actions no-print">
                <LinkButton text=t(lang, "receipt-open-case") href=view.case.clone()/>
            </p>
            <p class="no-print">{t(lang, "result-print-hint")}</p>
        }
    })
}
