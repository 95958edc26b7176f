//! The receipt: what was submitted, when, and by when the answer is due. Prints on one A4 sheet.

use chrono::{Datelike, NaiveDateTime};
use leptos::prelude::*;

use super::output_terms::{self, OutputTerm};
use crate::{
    components::{LinkButton, Shell, SummaryList, SummaryRow, page, unbroken},
    format,
    text::{Lang, t, t_with, value},
};

/// What the page shows. Times are those of the reader's zone.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ReceiptView {
    /// Id of the case.
    pub case: String,
    /// Registration number.
    pub number: String,
    /// When it was submitted.
    pub submitted: NaiveDateTime,
    /// The start of the clock.
    pub accepted: NaiveDateTime,
    /// The applicant.
    pub name: String,
    /// The applicant's ИИН, masked.
    pub masked_iin: String,
    /// For whom the applicant acts, where it is somebody else: what they are, and who.
    pub acts_for: Option<(String, String)>,
    /// Name of the service.
    pub service: String,
    pub act: String,
    /// Name of the office.
    pub office: String,
    pub documents: Vec<ReceiptDocument>,
    /// SHA-256 of the text that was confirmed; empty if the log does not have it.
    pub text_sha256: String,
    /// When the answer is due; none where the act gives no time.
    pub due: Option<NaiveDateTime>,
    /// The term in words: «7 жұмыс күні 20 мин».
    pub term: String,
    /// Whether the act states that term, or it is the sum of the steps.
    pub stated: bool,
    /// Whether it is counted in days, the first of which is the day after acceptance.
    pub in_days: bool,
    /// Results with a term of their own.
    pub outputs: Vec<OutputTerm>,
    /// What the applicant has to bring while the case is under way: the documents, and how long there is for it.
    pub duties: Vec<(String, Option<String>)>,
    /// Terms that may take its place: length and when, as the act says it.
    pub other_terms: Vec<(String, String)>,
    /// The code that leads to the public page, as a ready `svg` element made by the server.
    pub qr_svg: String,
    /// The address in the code.
    pub status_url: String,
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ReceiptDocument {
    /// The document.
    pub slot: String,
    /// Name of the file.
    pub name: String,
    /// Bytes.
    pub size: u64,
    /// SHA-256, hexadecimal.
    pub sha256: String,
}

pub fn receipt(shell: &Shell, view: &ReceiptView) -> String {
    let lang = shell.lang;
    let case = shell.href(&format!("/cabinet/cases/{}", view.case));
    let title = t_with(lang, "receipt-title", &[("number", value(&view.number))]);
    page(&shell.of_case(&view.number), || {
        view! {
            <article class="receipt stack">
                <div class="receipt__head">
                    <div>
                        <p class="receipt__kind">{t(lang, "receipt-kind")}</p>
                        <h1>{unbroken(&title, &view.number)}</h1>
                        <p>{t_with(lang, "receipt-registered", &[("at", value(format::datetime(view.submitted)))])}</p>
                    </div>
                    {code(lang, view)}
                </div>
                {due(lang, view)}
                <SummaryList rows=facts(lang, view)/>
                <section class="stack">
                    <h2>{t(lang, "receipt-submitted")}</h2>
                    {submitted(lang, view)}
                </section>
                <p class="meta">{t(lang, "receipt-keep")}</p>
            </article>
            <p class="actions no-print"><LinkButton text=t(lang, "receipt-open-case") href=case.clone()/></p>
            <p class="no-print"><a href=format!("{case}/application")>{t(lang, "application-link")}</a></p>
            <p class="no-print">{t(lang, "receipt-print-hint")}</p>
        }
    })
}

fn code(lang: Lang, view: &ReceiptView) -> impl IntoView + use<> {
    view! {
        <div class="receipt__code">
            <div class="receipt__qr" aria-hidden="true" inner_html=view.qr_svg.clone()></div>
            <p>
                {t(lang, "receipt-check")}" "
                <a class="receipt__url" href=view.status_url.clone()>{view.status_url.clone()}</a>
            </p>
        </div>
    }
}

