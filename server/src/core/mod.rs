//! The portal without its pages: all that use cases and background jobs may touch.

use std::{fs::File, path::Path, sync::Arc};

use anyhow::{Context, anyhow};
use catalogue::Catalogue;
use chrono::{DateTime, SubsecRound, TimeDelta, Utc};
use domain::calendar::{Calendar, local};
use tokio_util::sync::CancellationToken;

use crate::{
    Config,
    inspect::inspector::Inspector,
    listen::{Caps, Connections},
    lock,
    password::PasswordPool,
    ports::Ports,
    seal::Sealer,
    store::{Expect, Store, file::Files, installation::Installation, path_of},
    telemetry::Telemetry,
};

pub mod editions;
pub mod installation;
pub mod live;
pub mod seal_key;
pub mod throttle;

use editions::Editions;
use installation::agree;
use live::Live;
use seal_key::{SealKey, SealKeys};
use throttle::Throttle;

/// The parts of the running portal that are not of its pages.
pub struct Core {
    /// Settings.
    pub config: Config,
    /// The database.
    pub store: Store,
    /// Attachments and documents.
    pub files: Files,
    /// Which portal it is.
    pub installation: Installation,
    /// Seals the logs of cases.
    pub seal_key: SealKey,
    /// Checks seals, also those of keys that were changed.
    pub seal_keys: SealKeys,
    /// Reads files apart from this process.
    pub inspector: Inspector,
    /// The working days.
    pub calendar: Calendar,
    /// The regulations.
    pub catalogue: Catalogue,
    /// Editions of them that this process has seen.
    pub editions: Editions,
    /// Ports to other systems.
    pub ports: Ports,
    /// Open connections.
    pub connections: Connections,
    /// Figures for whoever runs the portal.
    pub telemetry: Telemetry,
    /// The cores that hash passwords.
    pub passwords: Arc<PasswordPool>,
    /// What makes guessing a password slow.
    pub throttle: Throttle,
    /// News of cases for open pages.
    pub live: Live,
    /// Told when a job was added that somebody waits for.
    pub jobs_added: tokio::sync::Notify,
    /// Seals secrets in the database.
    pub sealer: Sealer,
    /// Cancelled when the server stops.
    pub stopping: CancellationToken,
}

impl Core {
    /// Opens everything the portal needs, or says what is missing.
    pub async fn open(config: Config) -> anyhow::Result<Arc<Core>> {
        let catalogue = catalogue(&config)?;
        let calendar = calendar(&config)?;
        make_folder(&config)?;
        let expect = match config.new {
            true => Expect::New,
            false => Expect::Existing,
        };
        let store = Store::open_with(&config.database_url(), &config.database, expect)
            .await
            .context("opening the database")?;
        let files = Files::open(&config.data_dir, &config.files)?;
        let installation = agree(&store, &files).await.context("opening the files")?;
        crate::private::close(&config.data_dir)
            .with_context(|| format!("closing the folder {}", config.data_dir.display()))?;
        let seal_key = seal_key(&config)?;
        let passwords = Arc::new(PasswordPool::new(!config.no_rate_limit));
        Ok(Arc::new(Core {
            files,
            installation,
            seal_keys: SealKeys::open(
                Some(seal_key.clone()),
                &config.integrity.old_seal_key_files,
            )?,
            seal_key,
            inspector: Inspector::new(config.files.inspector.clone()),
            ports: Ports::open(&config, Box::new(store.clone()), passwords.clone())?,
            connections: Connections::new(Caps::new(
                config.operation.max_connections,
                config.operation.connections_per_address,
            )),
            telemetry: Telemetry::new(config.operation.metrics_listen.is_some())?,
            passwords,
            throttle: Throttle::new(!config.no_rate_limit),
            live: Live::default(),
            jobs_added: tokio::sync::Notify::new(),
            sealer: Sealer::open(config.staff.secret_key.as_deref(), &config.data_dir)?,
            stopping: CancellationToken::new(),
            editions: Editions::open(&store, &catalogue)
                .await
                .context("reading editions")?,
            catalogue,
            calendar,
            store,
            config,
        }))
    }

    /// The one place where the server asks for the time.
    pub fn now(&self) -> DateTime<Utc> {
        now(&self.config)
    }
}

/// Where a portal should be already, a folder that is not there is no reason to make one.
fn make_folder(config: &Config) -> anyhow::Result<()> {
    if config.new || config.database_url.is_some() {
        std::fs::create_dir_all(&config.data_dir)
            .with_context(|| format!("creating the data folder {}", config.data_dir.display()))?;
    }
    Ok(())
}

/// Keeps other servers from an SQLite database for as long as it is held. Where none is, and none is wanted, there is
/// nothing to keep: the store says so.
pub(crate) async fn lock(config: &Config) -> anyhow::Result<Option<File>> {
    let url = config.database_url();
    if !url.starts_with("sqlite:") {
        return Ok(None);
    }
    make_folder(config)?;
    let path = path_of(&url);
    match config.new || path.is_file() {
        true => lock::take(&path).await.map(Some),
        false => Ok(None),
    }
}

/// Without it nobody would find out that a log was written anew.
fn seal_key(config: &Config) -> anyhow::Result<SealKey> {
    let path = config.integrity.seal_key(&config.data_dir);
    SealKey::open(&path).map_err(|error| {
        anyhow!(
            "logs cannot be sealed, {error} failed: name a file for the key with --seal-key-file"
        )
    })
}

/// The clock of the machine, by which sessions end: that of the portal may run ahead. Unix microseconds.
pub fn machine_clock() -> i64 {
    Utc::now().timestamp_micros()
}

fn now(config: &Config) -> DateTime<Utc> {
    // The store keeps microseconds: a moment must read back as it was written.
    let ahead = TimeDelta::days(config.days_ahead.into());
    (Utc::now() + ahead).trunc_subsecs(6)
}

/// The regulations that the settings name.
pub(crate) fn catalogue(config: &Config) -> anyhow::Result<Catalogue> {
    let catalogue = match &config.regulations {
        None => Catalogue::builtin()?,
        Some(folder) => Catalogue::parse(&read_folder(folder)?)?,
    };
    for problem in catalogue.dangling() {
        tracing::warn!("{problem}");
    }
    Ok(catalogue.as_of(local(now(config)).date_naive()))
}

/// The calendar that the settings name; else the one that the program carries in itself.
fn calendar(config: &Config) -> anyhow::Result<Calendar> {
    let Some(path) = &config.operation.calendar else {
        return Ok(catalogue::calendar().clone());
    };
    let read = || anyhow::Ok(Calendar::parse(&std::fs::read_to_string(path)?)?);
    read().with_context(|| format!("the calendar {} (--calendar)", path.display()))
}

/// All `.toml` files below `folder`, with paths relative to it.
fn read_folder(folder: &Path) -> anyhow::Result<Vec<(String, String)>> {
    let mut files = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(next) = folders.pop() {
        for entry in
            std::fs::read_dir(&next).with_context(|| format!("reading {}", next.display()))?
        {
            let path = entry?.path();
            if path.is_dir() {
                folders.push(path);
            } else if path
                .extension()
                .is_some_and(|extension| extension == "toml")
            {
                let name = path
                    .strip_prefix(folder)
                    .unwrap_or(&path)
                    .display()
                    .to_string();
                files.push((name, std::fs::read_to_string(&path)?));
            }
        }
    }
    files.sort();
    Ok(files)
}
