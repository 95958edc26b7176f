//! Clients side by side, each doing one thing again and again for a bounded time.

use std::{
    future::Future,
    sync::{Arc, Mutex},
    time::{Duration, Instant},
};

use anyhow::Result;
use tokio::task::JoinSet;

use crate::{client::Client, figures::Figures};

/// Repeats `once` in every client until `time` is over. The first error ends the run: a figure with errors in
/// it means nothing.
pub(crate) async fn repeat<F, Fut>(
    clients: Vec<Client>,
    time: Duration,
    once: F,
) -> Result<(Figures, Vec<Client>)>
where
    F: Fn(Client) -> Fut + Clone + Send + 'static,
    Fut: Future<Output = Result<Client>> + Send + 'static,
{
    let start = Instant::now();
    let mut running = JoinSet::new();
    for client in clients {
        running.spawn(one(client, start + time, once.clone()));
    }
    let (mut times, mut done) = (Vec::new(), Vec::new());
    while let Some(finished) = running.join_next().await {
        let (client, spans) = finished??;
        done.push(client);
        times.extend(spans);
    }
    Ok((Figures::new(times, start.elapsed()), done))
}

/// Does `once` with each item, every client the next that is left. The first error ends the run.
pub(crate) async fn each<F, Fut>(
    clients: Vec<Client>,
    items: Vec<String>,
    once: F,
) -> Result<Figures>
where
    F: Fn(Client, String) -> Fut + Clone + Send + 'static,
    Fut: Future<Output = Result<Client>> + Send + 'static,
{
    let start = Instant::now();
    let left = Arc::new(Mutex::new(items));
    let next = move || left.lock().ok()?.pop();
    let mut running = JoinSet::new();
    for mut client in clients {
        let (next, once) = (next.clone(), once.clone());
        running.spawn(async move {
            let mut times = Vec::new();
            while let Some(item) = next() {
                let start = Instant::now();
                client = once(client, item).await?;
                times.push(start.elapsed());
            }
            anyhow::Ok(times)
        });
    }
    let mut times = Vec::new();
    while let Some(finished) = running.join_next().await {
        times.extend(finished??);
    }
    Ok(Figures::new(times, start.elapsed()))
}

async fn one<F, Fut>(mut client: Client, end: Instant, once: F) -> Result<(Client, Vec<Duration>)>
where
    F: Fn(Client) -> Fut,
    Fut: Future<Output = Result<Client>>,
{
    let mut times = Vec::new();
    while Instant::now() < end {
        let start = Instant::now();
        client = once(client).await?;
        times.push(start.elapsed());
    }
    Ok((client, times))
}
