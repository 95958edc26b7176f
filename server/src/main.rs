//! The portal's server program.

use std::process::ExitCode;

use clap::Parser;
use server::{Config, command::Cli, serve, start};

/// Rendering makes many small strings on several threads, which the C library's allocator is slow at and keeps.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    // Before anything is opened or started: that process has bounds.
    server::inspect::child::run_if_asked().unwrap_or_else(|| {
        use_small_pages();
        start()
    })
}

/// The allocator asks the system for pages of two megabytes, and each of them that is touched counts whole: at rest that
/// is half of the memory. Where the system cannot be told, it only costs memory.
fn use_small_pages() {
    let _ = rustix::thread::disable_transparent_huge_pages(true);
}

#[tokio::main]
async fn start() -> ExitCode {
    server::private::set_umask();
    let Cli { config, command } = Cli::parse();
    let filter = match start::log_filter() {
        Ok(filter) => filter,
        Err(error) => return start::failed(&error),
    };
    tracing_subscriber::fmt()
        .with_env_filter(filter)
        .json()
        .with_writer(std::io::stderr)
        .init();
    if let Some(command) = command {
        return command.run(&config).await;
    }
    match run(config).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            tracing::error!(error = %format!("{error:#}"), "the server stopped");
            start::failed(&error)
        }
    }
}

async fn run(config: Config) -> anyhow::Result<()> {
    let listener = start::bind(config.listen, "--listen").await?;
    serve(listener, config, stop_signal()).await
}

/// SIGTERM (from a service manager) or Ctrl-C.
async fn stop_signal() {
    let mut terminate =
        match tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()) {
            Ok(signal) => signal,
            Err(error) => {
                tracing::warn!(%error, "no SIGTERM handler");
                let _ = tokio::signal::ctrl_c().await;
                return;
            }
        };
    tokio::select! {
        _ = terminate.recv() => {}
        _ = tokio::signal::ctrl_c() => {}
    }
}
