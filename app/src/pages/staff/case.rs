//! A case as the official sees it: the step in hand first, then what was submitted and what happened.

use leptos::prelude::*;

use super::{
    parts::{AttachForm, FileLine, VotesView, acts, files, notes, votes},
    signing::{Signing, SigningPage, signing},
    step_form::{StepForm, step_form},
};
use crate::{
    components::{
        AsideSection, ErrorSummary, FieldError, Lost, Notice, NoticeKind, Shell, SummaryList,
        SummaryRow, TagText, Timeline, TimelineItem, page, unbroken,
    },
    format,
    pages::unsaved::typed_list,
    text::{Lang, t, t_with, value},
};

/// What the step in hand is.
#[derive(Clone, Debug)]
pub struct StepText {
    /// A few words for it.
    pub title: String,
    /// What is done, as the act says it.
    pub action: String,
    /// Where the act says so.
    pub source: String,
    /// What is left of its time, where the act sets one.
    pub left: Option<TagText>,
}

/// The page's data.
#[derive(Clone, Debug)]
pub struct StaffCaseView {
    /// Registration number.
    pub number: String,
    /// Name of the service.
    pub service: String,
    /// State in words.
    pub state: TagText,
    /// Facts in rows: applicant, submitted, due, step's time left, executor.
    pub facts: Vec<SummaryRow>,
    /// Errors of what was posted.
    pub errors: Vec<FieldError>,
    /// News that is no error of the reader: somebody else was faster, the term was replaced.
    pub notice: Option<String>,
    /// That the work was sent back to the step in hand, and why.
    pub sent_back: Option<(String, String)>,
    /// Where the application and a register differ, a sentence each.
    pub contradictions: Vec<String>,
    /// What the applicant was to bring and what came of it, to be compared.
    pub brought: Vec<SummaryRow>,
    /// What is odd about the answers.
    pub warnings: Vec<String>,
    /// What is decided otherwise than it was asked for.
    pub otherwise: Vec<String>,
    /// What an amount would be by the formula, where another was entered.
    pub miscounted: Vec<String>,
    /// Question and answer of what was typed for a step that is done already.
    pub unplaced: Vec<(String, String)>,
    /// The step in hand.
    pub step: Option<StepText>,
    /// The form of the step, if it is this official's.
    pub form: Option<StepForm>,
    /// What those who decide together have said, where the step in hand is decided so.
    pub votes: Option<VotesView>,
    /// Who has it, if it is not this official's.
    pub holder: Option<String>,
    /// Attaching a file.
    pub attach: Option<AttachForm>,
    /// What the applicant answered: heading and rows.
    pub answers: Vec<(String, Vec<SummaryRow>)>,
    /// What the applicant submitted.
    pub files: Vec<FileLine>,
    /// What officials entered, by step: heading and rows.
    pub findings: Vec<(String, Vec<SummaryRow>)>,
    /// What officials attached.
    pub attached: Vec<FileLine>,
    /// The way of the case.
    pub timeline: Vec<TimelineItem>,
    /// The language in which the applicant reads, where it is known.
    pub reads: Option<Lang>,
    /// What can be done beside the step: address and words.
    pub acts: Vec<(String, String)>,
    /// Why the step cannot go to another office, where nobody else could do it.
    pub nowhere: Option<String>,
    /// The paper, where the step in hand signs or issues one.
    pub signing: Option<Signing>,
    /// What colleagues noted: who and when, and the words.
    pub notes: Vec<(String, String)>,
}

pub fn staff_case(shell: &Shell, view: StaffCaseView) -> String {
    let lang = shell.lang;
    let shell = shell
        .with_error(!view.errors.is_empty())
        .of_case(&view.number);
    let shell = match &view.form {
        Some(form) => shell.with_form("step", &form.action),
        None => shell,
    };
    let shell = match view.attach {
        Some(_) => shell.losing(Lost::File),
        None => shell,
    };
    page(&shell, || {
        let mut view = view;
        let notice = view.notice.take();
        let notice = notice.map(|title| view! { <Notice kind=NoticeKind::Warning title=title/> });
        let sent_back = view.sent_back.take().map(|(title, reason)| {
            view! { <Notice kind=NoticeKind::Warning title=title><p>{reason}</p></Notice> }
        });
        let errors = std::mem::take(&mut view.errors);
        let unplaced = std::mem::take(&mut view.unplaced);
        let differs = std::mem::take(&mut view.contradictions);
        let warnings = std::mem::take(&mut view.warnings);
        let otherwise = std::mem::take(&mut view.otherwise);
        let miscounted = std::mem::take(&mut view.miscounted);
        let brought = std::mem::take(&mut view.brought);
        let doubts = view! {
            {to_compare(lang, brought)}
            {doubt(lang, ("registers-differ-title", "registers-differ-hint"), differs)}
            {doubt(lang, ("staff-warnings-title", "registers-differ-hint"), warnings)}
            {doubt(lang, ("staff-otherwise-title", "staff-otherwise-hint"), otherwise)}
            {doubt(lang, ("staff-miscounted-title", "staff-miscounted-hint"), miscounted)}
        };
        let doubts = doubts.into_any();
        let content = match view.signing.take() {
            Some(paper) => signing(
                lang,
                SigningPage {
                    paper,
                    doubts,
                    number: view.number,
                    service: view.service,
                    left: view.step.and_then(|step| step.left),
                    form: view.form,
                    attach: view.attach,
                    files: view.files,
                    attached: view.attached,
                    notes: view.notes,
                    acts: view.acts,
                    nowhere: view.nowhere,
                },
            ),
            None => whole(lang, view, doubts),
        };
        view! {
            <ErrorSummary lang=lang errors=errors/>
            {notice}
            {sent_back}
            {typed_list(lang, unplaced)}
            {content}
        }
    })
}

