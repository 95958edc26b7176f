//! A case as the official sees it: the step in hand first, then what was handed in and what happened.

use leptos::prelude::*;

use super::step_form::{StepForm, step_form};
use crate::{
    components::{
        AsideSection, Button, ButtonKind, ErrorSummary, Field, FieldError, FileField, FileNote,
        Lost, Notice, NoticeKind, Shell, SummaryList, SummaryRow, TagText, Timeline, TimelineItem,
        file_name, page, unbroken,
    },
    format,
    pages::unsaved::typed_list,
    text::{Lang, t, t_with, value},
};

/// A document or attachment.
#[derive(Clone, Debug)]
pub struct FileLine {
    /// Where it is downloaded.
    pub href: String,
    /// File name.
    pub name: String,
    /// What it is: the name of the slot, or who attached it.
    pub what: String,
    /// Size and short hash.
    pub facts: String,
    /// What has to be said of it.
    pub note: Option<FileNote>,
}

/// Attaching a file to the step in hand.
#[derive(Clone, Debug)]
pub struct AttachForm {
    /// Where it is posted.
    pub action: String,
    /// The error at the file.
    pub error: Option<String>,
    /// What was attached to this step so far.
    pub files: Vec<FileLine>,
}

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
    /// Facts in rows: applicant, handed in, due, step's time left, executor.
    pub facts: Vec<SummaryRow>,
    /// Errors of what was posted.
    pub errors: Vec<FieldError>,
    /// News that is no error of the reader: somebody else was faster, the term was replaced.
    pub notice: Option<String>,
    /// Question and answer of what was typed for a step that is done already.
    pub unplaced: Vec<(String, String)>,
    /// The step in hand.
    pub step: Option<StepText>,
    /// The form of the step, if it is this official's.
    pub form: Option<StepForm>,
    /// Who has it, if it is not this official's.
    pub holder: Option<String>,
    /// Attaching a file.
    pub attach: Option<AttachForm>,
    /// What the applicant answered: heading and rows.
    pub answers: Vec<(String, Vec<SummaryRow>)>,
    /// What the applicant handed in.
    pub files: Vec<FileLine>,
    /// What officials entered, by step: heading and rows.
    pub findings: Vec<(String, Vec<SummaryRow>)>,
    /// What officials attached.
    pub attached: Vec<FileLine>,
    /// The way of the case.
    pub timeline: Vec<TimelineItem>,
    /// What can be done beside the step: address and words.
    pub acts: Vec<(String, String)>,
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
        let notice = view
            .notice
            .map(|title| view! { <Notice kind=NoticeKind::Warning title=title/> });
        let heading = t_with(lang, "staff-case-title", &[("number", value(&view.number))]);
        let step = view
            .step
            .map(|step| step_panel(lang, step, view.form, view.holder, view.attach));
        view! {
            <ErrorSummary lang=lang errors=view.errors/>
            {notice}
            {typed_list(lang, view.unplaced)}
            <h1>{unbroken(&heading, &view.number)}</h1>
            <p class="lead">{view.state.view()}" "{view.service}</p>
            <div class="columns">
                <div class="columns__main">
                    {step}
                    <h2>{t(lang, "staff-answers")}</h2>
                    {groups(view.answers)}
                    <h2>{t(lang, "staff-files")}</h2>
                    {files(lang, view.files)}
                    {findings(lang, view.findings, view.attached)}
                    <h2>{t(lang, "staff-history")}</h2>
                    <Timeline lang=lang items=view.timeline/>
                    {notes(lang, view.notes)}
                </div>
                <aside class="columns__aside">
                    <AsideSection title=t(lang, "staff-facts")><SummaryList rows=view.facts/></AsideSection>
                    {acts(lang, view.acts)}
                </aside>
            </div>
        }
    })
}

/// What the applicant never sees.
fn notes(lang: Lang, notes: Vec<(String, String)>) -> Option<AnyView> {
    if notes.is_empty() {
        return None;
    }
    let items: Vec<_> = notes
        .into_iter()
        .map(|(meta, text)| {
            let lines: Vec<_> = text
                .lines()
                .map(|line| view! { <p>{line.to_owned()}</p> })
                .collect();
            view! { <li>{lines}<p class="meta">{meta}</p></li> }
        })
        .collect();
    let list = view! {
        <h2 id="notes">{t(lang, "staff-notes")}</h2>
        <p class="meta">{t(lang, "staff-notes-hint")}</p>
        <ul>{items}</ul>
    };
    Some(list.into_any())
}

fn acts(lang: Lang, acts: Vec<(String, String)>) -> AnyView {
    let items: Vec<_> = acts
        .into_iter()
        .map(|(href, text)| view! { <li><a href=href>{text}</a></li> })
        .collect();
    view! { <AsideSection title=t(lang, "staff-acts")><ul>{items}</ul></AsideSection> }.into_any()
}

fn step_panel(
    lang: Lang,
    step: StepText,
    form: Option<StepForm>,
    holder: Option<String>,
    attach: Option<AttachForm>,
) -> AnyView {
    let attach = form.is_some().then_some(attach).flatten();
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
        {attach.map(|attach| attach_panel(lang, attach))}
        {form.map(|form| step_form(lang, form))}
    }
    .into_any()
}

fn attach_panel(lang: Lang, attach: AttachForm) -> AnyView {
    let field = Field::new(lang, "file", t(lang, "staff-attach-label"))
        .hint(t(lang, "staff-attach-hint"))
        .error(attach.error.clone());
    let waiting = !attach.files.is_empty();
    view! {
        <details open=attach.error.is_some() || waiting>
            <summary>{t(lang, "staff-attach-title")}</summary>
            {waiting.then(|| files(lang, attach.files))}
            <form method="post" action=attach.action enctype="multipart/form-data">
                <FileField field=field/>
                <Button text=t(lang, "staff-attach-submit") kind=ButtonKind::Secondary/>
            </form>
        </details>
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

fn files(lang: Lang, files: Vec<FileLine>) -> AnyView {
    if files.is_empty() {
        return view! { <p>{t(lang, "staff-files-none")}</p> }.into_any();
    }
    let items: Vec<_> = files
        .into_iter()
        .map(|file| {
            view! {
                <li>
                    {file_name(file.href, file.name, file.note.as_ref())}
                    <span class="files__facts">{file.what}" · "{file.facts}</span>
                </li>
            }
        })
        .collect();
    view! { <ul class="files">{items}</ul> }.into_any()
}
