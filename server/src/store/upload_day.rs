//! How much an account has sent on a day.

use super::{Result, Store, sql::query};

const USED: &str = "SELECT bytes FROM upload_day WHERE account = $1 AND day = $2";
/// Adds, unless that would be too much: then no row is changed. The first of a day is bounded by the size of a file.
const SPEND: &str = "INSERT INTO upload_day (account, day, bytes) VALUES ($1, $2, $3) \
     ON CONFLICT (account, day) DO UPDATE SET bytes = upload_day.bytes + $3 WHERE upload_day.bytes + $3 <= $4";
const FORGET: &str = "DELETE FROM upload_day WHERE day < $1";

impl Store {
    /// Bytes that `account` has sent on `day`.
    pub async fn sent_on(&self, account: &str, day: &str) -> Result<u64> {
        let row = query(USED)
            .bind(account)
            .bind(day)
            .fetch_optional(self)
            .await?;
        row.map_or(Ok(0), |row| Ok(row.get::<i64>(0)?.unsigned_abs()))
    }

    /// Counts `bytes` of `account` on `day` if they make no more than `most`; tells whether they do not.
    pub async fn count_sent(
        &self,
        account: &str,
        day: &str,
        bytes: u64,
        most: u64,
    ) -> Result<bool> {
        if bytes > most {
            return Ok(false);
        }
        let whole = |bytes: u64| i64::try_from(bytes).unwrap_or(i64::MAX);
        let spend = query(SPEND)
            .bind(account)
            .bind(day)
            .bind(whole(bytes))
            .bind(whole(most));
        Ok(spend.execute(self).await? > 0)
    }

    /// Forgets the days before `day`.
    pub async fn forget_sent_before(&self, day: &str) -> Result<()> {
        query(FORGET).bind(day).execute(self).await?;
        Ok(())
    }
}
