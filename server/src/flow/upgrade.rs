//! What an upgrade of the schema leaves to the program: rows that only the logs tell.

use domain::case::{CaseState, log};

use super::{
    deadlines,
    projection::{open_work, project},
};
use crate::store::{Result, Store, check::Upgraded};

/// Cases handled at once.
const BATCH: i64 = 200;

/// Makes the rows of cases that an upgrade asked for. It goes on where it broke off, and several processes may do it
/// at once. A log that cannot be read gets none: the check of logs tells of it.
pub async fn finish(store: &Store) -> Result<()> {
    let mut rebuilt = 0_usize;
    loop {
        let cases = store.cases_to_rebuild(BATCH).await?;
        if cases.is_empty() {
            break;
        }
        for case in &cases {
            let right = by_log(store, case).await?;
            store.end_rebuild(case, right).await?;
        }
        rebuilt += cases.len();
    }
    if rebuilt > 0 {
        tracing::info!(cases = rebuilt, "made the rows of cases from their logs");
    }
    Ok(())
}

/// What a case must be; nothing if there is none, or its log cannot be read.
async fn by_log(store: &Store, id: &str) -> Result<Option<Upgraded>> {
    let Some(mut case) = store.case(id).await? else {
        return Ok(None);
    };
    let entries = store.events(id).await?;
    let events = log::verify(&entries)
        .ok()
        .and(log::decode_all(&entries).ok());
    Ok(events.map(|events| {
        let state = CaseState::fold(&events);
        let seq = case.seq;
        project(&state, &mut case);
        Upgraded {
            case,
            work: open_work(&state),
            seq,
            jobs: deadlines::still_open(id, &state),
        }
    }))
}
