//! What the pages of documents show.

use app::{
    components::{TagKind, TagText, TaskItem},
    format,
    pages::documents::{DocumentsOf, DocumentsView, FileRow as ShownFile, SlotView},
    text::{Lang, t, t_with, value},
};
use domain::{
    case::EvidenceItem,
    condition::{Facts, Truth},
    file_name::served,
    form::Answers,
    regulation::{Certainty, Evidence, Regulation, Supply},
};

use crate::{
    flow::{
        case,
        held::{self, Trouble, Troubles},
        upload::FILE_BYTES,
    },
    http::{
        draft::form,
        kit::{
            file_notes::{Of, note},
            page_context::Reader,
            web::App,
        },
    },
    store::StoreError,
};

/// Where documents are attached.
pub(crate) struct Place<'a> {
    of: DocumentsOf,
    regulation: &'a Regulation,
    facts: Facts,
    files: Vec<EvidenceItem>,
    troubles: Troubles,
    /// The path of the draft or case, without the language.
    home: String,
    /// The number of the case; empty for a draft.
    number: String,
    /// Whether files may be attached now.
    open: bool,
    register_down: bool,
}

impl<'a> Place<'a> {
    /// A draft, with its files.
    pub(crate) async fn draft(
        app: &App,
        loaded: &form::Loaded<'a>,
    ) -> Result<Place<'a>, StoreError> {
        let files = app.store.files_of(&loaded.draft.id).await?;
        Ok(Place {
            troubles: held::of_files(app, &files).await?,
            of: DocumentsOf::Draft,
            regulation: loaded.regulation,
            facts: loaded.check().facts().clone(),
            files: files.iter().map(EvidenceItem::from).collect(),
            home: format!("/drafts/{}", loaded.draft.id),
            number: String::new(),
            open: true,
            register_down: loaded.draft.body.register_down,
        })
    }

    /// A case.
    pub(crate) async fn case(
        app: &App,
        loaded: &'a case::Loaded<'a>,
    ) -> Result<Place<'a>, StoreError> {
        let (state, regulation) = (&loaded.state, &loaded.regulation);
        Ok(Place {
            troubles: held::kept_back(app, &[&loaded.case.draft]).await?,
            of: DocumentsOf::Case,
            regulation,
            facts: domain::form::facts(regulation, state.channel, &Answers(state.answers.clone())),
            files: state.evidence.clone(),
            home: format!("/cabinet/cases/{}", loaded.case.id),
            number: loaded.case.number.clone(),
            open: state.is_open(),
            register_down: false,
        })
    }

    /// The page of one document.
    pub(crate) fn page(&self, document: &Evidence) -> String {
        format!("{}/documents/{}", self.home, document.id)
    }
}

/// The list of documents.
pub(crate) fn list(reader: &Reader, place: &Place<'_>) -> DocumentsView {
    let lang = reader.lang;
    let attached: u64 = place.files.iter().map(|file| file.size).sum();
    let slots = domain::evidence::needed(place.regulation, &place.facts)
        .into_iter()
        .filter(|(document, _)| place.of == DocumentsOf::Draft || document.supply == Supply::Attach)
        .map(|(document, needed)| TaskItem {
            id: format!("slot-{}", document.id),
            title: document.name.get(lang).to_owned(),
            hint: document.hint.as_ref().map(|hint| hint.get(lang).to_owned()),
            href: Some(reader.href(&place.page(document))),
            status: status(lang, document, needed, place),
        })
        .collect();
    let home = reader.href(&place.home);
    DocumentsView {
        of: place.of,
        number: place.number.clone(),
        slots,
        back: home.clone(),
        next: home,
        attached: (attached > 0).then(|| format::bytes(lang, attached)),
        register_down: place.register_down,
    }
}

fn status(lang: Lang, document: &Evidence, needed: Truth, place: &Place<'_>) -> TagText {
    let own = place.files.iter().filter(|file| file.slot == document.id);
    let attached = own.clone().count();
    let unfit = own
        .filter_map(|file| place.troubles.get(&file.file))
        .any(|trouble| *trouble != Trouble::Waiting);
    let (kind, text) = match (document.supply, needed) {
        (Supply::Attach, _) if unfit => (TagKind::Bad, t(lang, "files-status-again")),
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
pub(crate) fn document(reader: &Reader, place: &Place<'_>, document: &Evidence) -> SlotView {
    let lang = reader.lang;
    let needed = document.required.check(&place.facts);
    let certainty = match document.status {
        Certainty::Confirmed => "documents-certainty-confirmed",
        Certainty::Partial => "documents-certainty-partial",
        Certainty::Unknown => "documents-certainty-unknown",
    };
    let own = place.files.iter().filter(|file| file.slot == document.id);
    SlotView {
        of: place.of,
        name: document.name.get(lang).to_owned(),
        hint: document.hint.as_ref().map(|hint| hint.get(lang).to_owned()),
        status: status(lang, document, needed, place),
        certainty: t(lang, certainty),
        source: document.source.get(lang).to_owned(),
        files: own
            .map(|file| shown(reader, place, document, file))
            .collect(),
        attach: place.open && document.supply == Supply::Attach,
        errors: Vec::new(),
        heic: false,
        most_bytes: FILE_BYTES,
        back: reader.href(&format!("{}/documents", place.home)),
        action: reader.href(&place.page(document)),
    }
}

fn shown(
    reader: &Reader,
    place: &Place<'_>,
    document: &Evidence,
    file: &EvidenceItem,
) -> ShownFile {
    let kind = match file.kind.as_str() {
        "application/pdf" => "PDF",
        "image/jpeg" => "JPEG",
        "image/png" => "PNG",
        _ => "WebP",
    };
    let of = match place.of {
        DocumentsOf::Draft => Of::Draft,
        DocumentsOf::Case => Of::Case,
    };
    let (href, remove) = match place.of {
        DocumentsOf::Draft => {
            let href = reader.href(&format!("{}/{}", place.page(document), file.file));
            (href.clone(), Some(format!("{href}/remove")))
        }
        DocumentsOf::Case => {
            let href = reader.href(&format!("{}/files/{}", place.home, file.file));
            (href, None)
        }
    };
    ShownFile {
        href,
        remove,
        name: served(&file.name, &file.kind),
        note: place
            .troubles
            .get(&file.file)
            .map(|trouble| note(reader.lang, *trouble, of)),
        meta: format!("{kind}, {}", format::bytes(reader.lang, file.size)),
    }
}
