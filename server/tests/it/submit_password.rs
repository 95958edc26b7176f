//! The password that a submission asks for, where it was typed long ago.

use server::{
    demo,
    store::{Store, sql::query},
};

use crate::{
    common::{Server, Wanted, journey},
    submit::sign,
};

/// Moves the last password of every session twenty minutes back.
async fn age_sessions(store: &Store) {
    let age = query("UPDATE session SET entered = entered - $1").bind(20 * 60_000_000);
    age.execute(store).await.unwrap();
}

#[tokio::test]
async fn a_password_of_long_ago_is_asked_for_again() {
    let server = Server::start().await;
    let browser = server.login_citizen(0).await;
    let draft = journey::filled_draft(&browser, 0).await;
    let page = browser.get(&format!("/kk/drafts/{draft}/sign")).await;
    assert!(!page.body.contains("type=\"password\""));
    let store = server.store().await;
    age_sessions(&store).await;
    let page = browser.get(&format!("/kk/drafts/{draft}/sign")).await;
    assert!(page.body.contains("type=\"password\""), "{}", page.body);
    let hash = journey::shown_hash(&browser, &draft).await;
    for (password, said) in [
        ("", "Құпиясөзді енгізіңіз"),
        ("wrong", "Құпиясөз дұрыс емес"),
    ] {
        let answer = sign(
            &browser,
            &draft,
            &[("sha256", &hash), ("password", password)],
        )
        .await;
        assert_eq!(answer.status, 422);
        assert!(
            answer.body.contains("<title>Қате:") && answer.body.contains(said),
            "{}",
            answer.body
        );
        assert!(!answer.body.contains("value=\"wrong\""));
    }
    let answer = sign(
        &browser,
        &draft,
        &[("sha256", &hash), ("password", demo::PASSWORD)],
    )
    .await;
    assert_eq!(answer.status, 303, "{}", answer.body);
    store.close().await;
    // The fifteen minutes count anew.
    let next = journey::filled_draft(&browser, 0).await;
    let page = browser.get(&format!("/kk/drafts/{next}/sign")).await;
    assert!(!page.body.contains("type=\"password\""));
}

#[tokio::test]
async fn guessing_the_password_is_slowed_down() {
    let server = Server::start_with(Wanted {
        rate_limit: true,
        ..Wanted::default()
    })
    .await;
    let browser = server.login_citizen(0).await;
    let draft = journey::filled_draft(&browser, 0).await;
    let store = server.store().await;
    age_sessions(&store).await;
    let hash = journey::shown_hash(&browser, &draft).await;
    let mut last = 0;
    for _ in 0..200 {
        last = sign(
            &browser,
            &draft,
            &[("sha256", &hash), ("password", "wrong")],
        )
        .await
        .status;
        if last == 429 {
            break;
        }
    }
    assert_eq!(last, 429);
    store.close().await;
}
