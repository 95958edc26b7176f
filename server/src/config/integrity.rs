//! Settings of what keeps stored data true.

use std::path::{Path, PathBuf};

/// Seals and room on the disk.
#[derive(Clone, Debug, clap::Args)]
pub struct Integrity {
    /// File with the key that seals the logs of cases. Made at the first start; by default beside the data folder, with
    /// `.seal-key` behind its name. Keep a copy of it apart from the database.
    #[arg(long, env = "OTINISH_SEAL_KEY_FILE", global = true)]
    pub seal_key_file: Option<PathBuf>,
    /// Files with keys that sealed before this one, the oldest first: after a change of the key, for as long as there are
    /// seals of it. Without its key a seal proves nothing, and is told as a fault.
    #[arg(
        long = "old-seal-key-file",
        env = "OTINISH_OLD_SEAL_KEY_FILES",
        value_delimiter = ',',
        global = true
    )]
    pub old_seal_key_files: Vec<PathBuf>,
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
