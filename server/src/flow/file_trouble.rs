//! Files that are entered and cannot be opened: the scanner has not seen them or found something, or their bytes are
//! gone.

use std::collections::HashMap;
use std::sync::Arc;

use futures::{StreamExt, TryStreamExt};

use super::upload::{read_object, remove_object};
use crate::{
    core::Core,
    ports::scan::ScanFinding,
    store::{
        StoreError,
        file::{FileRow, Scan},
    },
};

/// Why a file cannot be opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// The scanner has not seen it yet.
    Waiting,
    /// The scanner found something; the bytes are gone.
    Harmful,
    /// The bytes are gone or cut off.
    Lost,
}

/// Troubles by the id of the file.
pub type Troubles = HashMap<String, Trouble>;

/// Files of a draft that are asked for at a time.
const AT_A_TIME: usize = 8;
/// Files that one round of scanning takes.
const ROUND: i64 = 100;

fn of_scan(scan: Scan) -> Option<Trouble> {
    match scan {
        Scan::None | Scan::Clean => None,
        Scan::Waiting => Some(Trouble::Waiting),
        Scan::Refused => Some(Trouble::Harmful),
    }
}

/// What is wrong with the files of a draft or of a step in hand. Whoever is about to sign must hear of lost bytes before,
/// not a reader after: so the store is asked for each of them.
pub async fn of_files(app: &Core, files: &[FileRow]) -> Result<Troubles, StoreError> {
    let asked = files.iter().map(|file| async move {
        let trouble = match of_scan(file.scan) {
            Some(Trouble::Harmful) => Some(Trouble::Harmful),
            _ if !app.files.has(file).await? => Some(Trouble::Lost),
            scanned => scanned,
        };
        Ok::<_, StoreError>(trouble.map(|trouble| (file.id.clone(), trouble)))
    });
    let asked: Vec<_> = asked.collect();
    let found: Vec<_> = futures::stream::iter(asked)
        .buffered(AT_A_TIME)
        .try_collect()
        .await?;
    Ok(found.into_iter().flatten().collect())
}

/// What the scanner keeps back of the files in these homes.
pub async fn of_scanner(app: &Core, homes: &[&str]) -> Result<Troubles, StoreError> {
    let mut troubles = Troubles::new();
    for home in homes {
        let files = app.store.files_of_scanner(home).await?;
        troubles.extend(
            files
                .into_iter()
                .filter_map(|file| Some((file.id, of_scan(file.scan)?))),
        );
    }
    Ok(troubles)
}

/// Asks the scanner about the files that wait for it. It stops at the first that is not answered: the next round
/// begins there.
pub async fn scan_waiting(app: &Arc<Core>) -> Result<(), StoreError> {
    let Some(scanner) = &app.ports.scanner else {
        return Ok(());
    };
    for file in app.store.files_to_scan(ROUND).await? {
        let Ok(bytes) = read_object(&app.files, &file.home, &file.id).await else {
            // Nothing to scan: whoever opens its page sees that it is lost.
            tracing::warn!(
                file = file.id,
                "a file that waits for the scanner cannot be read"
            );
            continue;
        };
        let scan = match scanner.scan(bytes).await {
            Ok(ScanFinding::Clean) => Scan::Clean,
            Ok(ScanFinding::Harmful) => Scan::Refused,
            Err(_) => return Ok(()),
        };
        match app.store.set_scan(&file.id, scan).await {
            Ok(()) => {}
            // Another server was faster, or the applicant has removed it.
            Err(StoreError::Conflict) => continue,
            Err(error) => return Err(error),
        }
        if scan == Scan::Refused {
            remove_object(&app.files, &file.home, &file.id).await;
        }
    }
    Ok(())
}
