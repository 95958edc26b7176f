//! A scanner for harmful files. Off unless `--scan-clamd` names one; it speaks the protocol of ClamAV's daemon.

use std::{path::PathBuf, time::Duration};

use async_trait::async_trait;
use bytes::Bytes;
use clamav_client::tokio::{Socket, Tcp, scan_stream};
use futures::stream::BoxStream;

use super::error::PortError;

/// The bytes of a file on their way to the scanner.
pub type FileBytes = BoxStream<'static, std::io::Result<Bytes>>;

/// What the scanner found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ScanFinding {
    /// Nothing.
    Clean,
    /// Something harmful.
    Harmful,
}

/// Port to the scanner.
#[async_trait]
pub trait Scanner: Send + Sync {
    /// Looks through a file.
    async fn scan(&self, bytes: FileBytes) -> Result<ScanFinding, PortError>;
}

/// How long one file may take. Then it waits, and the job asks again.
const TIMEOUT: Duration = Duration::from_secs(30);
/// Bytes that are sent to the daemon at a time.
const CHUNK: Option<usize> = Some(64 * 1024);

/// ClamAV's daemon.
pub enum Clamd {
    /// At `host:port`.
    Tcp(String),
    /// At a socket of this machine.
    Socket(PathBuf),
}

impl Clamd {
    /// The daemon at `host:port`, or at the path of a socket.
    pub fn at(address: &str) -> anyhow::Result<Clamd> {
        if address.starts_with('/') {
            return Ok(Clamd::Socket(PathBuf::from(address)));
        }
        let port = address
            .rsplit_once(':')
            .map(|(_, port)| port.parse::<u16>());
        match port {
            Some(Ok(_)) => Ok(Clamd::Tcp(address.to_owned())),
            _ => anyhow::bail!(
                "--scan-clamd takes host:port or the path of a socket, not {address:?}"
            ),
        }
    }
}

/// The scanner that the settings name, if they name one.
pub(super) fn connect(address: Option<&str>) -> anyhow::Result<Option<Box<dyn Scanner>>> {
    Ok(match address {
        Some(address) => Some(Box::new(Clamd::at(address)?)),
        None => None,
    })
}

#[async_trait]
impl Scanner for Clamd {
    async fn scan(&self, bytes: FileBytes) -> Result<ScanFinding, PortError> {
        let answer = async {
            match self {
                Clamd::Tcp(address) => {
                    let daemon = Tcp {
                        host_address: address.as_str(),
                    };
                    scan_stream(bytes, daemon, CHUNK).await
                }
                Clamd::Socket(path) => {
                    let daemon = Socket { socket_path: path };
                    scan_stream(bytes, daemon, CHUNK).await
                }
            }
        };
        match tokio::time::timeout(TIMEOUT, answer).await {
            Ok(Ok(answer)) => read(&answer),
            Ok(Err(error)) => {
                tracing::warn!(%error, "the scanner does not answer");
                Err(PortError::Unavailable)
            }
            Err(_) => {
                tracing::warn!("the scanner takes too long");
                Err(PortError::Unavailable)
            }
        }
    }
}

/// `stream: OK` or `stream: <what> FOUND`. Anything else is no answer: a file of which nothing is known waits.
fn read(answer: &[u8]) -> Result<ScanFinding, PortError> {
    let text = String::from_utf8_lossy(answer);
    let text = text.trim_end_matches(['\0', '\n', '\r']);
    if text == "stream: OK" {
        Ok(ScanFinding::Clean)
    } else if text.starts_with("stream: ") && text.ends_with(" FOUND") {
        tracing::warn!("the scanner found something in a file");
        Ok(ScanFinding::Harmful)
    } else {
        tracing::warn!(answer = text, "the scanner did not look through a file");
        Err(PortError::Unavailable)
    }
}
