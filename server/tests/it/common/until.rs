//! Waiting for what happens beside the requests: jobs, the start of a server, a database that comes back.

use std::time::Duration;

/// How long every test waits. A job that failed once under load is tried again after up to 16 seconds.
const TIMEOUT: Duration = Duration::from_secs(60);
const PAUSE: Duration = Duration::from_millis(50);

/// What `look` finds, once it finds it.
pub async fn found<T>(what: &str, mut look: impl AsyncFnMut() -> Option<T>) -> T {
    let wait = async {
        loop {
            if let Some(found) = look().await {
                return found;
            }
            tokio::time::sleep(PAUSE).await;
        }
    };
    let waited = tokio::time::timeout(TIMEOUT, wait).await;
    waited.unwrap_or_else(|_| panic!("not after {TIMEOUT:?}: {what}"))
}

/// Waits until `look` says yes.
pub async fn holds(what: &str, mut look: impl AsyncFnMut() -> bool) {
    found(what, async || look().await.then_some(())).await;
}

/// Waits until a GET of this address is answered with 200.
pub async fn answers(url: &str) {
    holds(&format!("{url} answers"), async || is_answered(url).await).await;
}

/// Whether a GET of this address is answered with 200.
pub async fn is_answered(url: &str) -> bool {
    reqwest::get(url).await.is_ok_and(|it| it.status() == 200)
}
