//! Runs clients side by side for a bounded time and sums up what they saw.

use std::{
    future::Future,
    time::{Duration, Instant},
};

use anyhow::{Result, bail};
use serde_json::{Value, json};

/// Repeats `once` in every client until `time` is over. The first error ends the run: a figure with errors in it
/// means nothing.
pub(crate) async fn repeat<C, F, Fut>(clients: Vec<C>, time: Duration, once: F) -> Result<Value>
where
    C: Send + 'static,
    F: Fn(C) -> Fut + Clone + Send + 'static,
    Fut: Future<Output = Result<C>> + Send,
{
    let number = clients.len();
    let start = Instant::now();
    let tasks: Vec<_> = clients
        .into_iter()
        .map(|mut client| {
            let once = once.clone();
            tokio::spawn(async move {
                let mut spans = Vec::new();
                while start.elapsed() < time {
                    let begun = Instant::now();
                    client = once(client).await?;
                    spans.push(begun.elapsed());
                }
                anyhow::Ok(spans)
            })
        })
        .collect();
    let mut spans = Vec::new();
    for task in tasks {
        spans.extend(task.await??);
    }
    let elapsed = start.elapsed();
    summary(number, spans, elapsed)
}

fn summary(clients: usize, mut spans: Vec<Duration>, elapsed: Duration) -> Result<Value> {
    if spans.is_empty() {
        bail!("nothing was done in the time given");
    }
    spans.sort_unstable();
    let at = |percent: usize| {
        let place = (spans.len() * percent / 100).min(spans.len() - 1);
        spans.get(place).map_or(0.0, |span| span.as_secs_f64() * 1000.0)
    };
    Ok(json!({
        "clients": clients,
        "count": spans.len(),
        "per_second": spans.len() as f64 / elapsed.as_secs_f64(),
        "p50_ms": at(50),
        "p95_ms": at(95),
        "p99_ms": at(99),
    }))
}
