//! Sessions: their page, their end, and that they outlive a bad line.

use server::{demo, store::sql::query};

use crate::common::{Server, Wanted, journey};

const PASSWORD: &str = demo::PASSWORD;

#[tokio::test]
async fn a_citizen_sees_every_session_and_ends_one_or_all_others() {
    let server = Server::start().await;
    let here = server.login_citizen(0).await;
    let (there, third) = (server.login_citizen(0).await, server.login_citizen(0).await);
    let other = server.login_citizen(1).await;
    let page = here.get("/ru/cabinet/sessions").await;
    assert_eq!(page.status, 200);
    assert_eq!(page.body.matches("127.0.0.…").count(), 3, "{}", page.body);
    assert!(page.body.contains("это устройство"));
    let ends: Vec<&str> = page
        .body
        .split("action=\"")
        .filter_map(|part| part.split('"').next())
        .filter(|action| action.ends_with("/end") && !action.contains("others"))
        .collect();
    assert_eq!(ends.len(), 2, "the own one is ended by logging out");
    // Somebody else's is not there for them.
    assert_eq!(other.post_form(ends[0], &[]).await.status, 303);
    assert_eq!(there.get("/ru/cabinet").await.status, 200);
    assert_eq!(third.get("/ru/cabinet").await.status, 200);
    let ended = here.post_form(ends[0], &[]).await;
    assert_eq!(ended.status, 303);
    assert!(
        here.follow(ended.location())
            .await
            .body
            .contains("Вы вышли")
    );
    let open = [
        there.get("/ru/cabinet").await.status,
        third.get("/ru/cabinet").await.status,
    ];
    assert_eq!(
        open.iter().filter(|status| **status == 200).count(),
        1,
        "{open:?}"
    );
    here.post_form("/ru/cabinet/sessions/others/end", &[]).await;
    assert_eq!(here.get("/ru/cabinet").await.status, 200);
    assert_eq!(there.get("/ru/cabinet").await.status, 303);
    assert_eq!(third.get("/ru/cabinet").await.status, 303);
    assert_eq!(other.get("/ru/cabinet").await.status, 200);
}

#[tokio::test]
async fn an_official_has_the_same_page() {
    let server = Server::start().await;
    let here = server.login_staff("head").await;
    let there = server.login_staff("head").await;
    assert_eq!(here.get("/kk/staff/sessions").await.status, 200);
    here.post_form("/kk/staff/sessions/others/end", &[]).await;
    assert_eq!(here.get("/kk/staff").await.status, 200);
    assert_eq!(there.get("/kk/staff").await.status, 303);
}

#[tokio::test]
async fn a_session_ends_after_its_longest_life_also_in_the_middle_of_work() {
    let server = Server::start().await;
    let (citizen, official) = (
        server.login_citizen(0).await,
        server.login_staff("head").await,
    );
    let store = server.store().await;
    let hour = 3_600_000_000_i64;
    // As if both had worked for twelve hours and a quarter, the last time six minutes ago.
    let age = query("UPDATE session SET created = created - $1, seen = seen - $2")
        .bind(12 * hour + hour / 4)
        .bind(hour / 10);
    age.execute(&store).await.unwrap();
    // A page moves the end, and not beyond the longest life.
    official.get("/kk/staff").await;
    citizen.get("/kk/cabinet").await;
    assert_eq!(official.get("/kk/staff").await.status, 303);
    assert_eq!(citizen.get("/kk/cabinet").await.status, 200);
    let age = query("UPDATE session SET created = created - $1, seen = seen - $2")
        .bind(30 * 24 * hour)
        .bind(hour / 10);
    age.execute(&store).await.unwrap();
    citizen.get("/kk/cabinet").await;
    assert_eq!(citizen.get("/kk/cabinet").await.status, 303);
    store.close().await;
}

#[tokio::test]
async fn a_lost_answer_to_the_signature_logs_nobody_out() {
    let server = Server::start_with(Wanted {
        settings: ["--password-minutes", "0"].map(str::to_owned).to_vec(),
        ..Wanted::default()
    })
    .await;
    let browser = server.login_citizen(0).await;
    let draft = journey::filled_draft(&browser, 0).await;
    let store = server.store().await;
    let age = query("UPDATE session SET entered = entered - $1").bind(120_000_000);
    age.execute(&store).await.unwrap();
    store.close().await;
    let hash = journey::shown_hash(&browser, &draft).await;
    let before = browser.cookie();
    let signed = browser
        .post_form(
            &format!("/kk/drafts/{draft}/sign"),
            &[("sha256", &hash), ("password", PASSWORD)],
        )
        .await;
    assert_eq!(signed.status, 303, "{}", signed.body);
    assert_ne!(browser.cookie(), before, "the session was renamed");
    // A browser that never got the answer still has the old cookie.
    let behind = server.browser();
    behind.lose_session();
    let old = behind
        .request("GET", signed.location())
        .header("cookie", &before);
    assert_eq!(behind.send(old).await.status, 200);
    // One that did goes on with the new one.
    assert_eq!(browser.get("/kk/cabinet").await.status, 200);
}

#[tokio::test]
async fn logging_out_writes_the_whole_cookie_and_ends_open_streams() {
    let server = Server::start().await;
    let (browser, case) = journey::submitted(&server, 0).await;
    let stream = browser
        .request("GET", &format!("/kk/cabinet/cases/{case}/events"))
        .send()
        .await
        .unwrap();
    assert_eq!(stream.status(), 200);
    let out = browser.post_form("/kk/logout", &[]).await;
    let cookie = &out.headers["set-cookie"];
    assert_eq!(
        cookie,
        "otinish=; HttpOnly; SameSite=Lax; Path=/; Max-Age=0"
    );
    // Ends, or the test would wait for ever.
    let rest = tokio::time::timeout(std::time::Duration::from_secs(10), stream.text()).await;
    assert!(rest.is_ok(), "the stream is still open");
}

#[tokio::test]
async fn behind_tls_the_cookie_is_for_tls_only() {
    let server = Server::start_with(Wanted {
        settings: ["--origin", "https://otinish.example"]
            .map(str::to_owned)
            .to_vec(),
        ..Wanted::default()
    })
    .await;
    let browser = server.login_citizen(0).await;
    assert!(
        browser.cookie().contains("__Host-otinish="),
        "{}",
        browser.cookie()
    );
    let out = browser.post_form("/kk/logout", &[]).await;
    assert_eq!(
        out.headers["set-cookie"],
        "__Host-otinish=; HttpOnly; SameSite=Lax; Secure; Path=/; Max-Age=0"
    );
}

#[tokio::test]
async fn a_page_does_not_fail_because_the_use_of_its_session_could_not_be_written() {
    let server = Server::start().await;
    let browser = server.login_citizen(0).await;
    let store = server.store().await;
    query("UPDATE session SET seen = seen - 600000000")
        .execute(&store)
        .await
        .unwrap();
    // As on a full disk: every write to the table fails.
    let full =
        "CREATE TRIGGER full BEFORE UPDATE ON session BEGIN SELECT RAISE(ABORT, 'full'); END";
    if !server.database_url().starts_with("sqlite:") {
        return;
    }
    query(full).execute(&store).await.unwrap();
    assert_eq!(browser.get("/kk/cabinet").await.status, 200);
    query("DROP TRIGGER full").execute(&store).await.unwrap();
    store.close().await;
}
