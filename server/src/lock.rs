//! An SQLite database is for one server process: a second one would know nothing of what the first has in hand.

use std::{
    fs::{File, OpenOptions, TryLockError},
    os::unix::fs::OpenOptionsExt,
    path::Path,
    time::Duration,
};

use anyhow::{anyhow, bail};

/// So often it is asked for, so that a start right after a kill finds it free.
const ATTEMPTS: u32 = 20;
/// The pause between.
const PAUSE: Duration = Duration::from_millis(100);

/// Takes the lock on the database file at `path`. The system lets go of it when the process ends, however it ends.
///
/// # Errors
/// If another process has it, or the folder cannot be written.
pub(crate) async fn take(path: &Path) -> anyhow::Result<File> {
    let mut name = path.as_os_str().to_owned();
    name.push(".lock");
    let folder = path.parent().unwrap_or(path).display();
    let mut options = OpenOptions::new();
    let opened = options.create(true).write(true).truncate(false).mode(0o600);
    let file = opened.open(&name).map_err(|error| {
        let kind = error.kind();
        anyhow!(
            "the folder {folder} cannot be written ({kind}): make it writable for the user of the server. \
             Without that only «otinish verify» and «otinish backup» work"
        )
    })?;
    for _ in 0..ATTEMPTS {
        match file.try_lock() {
            Ok(()) => return Ok(file),
            Err(TryLockError::WouldBlock) => tokio::time::sleep(PAUSE).await,
            Err(TryLockError::Error(error)) => {
                bail!("{} cannot be locked: {error}", path.display())
            }
        }
    }
    bail!(
        "another otinish serves {}: stop that one first. Several processes need PostgreSQL",
        path.display()
    )
}
