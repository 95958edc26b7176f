//! Attachments: the bytes in an object store (a folder by default), the facts about them in the database.

use std::{path::Path as FsPath, sync::Arc};

use object_store::{ObjectStore, ObjectStoreExt, PutPayload, local::LocalFileSystem, path::Path};

use super::{Result, StoreError};

/// Where the bytes of attachments are.
#[derive(Clone)]
pub struct Files(Arc<dyn ObjectStore>);

impl From<object_store::Error> for StoreError {
    fn from(error: object_store::Error) -> Self {
        StoreError::Database(error.to_string())
    }
}

impl Files {
    /// The folder `files` in the data folder; every file is synced to the disk before it is reported stored.
    pub fn open(data_dir: &FsPath) -> anyhow::Result<Files> {
        let folder = data_dir.join("files");
        std::fs::create_dir_all(&folder)?;
        Ok(Files(Arc::new(
            LocalFileSystem::new_with_prefix(folder)?.with_fsync(true),
        )))
    }

    /// Stores small content under `key`.
    pub async fn put(&self, key: &str, content: bytes::Bytes) -> Result<()> {
        self.0
            .put(&Path::from(key), PutPayload::from(content))
            .await?;
        Ok(())
    }

    /// The object store, for streams.
    pub fn object_store(&self) -> &Arc<dyn ObjectStore> {
        &self.0
    }
}
