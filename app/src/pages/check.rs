//! «Check your answers»: everything that will be submitted, with a way to change each part.

use domain::application::Section;
use leptos::prelude::*;

use super::{
    closed::ClosedChannel,
    obstacles::ObstaclesView,
    register_notes::{AlreadyView, OtherOblastView},
};
use crate::{
    components::{
        LinkButton, Notice, NoticeKind, Shell, SummaryAction, SummaryList, SummaryRow, page,
    },
    format,
    text::{Lang, t},
};

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CheckView {
    /// Id of the draft.
    pub draft: String,
    /// Name of the service.
    pub service: String,
    /// Name of the office that will have the case; empty if none is chosen yet.
    pub office: String,
    /// Whether somebody has tried to sign what has changed meanwhile.
    pub not_sent: bool,
    /// What is missing or wrong, with the address where it is put right.
    pub missing: Vec<Missing>,
    /// What is odd and may stay, with the address where it stands.
    pub warnings: Vec<Missing>,
    /// What the answers say against the service.
    pub excluded: ObstaclesView,
    /// Set if the act closes the portal to this applicant.
    pub closed: Option<ClosedChannel>,
    /// Where the applicant is registered, if in another oblast.
    pub other_oblast: Option<OtherOblastView>,
    /// What registers say that the applicant has already.
    pub already: Vec<AlreadyView>,
    /// The answers.
    pub sections: Vec<Section>,
    pub documents: Vec<Document>,
    /// Income a head, if the service needs it.
    pub income: Option<IncomeLine>,
}

/// One thing to put right.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Missing {
    /// Where.
    pub href: String,
    pub text: String,
}

/// A document slot.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Document {
    pub name: String,
    /// Where its files are changed.
    pub href: String,
    /// What was attached.
    pub files: Vec<AttachedFile>,
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AttachedFile {
    pub name: String,
    /// Bytes.
    pub size: u64,
    /// SHA-256, hexadecimal.
    pub sha256: String,
}

/// Income a head, with the sum behind it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct IncomeLine {
    /// The result, ready for reading.
    pub per_head: String,
    /// How it was computed, ready for reading.
    pub formula: String,
}

pub fn check(shell: &Shell, view: &CheckView) -> String {
    let lang = shell.lang;
    let base = shell.href(&format!("/drafts/{}", view.draft));
    let ready = view.missing.is_empty() && view.closed.is_none();
    let sections: Vec<_> = view
        .sections
        .iter()
        .map(|section| topic(lang, &base, section))
        .collect();
    page(shell, || {
        view! {
            {view.not_sent.then(|| view! {
                <div role="alert">
                    <Notice kind=NoticeKind::Warning title=t(lang, "sign-changed-title")>
                        <p>{t(lang, "check-not-sent")}</p>
                    </Notice>
                </div>
            })}
            <h1>{t(lang, "check-title")}</h1>
            {view.closed.clone().map(|closed| closed.view(lang))}
            {(!view.missing.is_empty()).then(|| missing(lang, "check-missing-title", &view.missing))}
            {(!view.warnings.is_empty()).then(|| missing(lang, "check-warnings-title", &view.warnings))}
            {view.already.iter().cloned().map(|one| one.view(lang)).collect_view()}
            {view.other_oblast.clone().map(|other| other.view(lang))}
            {(!view.excluded.told.is_empty()).then(|| excluded(lang, &view.excluded))}
            <p class="lead">{view.service.clone()}</p>
            {(!view.office.is_empty()).then(|| view! {
                <p class="meta">{t(lang, "sheet-office")}": "{view.office.clone()}</p>
            })}
            {sections}
            {view.income.as_ref().map(|income| per_head(lang, income))}
            {documents(lang, &base, &view.documents)}
            {match ready {
                true => next(lang, &base).into_any(),
                false => back(lang, &base).into_any(),
            }}
        }
    })
}

fn excluded(lang: Lang, obstacles: &ObstaclesView) -> impl IntoView + use<> {
    let (title, list) = (obstacles.title(lang), obstacles.list());
    view! {
        <Notice kind=NoticeKind::Warning title=title>
            {list}
            <p>{t(lang, "check-excluded-text")}</p>
        </Notice>
    }
}

