//! Seals the heads of logs, and notes the last seal.

use object_store::{ObjectStoreExt, path::Path as Key};

use crate::{
    core::seal_key::SealKey,
    store::{
        Store, StoreError,
        file::{Files, OWN},
        seal::Seal,
    },
};

/// Logs that are sealed in one write.
const BATCH: i64 = 100;
/// Stands for the seal before the first one.
const FIRST: &str = "";

/// Seals every log that changed since its last seal; gives their number. The last seal is also noted beside the files, so
/// that seals cut off at the end show.
pub async fn seal_all(
    store: &Store,
    files: &Files,
    key: &SealKey,
    now: i64,
) -> Result<usize, StoreError> {
    let (mut sealed, mut after) = (0, String::new());
    loop {
        let heads = store.unsealed(&after, BATCH).await?;
        let Some(last) = heads.last() else { break };
        after.clone_from(&last.case);
        let before = store.last_seal().await?;
        let (mut no, mut mac) = before.map_or((0, FIRST.to_owned()), |seal| (seal.no, seal.mac));
        let mut seals = Vec::with_capacity(heads.len());
        for head in heads {
            no += 1;
            let seal = key.seal(no, now, head, &mac);
            let seal = seal.ok_or_else(|| StoreError::Database("no seal".to_owned()))?;
            mac.clone_from(&seal.mac);
            seals.push(seal);
        }
        sealed += seals.len();
        store.add_seals(seals).await?;
    }
    if sealed > 0
        && let Some(last) = store.last_seal().await?
    {
        note(files, &last).await?;
    }
    Ok(sealed)
}

/// Notes `last` beside the files.
pub async fn note(files: &Files, last: &Seal) -> Result<(), StoreError> {
    let text = format!("{} {}\n", last.no, last.mac);
    files.put(noted_at().as_ref(), text.into()).await
}

fn noted_at() -> Key {
    Key::from(format!("{OWN}/last-seal"))
}

/// Number and mac of the last seal, as noted beside the files.
pub async fn noted(files: &Files) -> Result<Option<(i64, String)>, StoreError> {
    let found = match files.object_store().get(&noted_at()).await {
        Ok(found) => found.bytes().await?,
        Err(object_store::Error::NotFound { .. }) => return Ok(None),
        Err(error) => return Err(error.into()),
    };
    let text = String::from_utf8_lossy(&found);
    let noted = text.trim().split_once(' ');
    let (no, mac) =
        noted.ok_or_else(|| StoreError::Damaged("the note of the last seal".to_owned()))?;
    let no = no
        .parse()
        .map_err(|_| StoreError::Damaged("the note of the last seal".to_owned()))?;
    Ok(Some((no, mac.to_owned())))
}
