//! The results of a case: composed with the event that makes them due, stored with it, read from their bytes alone.

use app::sheet::{Issue, compose_result};
use domain::{
    canonical,
    case::{
        CaseFacts, CaseState, Command, Event, Issued, ResultDue, StaffFact, apply, decide,
        results_due, signed_ahead,
    },
    result::{ResultDocument, read},
};

use super::{
    CaseError,
    application::application_of,
    read::{Loaded, damaged},
    staff_facts::staff_facts,
    unwritable,
};
use crate::{
    core::Core,
    flow::{self, digest::stored},
    store::{
        document::{self, Document},
        new_id,
        staff::Staff,
    },
};

/// Adds to `events` what is issued because of them, and gives the documents that are stored with it.
pub(super) async fn issue(
    app: &Core,
    loaded: &Loaded<'_>,
    events: &mut Vec<Event>,
) -> Result<Vec<Document>, CaseError> {
    let due = results_due(&loaded.state, &loaded.regulation, events);
    if due.is_empty() {
        return Ok(Vec::new());
    }
    let state = events.iter().fold(loaded.state.clone(), apply);
    let application = application_of(app, loaded).await?;
    let mut documents = Vec::new();
    for due in &due {
        let paper = compose_result(Issue {
            regulation: &loaded.regulation,
            state: &state,
            application: &application,
            due,
        });
        let written = canonical::write(&paper).map_err(unwritable)?;
        events.push(Event::Issued(Issued {
            at: due.at,
            output: due.output.clone(),
            document: written.sha256.clone(),
        }));
        documents.push(Document {
            id: new_id(),
            kind: document::RESULT.to_owned(),
            sha256: written.sha256,
            body: written.json,
            created: due.at.timestamp_micros(),
        });
    }
    Ok(documents)
}

/// What `command` of an official would issue last, or sign to be issued later, with the case as it would stand then; none
/// where it does neither. Nothing is stored.
pub async fn paper_of(
    app: &Core,
    staff: &Staff,
    loaded: &Loaded<'_>,
    command: Command,
) -> Result<Option<(CaseState, ResultDue)>, CaseError> {
    let known = staff_facts(app, &command, loaded).await?;
    let facts = facts(app, staff, &known);
    let events = decide(&loaded.state, &loaded.regulation, command, &facts)?;
    let due = results_due(&loaded.state, &loaded.regulation, &events).pop();
    let after = events.iter().fold(loaded.state.clone(), apply);
    Ok(match due {
        Some(due) => Some((after, due)),
        None => signed_ahead(&after, &loaded.regulation, &facts),
    })
}

/// The case as `command` would leave it; nothing is stored.
pub async fn state_after(
    app: &Core,
    staff: &Staff,
    loaded: &Loaded<'_>,
    command: Command,
) -> Result<CaseState, CaseError> {
    let known = staff_facts(app, &command, loaded).await?;
    let facts = facts(app, staff, &known);
    let events = decide(&loaded.state, &loaded.regulation, command, &facts)?;
    Ok(events.iter().fold(loaded.state.clone(), apply))
}

fn facts<'a>(app: &'a Core, staff: &Staff, known: &'a [StaffFact]) -> CaseFacts<'a> {
    CaseFacts {
        now: app.now(),
        calendar: &app.calendar,
        actor: flow::actor(staff),
        staff: known,
        number: None,
        seen: None,
    }
}

/// The results of a case that hold, in the order in which they were issued: the stored bytes, if they are those that the
/// log names. Cases that ended before results were stored have none.
pub async fn results_of(
    app: &Core,
    case: &str,
    state: &CaseState,
) -> Result<Vec<ResultDocument>, CaseError> {
    papers_of(app, case, state.results.iter()).await
}

/// The results of a case that hold no more, in the order in which they ceased to.
pub async fn void_results_of(
    app: &Core,
    case: &str,
    state: &CaseState,
) -> Result<Vec<ResultDocument>, CaseError> {
    papers_of(app, case, state.void.iter().map(|void| &void.issued)).await
}

async fn papers_of(
    app: &Core,
    case: &str,
    issued: impl ExactSizeIterator<Item = &Issued>,
) -> Result<Vec<ResultDocument>, CaseError> {
    if issued.len() == 0 {
        return Ok(Vec::new());
    }
    let documents = app.store.documents_of(case).await?;
    let results = issued.map(|issued| {
        let body = stored(&documents, &issued.document)
            .ok_or_else(|| damaged(case, "a stored result is not the one that the log names"))?;
        read(body).map_err(|error| damaged(case, error))
    });
    results.collect()
}
