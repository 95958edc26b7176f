//! What an account may send in a day: looked up before a file is taken, counted when it is entered.

use chrono::{Days, NaiveTime, Utc};

use super::FileProblem;
use crate::{
    core::Core,
    store::{
        Result, Store,
        upload_day::{Allowance, Spent},
    },
};

/// Bytes that an account sends in a request. What no file's entry counts is counted by itself: whoever breaks a request
/// off has sent them all the same.
pub(super) struct SentBytes {
    store: Store,
    of: Allowance,
    bytes: u64,
}

impl SentBytes {
    pub(super) fn new(app: &Core, account: &str) -> SentBytes {
        let day = domain::calendar::local(app.now()).date_naive();
        SentBytes {
            store: app.store.clone(),
            of: Allowance {
                account: account.to_owned(),
                day: day.to_string(),
                most: app.config.files.upload_bytes_a_day(),
            },
            bytes: 0,
        }
    }

    pub(super) fn account(&self) -> &str {
        &self.of.account
    }

    /// Bytes that the account may send beside what it has.
    pub(super) async fn left(&self) -> Result<u64> {
        let sent = self.store.sent_on(&self.of).await?;
        Ok(self.of.most.saturating_sub(sent + self.bytes))
    }

    pub(super) fn add(&mut self, bytes: u64) {
        self.bytes += bytes;
    }

    /// To be counted in the transaction that enters the files.
    pub(super) fn take(&mut self) -> Spent {
        Spent {
            of: self.of.clone(),
            bytes: std::mem::take(&mut self.bytes),
        }
    }

    /// Counts what enters no draft.
    pub(super) async fn count(&mut self) -> Result<()> {
        match self.bytes {
            0 => Ok(()),
            _ => self.store.clone().count_sent(self.take()).await,
        }
    }
}

impl Drop for SentBytes {
    fn drop(&mut self) {
        if self.bytes == 0 {
            return;
        }
        let (store, spent) = (self.store.clone(), self.take());
        if let Ok(runtime) = tokio::runtime::Handle::try_current() {
            runtime.spawn(async move {
                if let Err(error) = store.count_sent(spent).await {
                    tracing::warn!(%error, "what an account has sent was not counted");
                }
            });
        }
    }
}

/// The account may send again from the next midnight on.
pub(super) fn quota(app: &Core) -> FileProblem {
    let local = domain::calendar::local(app.now());
    let midnight = (local.date_naive() + Days::new(1)).and_time(NaiveTime::MIN);
    let opens = midnight.and_local_timezone(local.timezone()).earliest();
    FileProblem::Quota {
        most: app.config.files.upload_bytes_a_day(),
        opens: opens.unwrap_or(local).with_timezone(&Utc),
    }
}
