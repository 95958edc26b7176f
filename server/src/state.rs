//! What every request handler shares.

use std::{path::Path, sync::Arc};

use anyhow::Context;
use chrono::{DateTime, SubsecRound, TimeDelta, Utc};
use domain::catalogue::Catalogue;
use tokio_util::sync::CancellationToken;

use crate::{
    Config,
    flow::password::PasswordPool,
    http::{api::Answers, assets::Site, kept::Kept, limits::Limits},
    outside::Outside,
    seal::Sealer,
    store::{Store, file::Files},
};

/// The running portal. Cheap to clone.
pub type App = Arc<Portal>;

/// The parts of the running portal.
pub struct Portal {
    /// Settings.
    pub config: Config,
    /// The database.
    pub store: Store,
    /// Attachments and documents.
    pub files: Files,
    /// The regulations.
    pub catalogue: Catalogue,
    /// Ports to other systems.
    pub outside: Outside,
    /// Built style, scripts and Wasm.
    pub site: Site,
    /// Pages that are the same for everybody.
    pub kept: Kept,
    /// Answers of the API that are kept.
    pub answers: Answers,
    /// Rate limits by address.
    pub limits: Limits,
    /// The cores that hash passwords.
    pub passwords: Arc<PasswordPool>,
    /// News of cases for open pages.
    pub live: crate::flow::live::Live,
    /// Told when a message was written that somebody waits for.
    pub written: tokio::sync::Notify,
    /// Seals secrets in the database.
    pub sealer: Sealer,
    /// Cancelled when the server stops.
    pub stopping: CancellationToken,
}

impl Portal {
    /// Opens everything the portal needs, or says what is missing.
    pub async fn open(config: Config) -> anyhow::Result<App> {
        std::fs::create_dir_all(&config.data_dir)
            .with_context(|| format!("creating the data folder {}", config.data_dir.display()))?;
        let catalogue = catalogue(&config)?;
        let store = Store::open_with(&config.database_url(), &config.database)
            .await
            .context("opening the database")?;
        let passwords = Arc::new(PasswordPool::new(!config.no_rate_limit));
        Ok(Arc::new(Portal {
            files: Files::open(&config.data_dir)?,
            outside: Outside::open(&config, passwords.clone())?,
            site: Site::open(&config.site),
            kept: Kept::default(),
            answers: Answers::default(),
            limits: Limits::new(!config.no_rate_limit),
            passwords,
            live: crate::flow::live::Live::default(),
            written: tokio::sync::Notify::new(),
            sealer: Sealer::open(config.staff.secret_key.as_deref(), &config.data_dir)?,
            stopping: CancellationToken::new(),
            catalogue,
            store,
            config,
        }))
    }

    /// The one place where the server asks for the time.
    pub fn now(&self) -> DateTime<Utc> {
        // The store keeps microseconds: a moment must read back as it was written.
        let ahead = TimeDelta::days(self.config.days_ahead.into());
        (Utc::now() + ahead).trunc_subsecs(6)
    }
}

/// The regulations that the settings name.
pub(crate) fn catalogue(config: &Config) -> anyhow::Result<Catalogue> {
    Ok(match &config.regulations {
        None => Catalogue::builtin()?,
        Some(folder) => Catalogue::parse(&read_folder(folder)?)?,
    })
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
