//! The release server, on a free port and with data of its own, for as long as the value lives.

use std::fs;
use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};

use crate::{paths, run};

pub(super) struct Server {
    process: Child,
    address: SocketAddr,
    data: tempfile::TempDir,
}

impl Server {
    /// Starts one with an empty data folder and waits for its first answer.
    pub(super) fn start() -> Result<Self> {
        let data = tempfile::Builder::new()
            .prefix("otinish-bench-")
            .tempdir()?;
        let address = SocketAddr::from(([127, 0, 0, 1], run::free_port()?));
        let process = spawn(address, &data)?;
        let mut server = Self {
            process,
            address,
            data,
        };
        server.wait()?;
        Ok(server)
    }

    /// The address of a page.
    pub(super) fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.address)
    }

    /// Stops it and starts it again on the same data. Gives the time until the first answer.
    pub(super) fn restart(&mut self) -> Result<Duration> {
        self.stop();
        let start = Instant::now();
        self.process = spawn(self.address, &self.data)?;
        self.wait()?;
        Ok(start.elapsed())
    }

    /// Bytes of memory that the process holds.
    pub(super) fn resident(&self) -> Result<u64> {
        let status = fs::read_to_string(format!("/proc/{}/status", self.process.id()))
            .context("resident memory is read from /proc, which only Linux has")?;
        let line = status
            .lines()
            .find_map(|line| line.strip_prefix("VmRSS:"))
            .context("no VmRSS")?;
        let kilobytes: u64 = line.trim().trim_end_matches("kB").trim().parse()?;
        Ok(kilobytes * 1024)
    }

    fn wait(&mut self) -> Result<()> {
        let end = Instant::now() + Duration::from_secs(60);
        while Instant::now() < end {
            if answers(self.address) {
                return Ok(());
            }
            if let Some(status) = self.process.try_wait()? {
                bail!("the server ended with {status}");
            }
            sleep(Duration::from_millis(2));
        }
        bail!("the server did not answer within a minute")
    }

    fn stop(&mut self) {
        let asked = Command::new("kill")
            .args(["-TERM", &self.process.id().to_string()])
            .status();
        if asked.is_err() {
            let _ = self.process.kill();
        }
        let _ = self.process.wait();
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.stop();
    }
}

fn spawn(address: SocketAddr, data: &tempfile::TempDir) -> Result<Child> {
    let mut server = Command::new(paths::server("release"));
    server.arg("--listen").arg(address.to_string());
    server
        .arg("--site")
        .arg(paths::site())
        .arg("--data-dir")
        .arg(data.path());
    server.stdout(Stdio::null()).stderr(Stdio::null());
    server.spawn().context("the server could not be started")
}

fn answers(address: SocketAddr) -> bool {
    let ask = || -> std::io::Result<bool> {
        let mut stream = TcpStream::connect(address)?;
        stream.set_read_timeout(Some(Duration::from_secs(5)))?;
        stream
            .write_all(b"GET /healthz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")?;
        let mut answer = [0; 12];
        stream.read_exact(&mut answer)?;
        Ok(&answer == b"HTTP/1.1 200")
    };
    ask().unwrap_or(false)
}
