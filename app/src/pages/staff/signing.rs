//! The step that signs or issues a result: the whole paper as the applicant will get it, and the decision beside it.

use domain::{application::Wording, result::ResultDocument};
use leptos::prelude::*;

use super::{
    parts::{AttachForm, FileLine, acts, attach_panel, files, notes},
    step_form::{StepForm, step_form},
};
use crate::{
    components::{Button, ButtonKind, LinkButton, SummaryList, SummaryRow, TagText, unbroken},
    format,
    pages::result::{IssuedPaper, ResultPaper},
    sheet,
    text::{Lang, t, t_with, value},
};

/// What whoever signs has before them.
#[derive(Clone, Debug)]
pub struct Signing {
    /// The paper as it will be.
    pub document: ResultDocument,
    /// The other papers that go out under the same signature.
    pub further: Vec<ResultDocument>,
    /// What is entered at this step and stands in the paper afterwards.
    pub to_come: Vec<Wording>,
    /// Whether this step signs it; else it only issues it.
    pub signs: bool,
    /// What an official noted last on the way to it, and who.
    pub remark: Option<(String, String)>,
    /// The applicant, as lists name them.
    pub applicant: String,
    /// Where the work goes back to an earlier step, if it can.
    pub back: Option<String>,
    /// The page with everything else of the case.
    pub whole: String,
    /// What registers of other bodies say, question by question.
    pub registers: Vec<SummaryRow>,
    /// The press that issues it, where what was entered at this step makes the paper.
    pub confirm: Option<Confirm>,
}

/// The press after the paper: what was entered goes along unseen.
#[derive(Clone, Debug)]
pub struct Confirm {
    /// Where it is posted.
    pub action: String,
    /// What was entered, by name.
    pub fields: Vec<(String, String)>,
    /// The words of the button.
    pub submit: String,
    /// The name of the button that leads back to what was entered.
    pub change: String,
}

/// The page with what the case has beside the paper.
pub(super) struct SigningPage {
    pub(super) paper: Signing,
    /// What is to be found out first.
    pub(super) doubts: AnyView,
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
    /// What the applicant submitted.
    pub(super) files: Vec<FileLine>,
    /// What officials attached.
    pub(super) attached: Vec<FileLine>,
    /// What colleagues noted: who and when, and the words.
    pub(super) notes: Vec<(String, String)>,
    /// What can be done beside the step: address and words.
    pub(super) acts: Vec<(String, String)>,
    /// Why the step cannot go to another office, where nobody else could do it.
    pub(super) nowhere: Option<String>,
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
    let key = match signing.signs {
        true => "staff-sign-title",
        false => "staff-sign-issue",
    };
    let title = format::lower_first(signing.document.title.get(lang));
    let heading = t_with(lang, key, &[("title", value(title))]);
    let case = t_with(lang, "staff-case-title", &[("number", value(&view.number))]);
    let left = view.left.map(|left| {
        view! { <p class="now__caption">{t(lang, "staff-fact-left")}": "{left.view()}</p> }
    });
    let form = match signing.confirm {
        Some(confirm) => Some(confirm_form(lang, confirm, view.attach)),
        None => view.form.map(|form| step_form(lang, form, view.attach)),
    };
    let registers = (!signing.registers.is_empty()).then(|| {
        view! {
            <h2>{t(lang, "registers-title")}</h2>
            <SummaryList rows=signing.registers/>
        }
    });
    let decision = decided(lang, &signing.document, &signing.further, signing.remark);
    let back = signing.back.map(|href| {
        let text = format!("{}…", t(lang, "staff-return-title"));
        view! { <p><LinkButton text=text href=href kind=ButtonKind::Secondary/></p> }
    });
    let count = view.files.len().to_string();
    let further = signing.further.into_iter();
    let further: Vec<_> = further
        .map(|document| also_issued(lang, document))
        .collect();
    let paper = unissued(signing.document, signing.to_come);
    view! {
        <h1>{heading}</h1>
        <p class="lead">{view.service}</p>
        <p class="meta">{unbroken(&case, &view.number)}" · "{signing.applicant}</p>
        {left}
        {view.doubts}
        <div class="columns columns--signing">
            <div>
                <h2 class="hidden">{t(lang, "staff-sign-paper")}</h2>
                <ResultPaper lang=lang paper=paper/>
                {further}
            </div>
            <aside>
                <section class="now" aria-labelledby="decision-heading">
                    <h2 class="now__heading" id="decision-heading">{t(lang, "staff-sign-decision")}</h2>
                    <SummaryList rows=decision/>
                </section>
                {registers}
                {form}
                {back}
                <details>
                    <summary>{t(lang, "staff-files")}" "{count}</summary>
                    {files(lang, view.files)}
                    {(!view.attached.is_empty()).then(|| files(lang, view.attached))}
                </details>
                {notes(lang, view.notes)}
                <p><a href=signing.whole>{t(lang, "staff-sign-whole")}</a></p>
                {acts(lang, others, view.nowhere)}
            </aside>
        </div>
    }
    .into_any()
}

