//! Files: the scanner is asked again, and what nothing refers to is taken away.

use std::{
    collections::HashSet,
    path::Path as FsPath,
    sync::Arc,
    time::{Duration, SystemTime},
};

use chrono::{DateTime, Days, Utc};
use domain::case::{CaseState, log};
use futures::TryStreamExt;
use object_store::{ObjectStoreExt, path::Path};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::job::{Job, Next};
use crate::{
    core::Core,
    flow::{file_trouble, upload::ORPHAN_AGE},
    store::{StoreError, job::Lane},
};

/// How often orphans are looked for.
const CLEANING: Duration = Duration::from_secs(24 * 60 * 60);
/// Logs that are looked at at once.
const LOGS: i64 = 1000;

/// Asks the scanner about files that wait for it.
#[derive(Serialize, Deserialize)]
pub(super) struct ScanWaiting;

impl Job for ScanWaiting {
    const KIND: &'static str = "scan-waiting";
    const LANE: Lane = Lane::Files;
    const RECURS: bool = true;

    async fn run(&self, core: &Arc<Core>, _: &str) -> anyhow::Result<Next> {
        // A setting that is changed needs a start, and then this job is due.
        if core.ports.scanner.is_none() {
            return Ok(Next::Again(CLEANING));
        }
        file_trouble::scan_waiting(core).await?;
        let seconds = core.config.files.scan_again_seconds;
        Ok(Next::Again(Duration::from_secs(seconds)))
    }
}

/// Removes what no row names from the object store, and counts of what was sent on past days.
#[derive(Serialize, Deserialize)]
pub(super) struct RemoveOrphans;

impl Job for RemoveOrphans {
    const KIND: &'static str = "remove-orphans";
    const LANE: Lane = Lane::Files;
    const RECURS: bool = true;

    async fn run(&self, core: &Arc<Core>, _: &str) -> anyhow::Result<Next> {
        tokio::select! {
            () = core.stopping.cancelled() => Ok(Next::Again(Duration::ZERO)),
            () = clean(core) => Ok(Next::Again(CLEANING)),
        }
    }
}

async fn clean(app: &Core) {
    match remove_orphans(app).await {
        Ok(0) => {}
        Ok(removed) => tracing::info!(removed, "objects that no row names were removed"),
        Err(error) => tracing::warn!(%error, "looking for objects that no row names"),
    }
    if let Some(folder) = app.files.as_folder().map(FsPath::to_owned) {
        let removed = tokio::task::spawn_blocking(move || remove_unfinished(&folder)).await;
        match removed {
            Ok(Ok(0)) => {}
            Ok(Ok(removed)) => tracing::info!(removed, "unfinished uploads were removed"),
            Ok(Err(error)) => tracing::warn!(%error, "looking for unfinished uploads"),
            Err(error) => tracing::warn!(%error, "looking for unfinished uploads"),
        }
    }
    let yesterday = domain::calendar::local(app.now()).date_naive() - Days::new(1);
    if let Err(error) = app.store.forget_sent_before(&yesterday.to_string()).await {
        tracing::warn!(%error, "forgetting what was sent on past days");
    }
}

/// Removes objects that neither a row nor a log names. The row is asked for after the object was seen, and an upload enters
/// it within minutes: an object of a day without one will never get one. What a log names belongs to its case, whatever
/// became of its row.
async fn remove_orphans(app: &Core) -> Result<usize, StoreError> {
    // Objects carry the time of the machine, whatever clock the portal runs by.
    let young = DateTime::<Utc>::from(SystemTime::now() - ORPHAN_AGE);
    let store = app.files.object_store();
    let mut objects = store.list(None);
    let (mut removed, mut lost) = (0, None);
    while let Some(object) = objects.try_next().await? {
        if object.last_modified > young {
            continue;
        }
        // What is not named as a file of ours is none of ours.
        let Some((home, id)) = names(&object.location) else {
            continue;
        };
        if app.store.is_file(&id, &home).await? || app.store.is_named(&id, &home).await? {
            continue;
        }
        // Rare: the logs are read once, when there is something to remove at all.
        if lost.is_none() {
            lost = Some(named_by_lost_cases(app).await?);
        }
        if !lost.as_ref().is_some_and(|lost| lost.contains(&id)) {
            store.delete(&object.location).await?;
            removed += 1;
        }
    }
    Ok(removed)
}

/// Files that logs name which have lost their row: from their homes no way leads to them.
async fn named_by_lost_cases(app: &Core) -> Result<HashSet<String>, StoreError> {
    let (mut named, mut after) = (HashSet::new(), String::new());
    loop {
        let logs = app.store.logs_after(&after, LOGS).await?;
        let Some((last, _)) = logs.last() else {
            return Ok(named);
        };
        after.clone_from(last);
        for (case, _) in logs.iter().filter(|(_, has_row)| !has_row) {
            // What cannot be read any more may name anything.
            let events = log::decode_all(&app.store.events(case).await?);
            let events = events.map_err(|error| StoreError::Damaged(error.to_string()))?;
            let state = CaseState::fold(&events);
            named.extend(state.files().map(|item| item.file.clone()));
        }
    }
}

fn names(path: &Path) -> Option<(String, String)> {
    let mut parts = path.parts().map(|part| part.as_ref().to_owned());
    let (home, id) = (parts.next()?, parts.next()?);
    let is_id = |text: &str| Uuid::try_parse(text).is_ok();
    (parts.next().is_none() && is_id(&home) && is_id(&id)).then_some((home, id))
}

/// Removes what the object store left of uploads that were killed: `<id>#<number>` beside the file to be. Its own list
/// does not show them; in a bucket the service removes unfinished uploads by a rule of its own.
fn remove_unfinished(folder: &FsPath) -> std::io::Result<usize> {
    let mut removed = 0;
    for home in std::fs::read_dir(folder)? {
        let home = home?;
        if !home.file_type()?.is_dir() {
            continue;
        }
        for entry in std::fs::read_dir(home.path())? {
            let path = entry?.path();
            if is_unfinished(&path) && is_old(&path) {
                std::fs::remove_file(&path)?;
                removed += 1;
            }
        }
    }
    Ok(removed)
}

fn is_unfinished(path: &FsPath) -> bool {
    let name = path.file_name().and_then(|name| name.to_str());
    let parts = name.and_then(|name| name.rsplit_once('#'));
    parts.is_some_and(|(id, number)| {
        Uuid::try_parse(id).is_ok()
            && !number.is_empty()
            && number.bytes().all(|byte| byte.is_ascii_digit())
    })
}

fn is_old(path: &FsPath) -> bool {
    let modified = std::fs::metadata(path).and_then(|metadata| metadata.modified());
    modified.is_ok_and(|modified| modified.elapsed().is_ok_and(|age| age > ORPHAN_AGE))
}
