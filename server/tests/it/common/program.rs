//! The server program itself, as a process of its own, and a second server beside the first.

use std::{
    net::SocketAddr,
    path::Path,
    process::{ExitStatus, Stdio},
    time::Duration,
};

use tokio::process::{Child, Command};

use super::{Browser, Server, Wanted, until};

/// A running program; dropped, it is killed.
pub struct Program {
    address: SocketAddr,
    process: Child,
}

/// How a program ended that should not have started.
pub struct Ended {
    /// Its exit.
    pub status: ExitStatus,
    /// The lines on standard error that are not of the log.
    pub said: Vec<String>,
    /// Everything on standard error.
    pub stderr: String,
}

const LOG: &str = "log.txt";

/// A port that was free a moment ago.
pub fn free_address() -> SocketAddr {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    listener.local_addr().unwrap()
}

fn command(data: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_otinish"));
    command.arg("--data-dir").arg(data);
    command.kill_on_drop(true).stdin(Stdio::null());
    command.env_remove("RUST_LOG");
    command
}

impl Program {
    /// One with these settings. What it logs is kept in its data folder.
    pub async fn start(data: &Path, words: &[&str]) -> Program {
        Program::again(data, &[&["--new"], words].concat()).await
    }

    /// The same on data that is there.
    pub async fn again(data: &Path, words: &[&str]) -> Program {
        let address = free_address();
        let mut command = command(data);
        command.arg("--listen").arg(address.to_string());
        command.args(words);
        let log = std::fs::File::create(data.join(LOG)).unwrap();
        command.stdout(Stdio::null()).stderr(log);
        let process = command.spawn().unwrap();
        Program::up(address, process).await
    }

    /// What it has logged so far.
    pub fn log(data: &Path) -> String {
        std::fs::read_to_string(data.join(LOG)).unwrap()
    }

    /// One that may open so many files.
    pub async fn with_files(files: u32, data: &Path) -> Program {
        let address = free_address();
        let mut command = Command::new("sh");
        let run = format!("ulimit -n {files} && exec \"$0\" \"$@\"");
        command.arg("-c").arg(run);
        command.arg(env!("CARGO_BIN_EXE_otinish"));
        command.arg("--data-dir").arg(data);
        command.arg("--listen").arg(address.to_string());
        command.arg("--new");
        command.arg("--demo");
        command.arg("--connections-per-address").arg("1000");
        let process = command
            .kill_on_drop(true)
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        Program::up(address, process).await
    }

    async fn up(address: SocketAddr, process: Child) -> Program {
        until::answers(&format!("http://{address}/healthz")).await;
        Program { address, process }
    }

    /// What the system says of its process under this name.
    pub fn status(&self, name: &str) -> Option<String> {
        let status =
            std::fs::read_to_string(format!("/proc/{}/status", self.process.id()?)).ok()?;
        let line = status.lines().find_map(|line| line.strip_prefix(name))?;
        Some(line.trim_start_matches(':').trim().to_owned())
    }

    /// Where it listens.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// A browser that has not been here.
    pub fn browser(&self) -> Browser {
        Browser::new(format!("http://{}", self.address))
    }
}

impl Browser {
    /// The same person with connections of their own.
    pub fn fresh(&self) -> Browser {
        Browser {
            cookies: self.cookies.clone(),
            ..Browser::new(self.base.clone())
        }
    }
}

impl Server {
    /// Stops the server and leaves its data.
    pub async fn into_data(mut self) -> std::sync::Arc<tempfile::TempDir> {
        self.end().await;
        self.data.clone()
    }

    /// A second server process on the same data and database.
    pub async fn beside(&self) -> Server {
        let wanted = Wanted {
            database_url: Some(self.database_url()),
            ..self.wanted.clone()
        };
        Server::run(self.data.clone(), wanted, false).await
    }
}

/// Runs a program that must end by itself.
pub async fn ended(data: &Path, words: &[&str], environment: &[(&str, &str)]) -> Ended {
    let mut command = command(data);
    command.args(words).envs(environment.iter().copied());
    let output = tokio::time::timeout(Duration::from_secs(60), command.output())
        .await
        .expect("it ends by itself")
        .unwrap();
    let stderr = String::from_utf8_lossy(&output.stderr).into_owned();
    let plain = stderr.lines().filter(|line| !line.starts_with('{'));
    Ended {
        status: output.status,
        said: plain.map(str::to_owned).collect(),
        stderr,
    }
}
