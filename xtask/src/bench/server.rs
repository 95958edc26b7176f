//! The release server, on a free port and with data of its own, for as long as the value lives.

use std::fs;
use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::rc::Rc;
use std::thread::sleep;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};

use crate::{paths, run};

/// Where there is no data yet.
const NEW: &str = "--new";
/// With the accounts of the demonstration; a version without this option always has them.
const DEMO: &str = "--demo";

pub(super) struct Server {
    program: PathBuf,
    /// What this version is to be told, of what only some versions know.
    told: Vec<&'static str>,
    process: Child,
    address: SocketAddr,
    data: Rc<Data>,
    iin: String,
}

/// What processes have in common.
struct Data {
    folder: tempfile::TempDir,
    database_url: Option<String>,
}

impl Data {
    /// What the server at `address` writes to the terminal.
    fn said(&self, address: SocketAddr) -> PathBuf {
        self.folder
            .path()
            .join(format!("said-{}.txt", address.port()))
    }
}

impl Server {
    /// Starts one with an empty data folder and waits for its first answer.
    pub(super) fn start(program: &Path) -> Result<Self> {
        Server::first(program, None)
    }

    /// The same on an empty database of PostgreSQL.
    pub(super) fn start_on(program: &Path, database_url: &str) -> Result<Self> {
        Server::first(program, Some(database_url.to_owned()))
    }

    fn first(program: &Path, database_url: Option<String>) -> Result<Self> {
        let data = Data {
            folder: tempfile::Builder::new()
                .prefix("otinish-bench-")
                .tempdir()?,
            database_url,
        };
        Server::run(program, told(program)?, Rc::new(data))
    }

    /// Another process with the same database and files.
    pub(super) fn another(&self) -> Result<Self> {
        let mut told = self.told.clone();
        told.retain(|option| *option != NEW);
        Server::run(&self.program, told, self.data.clone())
    }

    fn run(program: &Path, told: Vec<&'static str>, data: Rc<Data>) -> Result<Self> {
        let address = SocketAddr::from(([127, 0, 0, 1], run::free_port()?));
        let program = program.to_owned();
        let process = spawn(&program, &told, address, &data)?;
        let mut server = Self {
            program,
            told,
            process,
            address,
            data,
            iin: String::new(),
        };
        server.wait()?;
        server.iin = server.first_iin()?;
        Ok(server)
    }

    /// Where it listens.
    pub(super) fn address(&self) -> String {
        self.address.to_string()
    }

    /// The database file.
    pub(super) fn database(&self) -> String {
        let file = self.data.folder.path().join("otinish.sqlite");
        file.display().to_string()
    }

    /// The ИИН of a demonstration person.
    pub(super) fn iin(&self) -> &str {
        &self.iin
    }

    /// The server says the accounts at its start.
    fn first_iin(&self) -> Result<String> {
        let said = fs::read_to_string(self.data.said(self.address))?;
        said.split(|character: char| !character.is_ascii_digit())
            .find(|digits| digits.len() == 12)
            .map(str::to_owned)
            .context("the server told no demonstration person")
    }

    /// Stops it and starts it again on the same data. Gives the time until the first answer.
    pub(super) fn restart(&mut self) -> Result<Duration> {
        self.stop();
        let start = Instant::now();
        self.told.retain(|option| *option != NEW);
        self.process = spawn(&self.program, &self.told, self.address, &self.data)?;
        self.wait()?;
        Ok(start.elapsed())
    }

    /// Megabytes of memory that the process holds.
    pub(super) fn resident(&self) -> Result<f64> {
        let status = fs::read_to_string(format!("/proc/{}/status", self.process.id()))
            .context("resident memory is read from /proc, which only Linux has")?;
        let line = status
            .lines()
            .find_map(|line| line.strip_prefix("VmRSS:"))
            .context("no VmRSS")?;
        let kilobytes: f64 = line.trim().trim_end_matches("kB").trim().parse()?;
        Ok(kilobytes * 1024.0 / 1_000_000.0)
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

/// Which of the options a program knows.
fn told(program: &Path) -> Result<Vec<&'static str>> {
    let help = run::output(Command::new(program).arg("--help"), "")?;
    let known = |option: &&str| help.split_whitespace().any(|word| word == *option);
    Ok([NEW, DEMO].into_iter().filter(known).collect())
}

fn spawn(program: &Path, told: &[&str], address: SocketAddr, data: &Data) -> Result<Child> {
    let folder = data.folder.path();
    let mut server = Command::new(program);
    server.arg("--listen").arg(address.to_string());
    server.arg("--site").arg(paths::site());
    server.arg("--data-dir").arg(folder);
    server.arg("--no-rate-limit").args(told);
    if let Some(url) = &data.database_url {
        server.arg("--database-url").arg(url);
    }
    if told.contains(&DEMO) {
        let key = folder.join("seal-key");
        server.arg("--seal-key-file").arg(key);
    }
    let said = fs::File::create(data.said(address))?;
    server.stdout(said).stderr(Stdio::null());
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
