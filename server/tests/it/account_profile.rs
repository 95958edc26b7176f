//! What citizens change in their own account.

use server::demo::PASSWORD;

use crate::common::{
    Answer, Browser, Server,
    accounts::{self, code_number},
    citizen_iin,
};

const NEW: &str = "красный дом у реки";

async fn change_password(browser: &Browser, current: &str, new: &str) -> Answer {
    let fields = [
        ("current", current),
        ("password", new),
        ("password-again", new),
    ];
    browser
        .post_form("/ru/cabinet/profile/password", &fields)
        .await
}

async fn login(server: &Server, password: &str) -> u16 {
    let iin = citizen_iin(0);
    let fields = [("login", iin.as_str()), ("password", password)];
    server
        .browser()
        .post_form("/ru/login", &fields)
        .await
        .status
}

#[tokio::test]
async fn the_profile_shows_the_account_and_leads_to_each_change() {
    let server = Server::start().await;
    let browser = server.login_citizen(0).await;
    assert!(
        browser
            .get("/ru/cabinet")
            .await
            .body
            .contains("href=\"/ru/cabinet/profile\"")
    );
    let page = browser.get("/ru/cabinet/profile").await;
    assert_eq!(page.status, 200);
    for shown in [
        citizen_iin(0).as_str(),
        "Үлгібаева Айсұлу Сынаққызы",
        "+7\u{a0}701\u{a0}000\u{a0}00\u{a0}01",
    ] {
        assert!(page.body.contains(shown), "{shown}");
    }
    for path in ["password", "phone", "email"] {
        let path = format!("/ru/cabinet/profile/{path}");
        assert!(page.body.contains(&format!("href=\"{path}\"")), "{path}");
        assert_eq!(browser.get(&path).await.status, 200, "{path}");
    }
    assert!(page.body.contains("href=\"/ru/cabinet/sessions\""));
}

#[tokio::test]
async fn a_new_password_asks_for_the_present_one_and_ends_the_other_sessions() {
    let server = Server::start().await;
    let (browser, other) = (server.login_citizen(0).await, server.login_citizen(0).await);
    let stranger = server.login_citizen(1).await;
    for (current, new, field) in [
        ("", NEW, "current"),
        ("not the password", NEW, "current"),
        (PASSWORD, "короткий", "password"),
        (PASSWORD, "qwertyuiop", "password"),
        (PASSWORD, "моя айсұлу аспан", "password"),
        (PASSWORD, "8 701 000 00 01 тел", "password"),
    ] {
        let answer = change_password(&browser, current, new).await;
        assert_eq!(answer.status, 422, "{new}");
        assert!(
            answer.body.contains(&format!("href=\"#{field}\"")),
            "{new}: {}",
            answer.body
        );
    }
    assert_eq!(login(&server, PASSWORD).await, 303);
    let done = change_password(&browser, PASSWORD, NEW).await;
    assert_eq!(
        (done.status, done.location()),
        (303, "/ru/cabinet/profile?done=password")
    );
    assert!(
        browser
            .get(done.location())
            .await
            .body
            .contains("Пароль изменён")
    );
    assert_eq!(
        other.get("/ru/cabinet").await.status,
        303,
        "the session elsewhere"
    );
    assert_eq!(stranger.get("/ru/cabinet").await.status, 200);
    assert_eq!(
        (login(&server, NEW).await, login(&server, PASSWORD).await),
        (303, 422)
    );
    accounts::told(&browser, "0001", "ваш пароль изменён").await;
}