/// What was decided, with what further papers say of it and the remark of whoever decided.
fn decided(
    lang: Lang,
    document: &ResultDocument,
    further: &[ResultDocument],
    remark: Option<(String, String)>,
) -> Vec<SummaryRow> {
    let mut rows = decision(lang, document);
    for row in further.iter().flat_map(|one| entered(lang, one)) {
        if !rows.contains(&row) {
            rows.push(row);
        }
    }
    rows.extend(remark.map(|(words, name)| SummaryRow {
        value: words.lines().map(str::to_owned).chain([name]).collect(),
        ..SummaryRow::new(t(lang, "staff-comment"), "")
    }));
    rows
}

/// Another paper that is issued with the same signature.
fn also_issued(lang: Lang, document: ResultDocument) -> impl IntoView {
    view! {
        <p class="lead">{t(lang, "staff-sign-further")}</p>
        <ResultPaper lang=lang paper=unissued(document, Vec::new())/>
    }
}

/// A paper as it will be.
const fn unissued(document: ResultDocument, to_come: Vec<Wording>) -> IssuedPaper {
    IssuedPaper {
        document,
        sha256: None,
        check: None,
        to_come,
        voided: None,
    }
}

fn confirm_form(lang: Lang, confirm: Confirm, attach: Option<AttachForm>) -> AnyView {
    let fields: Vec<_> = confirm
        .fields
        .into_iter()
        .map(|(name, value)| view! { <input type="hidden" name=name value=value/> })
        .collect();
    view! {
        <form method="post" action=confirm.action id="step">
            {fields}
            <div class="actions">
                <Button text=confirm.submit/>
                <Button
                    text=t(lang, "staff-sign-change")
                    kind=ButtonKind::Secondary
                    name=confirm.change
                    value="yes"
                />
            </div>
            {attach.map(|attach| attach_panel(lang, attach))}
        </form>
    }
    .into_any()
}

fn entered(lang: Lang, document: &ResultDocument) -> Vec<SummaryRow> {
    let entered = document.entered.iter();
    entered
        .map(|one| {
            let words = one.shown.paragraphs(lang).join(" ");
            SummaryRow::new(one.label.get(lang), words)
        })
        .collect()
}

fn decision(lang: Lang, document: &ResultDocument) -> Vec<SummaryRow> {
    let mut rows = Vec::new();
    if let Some(hand) = document.prepared.as_ref().or(document.decided.as_ref()) {
        let day = domain::calendar::local(hand.at).date_naive();
        let who = format!("{}, {}", hand.name, format::date(day));
        rows.push(SummaryRow::new(t(lang, "staff-sign-proposed"), who));
    }
    let result = format::lower_first(document.title.get(lang));
    rows.push(SummaryRow::new(t(lang, "case-result"), result));
    let amount = document.amount;
    let amount = amount.and_then(|one| sheet::amount(lang, one, document.amount_per.as_ref()));
    rows.extend(amount.map(|told| SummaryRow::new(t(lang, "result-amount"), told)));
    rows.extend(entered(lang, document));
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
