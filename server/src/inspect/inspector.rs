//! Starts the process that reads a file, and takes its answer.

use std::{path::PathBuf, process::Stdio, time::Duration};

use bytes::Bytes;
use futures::{Stream, StreamExt};
use tokio::{io::AsyncWriteExt, process::Command};

use super::{Verdict, child, error::InspectError, queue::InspectionQueue};

/// What is built beside the server for this alone.
const SMALL_PROGRAM: &str = "otinish-inspect";

/// How long one may be read by the clock; the process has a bound of its own on the processor's time.
const READING: Duration = Duration::from_secs(30);

/// Has files read in processes of their own, a few at a time and of an account one.
pub struct Inspector {
    program: PathBuf,
    queue: InspectionQueue,
}

impl Inspector {
    /// With `program`, if given; else with the small one beside the server, and where that is not installed, with the
    /// server's own.
    pub fn new(program: Option<PathBuf>) -> Inspector {
        Inspector {
            // The very file that runs, even if another has taken its place meanwhile.
            program: program
                .or_else(beside_server)
                .unwrap_or_else(|| PathBuf::from("/proc/self/exe")),
            queue: InspectionQueue::default(),
        }
    }

    /// For how long no file of `account` is read.
    pub fn pause(&self, account: &str) -> Option<Duration> {
        self.queue.pause(account)
    }

    /// What is found in a file of `account` of the media type `kind` with these bytes.
    pub async fn examine<S>(
        &self,
        account: &str,
        kind: &str,
        bytes: S,
    ) -> Result<Verdict, InspectError>
    where
        S: Stream<Item = std::io::Result<Bytes>> + Send + Unpin,
    {
        let turn = self.queue.turn(account).await?;
        let mut process = Command::new(&self.program)
            .args([child::COMMAND, kind])
            .env_clear()
            .current_dir("/")
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .kill_on_drop(true)
            .spawn()?;
        let pipe = process.stdin.take();
        let reading = async {
            if let Some(pipe) = pipe {
                feed(pipe, bytes).await?;
            }
            process.wait().await
        };
        let Ok(ended) = tokio::time::timeout(READING, reading).await else {
            tracing::warn!(kind, account, "a file took too long to read");
            turn.broke_off();
            return Ok(Verdict::Broken);
        };
        let ended = ended?;
        let verdict = ended.code().and_then(Verdict::of_code);
        if verdict.is_none() {
            // Out of its bounds, or a fault of a decoder: either way nobody could open it here.
            tracing::warn!(kind, account, %ended, "reading a file broke off");
            turn.broke_off();
        }
        Ok(verdict.unwrap_or(Verdict::Broken))
    }
}

/// A program that does nothing else: to start the server's takes four times as long.
fn beside_server() -> Option<PathBuf> {
    let program = std::env::current_exe().ok()?.with_file_name(SMALL_PROGRAM);
    program.is_file().then_some(program)
}

/// Sends the bytes. The process may end before it has read all of them.
async fn feed<S>(mut pipe: tokio::process::ChildStdin, mut bytes: S) -> std::io::Result<()>
where
    S: Stream<Item = std::io::Result<Bytes>> + Send + Unpin,
{
    while let Some(chunk) = bytes.next().await {
        match pipe.write_all(&chunk?).await {
            Err(error) if error.kind() == std::io::ErrorKind::BrokenPipe => return Ok(()),
            other => other?,
        }
    }
    Ok(())
}
