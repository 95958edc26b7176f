//! The start: what keeps the portal from it is said in one line for the person at the terminal, with what to do.

use std::{
    io::{ErrorKind, Read},
    net::SocketAddr,
    path::Path,
    process::ExitCode,
    time::Duration,
};

use anyhow::{Context, anyhow, bail};
use sqlx::{
    ConnectOptions,
    postgres::{PgConnectOptions, PgConnection},
};
use tokio::net::TcpListener;
use tracing_subscriber::{EnvFilter, filter::LevelFilter};

use crate::{Config, store::StoreError};

/// What is logged if nothing is said.
const LOG: &str = "info,sqlx=warn";

/// Time for a database server to answer at the start.
const DATABASE: Duration = Duration::from_secs(5);

/// Says why the program ends, on standard error and in words: the log beside it is for machines.
pub fn failed(error: &anyhow::Error) -> ExitCode {
    eprintln!("otinish: {error:#}");
    ExitCode::FAILURE
}

/// Reads `RUST_LOG`.
///
/// # Errors
/// If it is not a filter. A bare word counts as none: it would name a part of the program, and silence all others.
pub fn log_filter() -> anyhow::Result<EnvFilter> {
    let wanted = match std::env::var("RUST_LOG") {
        Ok(wanted) if !wanted.trim().is_empty() => wanted,
        Ok(_) | Err(std::env::VarError::NotPresent) => return Ok(EnvFilter::new(LOG)),
        Err(_) => bail!("RUST_LOG is not readable text. {LOG_EXAMPLE}"),
    };
    let is_directive =
        |one: &str| one.contains(['=', '[']) || one.trim().parse::<LevelFilter>().is_ok();
    if let Some(wrong) = wanted.split(',').find(|one| !is_directive(one)) {
        bail!("RUST_LOG cannot be read at {wrong:?}. {LOG_EXAMPLE}");
    }
    EnvFilter::try_new(&wanted)
        .map_err(|error| anyhow!("RUST_LOG={wanted:?} cannot be read ({error}). {LOG_EXAMPLE}"))
}

const LOG_EXAMPLE: &str = "Give a level or parts with levels, as RUST_LOG=info,sqlx=warn.";

/// Opens a port.
///
/// # Errors
/// Names the address, the setting that it comes from, and what to do.
pub async fn bind(address: SocketAddr, setting: &str) -> anyhow::Result<TcpListener> {
    TcpListener::bind(address).await.map_err(|error| {
        let port = address.port();
        match error.kind() {
            ErrorKind::AddrInUse => anyhow!(
                "{address} is in use: another program listens there, perhaps another otinish. \
                 Stop it, or give another address with {setting}."
            ),
            ErrorKind::AddrNotAvailable => anyhow!(
                "this machine has no address {}. Give one that it has with {setting}.",
                address.ip()
            ),
            ErrorKind::PermissionDenied => anyhow!(
                "port {port} is not open to this user. \
                 Give a port above 1023 with {setting}, and put a proxy in front."
            ),
            _ => anyhow!("{address} ({setting}) cannot be listened on: {error}"),
        }
    })
}

/// Checks what the store would fail on with words that are not for people.
///
/// # Errors
/// Says what is wrong and what to do.
pub async fn check(config: &Config) -> anyhow::Result<()> {
    let url = config.database_url();
    match url.split_once(':').map(|(scheme, _)| scheme) {
        Some("sqlite") => check_file(&crate::store::path_of(&url)),
        Some("postgres" | "postgresql") => check_server(&url).await,
        // Not the whole address: it may hold a password.
        Some(scheme) if url.contains("://") => bail!(
            "--database-url names {scheme}, which is not supported. \
             Give sqlite://FILE or postgres://USER@HOST/DATABASE."
        ),
        _ => bail!(
            "--database-url is not an address. Give sqlite://FILE or postgres://USER@HOST/DATABASE."
        ),
    }
}

