//! Login: whoever is let in, and what the others are told.

use crate::common;
use crate::common::{Server, citizen_iin};
use server::store::sql::query;

const PASSWORD: &str = server::demo::PASSWORD;

#[tokio::test]
async fn a_citizen_logs_in_and_out() {
    let server = Server::start().await;
    let browser = server.login_citizen(0).await;
    let page = browser.get("/kk/login").await;
    assert_eq!(
        (page.status, page.location()),
        (303, "/kk/cabinet"),
        "who is logged in needs no login page"
    );
    let out = browser.post_form("/kk/logout", &[]).await;
    assert_eq!((out.status, out.location()), (303, "/kk/?said=logged-out"));
    let home = browser.get(out.location()).await;
    assert!(home.body.contains("Порталдан шықтыңыз"));
    let again = server.login_citizen(0).await.get(out.location()).await;
    assert!(!again.body.contains("Порталдан шықтыңыз"), "it is not so");
    assert_eq!(browser.get("/kk/login").await.status, 200);
}

#[tokio::test]
async fn wrong_data_get_the_refusal_of_the_act_and_keep_the_number_but_not_the_password() {
    let server = Server::start().await;
    let browser = server.browser();
    let iin = citizen_iin(0);
    let secret = "not-the-password";
    let answer = browser
        .post_form("/ru/login", &[("login", &iin), ("password", secret)])
        .await;
    assert_eq!(answer.status, 422);
    assert!(
        answer
            .body
            .contains("Мотивированный отказ в авторизации в связи с имеющимися нарушениями")
    );
    let heading = answer.body.find("Неверный ИИН или пароль");
    assert!(heading < answer.body.find("Мотивированный отказ в авторизации"));
    assert!(
        heading.is_some(),
        "what is wrong comes first, in plain words"
    );
    assert!(
        answer.body.contains("№ 119, строка 455"),
        "the place in the act"
    );
    assert!(answer.body.contains("<title>Ошибка: "));
    assert!(answer.body.contains(&format!("value=\"{iin}\"")));
    assert!(!answer.body.contains(secret));
    // An account that does not exist is told the same.
    let nobody = common::fresh_iin((1990, 1, 1), 100);
    let other = browser
        .post_form("/ru/login", &[("login", &nobody), ("password", secret)])
        .await;
    assert_eq!(other.status, 422);
    assert_eq!(other.body.replace(&nobody, &iin), answer.body);
}

#[tokio::test]
async fn empty_fields_are_named() {
    let server = Server::start().await;
    let answer = server
        .browser()
        .post_form("/kk/login", &[("login", ""), ("password", "")])
        .await;
    assert_eq!(answer.status, 422);
    assert!(answer.body.contains("href=\"#login\"") && answer.body.contains("href=\"#password\""));
}

#[tokio::test]
async fn the_login_leads_back_but_never_to_another_site() {
    let server = Server::start().await;
    let iin = citizen_iin(1);
    for (next, leads_to) in [
        // In the language that the reader has by then.
        ("/ru/services?q=a", "/kk/services?q=a"),
        ("//evil.example/kk/", "/kk/cabinet"),
        ("https://evil.example/", "/kk/cabinet"),
        ("/\\evil.example", "/kk/cabinet"),
        ("/kk\\@evil.example", "/kk/cabinet"),
        ("/healthz", "/kk/cabinet"),
        ("/kk/\r\nset-cookie: a=b", "/kk/cabinet"),
    ] {
        let fields = [
            ("login", iin.as_str()),
            ("password", PASSWORD),
            ("next", next),
        ];
        let answer = server.browser().post_form("/kk/login", &fields).await;
        assert_eq!(
            (answer.status, answer.location()),
            (303, leads_to),
            "{next}"
        );
    }
}

#[tokio::test]
async fn a_login_gets_a_new_session() {
    let server = Server::start().await;
    let browser = server.login_citizen(0).await;
    let before = browser.cookie();
    let fields = [("login", citizen_iin(0)), ("password", PASSWORD.to_owned())];
    let fields: Vec<(&str, &str)> = fields
        .iter()
        .map(|(name, value)| (*name, value.as_str()))
        .collect();
    browser.post_form("/kk/login", &fields).await;
    assert_ne!(
        browser.cookie(),
        before,
        "an id that somebody fixed before is worth nothing"
    );
}

#[tokio::test]
async fn an_official_logs_in_apart_from_citizens() {
    let server = Server::start().await;
    let browser = server.login_staff("registrar").await;
    assert_eq!(browser.get("/kk/staff/login").await.location(), "/kk/staff");
    let fields = [("login", " Registrar "), ("password", PASSWORD)];
    let other = server.browser().post_form("/kk/staff/login", &fields).await;
    assert_eq!(other.location(), "/kk/staff", "{}", other.body);
    let wrong = server
        .browser()
        .post_form(
            "/kk/staff/login",
            &[("login", "registrar"), ("password", "no")],
        )
        .await;
    assert_eq!(wrong.status, 422);
    assert!(wrong.body.contains("value=\"registrar\""));
    let iin = citizen_iin(0);
    let citizen = server
        .browser()
        .post_form(
            "/kk/staff/login",
            &[("login", &iin), ("password", PASSWORD)],
        )
        .await;
    assert_eq!(citizen.status, 422);
}

#[tokio::test]
async fn another_site_cannot_log_anybody_in() {
    let server = Server::start().await;
    let browser = server.browser();
    let body = format!("login={}&password={PASSWORD}", citizen_iin(0));
    let request = browser
        .request("POST", "/kk/login")
        .header("content-type", "application/x-www-form-urlencoded")
        .header("sec-fetch-site", "cross-site")
        .header("origin", "https://evil.example")
        .body(body);
    assert_eq!(browser.send(request).await.status, 403);
    assert_eq!(browser.cookie(), "visited=yes");
}

#[tokio::test]
async fn whoever_keeps_working_stays_logged_in() {
    let server = Server::start().await;
    let browser = server.login_citizen(0).await;
    assert_eq!(browser.get("/kk/cabinet").await.status, 200);
    let store = server.store().await;
    let soon = chrono::Utc::now().timestamp_micros() + 60_000_000;
    // As if the last page but one had been opened an hour ago.
    let age = query("UPDATE session SET seen = $1, expires = $2")
        .bind(soon - 3_600_000_000)
        .bind(soon);
    age.execute(&store).await.unwrap();
    assert_eq!(browser.get("/kk/cabinet").await.status, 200);
    let row = query("SELECT expires FROM session")
        .fetch_one(&store)
        .await
        .unwrap();
    assert!(row.get::<i64>(0).unwrap() > soon + 50 * 60_000_000);
    store.close().await;
}
