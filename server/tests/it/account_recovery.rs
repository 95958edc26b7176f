//! A forgotten password: a code to the telephone of the account, and not a word on whether there is one.

use server::{demo::PASSWORD, store::sql::query};

use crate::common::{
    Answer, Browser, Server, Wanted,
    accounts::{self, code_number},
    citizen_iin, fresh_iin,
};

const NEW: &str = "красный дом у реки";
/// The end of the telephone of demonstration citizen 0.
const END: &str = "0001";

async fn ask(browser: &Browser, iin: &str) -> Answer {
    browser.post_form("/ru/recovery", &[("iin", iin)]).await
}

async fn give(browser: &Browser, code: &str, password: &str) -> Answer {
    let fields = [
        ("code", code),
        ("password", password),
        ("password-again", password),
    ];
    browser.post_form("/ru/recovery/code", &fields).await
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
async fn the_code_sets_a_new_password_and_ends_every_session() {
    let server = Server::start().await;
    let inside = server.login_citizen(0).await;
    let stranger = server.login_citizen(1).await;
    let browser = server.browser();
    let page = browser.get("/ru/login").await;
    assert!(page.body.contains("href=\"/ru/recovery\""));
    let iin = citizen_iin(0);
    let spaced = format!("{} {}", &iin[..6], &iin[6..]);
    assert_eq!(ask(&browser, &spaced).await.location(), "/ru/recovery/code");
    let page = browser.get("/ru/recovery/code").await;
    assert!(page.body.contains("Если этот ИИН зарегистрирован"));
    assert!(
        !page.body.contains("+7 701"),
        "the number of the account is shown to nobody"
    );
    let code = code_number(&browser, END, 1).await;
    let done = give(&browser, &code, NEW).await;
    assert_eq!(
        (done.status, done.location()),
        (303, "/ru/recovery/done"),
        "{}",
        done.body
    );
    assert_eq!(browser.get(done.location()).await.status, 200);
    assert_eq!(
        (login(&server, NEW).await, login(&server, PASSWORD).await),
        (303, 422)
    );
    let sent_away = inside.get("/ru/cabinet").await;
    assert_eq!(sent_away.status, 303, "a session from before");
    assert_eq!(stranger.get("/ru/cabinet").await.status, 200);
    accounts::told(&browser, END, "изменён по коду").await;
    // Once.
    assert_eq!(
        give(&browser, &code, "совсем другая фраза")
            .await
            .location(),
        "/ru/recovery/code"
    );
    assert_eq!(
        browser.get("/ru/recovery/code").await.location(),
        "/ru/recovery"
    );
    assert_eq!(login(&server, NEW).await, 303);
}

#[tokio::test]
async fn a_number_that_the_account_has_no_more_sets_no_password() {
    let server = Server::start().await;
    let browser = server.browser();
    ask(&browser, &citizen_iin(0)).await;
    let code = code_number(&browser, END, 1).await;
    let store = server.store().await;
    let moved = query("UPDATE person SET phone = '+77010000009' WHERE iin = $1");
    let moved = moved.bind(citizen_iin(0)).execute(&store).await.unwrap();
    assert_eq!(moved, 1);
    store.close().await;
    assert_eq!(give(&browser, &code, NEW).await.location(), "/ru/recovery");
    assert_eq!(
        (login(&server, NEW).await, login(&server, PASSWORD).await),
        (422, 303)
    );
}

#[tokio::test]
async fn with_and_without_an_account_everything_is_the_same() {
    let server = Server::start().await;
    let (known, unknown) = (citizen_iin(0), fresh_iin((1991, 2, 3), 300));
    let mut pages = Vec::new();
    for iin in [&known, &unknown] {
        let browser = server.browser();
        let asked = ask(&browser, iin).await;
        let page = browser.get("/ru/recovery/code").await;
        let wrong = give(&browser, "000000", NEW).await;
        let soon = browser
            .post_form("/ru/recovery/code", &[("do", "resend")])
            .await;
        pages.push([asked, page, wrong, soon].map(|answer| {
            let location = answer.location().to_owned();
            (answer.status, location, answer.body)
        }));
    }
    // One guess in a million is right: then the first differs, and that is no fault.
    assert_eq!(pages[0], pages[1]);
    let store = server.store().await;
    let rows = query("SELECT purpose, tries FROM verification ORDER BY id").fetch_all(&store);
    let rows = rows.await.unwrap();
    assert_eq!(
        (rows.len(), &rows[0]),
        (2, &rows[1]),
        "the same rows are written"
    );
    store.close().await;
}

#[tokio::test]
async fn tries_at_a_number_without_an_account_do_not_tell_the_next_one_from_it() {
    let server = Server::start().await;
    let nobody = fresh_iin((1991, 2, 3), 300);
    for next in [citizen_iin(0), fresh_iin((1992, 3, 4), 300)] {
        let browser = server.browser();
        ask(&browser, &nobody).await;
        for _ in 0..4 {
            give(&browser, "000000", NEW).await;
        }
        ask(&browser, &next).await;
        let first = give(&browser, "000000", NEW).await;
        assert!(first.body.contains("осталось 4 попытки"), "{}", first.body);
    }
}

#[tokio::test]
async fn a_guest_cannot_guess() {
    let server = Server::start().await;
    let browser = server.browser();
    ask(&browser, &citizen_iin(0)).await;
    let code = code_number(&browser, END, 1).await;
    let wrong = format!("{:06}", (code.parse::<u32>().unwrap() + 1) % 1_000_000);
    for _ in 0..5 {
        assert_eq!(give(&browser, &wrong, NEW).await.status, 422);
    }
    let late = give(&browser, &code, NEW).await;
    assert_eq!(late.status, 422);
    assert!(late.body.contains("пять раз"));
    // In a session of their own, the code of another.
    let other = server.browser();
    ask(&other, &citizen_iin(0)).await;
    if code_number(&other, END, 2).await != code {
        assert_eq!(give(&other, &code, NEW).await.status, 422);
    }
    assert_eq!(login(&server, PASSWORD).await, 303);
}

#[tokio::test]
async fn what_the_account_knows_is_compared_after_the_code() {
    let server = Server::start().await;
    let browser = server.browser();
    ask(&browser, &citizen_iin(0)).await;
    let code = code_number(&browser, END, 1).await;
    let with_name = "айсұлу таңғы аспан";
    let guess = give(&browser, "000000", with_name).await;
    assert!(guess.body.contains("href=\"#code\"") && !guess.body.contains("href=\"#password\""));
    let refused = give(&browser, &code, with_name).await;
    assert_eq!(refused.status, 422);
    assert!(
        refused.body.contains("имени или фамилии"),
        "{}",
        refused.body
    );
    assert!(
        refused.body.contains(&format!("value=\"{code}\"")),
        "the code stays"
    );
    assert!(!refused.body.contains(with_name));
    let differs = [
        ("code", code.as_str()),
        ("password", NEW),
        ("password-again", "другое"),
    ];
    let differs = browser.post_form("/ru/recovery/code", &differs).await;
    assert!(differs.body.contains("href=\"#password-again\""));
    assert_eq!(give(&browser, &code, NEW).await.status, 303);
}

#[tokio::test]
async fn an_account_gets_five_codes_an_hour_and_others_are_not_held_back() {
    let server = Server::start_with(Wanted {
        rate_limit: true,
        ..Wanted::default()
    })
    .await;
    for iin in [citizen_iin(0), fresh_iin((1991, 2, 3), 300)] {
        for _ in 0..5 {
            assert_eq!(ask(&server.browser(), &iin).await.status, 303);
        }
        let more = ask(&server.browser(), &iin).await;
        assert_eq!(more.status, 429);
        assert!(more.body.contains("Повторите через час") && more.body.contains(&iin));
    }
    assert_eq!(ask(&server.browser(), &citizen_iin(1)).await.status, 303);
}

#[tokio::test]
async fn what_is_no_number_is_told() {
    let server = Server::start().await;
    for typed in ["", "123", "123456789012"] {
        let answer = ask(&server.browser(), typed).await;
        assert_eq!(answer.status, 422, "{typed}");
        assert!(answer.body.contains("href=\"#iin\"") && answer.body.contains("<title>Ошибка"));
        // Where looking again does not help, there is another way.
        let way_out = answer.body.contains("позвоните по номеру 1414");
        assert_eq!(way_out, typed.len() == 12, "{typed}");
    }
    assert_eq!(
        server.browser().get("/ru/recovery/code").await.location(),
        "/ru/recovery"
    );
}
