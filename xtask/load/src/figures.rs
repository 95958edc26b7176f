//! What came out: how many a second, and how long each took.

use std::time::Duration;

use serde_json::{Value, json};

/// The times of all answers, and the time from the first request to the last answer.
pub(crate) struct Figures {
    micros: Vec<u64>,
    whole: Duration,
}

impl Figures {
    pub(crate) fn new(times: impl IntoIterator<Item = Duration>, whole: Duration) -> Self {
        let mut micros: Vec<u64> = times
            .into_iter()
            .map(|time| u64::try_from(time.as_micros()).unwrap_or(u64::MAX))
            .collect();
        micros.sort_unstable();
        Self { micros, whole }
    }

    /// Milliseconds that this share of the answers did not exceed.
    fn percentile(&self, share: f64) -> f64 {
        let rank = (self.micros.len() as f64 * share).ceil() as usize;
        let at = rank.clamp(1, self.micros.len().max(1)) - 1;
        self.micros
            .get(at)
            .map_or(0.0, |micros| *micros as f64 / 1000.0)
    }

    pub(crate) fn json(&self) -> Value {
        json!({
            "count": self.micros.len(),
            "per_second": self.micros.len() as f64 / self.whole.as_secs_f64(),
            "p50_ms": self.percentile(0.50),
            "p95_ms": self.percentile(0.95),
            "p99_ms": self.percentile(0.99),
        })
    }
}
