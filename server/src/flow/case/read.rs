//! Reading a case: its log is checked, and what pages show is what the log adds up to, never the row alone.

use std::sync::Arc;

use domain::{
    case::{
        CaseState, Event, Submitted,
        log::{self, Broken, Entry, Fault},
    },
    regulation::Regulation,
};
use rand::Rng;

use super::{CaseError, regulation};
use crate::{
    core::{Core, editions::CaseRegulation},
    flow::{digest::sha256, integrity::differing, projection::project},
    store::{case::Case, file::FileRow},
};

/// A case as its log tells it.
pub struct Loaded<'a> {
    /// Its row.
    pub case: Case,
    /// Its present state.
    pub state: CaseState,
    /// The edition of the regulation under which it runs.
    pub regulation: CaseRegulation<'a>,
    /// What happened to it, from the submission on.
    pub log: Vec<Event>,
    /// Hash of the last entry of the log.
    pub last_hash: String,
}

impl Loaded<'_> {
    /// What was submitted, as it was then.
    pub fn submitted(&self) -> Option<&Submitted> {
        submitted(&self.log)
    }

    /// The person who applied, by name. The row may name also whom they act for.
    pub fn applicant(&self) -> &str {
        match self.state.registration.applicant.as_str() {
            "" => &self.case.person_name,
            name => name,
        }
    }

    /// SHA-256 of the stored application, hexadecimal; empty in cases from before it was stored.
    pub fn application_hash(&self) -> &str {
        let first = self.submitted();
        first.map_or("", |first| &first.application)
    }
}

/// The same without the regulation, which may be gone.
struct Logged {
    case: Case,
    state: CaseState,
    log: Vec<Event>,
    last_hash: String,
}

impl Logged {
    async fn under_regulation(self, app: &Core) -> Result<Loaded<'_>, CaseError> {
        let first = submitted(&self.log);
        Ok(Loaded {
            regulation: edition(app, &self.case, first).await?,
            case: self.case,
            state: self.state,
            log: self.log,
            last_hash: self.last_hash,
        })
    }
}

/// What the log names; the present regulation, in logs from before editions were kept.
async fn edition<'a>(
    app: &'a Core,
    case: &Case,
    submitted: Option<&Submitted>,
) -> Result<CaseRegulation<'a>, CaseError> {
    let present = regulation(app, &case.regulation);
    let Some(hash) = submitted
        .map(|first| &first.edition)
        .filter(|hash| !hash.is_empty())
    else {
        return present.map(CaseRegulation::Present);
    };
    if let Ok(present) = present
        && app.editions.hash_of(present).is_ok_and(|own| own == *hash)
    {
        return Ok(CaseRegulation::Present(present));
    }
    if let Some(former) = app.editions.former(hash) {
        return Ok(CaseRegulation::Former(former));
    }
    let json = app.store.edition(hash).await?;
    let json = json.filter(|json| sha256(json) == **hash);
    let json =
        json.ok_or_else(|| damaged(&case.id, "the edition that the log names is not there"))?;
    let former = Regulation::of_edition(&json).map_err(|error| damaged(&case.id, error))?;
    let former = Arc::new(former);
    app.editions.keep(hash.clone(), former.clone());
    Ok(CaseRegulation::Former(former))
}

/// Reads a case and checks its log.
pub async fn load<'a>(app: &'a Core, id: &str) -> Result<Loaded<'a>, CaseError> {
    let case = app.store.case(id).await?.ok_or(CaseError::NotFound)?;
    logged(app, case).await?.under_regulation(app).await
}

/// Reads a case of this person; another person's is not found.
pub async fn load_own<'a>(app: &'a Core, person: &str, id: &str) -> Result<Loaded<'a>, CaseError> {
    own(app, person, id).await?.under_regulation(app).await
}

/// The row of a case of this person, as its log has it.
pub async fn own_row(app: &Core, person: &str, id: &str) -> Result<Case, CaseError> {
    Ok(own(app, person, id).await?.case)
}

/// A document that this person submitted with a case of theirs. Its home is the draft from which the case was made.
pub async fn own_file(
    app: &Core,
    person: &str,
    id: &str,
    file: &str,
) -> Result<FileRow, CaseError> {
    let Logged { case, state, .. } = own(app, person, id).await?;
    let file = app.store.file_of_draft(file, &case.draft, person).await?;
    Ok(as_logged(file.ok_or(CaseError::NotFound)?, &state))
}

/// A row as its log has it. Whatever shows the state of a case without [`load`] shows this: a row can be changed in the
/// database, and then says what nobody decided.
pub async fn by_log(app: &Core, row: Case) -> Result<(Case, CaseState), CaseError> {
    let Logged { case, state, .. } = logged(app, row).await?;
    Ok((case, state))
}

/// A file as the log names it, for the same reason.
pub fn as_logged(mut file: FileRow, state: &CaseState) -> FileRow {
    if let Some(item) = state.files().find(|item| item.file == file.id) {
        file.name.clone_from(&item.name);
        file.kind.clone_from(&item.kind);
        file.sha256.clone_from(&item.sha256);
        file.size = item.size;
    }
    file
}

/// The log says whose a case is. Only where it is damaged the row does, and then of nothing but the damage.
async fn own(app: &Core, person: &str, id: &str) -> Result<Logged, CaseError> {
    let row = app.store.case(id).await?.ok_or(CaseError::NotFound)?;
    let is_theirs_by_row = row.person == person;
    match logged(app, row).await {
        Ok(case) if case.case.person != person => Err(CaseError::NotFound),
        Err(CaseError::Damaged(_)) if !is_theirs_by_row => Err(CaseError::NotFound),
        read => read,
    }
}

async fn logged(app: &Core, mut case: Case) -> Result<Logged, CaseError> {
    let entries = app.store.events(&case.id).await?;
    let last_hash = checked(&entries, case.seq).map_err(|broken| damaged(&case.id, broken))?;
    let events = log::decode_all(&entries).map_err(|error| damaged(&case.id, error))?;
    let state = CaseState::fold(&events);
    // The row was read a moment before the log.
    let read = case.clone();
    project(&state, &mut case);
    report_difference(&read, &case);
    Ok(Logged {
        case,
        state,
        log: events,
        last_hash,
    })
}

fn submitted(log: &[Event]) -> Option<&Submitted> {
    match log.first()? {
        Event::Submitted(submitted) => Some(submitted),
        _ => None,
    }
}

fn report_difference(row: &Case, right: &Case) {
    // A row that is behind its log was read before somebody went on with the case.
    if row.seq == right.seq && row != right {
        let fields = differing(row, right).join(", ");
        tracing::error!(
            case = row.id,
            fields,
            "a row does not say what its log says"
        );
    }
}

/// For the log of the server and for whoever reads the page: the same reference.
pub(super) fn damaged(case: &str, why: impl std::fmt::Display) -> CaseError {
    let reference: u32 = rand::rng().random();
    let shown = format!("{reference:08X}");
    tracing::error!(case, reference = shown, %why, "the log of a case is damaged");
    CaseError::Damaged(reference)
}

/// Checks the chain, and that nothing is missing at its end; gives the last hash.
fn checked(entries: &[Entry], seq: i64) -> Result<String, Broken> {
    log::verify(entries)?;
    let written = u64::try_from(seq).unwrap_or_default();
    match entries.last() {
        Some(last) if last.seq >= written => Ok(last.hash.clone()),
        last => Err(Broken {
            seq: last.map_or(1, |last| last.seq.saturating_add(1)),
            fault: Fault::Number,
        }),
    }
}
