//! Sessions in the store. On every database.

use server::store::{Store, session::Sessions};
use time::{Duration, OffsetDateTime};
use tower_sessions::{
    SessionStore,
    session::{Id, Record},
};

use crate::common::on_each_database;

#[tokio::test]
async fn a_request_under_way_does_not_bring_back_a_session_that_was_ended() {
    on_each_database(|store: Store| async move {
        let sessions = Sessions(store);
        let mut record = Record {
            id: Id::default(),
            data: Default::default(),
            expiry_date: OffsetDateTime::now_utc() + Duration::hours(1),
        };
        sessions.create(&mut record).await.unwrap();
        sessions.save(&record).await.unwrap();
        assert!(sessions.load(&record.id).await.unwrap().is_some());
        sessions.delete(&record.id).await.unwrap();
        sessions.save(&record).await.unwrap();
        assert!(sessions.load(&record.id).await.unwrap().is_none());
    })
    .await;
}
