//! Settings of attachments.

use std::path::PathBuf;

/// Where attachments are and what is asked of them.
#[derive(Clone, Debug, clap::Args)]
pub struct FilesConfig {
    /// Where attachments are: `s3://bucket/prefix`, or a folder; by default `files` in the data folder. The keys of a
    /// bucket come from AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY in the environment.
    // Before a command only: `verify --files` is another word.
    #[arg(long, env = "OTINISH_FILES")]
    pub files: Option<String>,
    /// Address of the S3 service, where it is not that of Amazon: `https://s3.example.kz`.
    #[arg(long, env = "OTINISH_S3_ENDPOINT", global = true)]
    pub s3_endpoint: Option<String>,
    /// Region of the bucket.
    #[arg(
        long,
        env = "OTINISH_S3_REGION",
        default_value = "us-east-1",
        global = true
    )]
    pub s3_region: String,
    /// Have every file scanned by clamd: `host:port`, or the path of its socket.
    #[arg(long, env = "OTINISH_SCAN_CLAMD")]
    pub scan_clamd: Option<String>,
    /// After so many seconds the scanner is asked again about files that wait for it.
    #[arg(long, env = "OTINISH_SCAN_AGAIN_SECONDS", default_value_t = 60, value_parser = clap::value_parser!(u64).range(1..))]
    pub scan_again_seconds: u64,
    /// Megabytes that one account may send in a day.
    #[arg(long, env = "OTINISH_UPLOAD_MB_A_DAY", default_value_t = 500)]
    pub upload_mb_a_day: u32,
    /// The program that reads files apart from the server; by default `otinish-inspect` beside it, or itself.
    #[arg(long, env = "OTINISH_INSPECTOR", hide = true)]
    pub inspector: Option<PathBuf>,
}

impl FilesConfig {
    /// Bytes that one account may send in a day.
    pub fn upload_bytes_a_day(&self) -> u64 {
        u64::from(self.upload_mb_a_day) * 1024 * 1024
    }
}
