//! The step that signs or issues a result: the whole paper as the applicant will get it, and the decision beside it.

use domain::{application::Wording, result::ResultDocument};
use leptos::prelude::*;

use super::{
    parts::{AttachForm, FileLine, acts, attach_panel, files, notes},
    step_form::{StepForm, step_form},
};
use crate::{
    components::{ButtonKind, LinkButton, SummaryList, SummaryRow, TagText, unbroken},
    format,
    pages::result::{IssuedPaper, ResultPaper},
    text::{Lang, t, t_with, value},
};

/// What whoever signs has before them.
#[derive(Clone, Debug)]
pub struct Signing {
    /// The paper as it will be.
    pub document: ResultDocument,
    /// What is entered at this step and stands in the paper afterwards.
    pub to_come: Vec<Wording>,
    /// Whether it is signed, and this step only issues it.
    pub signed: bool,
    /// The applicant, as lists name them.
    pub applicant: String,
    /// Where the work goes back to an earlier step, if it can.
    pub back: Option<String>,
    /// The page with everything else of the case.
    pub whole: String,
}

/// The page with what the case has beside the paper.
pub(super) struct SigningPage {
    /// The paper.
    pub(super) paper: Signing,
    /// Registration number.
    pub(super) number: String,
    /// Name of the service.
    pub(super) service: String,
    /// What is left of the step's time.
    pub(super) left: Option<TagText>,
    /// The form of the step.
    pub(super) form: Option<StepForm>,
    /// Attaching a file.
    pub(super) attach: Option<AttachForm>,
    /// What the applicant handed in.
    pub(super) files: Vec<FileLine>,
    /// What officials attached.
    pub(super) attached: Vec<FileLine>,
    /// What colleagues noted: who and when, and the words.
    pub(super) notes: Vec<(String, String)>,
    /// What can be done beside the step: address and words.
    pub(super) acts: Vec<(String, String)>,
}

/// The part of the page below errors and news.
pub(super) fn signing(lang: Lang, view: SigningPage) -> AnyView {
    let signing = view.paper;
    let is_back = |href: &String| signing.back.as_ref() == Some(href);
    let others = view
        .acts
        .into_iter()
        .filter(|(href, _)| !is_back(href))
        .collect();
    let key = match signing.signed {
        true => "staff-sign-issue",
        false => "staff-sign-title",
    };
    let title = format::lower_first(signing.document.title.get(lang));
    let heading = t_with(lang, key, &[("title", value(title))]);
    let case = t_with(lang, "staff-case-title", &[("number", value(&view.number))]);
    let left = view.left.map(|left| left.view());
    let attach = view.attach.map(|attach| attach_panel(lang, attach));
    let form = view.form.map(|form| step_form(lang, form));
    let decision = decision(lang, &signing.document);
    let back = signing.back.map(|href| {
        let text = format!("{}…", t(lang, "staff-return-title"));
        view! { <p><LinkButton text=text href=href kind=ButtonKind::Secondary/></p> }
    });
    let count = view.files.len().to_string();
    let paper = IssuedPaper {
        document: signing.document,
        sha256: None,
        check: None,
        to_come: signing.to_come,
    };
    view! {
        <h1>{heading}</h1>
        <p class="lead">{view.service}</p>
        <p class="meta">{unbroken(&case, &view.number)}" · "{signing.applicant}" "{left}</p>
        <div class="columns columns--signing">
            <div>
                <h2 class="hidden">{t(lang, "staff-sign-paper")}</h2>
                <ResultPaper lang=lang paper=paper/>
            </div>
            <aside>
                <section class="now" aria-labelledby="decision-heading">
                    <h2 class="now__heading" id="decision-heading">{t(lang, "staff-sign-decision")}</h2>
                    <SummaryList rows=decision/>
                </section>
                {form}
                {back}
                {attach}
                <details>
                    <summary>{t(lang, "staff-files")}" "{count}</summary>
                    {files(lang, view.files)}
                    {(!view.attached.is_empty()).then(|| files(lang, view.attached))}
                </details>
                {notes(lang, view.notes)}
                <p><a href=signing.whole>{t(lang, "staff-sign-whole")}</a></p>
                {acts(lang, others)}
            </aside>
        </div>
    }
    .into_any()
}

fn decision(lang: Lang, document: &ResultDocument) -> Vec<SummaryRow> {
    let mut rows = Vec::new();
    if let Some(hand) = &document.decided {
        let day = domain::calendar::local(hand.at).date_naive();
        let who = format!("{}, {}", hand.name, format::date(day));
        rows.push(SummaryRow::new(t(lang, "staff-sign-proposed"), who));
    }
    let result = format::lower_first(document.title.get(lang));
    rows.push(SummaryRow::new(t(lang, "case-result"), result));
    let amount = document.amount.and_then(|one| i64::try_from(one).ok());
    rows.extend(amount.map(|one| SummaryRow::new(t(lang, "result-amount"), format::money(one))));
    rows.extend(document.entered.iter().map(|one| {
        let words = one.shown.paragraphs(lang).join(" ");
        SummaryRow::new(one.label.get(lang), words)
    }));
    rows.extend(document.ground.iter().map(|ground| {
        let words = ground.rule.text.get(lang);
        SummaryRow::new(t(lang, "case-end-ground"), words)
    }));
    rows.extend(document.explanation.iter().map(|one| SummaryRow {
        value: one.text.get(lang).lines().map(str::to_owned).collect(),
        ..SummaryRow::new(t(lang, "result-explanation"), "")
    }));
    rows
}