fn missing(lang: Lang, title: &str, missing: &[Missing]) -> impl IntoView + use<> {
    let items: Vec<_> = missing
        .iter()
        .map(|one| view! { <li><a href=one.href.clone()>{one.text.clone()}</a></li> })
        .collect();
    view! {
        <Notice kind=NoticeKind::Warning title=t(lang, title)>
            <ul>{items}</ul>
        </Notice>
    }
}

fn topic(lang: Lang, base: &str, section: &Section) -> impl IntoView + use<> {
    let href = match &section.member {
        Some(member) => format!("{base}/{}/{member}", section.topic),
        None => format!("{base}/{}", section.topic),
    };
    let rows: Vec<SummaryRow> = section
        .answers
        .iter()
        .map(|answer| {
            let paragraphs = answer.shown.paragraphs(lang);
            let value = match paragraphs.is_empty() {
                true => vec![t(lang, "check-not-given")],
                false => paragraphs.into_iter().map(str::to_owned).collect(),
            };
            let row = SummaryRow {
                value,
                ..SummaryRow::new(answer.label.get(lang), "")
            };
            match answer.identity {
                true => row,
                false => row.action(format!("{href}#{}", answer.field), t(lang, "check-change")),
            }
        })
        .collect();
    let empty = rows.is_empty().then(|| {
        view! { <p>{t(lang, "check-no-members")}" "<a href=href>{t(lang, "check-add-member")}</a></p> }
    });
    view! {
        <section class="stack">
            <h2>{section.title.get(lang).to_owned()}</h2>
            {(!rows.is_empty()).then(|| view! { <SummaryList rows=rows/> })}
            {empty}
        </section>
    }
}

fn per_head(lang: Lang, income: &IncomeLine) -> impl IntoView + use<> {
    let rows = vec![
        SummaryRow::new(t(lang, "check-income-per-head"), income.per_head.clone()),
        SummaryRow::new(t(lang, "check-income-formula"), income.formula.clone()),
    ];
    view! {
        <section class="stack">
            <h2>{t(lang, "check-income-title")}</h2>
            <SummaryList rows=rows/>
        </section>
    }
}

fn documents(lang: Lang, base: &str, documents: &[Document]) -> impl IntoView + use<> {
    let rows: Vec<SummaryRow> = documents
        .iter()
        .map(|document| {
            let value = match document.files.is_empty() {
                true => vec![t(lang, "check-not-attached")],
                false => document
                    .files
                    .iter()
                    .map(|file| attached(lang, file))
                    .collect(),
            };
            SummaryRow {
                key: document.name.clone(),
                value,
                action: Some(SummaryAction {
                    href: document.href.clone(),
                    text: t(lang, "check-change"),
                    what: document.name.clone(),
                }),
                ..SummaryRow::default()
            }
        })
        .collect();
    let none = rows
        .is_empty()
        .then(|| view! { <p>{t(lang, "check-no-documents")}</p> });
    view! {
        <section class="stack">
            <h2>{t(lang, "check-documents")}</h2>
            {(!rows.is_empty()).then(|| view! { <SummaryList rows=rows/> })}
            {none}
            <p class="no-print"><a href=format!("{base}/documents")>{t(lang, "check-all-documents")}</a></p>
        </section>
    }
}

fn attached(lang: Lang, file: &AttachedFile) -> String {
    format!("{}, {}", file.name, format::bytes(lang, file.size))
}

fn next(lang: Lang, base: &str) -> impl IntoView + use<> {
    view! {
        <section class="stack no-print">
            <h2>{t(lang, "check-next-title")}</h2>
            <p>{t(lang, "check-next-text")}</p>
            <p class="actions"><LinkButton text=t(lang, "check-next") href=format!("{base}/sign")/></p>
        </section>
    }
}

fn back(lang: Lang, base: &str) -> impl IntoView + use<> {
    view! { <p class="no-print"><a href=base.to_owned()>{t(lang, "check-back")}</a></p> }
}
