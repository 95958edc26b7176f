//! What the pages of documents show.

use app::{
    components::{TagKind, TagText, TaskItem},
    format,
    pages::{
        case::request,
        documents::{DocumentsOf, DocumentsView, FileRow as ShownFile, SlotView},
    },
    text::{Lang, t, t_with, value},
};
use domain::{
    case::{CaseState, EvidenceItem, Request},
    condition::Truth,
    file_name::served,
    form::{Answers, facts, slots},
    regulation::{Certainty, Evidence, Supply},
};

use crate::{
    flow::{
        case,
        file_trouble::{self, Trouble, Troubles},
    },
    http::{
        draft::loaded::LoadedDraft,
        kit::{
            file_notes::{Audience, note},
            page_context::PageContext,
            web::App,
        },
    },
    store::{StoreError, file::FILE_BYTES},
};

/// The documents of a draft or a case, for their pages.
pub(crate) struct DocumentSet {
    of: DocumentsOf,
    slots: Vec<(Evidence, Truth)>,
    files: Vec<EvidenceItem>,
    troubles: Troubles,
    /// The path of the draft or case, without the language.
    home: String,
    /// The number of the case; empty for a draft.
    number: String,
    open: bool,
    register_down: bool,
    /// What the applicant is asked for: ids of documents, and the page of the request without the language.
    asked: Vec<(Vec<String>, String)>,
    /// The documents for which a register is asked at a later step.
    later: Vec<String>,
    /// Those of them of which nothing came since they were asked for.
    missing: Vec<String>,
}

impl DocumentSet {
    /// A draft, with its files.
    pub(crate) async fn draft(
        app: &App,
        loaded: &LoadedDraft<'_>,
    ) -> Result<DocumentSet, StoreError> {
        let files = app.store.files_of(&loaded.draft.id).await?;
        let documents = loaded.regulation.evidence.iter();
        let later = documents.filter(|one| loaded.regulation.is_asked_later(one));
        Ok(DocumentSet {
            later: later.map(|document| document.id.clone()).collect(),
            troubles: file_trouble::of_files(app, &files).await?,
            of: DocumentsOf::Draft,
            slots: loaded.check().slots(),
            files: files.iter().map(EvidenceItem::from).collect(),
            home: format!("/drafts/{}", loaded.draft.id),
            number: String::new(),
            open: true,
            register_down: loaded.draft.body.register_down,
            asked: Vec::new(),
            missing: Vec::new(),
        })
    }

    pub(crate) async fn case(
        app: &App,
        loaded: &case::Loaded<'_>,
    ) -> Result<DocumentSet, StoreError> {
        let (state, regulation) = (&loaded.state, &loaded.regulation);
        let answers = Answers(state.answers.clone());
        let requests = Request::all(state, regulation);
        let asked: Vec<(Vec<String>, String)> = requests
            .iter()
            .map(|request| (request.slots().to_vec(), request::path(request)))
            .collect();
        // What is asked for must come, whatever the form said of it.
        let needed_now = |document: &Evidence, needed| {
            let mut slots = asked.iter().flat_map(|(slots, _)| slots);
            match slots.any(|slot| *slot == document.id) {
                true => Truth::Met,
                false => needed,
            }
        };
        Ok(DocumentSet {
            missing: requests.iter().flat_map(|one| one.missing(state)).collect(),
            troubles: file_trouble::of_scanner(app, &[&loaded.case.draft]).await?,
            of: DocumentsOf::Case,
            slots: slots(
                regulation,
                &answers,
                &facts(regulation, state.channel, &answers),
            )
            .into_iter()
            .map(|(document, needed)| with_copy(state, document, needed))
            .map(|(document, needed)| {
                let needed = needed_now(&document, needed);
                (document, needed)
            })
            .collect(),
            files: state.evidence.clone(),
            home: format!("/cabinet/cases/{}", loaded.case.id),
            number: loaded.case.number.clone(),
            open: state.takes_documents(),
            register_down: false,
            later: Vec::new(),
            asked,
        })
    }

    pub(crate) fn page(&self, document: &Evidence) -> String {
        format!("{}/documents/{}", self.home, document.id)
    }

    /// Where the page of a document leads back to: to what asks for it, or to the list.
    fn back(&self, document: &Evidence) -> String {
        let mut asked = self.asked.iter();
        let asks = asked.find(|(slots, _)| slots.is_empty() || slots.contains(&document.id));
        match asks {
            Some((_, page)) => format!("{}/{page}", self.home),
            None => format!("{}/documents", self.home),
        }
    }
}

