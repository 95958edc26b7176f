//! Files and notes on the pages of a case.

use leptos::prelude::*;

use crate::{
    components::{
        AsideSection, Button, ButtonKind, Field, FileField, FileNote, SummaryList, SummaryRow,
        file_name,
    },
    text::{Lang, t},
};

/// The name of the file that is attached to a step.
pub const FILE: &str = "file";

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

/// What those who decide together have said.
#[derive(Clone, Debug)]
pub struct VotesView {
    /// Where the decision stands.
    pub state: String,
    /// Who and when, for what, and the words.
    pub given: Vec<VoteLine>,
}

#[derive(Clone, Debug)]
pub struct VoteLine {
    /// Name and moment.
    pub by: String,
    /// For which decision.
    pub outcome: String,
    /// An explanation.
    pub comment: Option<String>,
}

pub(super) fn votes(lang: Lang, view: VotesView) -> AnyView {
    let rows = view.given.into_iter().map(|vote| SummaryRow {
        value: [vote.outcome].into_iter().chain(vote.comment).collect(),
        ..SummaryRow::new(vote.by, "")
    });
    let rows: Vec<_> = rows.collect();
    view! {
        <section id="votes" aria-labelledby="votes-heading">
            <h2 id="votes-heading">{t(lang, "staff-votes")}</h2>
            <p>{view.state}</p>
            {(!rows.is_empty()).then(|| view! { <SummaryList rows=rows/> })}
        </section>
    }
    .into_any()
}

/// Stands inside the form of the step: what is typed there goes along with the file and comes back.
pub(super) fn attach_panel(lang: Lang, attach: AttachForm) -> AnyView {
    let field = Field::new(lang, FILE, t(lang, "staff-attach-label"))
        .hint(t(lang, "staff-attach-hint"))
        .error(attach.error.clone());
    let waiting = !attach.files.is_empty();
    view! {
        <details open=attach.error.is_some() || waiting>
            <summary>{t(lang, "staff-attach-title")}</summary>
            {waiting.then(|| files(lang, attach.files))}
            <FileField field=field/>
            <Button
                text=t(lang, "staff-attach-submit")
                kind=ButtonKind::Secondary
                action=attach.action
                files=true
            />
        </details>
    }
    .into_any()
}

pub(super) fn files(lang: Lang, files: Vec<FileLine>) -> AnyView {
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

/// What the applicant never sees.
pub(super) fn notes(lang: Lang, notes: Vec<(String, String)>) -> Option<AnyView> {
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

/// What can be done beside the step.
pub(super) fn acts(lang: Lang, acts: Vec<(String, String)>, nowhere: Option<String>) -> AnyView {
    let items: Vec<_> = acts
        .into_iter()
        .map(|(href, text)| view! { <li><a href=href>{text}</a></li> })
        .collect();
    let nowhere = nowhere.map(|why| view! { <p class="meta">{why}</p> });
    view! { <AsideSection title=t(lang, "staff-acts")><ul>{items}</ul>{nowhere}</AsideSection> }
        .into_any()
}
