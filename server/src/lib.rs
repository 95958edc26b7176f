//! The Axum server: the only crate that does I/O.
//!
//! `http` turns requests into calls of `flow` and answers into pages; `flow` holds the use cases, without
//! HTTP and SQL; `store` holds the SQL; `outside` the ports to other systems; `jobs` the background work.

pub mod command;
pub mod config;
pub mod demo;
pub mod flow;
pub mod http;
pub mod jobs;
mod listen;
pub mod outside;
pub mod seal;
pub mod security_log;
pub mod state;
pub mod store;

use std::future::Future;

use anyhow::Context;
pub use config::Config;
use tokio::net::TcpListener;

/// Serves the portal on `listener` until `shutdown` resolves; then answers what is under way and closes the
/// database. Tests call it with port 0 and a clock of their own.
pub async fn serve(
    listener: TcpListener,
    config: Config,
    shutdown: impl Future<Output = ()> + Send + 'static,
) -> anyhow::Result<()> {
    let app = state::Portal::open(config).await?;
    if app.config.demo() {
        demo::fill(&app)
            .await
            .context("filling the demonstration data")?;
    }
    let address = listener.local_addr()?;
    tracing::info!(%address, "listening");
    announce(&app, address);
    let background = jobs::start(app.clone());
    let router = http::router(app.clone());
    let stopping = app.stopping.clone();
    let stop = async move {
        shutdown.await;
        tracing::info!("stopping: answering what is under way");
        // Live event streams never end by themselves.
        stopping.cancel();
    };
    listen::serve(listener, router, stop).await;
    background.stop().await;
    app.store.close().await;
    Ok(())
}

/// The lines for the person at the terminal; everything else goes to the structured log.
#[allow(clippy::print_stdout)]
fn announce(app: &state::App, address: std::net::SocketAddr) {
    println!("http://{address}");
    if app.config.demo() {
        println!("{}", demo::logins());
    }
}
