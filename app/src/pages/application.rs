//! «My application»: what was submitted, as it was. Made of the stored document alone. Prints on A4.

use chrono::NaiveDateTime;
use domain::application::{Application, Document, Section};
use leptos::prelude::*;

use crate::{
    components::{LinkButton, Shell, SummaryList, SummaryRow, page, unbroken},
    format,
    pages::receipt::by_key,
    sheet::acts_for,
    text::{Lang, t, t_with, value},
};

/// What the page shows. The time is that of the reader's zone.
pub struct ApplicationView<'a> {
    /// Id of the case.
    pub case: String,
    /// Registration number.
    pub number: String,
    /// When it was submitted.
    pub submitted: NaiveDateTime,
    /// What was submitted.
    pub application: &'a Application,
    /// SHA-256 of the stored document, hexadecimal; empty in cases from before it was stored.
    pub sha256: String,
    /// The number of the applicant as it may lie about on paper.
    pub masked_number: String,
}

pub fn application(shell: &Shell, view: &ApplicationView<'_>) -> String {
    let lang = shell.lang;
    let case = shell.href(&format!("/cabinet/cases/{}", view.case));
    let title = t_with(lang, "receipt-title", &[("number", value(&view.number))]);
    let sections = view.application.sections.iter();
    let sections: Vec<_> = sections.filter_map(|one| section(lang, one)).collect();
    page(&shell.of_case(&view.number), || {
        view! {
            <article class="receipt stack">
                <div>
                    <p class="receipt__kind">{t(lang, "application-kind")}</p>
                    <h1>{unbroken(&title, &view.number)}</h1>
                    <p>{t_with(lang, "receipt-registered", &[("at", value(format::datetime(view.submitted)))])}</p>
                </div>
                <SummaryList rows=facts(lang, view)/>
                {sections}
                {documents(lang, &view.application.documents)}
                {hash(lang, &view.sha256)}
            </article>
            <p class="actions no-print"><LinkButton text=t(lang, "receipt-open-case") href=case/></p>
            <p class="no-print">{t(lang, "result-print-hint")}</p>
        }
    })
}

fn facts(lang: Lang, view: &ApplicationView<'_>) -> Vec<SummaryRow> {
    let application = view.application;
    let who = [application.applicant.name.as_str(), &view.masked_number];
    let who = who.into_iter().filter(|part| !part.is_empty());
    let acts_for = acts_for(lang, &application.parties);
    let by = by_key(acts_for.is_some());
    let mut rows = vec![
        SummaryRow::new(
            t(lang, "receipt-service"),
            application.service.name.get(lang),
        ),
        SummaryRow::new(t(lang, "receipt-office"), application.office.name.get(lang)),
        SummaryRow::new(t(lang, by), who.collect::<Vec<_>>().join(", ")),
    ];
    rows.extend(acts_for.map(|(label, name)| SummaryRow::new(label, name)));
    rows
}

/// Who the applicant is stands above, and a question without an answer says nothing on paper.
fn section(lang: Lang, section: &Section) -> Option<impl IntoView + use<>> {
    let answers = section.answers.iter().filter(|answer| !answer.identity);
    let rows: Vec<SummaryRow> = answers
        .filter_map(|answer| {
            let paragraphs = answer.shown.paragraphs(lang);
            let value: Vec<String> = paragraphs.into_iter().map(str::to_owned).collect();
            (!value.is_empty()).then(|| SummaryRow {
                value,
                ..SummaryRow::new(answer.label.get(lang), "")
            })
        })
        .collect();
    let title = section.title.get(lang).to_owned();
    (!rows.is_empty()).then(|| {
        view! {
            <section class="stack">
                <h2>{title}</h2>
                <SummaryList rows=rows/>
            </section>
        }
    })
}

fn documents(lang: Lang, documents: &[Document]) -> Option<impl IntoView + use<>> {
    let rows: Vec<SummaryRow> = documents
        .iter()
        .map(|document| {
            let size = format::bytes(lang, document.size);
            SummaryRow::new(
                document.name.get(lang),
                format!("{}, {size}", document.file),
            )
        })
        .collect();
    (!rows.is_empty()).then(|| {
        view! {
            <section class="stack">
                <h2>{t(lang, "documents-title")}</h2>
                <SummaryList rows=rows/>
            </section>
        }
    })
}

fn hash(lang: Lang, sha256: &str) -> Option<impl IntoView + use<>> {
    let sha256 = sha256.to_owned();
    (!sha256.is_empty()).then(|| {
        view! {
            <p class="meta">
                {t(lang, "application-hash")}" "<code class="hash" translate="no">{sha256}</code>
            </p>
        }
    })
}
