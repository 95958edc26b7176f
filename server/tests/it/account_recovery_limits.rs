//! A forgotten password while strangers guess: the owner gets in, and nobody uses up the owner's codes.

use server::{demo, store::sql::query};

use crate::common::{
    Answer, Browser, Server, Wanted,
    accounts::{another, code_number},
    citizen_iin, fresh_iin,
};

const NEW: &str = "красный дом у реки";
/// The end of the telephone of demonstration citizen 0.
const END: &str = "0001";
const HOME: &str = "192.0.2.1";

/// A server that limits, behind a proxy of this machine that is believed.
async fn server() -> Server {
    Server::start_with(Wanted {
        rate_limit: true,
        settings: ["--trusted-proxy", "127.0.0.1"].map(str::to_owned).to_vec(),
        ..Wanted::default()
    })
    .await
}

/// A form of the client at `from`, as the proxy passes it on.
async fn post(browser: &Browser, from: &str, path: &str, fields: &[(&str, &str)]) -> Answer {
    let body = form_urlencoded::Serializer::new(String::new())
        .extend_pairs(fields)
        .finish();
    let request = browser
        .request("POST", path)
        .header("content-type", "application/x-www-form-urlencoded")
        .header("x-forwarded-for", from)
        .body(body);
    browser.send(request).await
}

async fn login(browser: &Browser, from: &str, password: &str) -> u16 {
    let iin = citizen_iin(0);
    let fields = [("login", iin.as_str()), ("password", password)];
    post(browser, from, "/ru/login", &fields).await.status
}

async fn ask(browser: &Browser, from: &str, iin: &str) -> u16 {
    let asked = post(browser, from, "/ru/recovery", &[("iin", iin)]).await;
    asked.status
}

async fn give(browser: &Browser, from: &str, code: &str) -> Answer {
    let fields = [("code", code), ("password", NEW), ("password-again", NEW)];
    post(browser, from, "/ru/recovery/code", &fields).await
}

#[tokio::test]
async fn who_recovers_the_password_comes_in_whoever_guessed_before() {
    let server = server().await;
    for n in 0..14 {
        login(&server.browser(), &format!("198.51.100.{n}"), "wrong").await;
    }
    let owner = server.browser();
    for _ in 0..2 {
        assert_eq!(login(&owner, HOME, demo::PASSWORD).await, 429);
    }
    assert_eq!(ask(&owner, HOME, &citizen_iin(0)).await, 303);
    let code = code_number(&owner, END, 1).await;
    let done = give(&owner, HOME, &code).await;
    assert_eq!(done.location(), "/ru/recovery/done", "{}", done.body);
    assert_eq!(login(&owner, HOME, NEW).await, 303);
    // The guessing goes on: the device and the address are known now.
    for n in 0..14 {
        login(&server.browser(), &format!("198.51.100.{n}"), "wrong").await;
    }
    assert_eq!(login(&owner, "203.0.113.9", NEW).await, 303);
    assert_eq!(login(&server.browser(), HOME, NEW).await, 303);
    assert_eq!(login(&server.browser(), "203.0.113.10", NEW).await, 429);
}

#[tokio::test]
async fn a_stranger_uses_up_the_codes_of_nobody_else() {
    let server = server().await;
    let owner = server.browser();
    assert_eq!(login(&owner, HOME, demo::PASSWORD).await, 303);
    for iin in [citizen_iin(0), fresh_iin((1991, 2, 3), 300)] {
        // One address, however many devices it seems to have.
        let mut statuses = Vec::new();
        for _ in 0..6 {
            statuses.push(ask(&server.browser(), "198.51.100.1", &iin).await);
        }
        assert_eq!(statuses, [303, 303, 303, 303, 303, 429], "{iin}");
        // Another place that the account does not know, until twenty were sent to such places.
        for n in 2..17 {
            let from = format!("198.51.100.{n}");
            assert_eq!(ask(&server.browser(), &from, &iin).await, 303, "{n}");
        }
        assert_eq!(ask(&server.browser(), "203.0.113.7", &iin).await, 429);
    }
    let iin = citizen_iin(0);
    assert_eq!(ask(&owner, "203.0.113.9", &iin).await, 303, "the device");
    assert_eq!(ask(&server.browser(), HOME, &iin).await, 303, "the address");
}

#[tokio::test]
async fn who_guesses_codes_is_stopped_for_a_day_and_the_owner_is_not() {
    let server = server().await;
    let owner = server.browser();
    assert_eq!(login(&owner, HOME, demo::PASSWORD).await, 303);
    let iin = citizen_iin(0);
    for n in 0..20 {
        let (browser, from) = (server.browser(), format!("198.51.100.{}", n / 5));
        assert_eq!(ask(&browser, &from, &iin).await, 303);
        let wrong = another(&code_number(&browser, END, n + 1).await);
        for _ in 0..5 {
            assert_eq!(give(&browser, &from, &wrong).await.status, 422);
        }
    }
    let store = server.store().await;
    let later = query("UPDATE code_sent SET at = at - $1").bind(2 * 3600 * 1_000_000_i64);
    later.execute(&store).await.unwrap();
    store.close().await;
    assert_eq!(ask(&server.browser(), "203.0.113.7", &iin).await, 429);
    assert_eq!(ask(&owner, "203.0.113.9", &iin).await, 303);
    let nobody = fresh_iin((1991, 2, 3), 300);
    assert_eq!(ask(&server.browser(), "203.0.113.7", &nobody).await, 303);
}
