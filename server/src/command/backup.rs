//! `otinish backup` and `otinish restore`: the whole portal in one folder, and back.

use std::{
    fs::{DirBuilder, File},
    io::{BufRead, BufReader},
    os::unix::fs::DirBuilderExt,
    path::{Path, PathBuf},
};

use anyhow::{Context, ensure};
use clap::Args;
use futures::TryStreamExt;
use object_store::{ObjectStore, ObjectStoreExt, path::Path as Key};

use super::{files, say};
use crate::{
    Config,
    core::installation,
    flow::seal,
    security_log::{self, Account},
    store::{
        dump,
        file::{Files, OWN},
        installation::Installation,
        new_id,
    },
};

/// The database in a backup.
const DATABASE: &str = "database.jsonl";

/// The folder of a backup.
#[derive(Debug, Args)]
pub struct Folder {
    /// The folder of the backup.
    dir: PathBuf,
}

/// Copies the database in one snapshot, then the files. A file that came after the snapshot does no harm; one that its
/// owner took away meanwhile is left out when it is restored.
pub(super) async fn backup(folder: Folder, config: &Config) -> anyhow::Result<()> {
    let dir = folder.dir;
    DirBuilder::new()
        .mode(0o700)
        .recursive(true)
        .create(&dir)
        .with_context(|| format!("making {}", dir.display()))?;
    let is_empty = std::fs::read_dir(&dir)?.next().is_none();
    ensure!(is_empty, "{} is not empty", dir.display());
    let from = files(config)?;
    security_log::export(Account::Unknown, "backup");
    let rows = dump::write(&config.database_url(), &dir.join(DATABASE)).await?;
    let to = Files::beside(&dir)?;
    let mut copied = 0;
    let mut objects = from.object_store().list(None);
    while let Some(object) = objects.try_next().await? {
        if !object.location.as_ref().starts_with(OWN) {
            copied += usize::from(copy(&from, &to, &object.location).await?);
        }
    }
    File::open(&dir)?.sync_all()?;
    say(format_args!(
        "backed up: {rows} rows, {copied} files in {}",
        dir.display()
    ));
    say("not in it, keep copies apart: the key of secrets (secret.key) and the key of seals");
    Ok(())
}

/// Whether it was still there.
async fn copy(from: &Files, to: &Files, key: &Key) -> anyhow::Result<bool> {
    let found = match from.object_store().get(key).await {
        Ok(found) => found.bytes().await?,
        Err(object_store::Error::NotFound { .. }) => return Ok(false),
        Err(error) => return Err(error).with_context(|| format!("reading {key}")),
    };
    to.put(key.as_ref(), found).await?;
    Ok(true)
}

/// Makes a portal of a backup in an empty place. It is another installation with another series of numbers. What broke
/// off is marked as such in both places: it does not start, and is not restored over.
pub(super) async fn restore(folder: Folder, config: &Config) -> anyhow::Result<()> {
    let dir = folder.dir;
    let database = dir.join(DATABASE);
    ends_whole(&database)?;
    if config.database_url.is_none() {
        DirBuilder::new()
            .mode(0o700)
            .recursive(true)
            .create(&config.data_dir)?;
    }
    let (from, to) = (Files::beside(&dir)?, files(config)?);
    installation::begin_restoration(&to).await?;
    let mut kept = std::collections::HashSet::new();
    let mut objects = from.object_store().list(None);
    while let Some(object) = objects.try_next().await? {
        copy(&from, &to, &object.location).await?;
        kept.insert(object.location.to_string());
    }
    let portal = Installation {
        id: new_id(),
        series: installation::series_mark(),
    };
    let url = config.database_url();
    let store = dump::read(&url, &database, &config.database, &portal, |table, row| {
        let text = |column: &str| row.get(column).and_then(|value| value.as_str());
        match (table, text("home"), text("id")) {
            ("file", Some(home), Some(id)) => kept.contains(&format!("{home}/{id}")),
            ("installation", ..) => false,
            _ => true,
        }
    })
    .await?;
    if let Some(last) = store.last_seal().await? {
        seal::note(&to, &last).await?;
    }
    store.close().await;
    // The last: with it what is here is a portal's.
    installation::mark(&to, &portal.id).await?;
    say(format_args!(
        "restored: {} files; new registration numbers have {} behind the year",
        kept.len(),
        portal.series
    ));
    Ok(())
}

/// Refuses a copy that was cut before anything is written.
fn ends_whole(database: &Path) -> anyhow::Result<()> {
    let file = File::open(database).with_context(|| format!("reading {}", database.display()))?;
    let mut last = String::new();
    for line in BufReader::new(file).lines() {
        last = line?;
    }
    ensure!(
        last.starts_with("{\"end\":"),
        "{} is cut: its last line is missing",
        database.display()
    );
    Ok(())
}
