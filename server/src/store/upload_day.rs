//! How much an account has sent on a day.

use super::{
    Result, Store,
    sql::{Connection, query},
};

const USED: &str = "SELECT bytes FROM upload_day WHERE account = $1 AND day = $2";
/// Adds, unless that would be too much: then no row is changed. The first of a day is bounded by the size of a file.
const SPEND: &str = "INSERT INTO upload_day (account, day, bytes) VALUES ($1, $2, $3) \
     ON CONFLICT (account, day) DO UPDATE SET bytes = upload_day.bytes + $3 WHERE upload_day.bytes + $3 <= $4";
/// What came is counted, also beyond what was allowed.
const COUNT: &str = "INSERT INTO upload_day (account, day, bytes) VALUES ($1, $2, $3) \
     ON CONFLICT (account, day) DO UPDATE SET bytes = upload_day.bytes + $3";
const FORGET: &str = "DELETE FROM upload_day WHERE day < $1";

/// What an account may send on a day.
#[derive(Clone, Debug)]
pub struct Allowance {
    /// Id of the account.
    pub account: String,
    /// The day by the calendar of Kazakhstan.
    pub day: String,
    /// Bytes.
    pub most: u64,
}

/// Bytes that were sent and are to be counted.
#[derive(Clone, Debug)]
pub struct Spent {
    /// Of which allowance.
    pub of: Allowance,
    pub bytes: u64,
}

impl Store {
    /// Bytes that the account has sent on the day.
    pub async fn sent_on(&self, of: &Allowance) -> Result<u64> {
        let used = query(USED).bind(of.account.as_str()).bind(of.day.as_str());
        let row = used.fetch_optional(self).await?;
        row.map_or(Ok(0), |row| Ok(row.get::<i64>(0)?.unsigned_abs()))
    }

    /// Counts what entered no home, however much it is.
    pub async fn count_sent(&self, spent: Spent) -> Result<()> {
        let Spent { of, bytes } = spent;
        let count = query(COUNT).bind(of.account).bind(of.day);
        count.bind(whole(bytes)).execute(self).await?;
        Ok(())
    }

    /// Forgets the days before `day`.
    pub async fn forget_sent_before(&self, day: &str) -> Result<()> {
        query(FORGET).bind(day).execute(self).await?;
        Ok(())
    }
}

/// Counts bytes if the day has room for them; tells whether it has.
pub(super) async fn spend(connection: &mut Connection, spent: Spent) -> Result<bool> {
    let Spent { of, bytes } = spent;
    if bytes > of.most {
        return Ok(false);
    }
    let spend = query(SPEND)
        .bind(of.account)
        .bind(of.day)
        .bind(whole(bytes))
        .bind(whole(of.most));
    Ok(spend.execute(connection).await? > 0)
}

fn whole(bytes: u64) -> i64 {
    i64::try_from(bytes).unwrap_or(i64::MAX)
}
