//! A file of the site, its name and its compressed copies.

use std::collections::BTreeSet;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use sha2::{Digest, Sha256};

/// A file that the browser loads.
pub(super) struct Asset {
    /// The name in the sources, the key in the manifest.
    pub(super) name: String,
    /// The name in the site.
    pub(super) file: String,
    bytes: Vec<u8>,
}

impl Asset {
    /// The name carries the content's hash: the browser may keep the file for ever.
    pub(super) fn hashed(name: &str, bytes: Vec<u8>) -> Self {
        let hash = &hex::encode(Sha256::digest(&bytes))[..12];
        let file = match name.rsplit_once('.') {
            Some((stem, ending)) => format!("{stem}.{hash}.{ending}"),
            None => format!("{name}.{hash}"),
        };
        Self {
            name: name.to_owned(),
            file,
            bytes,
        }
    }
}

/// The site's folder while it is written.
pub(super) struct Store {
    folder: PathBuf,
    written: BTreeSet<String>,
}

const MANIFEST: &str = "manifest.json";

impl Store {
    pub(super) fn open(folder: &Path) -> Result<Self> {
        fs::create_dir_all(folder)
            .with_context(|| format!("{} cannot be made", folder.display()))?;
        Ok(Self {
            folder: folder.to_path_buf(),
            written: BTreeSet::new(),
        })
    }

    /// Writes the file and its copies, each whole or not at all. Compressing is slow, so a file that is
    /// there with the same bytes is left alone.
    pub(super) fn write(&mut self, asset: &Asset) -> Result<()> {
        let copies = [format!("{}.br", asset.file), format!("{}.gz", asset.file)];
        let same = fs::read(self.folder.join(&asset.file)).is_ok_and(|old| old == asset.bytes);
        if !same || !copies.iter().all(|copy| self.folder.join(copy).is_file()) {
            self.replace(&copies[0], &brotli(&asset.bytes)?)?;
            self.replace(&copies[1], &gzip(&asset.bytes)?)?;
            self.replace(&asset.file, &asset.bytes)?;
        }
        self.written.extend(copies);
        self.written.insert(asset.file.clone());
        Ok(())
    }

    /// Writes the manifest and drops the files of earlier builds.
    pub(super) fn finish(mut self, manifest: &[u8]) -> Result<()> {
        self.replace(MANIFEST, manifest)?;
        self.written.insert(MANIFEST.to_owned());
        for entry in fs::read_dir(&self.folder)? {
            let entry = entry?;
            if !self.written.contains(&*entry.file_name().to_string_lossy())
                && entry.path().is_file()
            {
                fs::remove_file(entry.path())?;
            }
        }
        Ok(())
    }

    fn replace(&self, name: &str, bytes: &[u8]) -> Result<()> {
        let draft = self.folder.join(format!("{name}.part"));
        fs::write(&draft, bytes)?;
        fs::rename(&draft, self.folder.join(name))?;
        Ok(())
    }
}

/// Brotli as strong as it goes: done once here, sent many times.
pub(crate) fn brotli(bytes: &[u8]) -> Result<Vec<u8>> {
    let params = brotli::enc::BrotliEncoderParams {
        quality: 11,
        size_hint: bytes.len(),
        ..Default::default()
    };
    let mut packed = Vec::new();
    brotli::BrotliCompress(&mut &bytes[..], &mut packed, &params)?;
    Ok(packed)
}

fn gzip(bytes: &[u8]) -> Result<Vec<u8>> {
    let mut packer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    packer.write_all(bytes)?;
    Ok(packer.finish()?)
}
