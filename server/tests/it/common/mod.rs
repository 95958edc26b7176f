//! The real server in this process.
#![allow(
    dead_code,
    unreachable_pub,
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "what helps the tests is there for the next one too"
)]

pub mod accounts;
mod browser;
pub mod databases;
pub mod files;
pub mod journey;
pub mod log;
pub mod official;
pub mod program;
pub mod proxy;
pub mod schemas;
mod starts;
pub mod until;

pub use browser::{Answer, Browser};
pub use databases::{fresh_postgres, messages_waiting, on_each_database, postgres_or_skip};

use std::{
    net::SocketAddr,
    path::{Path, PathBuf},
    sync::Arc,
};

use clap::Parser;
use server::{Config, demo, store::Store};
use tempfile::TempDir;
use tokio::{net::TcpListener, sync::oneshot, task::JoinHandle};

/// How a test wants its server.
#[derive(Clone, Debug, Default)]
pub struct Wanted {
    /// `persons=down` and the like.
    pub faults: Vec<String>,
    /// How many days the portal's clock runs ahead.
    pub days_ahead: u16,
    /// Whether addresses are limited.
    pub rate_limit: bool,
    /// Without demonstration accounts.
    pub no_demo: bool,
    /// A folder of regulations in place of the built-in catalogue.
    pub regulations: Option<PathBuf>,
    /// More words of the command line: `--session-hours`, `1`.
    pub settings: Vec<String>,
    /// The database; if none, [`databases::usual`].
    pub database_url: Option<String>,
    /// Always SQLite: the test is of its files.
    pub sqlite: bool,
}

/// A running server. Dropped, it is stopped without waiting; [`Server::stop`] waits.
pub struct Server {
    address: SocketAddr,
    wanted: Wanted,
    data: Arc<TempDir>,
    stop: Option<oneshot::Sender<()>>,
    task: Option<JoinHandle<anyhow::Result<()>>>,
}

impl Server {
    /// A server on an empty data folder with demonstration accounts.
    pub async fn start() -> Server {
        Server::start_with(Wanted::default()).await
    }

    /// A server as `wanted`, on an empty data folder.
    pub async fn start_with(mut wanted: Wanted) -> Server {
        if wanted.database_url.is_none() && !wanted.sqlite {
            wanted.database_url = databases::usual().await;
        }
        Server::run(Arc::new(tempfile::tempdir().unwrap()), wanted, true).await
    }

    async fn run(data: Arc<TempDir>, wanted: Wanted, new: bool) -> Server {
        let server = Server::begin(data, wanted, new).await;
        server.wait_until("/readyz").await;
        server
    }

    async fn begin(data: Arc<TempDir>, wanted: Wanted, new: bool) -> Server {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let mut arguments = vec![
            "otinish".to_owned(),
            "--data-dir".to_owned(),
            data.path().display().to_string(),
        ];
        let key = data.path().join("seal-key").display().to_string();
        arguments.extend(["--seal-key-file".to_owned(), key]);
        arguments.extend(["--listen".to_owned(), address.to_string()]);
        arguments.extend(["--inspector", env!("CARGO_BIN_EXE_otinish-inspect")].map(str::to_owned));
        arguments.extend(["--days-ahead".to_owned(), wanted.days_ahead.to_string()]);
        if new {
            arguments.push("--new".to_owned());
        }
        for fault in &wanted.faults {
            arguments.extend(["--fault".to_owned(), fault.clone()]);
        }
        if !wanted.rate_limit {
            arguments.push("--no-rate-limit".to_owned());
        }
        if !wanted.no_demo {
            arguments.push("--demo".to_owned());
        }
        if let Some(folder) = &wanted.regulations {
            arguments.extend(["--regulations".to_owned(), folder.display().to_string()]);
        }
        if let Some(url) = &wanted.database_url {
            arguments.extend(["--database-url".to_owned(), url.clone()]);
        }
        arguments.extend(wanted.settings.iter().cloned());
        let config = Config::try_parse_from(arguments).unwrap();
        let (stop, stopped) = oneshot::channel();
        let shutdown = async move {
            let _ = stopped.await;
        };
        let task = tokio::spawn(server::serve(listener, config, shutdown));
        Server {
            address,
            wanted,
            data,
            stop: Some(stop),
            task: Some(task),
        }
    }

    async fn wait_until(&self, path: &str) {
        let url = self.url(path);
        until::holds(&format!("{url} answers"), async || {
            let ended = self.task.as_ref().is_some_and(JoinHandle::is_finished);
            assert!(!ended, "the server did not come up");
            until::is_answered(&url).await
        })
        .await;
    }

    /// Stops the server, waits until it has ended, and starts it again on the same data, at another port.
    pub async fn restart(mut self) -> Server {
        self.end().await;
        Server::run(self.data.clone(), self.wanted.clone(), false).await
    }

    /// As [`Server::restart`], and from then on as `wanted`.
    pub async fn restart_with(mut self, mut wanted: Wanted) -> Server {
        self.end().await;
        let same = self.wanted.database_url.clone();
        wanted.database_url = wanted.database_url.or(same);
        Server::run(self.data.clone(), wanted, false).await
    }

    /// The database of the running server, opened a second time, to look behind the pages.
    pub async fn store(&self) -> Store {
        Store::open(&self.database_url()).await.unwrap()
    }

    /// Where its database is.
    pub fn database_url(&self) -> String {
        let url = self.wanted.database_url.clone();
        url.unwrap_or_else(|| Store::embedded_url(self.data.path()))
    }

    /// Stops the server and waits until it has ended.
    pub async fn stop(mut self) {
        self.end().await;
    }

    async fn end(&mut self) {
        if let Some(stop) = self.stop.take() {
            let _ = stop.send(());
        }
        if let Some(task) = self.task.take() {
            task.await.unwrap().unwrap();
        }
    }

    /// The whole address of `path`.
    pub fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.address)
    }

    /// Where it listens.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// The data folder.
    pub fn data_dir(&self) -> &Path {
        self.data.path()
    }

    /// A browser that has not been here.
    pub fn browser(&self) -> Browser {
        Browser::new(format!("http://{}", self.address))
    }

    /// A browser in which demonstration citizen `n` (from 0) is logged in.
    pub async fn login_citizen(&self, n: usize) -> Browser {
        let browser = self.browser();
        let iin = citizen_iin(n);
        let answer = browser
            .post_form(
                "/kk/login",
                &[("login", &iin), ("password", demo::PASSWORD)],
            )
            .await;
        assert_eq!(answer.status, 303, "{}", answer.body);
        browser
    }

    /// A browser in which the official with this login name is logged in.
    pub async fn login_staff(&self, login: &str) -> Browser {
        let browser = self.browser();
        let answer = browser
            .post_form(
                "/kk/staff/login",
                &[("login", login), ("password", demo::PASSWORD)],
            )
            .await;
        assert_eq!(answer.status, 303, "{}", answer.body);
        browser
    }
}

/// The ИИН of demonstration citizen `n` (from 0).
pub fn citizen_iin(n: usize) -> String {
    demo::citizens()[n].clone()
}

/// An ИИН of this birth date that no demonstration person has: number `at` (0 to 800) of the reserved serials.
pub fn fresh_iin(born: (i32, u32, u32), at: u16) -> String {
    let day = chrono::NaiveDate::from_ymd_opt(born.0, born.1, born.2).unwrap();
    let serial = domain::iin::DEMO_SERIAL + at;
    (serial..serial + 100)
        .find_map(|serial| domain::iin::Iin::generate(day, domain::iin::Sex::Female, serial))
        .unwrap()
        .as_str()
        .to_owned()
}
