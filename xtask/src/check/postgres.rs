//! A throw-away PostgreSQL: a fresh cluster in a temporary folder, gone with the value.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};

use crate::{run, tools};

const USER: &str = "otinish";

/// A running cluster.
pub(crate) struct Cluster {
    server: Child,
    port: u16,
    // Removed with the value, after the server has stopped.
    folder: tempfile::TempDir,
}

impl Cluster {
    /// Makes and starts one on a free port of the loopback. Nothing in it outlives the run, so nothing has to reach the disk.
    pub(crate) fn start() -> Result<Self> {
        Cluster::start_with(&["fsync=off", "synchronous_commit=off"])
    }

    /// The same, with every commit on the disk, as where it counts.
    pub(crate) fn start_durable() -> Result<Self> {
        Cluster::start_with(&[])
    }

    fn start_with(settings: &[&str]) -> Result<Self> {
        let programs = programs()?;
        let folder = tempfile::Builder::new().prefix("otinish-pg-").tempdir()?;
        let data = folder.path().join("data");
        give_away(folder.path())?;

        let mut initdb = as_owner(&programs.join("initdb"));
        initdb.arg("--pgdata").arg(&data).args([
            "--no-sync",
            "--auth=trust",
            "--encoding=UTF8",
            "--locale=C",
        ]);
        initdb
            .arg(format!("--username={USER}"))
            .stdout(Stdio::null());
        run::run(&mut initdb, "")?;

        let port = run::free_port()?;
        let log = fs::File::create(folder.path().join("log"))?;
        let mut postgres = as_owner(&programs.join("postgres"));
        postgres
            .arg("-D")
            .arg(&data)
            .arg("-k")
            .arg(folder.path())
            .arg("-p")
            .arg(port.to_string());
        let always = ["listen_addresses=127.0.0.1", "max_connections=200"];
        for setting in always.iter().chain(settings) {
            postgres.args(["-c", setting]);
        }
        postgres.stdout(log.try_clone()?).stderr(log);
        let server = postgres
            .spawn()
            .context("PostgreSQL could not be started")?;
        let mut cluster = Self {
            server,
            port,
            folder,
        };
        cluster.wait(&programs)?;
        Ok(cluster)
    }

    /// Where the tests find it.
    pub(crate) fn url(&self) -> String {
        format!("postgres://{USER}@127.0.0.1:{}/postgres", self.port)
    }

    fn wait(&mut self, programs: &Path) -> Result<()> {
        let end = Instant::now() + Duration::from_secs(30);
        let port = self.port.to_string();
        while Instant::now() < end && self.server.try_wait()?.is_none() {
            let mut asks = Command::new(programs.join("pg_isready"));
            asks.args(["--quiet", "--host=127.0.0.1", "--port", &port]);
            if asks.status()?.success() {
                return Ok(());
            }
            sleep(Duration::from_millis(50));
        }
        let log = fs::read_to_string(self.folder.path().join("log")).unwrap_or_default();
        bail!("PostgreSQL did not come up:\n{log}")
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        // SIGINT ends the sessions and stops; a kill would leave its shared memory behind. Asked again,
        // because a signal during the start is lost.
        let id = self.server.id().to_string();
        for _ in 0..50 {
            let _ = Command::new("kill").args(["-INT", &id]).status();
            sleep(Duration::from_millis(100));
            if !matches!(self.server.try_wait(), Ok(None)) {
                return;
            }
        }
        let _ = self.server.kill();
        let _ = self.server.wait();
    }
}

/// The folder with `initdb` and `postgres`; Debian keeps them out of PATH.
fn programs() -> Result<PathBuf> {
    if let Some(found) = installed() {
        return Ok(found);
    }
    tools::apt_install("PostgreSQL", &["postgresql"])?;
    installed().context("PostgreSQL was installed but initdb is nowhere to be found")
}

fn installed() -> Option<PathBuf> {
    let mut folders: Vec<PathBuf> =
        std::env::split_paths(&std::env::var_os("PATH").unwrap_or_default()).collect();
    let debian = fs::read_dir("/usr/lib/postgresql")
        .into_iter()
        .flatten()
        .flatten();
    let mut debian: Vec<PathBuf> = debian.map(|version| version.path().join("bin")).collect();
    debian.sort();
    folders.extend(debian.into_iter().rev());
    // A link in PATH leads to the folder that has the other programs too.
    let initdb = folders
        .into_iter()
        .find_map(|folder| folder.join("initdb").canonicalize().ok())?;
    let folder = initdb.parent()?;
    let whole = ["postgres", "pg_isready"]
        .iter()
        .all(|program| folder.join(program).is_file());
    whole.then(|| folder.to_path_buf())
}

/// PostgreSQL refuses to run as root. `setpriv` changes the user without a process in between, so that
/// signals arrive, and has the server stopped even when this program is killed.
fn as_owner(program: &Path) -> Command {
    let mut command = if tools::is_root() {
        let mut command = Command::new("setpriv");
        command.args([
            "--reuid=postgres",
            "--regid=postgres",
            "--clear-groups",
            "--pdeathsig=INT",
        ]);
        command.arg(program);
        command
    } else {
        Command::new(program)
    };
    // The folder of the caller may be closed to the other user.
    command.current_dir("/");
    command
}

fn give_away(folder: &Path) -> Result<()> {
    if tools::is_root() {
        run::run(Command::new("chown").arg("postgres").arg(folder), "")?;
    }
    Ok(())
}
