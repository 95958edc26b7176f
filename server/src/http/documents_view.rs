//! What the pages of documents show.

use app::{
    components::{TagKind, TagText, TaskItem},
    format,
    pages::documents::{DocumentsView, FileRow as ShownFile, SlotView},
    text::{Lang, t, t_with, value},
};
use domain::{
    condition::Truth,
    regulation::{Certainty, Evidence, Supply},
};

use super::{draft::Loaded, reader::Reader};
use crate::{flow::upload::FILE_BYTES, store::file::FileRow};

/// The list of documents.
pub(super) fn list(reader: &Reader, loaded: &Loaded<'_>, files: &[FileRow]) -> DocumentsView {
    let lang = reader.lang;
    let path = |rest: &str| reader.href(&format!("/drafts/{}{rest}", loaded.draft.id));
    let attached: u64 = files.iter().map(|file| file.size).sum();
    let slots = domain::evidence::needed(loaded.regulation, &loaded.facts)
        .into_iter()
        .map(|(document, needed)| TaskItem {
            id: format!("slot-{}", document.id),
            title: document.name.get(lang).to_owned(),
            hint: document.hint.as_ref().map(|hint| hint.get(lang).to_owned()),
            href: Some(path(&format!("/documents/{}", document.id))),
            status: status(lang, document, needed, files),
        })
        .collect();
    DocumentsView {
        slots,
        back: path(""),
        next: path(""),
        attached: (attached > 0).then(|| format::bytes(lang, attached)),
        register_down: loaded.draft.body.register_down,
    }
}

fn status(lang: Lang, document: &Evidence, needed: Truth, files: &[FileRow]) -> TagText {
    let attached = files.iter().filter(|file| file.slot == document.id).count();
    let (kind, text) = match (document.supply, needed) {
        (Supply::Register, _) => (TagKind::Info, t(lang, "documents-status-register")),
        (Supply::Form, _) => (TagKind::Info, t(lang, "documents-status-form")),
        (Supply::Attach, _) if attached > 0 => (
            TagKind::Ok,
            t_with(lang, "documents-status-attached", &[("n", value(attached))]),
        ),
        (Supply::Attach, Truth::Met) => (TagKind::Warn, t(lang, "documents-status-needed")),
        (Supply::Attach, Truth::NotMet) => (TagKind::Neutral, t(lang, "documents-status-optional")),
        (Supply::Attach, Truth::Unknown) => (TagKind::Neutral, t(lang, "documents-status-unknown")),
    };
    TagText::new(kind, text)
}

/// The page of one document.
pub(super) fn document(
    reader: &Reader,
    loaded: &Loaded<'_>,
    document: &Evidence,
    files: &[FileRow],
) -> SlotView {
    let lang = reader.lang;
    let list = reader.href(&format!("/drafts/{}/documents", loaded.draft.id));
    let action = format!("{list}/{}", document.id);
    let needed = document.required.check(&loaded.facts);
    let certainty = match document.status {
        Certainty::Confirmed => "documents-certainty-confirmed",
        Certainty::Partial => "documents-certainty-partial",
        Certainty::Unknown => "documents-certainty-unknown",
    };
    let own = files.iter().filter(|file| file.slot == document.id);
    SlotView {
        name: document.name.get(lang).to_owned(),
        hint: document.hint.as_ref().map(|hint| hint.get(lang).to_owned()),
        status: status(lang, document, needed, files),
        certainty: t(lang, certainty),
        source: document.source.get(lang).to_owned(),
        files: own.map(|file| shown(lang, &action, file)).collect(),
        attach: document.supply == Supply::Attach,
        errors: Vec::new(),
        heic: false,
        most_bytes: FILE_BYTES,
        back: list,
        action,
    }
}

fn shown(lang: Lang, action: &str, file: &FileRow) -> ShownFile {
    let kind = match file.kind.as_str() {
        "application/pdf" => "PDF",
        "image/jpeg" => "JPEG",
        "image/png" => "PNG",
        _ => "WebP",
    };
    ShownFile {
        href: format!("{action}/{}", file.id),
        remove: format!("{action}/{}/remove", file.id),
        name: file.name.clone(),
        meta: format!("{kind}, {}", format::bytes(lang, file.size)),
    }
}
