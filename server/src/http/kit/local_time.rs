//! Moments as pages show them: by the clock of Kazakhstan.

use chrono::{DateTime, NaiveDateTime, Utc};
use domain::calendar::local;

/// A moment of the store, Unix microseconds.
pub(crate) fn local_micros(micros: i64) -> NaiveDateTime {
    local_time(DateTime::from_timestamp_micros(micros).unwrap_or_default())
}

pub(crate) fn local_time(at: DateTime<Utc>) -> NaiveDateTime {
    local(at).naive_local()
}
