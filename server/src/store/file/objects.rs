//! The object store: a folder, or a bucket of an S3 service that several servers share.

use std::{
    path::{Path as FsPath, PathBuf},
    sync::Arc,
};

use anyhow::{Context, bail};
use object_store::{
    ObjectStore, ObjectStoreExt, PutPayload, aws::AmazonS3Builder, local::LocalFileSystem,
    path::Path, prefix::PrefixStore,
};

use super::row::{FileRow, object_key};
use crate::{
    config::files::FilesConfig,
    store::{Outage, Result, StoreError, new_id},
};

/// The home of the file of [`Files::try_write`], which is that of no case: should the server end meanwhile, it is found as an
/// orphan.
const PROBE: &str = "00000000-0000-0000-0000-000000000000";
/// More than a full disk takes beside the names of files.
const PROBE_BYTES: usize = 4096;

/// Below this stands what is no attachment.
pub const OWN: &str = "_otinish";

/// Where it is written which portal the files belong to.
pub fn marker() -> Path {
    Path::from(format!("{OWN}/installation"))
}

/// Where the bytes of attachments are.
#[derive(Clone)]
pub struct Files {
    store: Arc<dyn ObjectStore>,
    /// The same place; in a folder nothing is synced.
    quick: Arc<dyn ObjectStore>,
    folder: Option<PathBuf>,
}

impl Files {
    /// As the settings say; without one, the folder `files` in the data folder.
    pub fn open(data_dir: &FsPath, settings: &FilesConfig) -> anyhow::Result<Files> {
        match settings.files.as_deref() {
            None => Files::beside(data_dir),
            Some(place) => match place.strip_prefix("s3://") {
                Some(bucket) => Files::bucket(bucket, settings),
                None if place.contains("://") => {
                    bail!("--files takes s3://bucket/prefix or a folder, not {place:?}")
                }
                None => Files::folder(PathBuf::from(place)),
            },
        }
    }

    /// The folder `files` in this one, whatever the settings say.
    pub fn beside(folder: &FsPath) -> anyhow::Result<Files> {
        Files::folder(folder.join("files"))
    }

    /// Stores small content under `key`.
    pub async fn put(&self, key: &str, content: bytes::Bytes) -> Result<()> {
        let content = PutPayload::from(content);
        self.store.put(&Path::from(key), content).await?;
        Ok(())
    }

    /// Writes a small file and removes it again, as a check whether files can be kept.
    pub async fn try_write(&self) -> Result<()> {
        let key = Path::from(format!("{PROBE}/{}", new_id()));
        let content = PutPayload::from(vec![0; PROBE_BYTES]);
        self.quick.put(&key, content).await?;
        self.quick.delete(&key).await?;
        Ok(())
    }

    /// Removes what lies under `key`. What cannot be removed now belongs to no row, and is found as an orphan.
    pub async fn delete(&self, key: &str) {
        if let Err(error) = self.store.delete(&Path::from(key)).await {
            tracing::warn!(%error, key, "the bytes of a file were not removed");
        }
    }

    /// Every file is synced to the disk before it is reported stored, but by [`Files::quick_store`].
    fn folder(folder: PathBuf) -> anyhow::Result<Files> {
        std::fs::create_dir_all(&folder)
            .with_context(|| format!("creating the folder {}", folder.display()))?;
        let store = LocalFileSystem::new_with_prefix(&folder)?;
        Ok(Files {
            quick: Arc::new(store.clone()),
            store: Arc::new(store.with_fsync(true)),
            folder: Some(folder),
        })
    }

    fn bucket(place: &str, settings: &FilesConfig) -> anyhow::Result<Files> {
        let (bucket, prefix) = place.split_once('/').unwrap_or((place, ""));
        if bucket.is_empty() {
            bail!("--files s3:// needs the name of a bucket");
        }
        // Of the environment only the keys count: everything else is in the settings.
        let key = |name: &str| {
            std::env::var(name)
                .with_context(|| format!("--files {place} needs {name} in the environment"))
        };
        let mut builder = AmazonS3Builder::new()
            .with_bucket_name(bucket)
            .with_region(&settings.s3_region)
            .with_access_key_id(key("AWS_ACCESS_KEY_ID")?)
            .with_secret_access_key(key("AWS_SECRET_ACCESS_KEY")?);
        if let Ok(token) = std::env::var("AWS_SESSION_TOKEN") {
            builder = builder.with_token(token);
        }
        if let Some(endpoint) = &settings.s3_endpoint {
            // In the clear only where the settings say so.
            builder = builder
                .with_endpoint(endpoint)
                .with_allow_http(endpoint.starts_with("http://"));
        }
        // The client asks for the process's default; a second server in one process finds it set.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let store = builder.build().context("opening the bucket")?;
        let store = Arc::new(PrefixStore::new(store, prefix.trim_end_matches('/')));
        Ok(Files {
            quick: store.clone(),
            store,
            folder: None,
        })
    }

    /// The object store, for streams.
    pub fn object_store(&self) -> &Arc<dyn ObjectStore> {
        &self.store
    }

    /// The object store for what is on its way in: it counts after [`Files::sync`]. An error where the folder has lost its
    /// mark: the disk is not mounted, and what was written in its place would be under it when it is.
    pub fn quick_store(&self) -> Result<&Arc<dyn ObjectStore>> {
        let mark = self.folder.as_ref().map(|it| it.join(marker().as_ref()));
        match mark {
            Some(mark) if !mark.is_file() => Err(StoreError::unavailable(
                Outage::Away,
                "the folder of the files has no mark",
            )),
            _ => Ok(&self.quick),
        }
    }

    /// Brings a file of [`Files::quick_store`] to the disk, with its names: the file, its folder and the folder of that, side
    /// by side. Beside other work this takes as long as the slowest, where one after the other they take three times that.
    pub async fn sync(&self, home: &str, id: &str) -> Result<()> {
        let Some(folder) = &self.folder else {
            return Ok(());
        };
        let home = folder.join(home);
        let synced = [home.join(id), home, folder.clone()]
            .map(|path| tokio::task::spawn_blocking(move || std::fs::File::open(path)?.sync_all()));
        for synced in futures::future::join_all(synced).await {
            let synced = synced.map_err(|error| StoreError::Database(error.to_string()))?;
            synced?;
        }
        Ok(())
    }

    /// The folder, where it is one.
    pub fn as_folder(&self) -> Option<&FsPath> {
        self.folder.as_deref()
    }

    /// Whether all bytes of a file are there.
    pub async fn has(&self, file: &FileRow) -> Result<bool> {
        let path = Path::from(object_key(&file.home, &file.id));
        match self.store.head(&path).await {
            Ok(found) => Ok(found.size == file.size),
            Err(object_store::Error::NotFound { .. }) => Ok(false),
            Err(error) => Err(error.into()),
        }
    }
}
