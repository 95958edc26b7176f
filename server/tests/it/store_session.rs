//! Sessions in the store. On every database.

use server::store::{
    Store,
    session::{SessionRow, key_of},
};

use crate::common::on_each_database;

fn row(id: &str, token: &str) -> SessionRow {
    SessionRow {
        key: key_of(token),
        former: String::new(),
        former_until: 0,
        id: id.to_owned(),
        kind: "citizen".to_owned(),
        account: "somebody".to_owned(),
        name: String::new(),
        demo: false,
        created: 1,
        entered: 1,
        seen: 1,
        expires: 1_000,
        place: String::new(),
        agent: String::new(),
        data: "{}".to_owned(),
    }
}

#[tokio::test]
async fn a_request_under_way_does_not_bring_back_a_session_that_was_ended() {
    on_each_database(|store: Store| async move {
        store.add_session(row("one", "token"), None).await.unwrap();
        assert!(store.session(&key_of("token"), 10).await.unwrap().is_some());
        store.end_session("one").await.unwrap();
        store
            .session_seen("one".to_owned(), 20, 2_000)
            .await
            .unwrap();
        let old = key_of("token");
        assert!(
            !store
                .renew_session("one", &old, &key_of("new"), 20)
                .await
                .unwrap()
        );
        for token in ["token", "new"] {
            assert!(store.session(&key_of(token), 30).await.unwrap().is_none());
        }
    })
    .await;
}

#[tokio::test]
async fn a_renewed_session_opens_with_the_key_that_the_browser_has() {
    on_each_database(|store: Store| async move {
        let (old, new) = (key_of("old"), key_of("new"));
        store.add_session(row("one", "old"), None).await.unwrap();
        assert!(store.renew_session("one", &old, &new, 50).await.unwrap());
        // The answer with the new key may have been lost: the old one goes on.
        for key in [&old, &new] {
            let found = store.session(key, 60).await.unwrap().unwrap();
            assert_eq!((found.key.as_str(), found.entered), (new.as_str(), 50));
        }
        // Once the browser has shown the new one, the old one ends.
        store.end_former_key("one".to_owned(), 100).await.unwrap();
        assert!(store.session(&old, 99).await.unwrap().is_some());
        assert!(store.session(&old, 101).await.unwrap().is_none());
        assert!(store.session(&new, 101).await.unwrap().is_some());
        assert!(
            store.session(&new, 1_001).await.unwrap().is_none(),
            "it ended by time"
        );
    })
    .await;
}

#[tokio::test]
async fn a_secret_is_the_same_for_everybody_who_asks() {
    on_each_database(|store: Store| async move {
        let first = store.secret("key", "one".to_owned()).await.unwrap();
        let second = store.secret("key", "two".to_owned()).await.unwrap();
        assert_eq!((first.as_str(), second.as_str()), ("one", "one"));
    })
    .await;
}
