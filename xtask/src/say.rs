//! The only place that writes to the terminal.

use std::time::{Duration, Instant};

/// One line about what goes on. On stderr, so that stdout stays for results.
pub fn line(text: impl AsRef<str>) {
    eprintln!("  {}", text.as_ref());
}

/// A result that somebody may want to pipe.
#[expect(clippy::print_stdout, reason = "a result is the output")]
pub fn result(text: impl AsRef<str>) {
    println!("{}", text.as_ref());
}

/// Announces a step and says at the end how long it took.
pub fn step<T>(what: &str, work: impl FnOnce() -> anyhow::Result<T>) -> anyhow::Result<T> {
    eprintln!("▸ {what}");
    let start = Instant::now();
    let outcome = work();
    let sign = if outcome.is_ok() { "✓" } else { "✗" };
    eprintln!("{sign} {what} ({})", seconds(start.elapsed()));
    outcome
}

fn seconds(time: Duration) -> String {
    format!("{:.1} s", time.as_secs_f64())
}

/// Bytes as a person reads them. A kilobyte is a thousand bytes, as in the budgets.
pub fn bytes(count: usize) -> String {
    if count < 10_000 {
        return format!("{count} B");
    }
    format!("{}.{} kB", count / 1000, count % 1000 / 100)
}
