//! Settings of what keeps stored data true.

use std::path::{Path, PathBuf};

/// Seals and room on the disk.
#[derive(Clone, Debug, clap::Args)]
pub struct Integrity {
    /// File with the key that seals the logs of cases. Made at the first start; by default beside the data folder, with
    /// `.seal-key` behind its name. Keep a copy of it apart from the database.
    #[arg(long, env = "OTINISH_SEAL_KEY_FILE", global = true)]
    pub seal_key_file: Option<PathBuf>,
    /// Megabytes that must be free on the disk of the data folder for the server to call itself ready.
    #[arg(long, env = "OTINISH_LEAST_FREE_MB", default_value_t = 100)]
    pub least_free_mb: u64,
}

impl Integrity {
    /// Where the key is.
    pub fn seal_key(&self, data_dir: &Path) -> PathBuf {
        self.seal_key_file.clone().unwrap_or_else(|| {
            let mut path = data_dir.as_os_str().to_owned();
            path.push(".seal-key");
            PathBuf::from(path)
        })
    }
}
