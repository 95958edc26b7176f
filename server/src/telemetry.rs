//! Figures for Prometheus. Each portal has a recorder of its own, so that two servers in one process do not mix theirs.
//!
//! Nothing is counted unless `--metrics-listen` is given. No label holds an id or anything that was typed.

use std::{sync::Arc, time::Duration};

use metrics::{counter, gauge, histogram};
use metrics_exporter_prometheus::{
    Matcher, PrometheusBuilder, PrometheusHandle, PrometheusRecorder,
};

use crate::store::tally::Tally;

/// Seconds: from a page out of memory to an upload over a slow line.
const BUCKETS: [f64; 12] = [
    0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 5.0, 30.0,
];

const REQUESTS: &str = "otinish_requests_total";
const DURATION: &str = "otinish_request_duration_seconds";
const READS: &str = "otinish_request_reads_total";
const WRITES: &str = "otinish_request_writes_total";
const SECURITY: &str = "otinish_security_events_total";

/// Counts what happens.
#[derive(Clone, Default)]
pub struct Telemetry(Option<Arc<Recorder>>);

struct Recorder {
    recorder: PrometheusRecorder,
    handle: PrometheusHandle,
}

impl Telemetry {
    /// Counts if `on`.
    ///
    /// # Errors
    /// If the buckets are refused, which they are not.
    pub fn new(on: bool) -> anyhow::Result<Telemetry> {
        if !on {
            return Ok(Telemetry(None));
        }
        let builder = PrometheusBuilder::new()
            .set_buckets_for_metric(Matcher::Full(DURATION.to_owned()), &BUCKETS)?;
        let recorder = builder.build_recorder();
        let handle = recorder.handle();
        Ok(Telemetry(Some(Arc::new(Recorder { recorder, handle }))))
    }

    /// A request was answered: the template of its route, never its address; how long it took, and what it asked of the
    /// database.
    pub fn request(
        &self,
        method: &'static str,
        route: &str,
        status: u16,
        (took, asked): (Duration, &Tally),
    ) {
        self.with(|| {
            let (route, status) = (route.to_owned(), status.to_string());
            counter!(REQUESTS, "method" => method, "route" => route.clone(), "status" => status)
                .increment(1);
            counter!(READS, "method" => method, "route" => route.clone()).increment(asked.reads());
            counter!(WRITES, "method" => method, "route" => route.clone())
                .increment(asked.writes());
            histogram!(DURATION, "method" => method, "route" => route).record(took.as_secs_f64());
        });
    }

    /// How often the security log told of an event.
    pub(crate) fn security_event(&self, event: &'static str, times: u64) {
        self.with(|| counter!(SECURITY, "event" => event).absolute(times));
    }

    /// Sets a figure that was looked up.
    pub(crate) fn gauge(&self, name: &'static str, value: f64) {
        self.with(|| gauge!(name).set(value));
    }

    /// Sets a counter that is counted elsewhere.
    pub(crate) fn absolute(&self, name: &'static str, value: u64) {
        self.with(|| counter!(name).absolute(value));
    }

    /// Folds samples into their buckets: without it they would pile up while nobody asks.
    pub fn upkeep(&self) {
        if let Some(this) = &self.0 {
            this.handle.run_upkeep();
        }
    }

    /// The figures as Prometheus reads them.
    pub(crate) fn render(&self) -> String {
        let this = self.0.as_ref();
        this.map_or_else(String::new, |this| this.handle.render())
    }

    fn with(&self, record: impl FnOnce()) {
        if let Some(this) = &self.0 {
            metrics::with_local_recorder(&this.recorder, record);
        }
    }
}
