//! Logs as older versions wrote them.

use serde_json::{Map, Value};
use server::store::{Store, sql::query};

/// Writes the log of a case anew with its events changed, as if they had been written so.
pub async fn rewrite(store: &Store, case: &str, change: impl Fn(&mut Map<String, Value>)) {
    let mut prev = domain::case::log::GENESIS.to_owned();
    for entry in store.events(case).await.unwrap() {
        let mut body: Value = serde_json::from_str(&entry.body).unwrap();
        change(body.as_object_mut().unwrap());
        let body = body.to_string();
        let hash = domain::case::log::chain(&prev, entry.seq, &body);
        let sql =
            "UPDATE event SET body = $1, prev = $2, hash = $3 WHERE case_id = $4 AND seq = $5";
        let update = query(sql).bind(body).bind(prev).bind(hash.as_str());
        let update = update.bind(case).bind(entry.seq.cast_signed());
        update.execute(store).await.unwrap();
        prev = hash;
    }
}