/// A document that no register gave is attached like any other.
fn with_copy(state: &CaseState, document: Evidence, needed: Truth) -> (Evidence, Truth) {
    if document.supply != Supply::Register || !state.takes_copy(&document) {
        return (document, needed);
    }
    let copy = Evidence {
        supply: Supply::Attach,
        // It says that the portal takes the document from the register.
        hint: None,
        ..document
    };
    (copy, Truth::NotMet)
}

/// The place `slot` of a case, if the applicant may attach something there.
pub(crate) fn case_slot(loaded: &case::Loaded<'_>, slot: &str) -> Option<Evidence> {
    let answers = Answers(loaded.state.answers.clone());
    let document = domain::form::slot(&loaded.regulation, &answers, slot)?;
    let (document, _) = with_copy(&loaded.state, document, Truth::NotMet);
    (document.supply == Supply::Attach).then_some(document)
}

pub(crate) fn list(context: &PageContext, place: &DocumentSet) -> DocumentsView {
    let lang = context.lang;
    let attached: u64 = place.files.iter().map(|file| file.size).sum();
    let slots = place.slots.iter();
    let slots = slots
        .filter(|(document, _)| place.of == DocumentsOf::Draft || document.supply == Supply::Attach)
        .map(|(document, needed)| TaskItem {
            id: row_id(&document.id),
            title: document.name.get(lang).to_owned(),
            hint: document.hint.as_ref().map(|hint| hint.get(lang).to_owned()),
            href: Some(context.href(&place.page(document))),
            status: status(lang, document, *needed, place),
        })
        .collect();
    let home = context.href(&place.home);
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

/// The id of a document's row.
pub(crate) fn row_id(slot: &str) -> String {
    format!("slot-{slot}")
}

/// The document of a row.
pub(crate) fn slot_of_row(row: &str) -> Option<&str> {
    row.strip_prefix("slot-")
}

fn status(lang: Lang, document: &Evidence, needed: Truth, place: &DocumentSet) -> TagText {
    let own = place.files.iter().filter(|file| file.slot == document.id);
    let attached = own.clone().count();
    let unfit = own
        .filter_map(|file| place.troubles.get(&file.file))
        .any(|trouble| *trouble != Trouble::Waiting);
    let (kind, text) = match (document.supply, needed) {
        (Supply::Attach, _) if unfit => (TagKind::Bad, t(lang, "files-status-again")),
        (Supply::Register, _) if place.later.contains(&document.id) => {
            (TagKind::Info, t(lang, "documents-status-register-later"))
        }
        (Supply::Register, _) => (TagKind::Info, t(lang, "documents-status-register")),
        (Supply::Form, _) => (TagKind::Info, t(lang, "documents-status-form")),
        (Supply::Attach, _) if place.missing.contains(&document.id) => {
            (TagKind::Warn, t(lang, "documents-status-needed"))
        }
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

pub(crate) fn document(
    context: &PageContext,
    place: &DocumentSet,
    document: &Evidence,
) -> SlotView {
    let lang = context.lang;
    let own = place.slots.iter().find(|(slot, _)| slot.id == document.id);
    let needed = own.map_or(Truth::Unknown, |(_, needed)| *needed);
    let certainty = match (document.status, document.supply) {
        (Certainty::Confirmed, _) => "documents-certainty-confirmed",
        (_, Supply::Attach) => "documents-certainty-asked",
        (Certainty::Partial, _) => "documents-certainty-partial",
        (Certainty::Unknown, _) => "documents-certainty-unknown",
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
            .map(|file| shown(context, place, document, file))
            .collect(),
        attach: place.open && document.supply == Supply::Attach,
        errors: Vec::new(),
        heic: false,
        most_bytes: FILE_BYTES,
        back: context.href(&place.back(document)),
        action: context.href(&place.page(document)),
    }
}

fn shown(
    context: &PageContext,
    place: &DocumentSet,
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
        DocumentsOf::Draft => Audience::Draft,
        DocumentsOf::Case => Audience::Case,
    };
    let (href, remove) = match place.of {
        DocumentsOf::Draft => {
            let href = context.href(&format!("{}/{}", place.page(document), file.file));
            (href.clone(), Some(format!("{href}/remove")))
        }
        DocumentsOf::Case => {
            let href = context.href(&format!("{}/files/{}", place.home, file.file));
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
            .map(|trouble| note(context.lang, *trouble, of)),
        meta: format!("{kind}, {}", format::bytes(context.lang, file.size)),
    }
}
