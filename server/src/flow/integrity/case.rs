//! One case: its log against its seals, its row and its files against its log.

use domain::case::{
    CaseState, Event,
    log::{self, Entry},
};

use super::{Checked, Fault, Finding, files::check_files};
use crate::{
    flow::{
        digest::stored,
        projection::{open_work, project},
    },
    store::{
        Store, StoreError,
        case::{Case, OpenWork},
        file::Files,
        seal::Seal,
    },
};

/// What a row must be by its log, and the state; why not, if the log is broken.
fn by_log(row: &Case, entries: &[Entry]) -> Result<(Case, CaseState), String> {
    log::verify(entries).map_err(|broken| broken.to_string())?;
    let (Some(last), written) = (entries.last(), row.seq.unsigned_abs()) else {
        return Err("the log is empty".to_owned());
    };
    if last.seq < written {
        return Err(format!(
            "the row knows of {written} entries, the log has {}",
            last.seq
        ));
    }
    let events = log::decode_all(entries).map_err(|error| error.to_string())?;
    let state = CaseState::fold(&events);
    let mut right = row.clone();
    project(&state, &mut right);
    Ok((right, state))
}

/// What the rows of a case must be.
pub struct Rebuilt {
    /// Its own.
    pub case: Case,
    /// Those of its open work.
    pub work: OpenWork,
    /// What they say otherwise now.
    pub differing: Vec<&'static str>,
}

/// What the rows of `row` must be; why they are to be left alone, if its log is not to be trusted.
pub async fn rebuilt(store: &Store, row: &Case) -> Result<Result<Rebuilt, String>, StoreError> {
    let work = store.work_of(&row.id).await?;
    let seals = store.seals_of(&row.id).await?;
    let entries = store.events(&row.id).await?;
    if let Some(seal) = seals.iter().find(|seal| !agrees(seal, &entries)) {
        return Ok(Err(not_sealed(seal)));
    }
    Ok(by_log(row, &entries).map(|(case, state)| {
        let mut wrong = differing(row, &case);
        let right = open_work(&state);
        wrong.extend(differing_work(&work, &right));
        Rebuilt {
            case,
            work: right,
            differing: wrong,
        }
    }))
}

/// The names of what a row says otherwise than its log.
pub fn differing(row: &Case, right: &Case) -> Vec<&'static str> {
    let fields = [
        ("number", row.number != right.number),
        ("code", row.code != right.code),
        ("draft", row.draft != right.draft),
        ("regulation", row.regulation != right.regulation),
        ("person", row.person != right.person),
        ("person_name", row.person_name != right.person_name),
        ("lang", row.lang != right.lang),
        ("office", row.office != right.office),
        ("channel", row.channel != right.channel),
        ("state", row.state != right.state),
        ("due", row.due != right.due),
        ("registered", row.registered != right.registered),
        ("closed", row.closed != right.closed),
        ("late", row.late != right.late),
        ("seq", row.seq != right.seq),
        ("added", row.added != right.added),
        ("replaced", row.replaced != right.replaced),
    ];
    let wrong = fields.into_iter().filter(|(_, wrong)| *wrong);
    wrong.map(|(name, _)| name).collect()
}

/// The names of what the rows of the open work say otherwise than the log.
fn differing_work(work: &OpenWork, right: &OpenWork) -> Vec<&'static str> {
    let parts = [
        ("task", work.tasks != right.tasks),
        ("case_staff", work.staff != right.staff),
    ];
    let wrong = parts.into_iter().filter(|(_, wrong)| *wrong);
    wrong.map(|(name, _)| name).collect()
}

fn agrees(seal: &Seal, entries: &[Entry]) -> bool {
    let seq = seal.seq.unsigned_abs();
    let entry = entries.iter().find(|entry| entry.seq == seq);
    entry.is_some_and(|entry| entry.hash == seal.hash)
}

fn not_sealed(seal: &Seal) -> String {
    format!("entry {} is not the one that was sealed", seal.seq)
}

/// Checks the case `id`, of which any part may be gone; the bytes of its files too, if `files` is given.
pub async fn check_case(
    store: &Store,
    files: Option<&Files>,
    id: &str,
    checked: &mut Checked,
) -> Result<(), StoreError> {
    // In this order: somebody may go on with the case meanwhile, and then each knows at least what the one before knew.
    let seals = store.seals_of(id).await?;
    let row = store.case(id).await?;
    let work = store.work_of(id).await?;
    let entries = store.events(id).await?;
    checked.entries += entries.len();
    let Some(row) = row else {
        without_row(id, &seals, &entries, checked);
        return Ok(());
    };
    checked.cases += 1;
    for seal in seals.iter().filter(|seal| !agrees(seal, &entries)) {
        checked
            .findings
            .push(Finding::new(Fault::Sealed, &row, not_sealed(seal)));
    }
    let (right, state) = match by_log(&row, &entries) {
        Ok(right) => right,
        Err(broken) => {
            checked
                .findings
                .push(Finding::new(Fault::Log, &row, broken));
            return Ok(());
        }
    };
    let mut wrong = differing(&row, &right);
    wrong.extend(differing_work(&work, &open_work(&state)));
    // Logs from before the draft was kept in them do not name it; the draft names the case.
    if wrong.is_empty() && store.case_of_draft(&row.draft).await?.as_deref() != Some(id) {
        wrong.push("draft");
    }
    // Somebody may have gone on with the case between the two reads.
    if !wrong.is_empty() && store.case(id).await?.as_ref() == Some(&row) {
        let finding = Finding::new(Fault::Row, &row, wrong.join(", "));
        checked.findings.push(finding);
    }
    check_documents(store, &right, &entries, checked).await?;
    check_files(store, files, &right, &state, checked).await
}

/// The log names the bytes of the application and of each result; entries from before they were stored name none.
async fn check_documents(
    store: &Store,
    row: &Case,
    entries: &[Entry],
    checked: &mut Checked,
) -> Result<(), StoreError> {
    let events = entries.iter().filter_map(|entry| log::decode(entry).ok());
    let named = events.filter_map(|event| match event {
        Event::Submitted(first) => Some((Fault::Application, "application", first.application)),
        Event::Issued(issued) => Some((Fault::Result, "result", issued.document)),
        _ => None,
    });
    let named: Vec<_> = named.filter(|(.., hash)| !hash.is_empty()).collect();
    if named.is_empty() {
        return Ok(());
    }
    let documents = store.documents_of(&row.id).await?;
    for (fault, what, hash) in named {
        if stored(&documents, &hash).is_none() {
            let detail = format!("the stored {what} is not the one that the log names");
            checked.findings.push(Finding::new(fault, row, detail));
        }
    }
    Ok(())
}

/// Tells of a case that has no row. Its number stands in its log, if there is one, and its files belong to it still.
fn without_row(id: &str, seals: &[Seal], entries: &[Entry], checked: &mut Checked) {
    let state = log::decode_all(entries).map(|events| CaseState::fold(&events));
    let state = state.unwrap_or_default();
    let case = Case {
        id: id.to_owned(),
        number: state.number.clone(),
        ..Case::default()
    };
    let files = state.files().map(|item| item.file.clone());
    checked.without_row.extend(files);
    let finding = match (entries.last(), seals.last()) {
        (Some(_), _) => Finding::new(Fault::NoRow, &case, "the log has no row"),
        (None, Some(seal)) => {
            let detail = format!(
                "entry {} was sealed, and neither the log nor the row is there",
                seal.seq
            );
            Finding::new(Fault::NoCase, &case, detail)
        }
        (None, None) => return,
    };
    checked.findings.push(finding);
}