#[tokio::test]
async fn another_telephone_is_confirmed_and_the_old_one_is_told() {
    let server = Server::start().await;
    let browser = server.login_citizen(0).await;
    let path = "/ru/cabinet/profile/phone";
    let ask = |phone: &'static str, current: &'static str| {
        let browser = browser.clone();
        async move {
            let fields = [("phone", phone), ("current", current)];
            browser.post_form(path, &fields).await
        }
    };
    let wrong = ask("8 (701) 555-44-33", "not the password").await;
    assert_eq!(wrong.status, 422, "an open session is not enough");
    assert!(wrong.body.contains("href=\"#current\"") && wrong.body.contains("8 (701) 555-44-33"));
    assert_eq!(ask("12", PASSWORD).await.status, 422);
    let asked = ask("8 (701) 555-44-33", PASSWORD).await;
    assert_eq!(asked.location(), format!("{path}/code"));
    assert!(
        browser
            .get(asked.location())
            .await
            .body
            .contains("+7\u{a0}701\u{a0}555\u{a0}44\u{a0}33")
    );
    let phone = || async { browser.get("/ru/cabinet/profile").await.body };
    assert!(
        phone()
            .await
            .contains("+7\u{a0}701\u{a0}000\u{a0}00\u{a0}01"),
        "not before the code"
    );
    let code = code_number(&browser, "4433", 1).await;
    let other = server.login_citizen(0).await;
    let theirs = other
        .post_form(&format!("{path}/code"), &[("code", &code)])
        .await;
    assert_eq!(
        theirs.location(),
        format!("{path}/code"),
        "of another session"
    );
    let done = browser
        .post_form(&format!("{path}/code"), &[("code", &code)])
        .await;
    assert_eq!(
        done.location(),
        "/ru/cabinet/profile?done=phone",
        "{}",
        done.body
    );
    assert!(
        phone()
            .await
            .contains("+7\u{a0}701\u{a0}555\u{a0}44\u{a0}33")
    );
    accounts::told(&browser, "0001", "телефон вашего кабинета сменён").await;
    // From now on it recovers the password.
    let guest = server.browser();
    guest
        .post_form("/ru/recovery", &[("iin", &citizen_iin(0))])
        .await;
    code_number(&guest, "4433", 2).await;
}

#[tokio::test]
async fn an_address_is_confirmed_by_a_code_and_opening_pages_changes_nothing() {
    let server = Server::start().await;
    let browser = server.login_citizen(0).await;
    let path = "/ru/cabinet/profile/email";
    assert_eq!(
        browser.post_form(path, &[("email", "no")]).await.status,
        422
    );
    assert_eq!(
        browser.post_form(path, &[("email", "")]).await.status,
        422,
        "there is none to take out"
    );
    let asked = browser
        .post_form(path, &[("email", "aisulu@example.kz")])
        .await;
    assert_eq!(asked.location(), format!("{path}/code"));
    let code = code_number(&browser, "a…@example.kz", 1).await;
    for method in ["GET", "HEAD"] {
        let opened = browser.request(method, &format!("{path}/code?code={code}"));
        browser.send(opened).await;
    }
    let email = || async { browser.get("/ru/cabinet/profile").await.body };
    assert!(!email().await.contains("aisulu@example.kz"));
    let done = browser
        .post_form(&format!("{path}/code"), &[("code", &code)])
        .await;
    assert_eq!(done.location(), "/ru/cabinet/profile?done=email");
    assert!(email().await.contains("aisulu@example.kz"));
    let out = browser.post_form(path, &[("email", " ")]).await;
    assert_eq!(out.location(), "/ru/cabinet/profile?done=no-email");
    assert!(!email().await.contains("aisulu@example.kz"));
}

#[tokio::test]
async fn a_code_for_one_account_changes_no_other() {
    let server = Server::start().await;
    let browser = server.login_citizen(0).await;
    let fields = [
        ("phone", "+7\u{a0}701\u{a0}555\u{a0}44\u{a0}33"),
        ("current", PASSWORD),
    ];
    browser
        .post_form("/ru/cabinet/profile/phone", &fields)
        .await;
    let code = code_number(&browser, "4433", 1).await;
    // The next person at the same screen, in the session that the login renames.
    let iin = citizen_iin(1);
    let login = [("login", iin.as_str()), ("password", PASSWORD)];
    assert_eq!(browser.post_form("/ru/login", &login).await.status, 303);
    let code_page = "/ru/cabinet/profile/phone/code";
    browser.post_form(code_page, &[("code", &code)]).await;
    assert!(
        browser
            .get("/ru/cabinet/profile")
            .await
            .body
            .contains("+7\u{a0}701\u{a0}000\u{a0}00\u{a0}02")
    );
}