/// What an official is to find out.
fn doubt(lang: Lang, (title, hint): (&str, &str), sentences: Vec<String>) -> Option<AnyView> {
    if sentences.is_empty() {
        return None;
    }
    let sentences: Vec<_> = sentences
        .into_iter()
        .map(|sentence| view! { <li>{sentence}</li> })
        .collect();
    let hint = t(lang, hint);
    let notice = view! {
        <Notice kind=NoticeKind::Warning title=t(lang, title)>
            <ul>{sentences}</ul>
            <p>{hint}</p>
        </Notice>
    };
    Some(notice.into_any())
}

/// What was asked of the applicant beside what came.
fn to_compare(lang: Lang, rows: Vec<SummaryRow>) -> Option<AnyView> {
    let shown = (!rows.is_empty()).then(|| {
        view! {
            <Notice kind=NoticeKind::Info title=t(lang, "staff-compare-title")>
                <SummaryList rows=rows/>
            </Notice>
        }
    });
    shown.map(IntoAny::into_any)
}

/// Everything of the case.
fn whole(lang: Lang, view: StaffCaseView, doubts: AnyView) -> AnyView {
    let heading = t_with(lang, "staff-case-title", &[("number", value(&view.number))]);
    let step = view
        .step
        .map(|step| step_panel(lang, step, view.form, view.holder, view.attach));
    let votes = view.votes.map(|view| votes(lang, view));
    view! {
            <h1>{unbroken(&heading, &view.number)}</h1>
            <p class="lead">{view.state.view()}" "{view.service}</p>
            {doubts}
            <div class="columns">
                <div class="columns__main">
                    {step}
                    {votes}
                    <h2>{t(lang, "staff-answers")}</h2>
                    {groups(view.answers)}
                    <h2>{t(lang, "staff-files")}</h2>
                    {files(lang, view.files)}
                    {findings(lang, view.findings, view.attached)}
                    <h2>{t(lang, "staff-history")}</h2>
                    <Timeline lang=lang items=view.timeline reads=view.reads/>
                    {notes(lang, view.notes)}
                </div>
                <aside class="columns__aside">
                    <AsideSection title=t(lang, "staff-facts")><SummaryList rows=view.facts/></AsideSection>
                    {acts(lang, view.acts, view.nowhere)}
                </aside>
            </div>
        }
        .into_any()
}

fn step_panel(
    lang: Lang,
    step: StepText,
    form: Option<StepForm>,
    holder: Option<String>,
    attach: Option<AttachForm>,
) -> AnyView {
    let mine = form.is_some();
    let heading = t_with(
        lang,
        if mine {
            "staff-step-mine"
        } else {
            "staff-step-other"
        },
        &[("step", value(format::lower_first(&step.title)))],
    );
    let left = step.left.map(|left| {
        view! { <p class="now__caption">{t(lang, "staff-fact-left")}": "{left.view()}</p> }
    });
    view! {
        <section class="now" aria-labelledby="step-heading">
            <h2 class="now__heading" id="step-heading">{heading}</h2>
            <p>{format::upper_first(&step.action)}". "<cite class="citation">{step.source}</cite></p>
            {holder.map(|text| view! { <p>{text}</p> })}
            {left}
        </section>
        {form.map(|form| step_form(lang, form, attach))}
    }
    .into_any()
}

fn groups(groups: Vec<(String, Vec<SummaryRow>)>) -> AnyView {
    groups
        .into_iter()
        .filter(|(_, rows)| !rows.is_empty())
        .map(|(title, rows)| view! { <h3>{title}</h3><SummaryList rows=rows/> }.into_any())
        .collect::<Vec<_>>()
        .into_any()
}

fn findings(
    lang: Lang,
    findings: Vec<(String, Vec<SummaryRow>)>,
    attached: Vec<FileLine>,
) -> Option<AnyView> {
    if findings.is_empty() && attached.is_empty() {
        return None;
    }
    let attached = (!attached.is_empty()).then(|| {
        view! { <h3>{t(lang, "staff-attached")}</h3>{files(lang, attached)} }
    });
    Some(view! { <h2>{t(lang, "staff-findings")}</h2>{groups(findings)}{attached} }.into_any())
}
