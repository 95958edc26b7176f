//! Where the bytes of a file go.

use bytes::Bytes;
use object_store::{ObjectStoreExt, PutPayload, WriteMultipart, path::Path};
use sha2::{Digest, Sha256};

use super::{
    FileProblem, UploadError,
    source::{Patient, Source},
};
use crate::store::file::{FILE_BYTES, Files};

/// What is smaller goes to the object store in one piece.
const IN_MEMORY: usize = 1024 * 1024;

/// Where bytes go, to be synced by whoever takes them in: what is small waits in memory and goes in one piece, what is larger goes in parts.
pub(super) struct Sink<'f> {
    files: &'f Files,
    path: Path,
    waiting: Vec<Bytes>,
    waiting_bytes: usize,
    parts: Option<WriteMultipart>,
}

impl<'f> Sink<'f> {
    pub(super) fn new(files: &'f Files, key: String) -> Sink<'f> {
        Sink {
            files,
            path: Path::from(key),
            waiting: Vec::new(),
            waiting_bytes: 0,
            parts: None,
        }
    }

    async fn put(&mut self, chunk: Bytes) -> Result<(), UploadError> {
        if let Some(parts) = &mut self.parts {
            parts.wait_for_capacity(2).await?;
            parts.put(chunk);
            return Ok(());
        }
        self.waiting_bytes += chunk.len();
        self.waiting.push(chunk);
        if self.waiting_bytes > IN_MEMORY {
            let upload = self.files.quick_store()?.put_multipart(&self.path).await?;
            let mut parts = WriteMultipart::new(upload);
            for chunk in self.waiting.drain(..) {
                parts.put(chunk);
            }
            self.parts = Some(parts);
        }
        Ok(())
    }

    pub(super) async fn finish(self) -> Result<(), UploadError> {
        match self.parts {
            Some(parts) => drop(parts.finish().await?),
            None => {
                let payload: PutPayload = self.waiting.into_iter().collect();
                self.files.quick_store()?.put(&self.path, payload).await?;
            }
        }
        Ok(())
    }

    pub(super) async fn abort(self) {
        if let Some(parts) = self.parts
            && let Err(error) = parts.abort().await
        {
            tracing::warn!(%error, "an unfinished upload could not be removed");
        }
    }
}

/// Copies `head` and the rest of `source`; returns the size and the hash.
pub(super) async fn copy<S: Source>(
    head: Bytes,
    source: &mut Patient<'_, S>,
    sink: &mut Sink<'_>,
) -> Result<(u64, String), UploadError> {
    let (mut hash, mut size) = (Sha256::new(), 0_u64);
    let mut next = Some(head);
    while let Some(chunk) = next {
        size += chunk.len() as u64;
        if size > FILE_BYTES {
            return Err(UploadError::Refused(FileProblem::Large));
        }
        hash.update(&chunk);
        sink.put(chunk).await?;
        next = source.chunk().await?;
    }
    Ok((size, hex::encode(hash.finalize())))
}
