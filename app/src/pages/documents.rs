//! The documents of a draft, or of a case that is under way: the list of what is needed, and one page a document.

use leptos::prelude::*;

use super::draft::register_down;
use crate::{
    components::{
        Button, ButtonKind, ErrorSummary, Field, FieldError, FileField, FileNote, LinkButton, Lost,
        Notice, NoticeKind, Shell, Tag, TagText, TaskItem, TaskList, error_of, page, unbroken,
    },
    islands::upload::Upload,
    text::{t, t_with, value},
};

/// What the documents belong to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum DocumentsOf {
    #[default]
    Draft,
    /// A case that is under way: what is attached stays, and the office has it at once.
    Case,
}

/// The list of documents.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DocumentsView {
    /// What they belong to.
    pub of: DocumentsOf,
    /// The number of the case; empty for a draft.
    pub number: String,
    /// The documents, each with its state.
    pub slots: Vec<TaskItem>,
    pub back: String,
    /// The path to go on.
    pub next: String,
    /// How much is attached in all: «3,2 МБ».
    pub attached: Option<String>,
    /// Whether the register of persons did not answer.
    pub register_down: bool,
}

/// Draws the list.
pub fn documents(shell: &Shell, view: &DocumentsView) -> String {
    let lang = shell.lang;
    let shell = shell
        .titled(t(lang, "documents-title"))
        .with_back(view.back.clone());
    let view = view.clone();
    page(&shell, || {
        let attached = view
            .attached
            .map(|size| t_with(lang, "documents-attached-size", &[("size", value(size))]));
        let (intro, go_on) = match view.of {
            DocumentsOf::Draft => ("documents-intro", "draft-go-on"),
            DocumentsOf::Case => ("documents-case-intro", "documents-case-back"),
        };
        view! {
            <h1>{t(lang, "documents-title")}</h1>
            {(!view.number.is_empty()).then(|| {
                let case = t_with(lang, "receipt-title", &[("number", value(&view.number))]);
                view! { <p class="meta">{unbroken(&case, &view.number)}</p> }
            })}
            <p class="lead">{t(lang, intro)}</p>
            {view.register_down.then(|| register_down(&shell))}
            <TaskList items=view.slots/>
            {attached.map(|text| view! { <p class="meta">{text}</p> })}
            <div class="actions"><LinkButton text=t(lang, go_on) href=view.next/></div>
        }
    })
}

/// An attached file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FileRow {
    /// Its address.
    pub href: String,
    /// The address that removes it, where that is possible.
    pub remove: Option<String>,
    /// Its name as the person gave it.
    pub name: String,
    /// «PDF, 3,2 МБ».
    pub meta: String,
    /// What has to be said of it.
    pub note: Option<FileNote>,
}

/// One document.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SlotView {
    /// What it belongs to.
    pub of: DocumentsOf,
    pub name: String,
    /// What counts, how to get it.
    pub hint: Option<String>,
    /// Its state.
    pub status: TagText,
    /// How sure the portal is that it is needed, in words.
    pub certainty: String,
    /// Where that was read.
    pub source: String,
    /// The path of the page, to which files are posted.
    pub action: String,
    /// The path back to the list.
    pub back: String,
    /// What is attached.
    pub files: Vec<FileRow>,
    /// Whether the applicant attaches it.
    pub attach: bool,
    /// What went wrong.
    pub errors: Vec<FieldError>,
    /// Whether one of the errors is about a HEIC picture, so that the way out is shown.
    pub heic: bool,
    /// Bytes that one file may have, for the check before sending.
    pub most_bytes: u64,
}

