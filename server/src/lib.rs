//! The Axum server: the only crate that does I/O.
//!
//! `http` turns requests into calls of `flow` and answers into pages; `flow` holds the use cases, without
//! HTTP and SQL; `store` holds the SQL; `ports` the ports to other systems; `jobs` the background work.

pub mod command;
pub mod config;
pub mod core;
pub mod demo;
pub mod flow;
pub mod http;
pub mod inspect;
pub mod jobs;
pub mod listen;
mod lock;
mod metrics;
pub mod password;
pub mod ports;
pub mod private;
pub mod seal;
pub mod security_log;
pub mod start;
pub mod store;
pub mod telemetry;

use std::{future::Future, sync::Arc};

use anyhow::Context;
pub use config::Config;
use http::kit::web::Web;
use tokio::net::TcpListener;

use crate::core::Core;

/// Serves the portal on `listener` until `shutdown` resolves; then answers what is under way and closes the
/// database. Tests call it with port 0 and a clock of their own.
pub async fn serve(
    listener: TcpListener,
    config: Config,
    shutdown: impl Future<Output = ()> + Send + 'static,
) -> anyhow::Result<()> {
    let _lock = crate::core::lock(&config).await?;
    start::check(&config).await?;
    let figures = match config.operation.metrics_listen {
        Some(address) => Some(start::bind(address, "--metrics-listen").await?),
        None => None,
    };
    let app = Core::open(config).await?;
    flow::upgrade::finish(&app.store)
        .await
        .context("upgrading the database")?;
    let closed = demo::prepare(&app)
        .await
        .context("preparing the demonstration data")?;
    let address = listener.local_addr()?;
    tracing::info!(%address, "listening");
    announce(&app, address, closed);
    let background = jobs::start(app.clone()).await;
    let web = Web::open(app.clone()).await?;
    let router = http::router(web.clone());
    let limits = tokio::spawn(http::kit::web::sweep(web));
    let stopping = app.stopping.clone();
    let stop = async move {
        shutdown.await;
        tracing::info!("stopping: answering what is under way");
        // Live event streams never end by themselves.
        stopping.cancel();
    };
    let figures = figures.map(|listener| tokio::spawn(serve_figures(listener, app.clone())));
    let believed = app.clone();
    let listen = listen::Listen {
        router,
        connections: app.connections.clone(),
        write_timeout: app.config.operation.write_timeout(),
        trusted: move |address| believed.config.trusts(address),
    };
    listen::serve(listener, listen, stop).await;
    if let Some(figures) = figures {
        let _ = figures.await;
    }
    background.stop().await;
    let _ = limits.await;
    app.store.close().await;
    Ok(())
}

/// The figures have connections of their own: they can be asked for while the portal has no place left.
async fn serve_figures(listener: TcpListener, app: Arc<Core>) {
    let listen = listen::Listen {
        router: metrics::router(app.clone()),
        connections: listen::Connections::new(listen::Caps::new(Some(16), Some(16))),
        write_timeout: app.config.operation.write_timeout(),
        trusted: |_| false,
    };
    let stopping = app.stopping.clone();
    listen::serve(listener, listen, stopping.cancelled_owned()).await;
}

/// The lines for the person at the terminal; everything else goes to the structured log.
#[expect(clippy::print_stdout, reason = "a person reads it at the terminal")]
fn announce(app: &Core, address: std::net::SocketAddr, closed: i64) {
    println!("http://{address}");
    if app.config.entrance.demo {
        println!("{}", demo::logins());
    } else if closed > 0 {
        println!(
            "{closed} demonstration accounts are in this database. Without --demo they cannot log in."
        );
    }
}