/// The first bytes of every SQLite file.
const SQLITE: &[u8; 16] = b"SQLite format 3\0";

/// A file of another program is not ours to write into.
fn check_file(path: &Path) -> anyhow::Result<()> {
    let shown = path.display();
    if path.is_dir() {
        bail!("{shown} is a folder. Give a file with --database-url sqlite://FILE.");
    }
    let mut file = match std::fs::File::open(path) {
        Ok(file) => file,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(()),
        Err(error) => bail!("the database {shown} cannot be opened: {error}"),
    };
    let mut head = Vec::new();
    file.by_ref()
        .take(16)
        .read_to_end(&mut head)
        .with_context(|| format!("reading the database {shown}"))?;
    if head.is_empty() {
        return Ok(());
    }
    let other = || {
        anyhow!(
            "{shown} is not a database of otinish. Nothing was changed in it. \
             Give another file with --database-url, or another folder with --data-dir."
        )
    };
    if head != SQLITE {
        return Err(other());
    }
    let read = || -> crate::store::Result<(i64, i64)> {
        let connection = crate::store::look(path)?;
        let count = |sql: &str| connection.query_row(sql, [], |row| row.get(0));
        let all = count("SELECT COUNT(*) FROM sqlite_master")?;
        let ours = count(
            "SELECT COUNT(*) FROM sqlite_master \
             WHERE type = 'table' AND name IN ('event', 'draft', 'counter')",
        )?;
        Ok((all, ours))
    };
    match read() {
        Ok((0, _) | (_, 3)) => Ok(()),
        Ok(_) => Err(other()),
        Err(StoreError::Refused(why)) => bail!("{why}"),
        Err(error) => bail!("the database {shown} cannot be read: {error}"),
    }
}

/// Asks the server once. The pool would ask a closed port again and again.
async fn check_server(url: &str) -> anyhow::Result<()> {
    let options: PgConnectOptions = url.parse().map_err(|_| {
        anyhow!("--database-url cannot be read. Give postgres://USER:PASSWORD@HOST:PORT/DATABASE.")
    })?;
    let options = options.disable_statement_logging();
    let place = format!("{}:{}", options.get_host(), options.get_port());
    let database = options.get_database().unwrap_or("").to_owned();
    let user = options.get_username().to_owned();
    let connected = tokio::time::timeout(DATABASE, connect(&options)).await;
    match connected {
        Ok(Ok(())) => Ok(()),
        Ok(Err(error)) => Err(explain(&error, &place, &database, &user)),
        Err(_) => bail!(
            "PostgreSQL at {place} does not answer within {} seconds. \
             Check the host in --database-url and the firewall between.",
            DATABASE.as_secs()
        ),
    }
}

async fn connect(options: &PgConnectOptions) -> sqlx::Result<()> {
    use sqlx::Connection;
    PgConnection::connect_with(options).await?.close().await
}

fn explain(error: &sqlx::Error, place: &str, database: &str, user: &str) -> anyhow::Error {
    match error {
        sqlx::Error::Io(cause) if cause.kind() == ErrorKind::ConnectionRefused => anyhow!(
            "PostgreSQL at {place} refused the connection: nothing listens there. \
             Start PostgreSQL, or correct --database-url."
        ),
        sqlx::Error::Io(cause) => anyhow!(
            "PostgreSQL at {place} cannot be reached ({cause}). Check the host in --database-url."
        ),
        sqlx::Error::Database(cause) => match cause.code().as_deref() {
            Some("28P01" | "28000") => anyhow!(
                "PostgreSQL at {place} does not let the user {user:?} in. \
                 Check the name and the password in --database-url."
            ),
            Some("3D000") => anyhow!(
                "PostgreSQL at {place} has no database {database:?}. \
                 Make it with «createdb {database}», or correct --database-url."
            ),
            _ => anyhow!("PostgreSQL at {place} refused: {}", cause.message()),
        },
        other => anyhow!("PostgreSQL at {place} cannot be used: {other}"),
    }
}