/// Draws the page of one document.
pub fn slot(shell: &Shell, view: &SlotView) -> String {
    let lang = shell.lang;
    let shell = shell
        .titled(view.name.clone())
        .with_error(!view.errors.is_empty())
        .with_back(view.back.clone());
    let shell = match view.attach {
        true => shell.losing(Lost::File),
        false => shell,
    };
    let view = view.clone();
    page(&shell, || {
        let error = error_of(&view.errors, "files");
        let status = view.status.clone();
        view! {
            <ErrorSummary lang=lang errors=view.errors.clone()/>
            <h1>{view.name.clone()}</h1>
            {view.hint.clone().map(|text| view! { <p class="lead">{text}</p> })}
            <p><Tag kind=status.kind text=status.text/></p>
            {(view.of == DocumentsOf::Case).then(|| view! { <p>{t(lang, "documents-case-stays")}</p> })}
            {view.heic.then(|| heic(&shell))}
            {view.attach.then(|| attached(&shell, &view.files))}
            {view.attach.then(|| form(&shell, &view, error))}
            <div class="actions">
                <LinkButton
                    text=t(lang, "documents-back")
                    href=view.back.clone()
                    kind=ButtonKind::Secondary
                />
            </div>
            <details>
                <summary>{t(lang, "documents-source")}</summary>
                <p>{view.certainty.clone()}" "{view.source.clone()}"."</p>
            </details>
        }
    })
}

fn form(shell: &Shell, view: &SlotView, error: Option<String>) -> AnyView {
    let lang = shell.lang;
    let field = Field::new(lang, "files", t(lang, "documents-choose"))
        .hint(t(lang, "documents-limits"))
        .error(error);
    view! {
        <form method="post" action=view.action.clone() enctype="multipart/form-data" id="upload" class="stack">
            <FileField field=field accept=".pdf,.jpg,.jpeg,.png,.webp" multiple=true/>
            <Upload
                form_id="upload".to_owned()
                most=view.most_bytes
                sending=t(lang, "documents-sending")
                cancel=t(lang, "documents-cancel")
                cancelled=t(lang, "documents-cancelled")
                broken=t(lang, "documents-broken")
                large=t(lang, "documents-large")
                ended=t(lang, "documents-session-ended")
                log_in=t(lang, "login-lost-link")
                login=super::with_next(shell.href("/login"), &shell.href(&shell.path))
                away=t(lang, "files-upload-away")
                busy=t(lang, "files-upload-busy")
                gone=t(lang, "files-upload-gone")
                failed=t(lang, "files-upload-failed")
                submitted=t(lang, "files-upload-submitted")
                open_case=t(lang, "typed-submitted-link")
            />
            <div class="actions"><Button text=t(lang, "documents-submit")/></div>
        </form>
    }
    .into_any()
}

/// Phones of one maker save pictures in a format that few programs read: how to get a JPEG.
fn heic(shell: &Shell) -> AnyView {
    let lang = shell.lang;
    view! {
        <Notice kind=NoticeKind::Warning title=t(lang, "documents-heic-title")>
            <ul>
                <li>{t(lang, "documents-heic-iphone")}</li>
                <li>{t(lang, "documents-heic-iphone-one")}</li>
                <li>{t(lang, "documents-heic-android")}</li>
            </ul>
        </Notice>
    }
    .into_any()
}

fn attached(shell: &Shell, files: &[FileRow]) -> AnyView {
    let lang = shell.lang;
    if files.is_empty() {
        return view! { <p>{t(lang, "documents-none")}</p> }.into_any();
    }
    let rows: Vec<_> = files
        .iter()
        .cloned()
        .map(|file| {
            let name = file.name.clone();
            let remove = file.remove.map(|action| {
                view! {
                    <form method="post" action=action>
                        <button class="button button--secondary" type="submit">
                            {t(lang, "documents-remove")}<span class="hidden">": "{name}</span>
                        </button>
                    </form>
                }
            });
            let closed = file.note.as_ref().is_some_and(|note| note.closed);
            let name = match closed {
                true => file.name.into_any(),
                false => view! { <a class="row__link" href=file.href>{file.name}</a> }.into_any(),
            };
            let note = file
                .note
                .map(|note| view! { <p class="file-note">{note.text}</p> });
            view! {
                <li class="row">
                    <div class="row__text">
                        <p class="row__title">{name}</p>
                        <p class="row__meta">{file.meta}</p>
                        {note}
                    </div>
                    <div class="row__status">{remove}</div>
                </li>
            }
        })
        .collect();
    view! { <ul class="rows">{rows}</ul> }.into_any()
}