fn due(lang: Lang, view: &ReceiptView) -> impl IntoView + use<> {
    let title = match view.due {
        Some(due) => {
            let told = [
                ("day", value(format::day(lang, due.date()))),
                ("year", value(due.year())),
                ("time", value(format::time(due.time()))),
            ];
            t_with(lang, "receipt-due", &told)
        }
        None => t(lang, "status-no-term"),
    };
    let later = (view.accepted != view.submitted).then(|| {
        let at = value(format::datetime(view.accepted));
        view! { <p>{t_with(lang, "receipt-accepted-later", &[("at", at)])}</p> }
    });
    let others: Vec<_> = view
        .other_terms
        .iter()
        .map(|(term, when)| {
            let text = t_with(
                lang,
                "receipt-other-term",
                &[("term", value(term)), ("when", value(when))],
            );
            view! { <p>{text}</p> }
        })
        .collect();
    view! {
        <section class="receipt__due" aria-labelledby="receipt-due">
            <h2 id="receipt-due">{title}</h2>
            {rule(lang, view).map(|text| view! { <p>{text}</p> })}
            {output_terms::list(lang, &view.outputs)}
            {later}
            {duties(lang, view)}
            {others}
        </section>
    }
}

/// What the applicant has to bring later, and that the time for it is part of the whole where that is a sum.
fn duties(lang: Lang, view: &ReceiptView) -> Vec<AnyView> {
    let counted = !view.stated && view.due.is_some();
    let duties = view.duties.iter().map(|(what, time)| {
        let text = match time {
            Some(time) => {
                let told = [("what", value(what)), ("term", value(time))];
                t_with(lang, "receipt-duty", &told)
            }
            None => t_with(lang, "receipt-duty-open", &[("what", value(what))]),
        };
        let counted = counted && time.is_some();
        let counted = counted.then(|| format!(" {}", t(lang, "receipt-duty-counted")));
        view! { <p>{text}{counted}</p> }.into_any()
    });
    duties.collect()
}

/// From what the due date comes; nothing where there is none.
fn rule(lang: Lang, view: &ReceiptView) -> Option<String> {
    view.due?;
    let rule = match view.stated {
        true => "receipt-rule-stated",
        false => "receipt-rule-sum",
    };
    let rule = t_with(lang, rule, &[("term", value(&view.term))]);
    let days = view.in_days.then(|| t(lang, "receipt-rule-days"));
    let said: Vec<String> = [Some(rule), days].into_iter().flatten().collect();
    Some(said.join(" "))
}

/// What the person is called who applied, on paper that may lie about.
pub(super) const fn by_key(acts_for_another: bool) -> &'static str {
    match acts_for_another {
        true => "receipt-by",
        false => "receipt-applicant",
    }
}

fn facts(lang: Lang, view: &ReceiptView) -> Vec<SummaryRow> {
    let applicant = SummaryRow::new(
        t(lang, by_key(view.acts_for.is_some())),
        format!("{}, {}", view.name, view.masked_iin),
    );
    let acts_for = view.acts_for.as_ref();
    let acts_for = acts_for.map(|(label, name)| SummaryRow::new(label.as_str(), name.as_str()));
    let mut rows = vec![applicant];
    rows.extend(acts_for);
    rows.extend([
        SummaryRow {
            value: vec![view.service.clone(), view.act.clone()],
            ..SummaryRow::new(t(lang, "receipt-service"), "")
        },
        SummaryRow::new(t(lang, "receipt-office"), view.office.clone()),
    ]);
    rows
}

fn submitted(lang: Lang, view: &ReceiptView) -> impl IntoView + use<> {
    let documents: Vec<_> = view
        .documents
        .iter()
        .map(|document| {
            let size = format::bytes(lang, document.size);
            let what = format!("{}: {}, {size}", document.slot, document.name);
            item(what, &document.sha256)
        })
        .collect();
    view! { <ol class="receipt__list">{item(t(lang, "receipt-form"), &view.text_sha256)}{documents}</ol> }
}

fn item(what: String, sha256: &str) -> impl IntoView + use<> {
    let hash = (!sha256.is_empty())
        .then(|| view! { <code class="hash">"SHA-256 "{sha256.to_owned()}</code> });
    view! { <li>{what}{hash}</li> }
}
