//! The code of the registration: bound to number and session, good for ten minutes and five tries.

use server::store::{
    Store,
    job::{Lane, NewJob},
    sql::query,
    verification::{CodeQuota, Tried, Verification},
};

use crate::common::{
    Server,
    accounts::{self, END, PASSWORD, another, begin, begun, code_number, give},
    fresh_iin, on_each_database, until,
};

/// Whether there is an account for the person of [`begin`].
async fn is_registered(server: &Server) -> bool {
    let store = server.store().await;
    let found = store.account_by_iin(&fresh_iin((1990, 5, 17), 300)).await;
    store.close().await;
    found.unwrap().is_some()
}

#[tokio::test]
async fn the_code_makes_the_account_and_works_once() {
    let server = Server::start().await;
    let browser = server.browser();
    begun(&browser).await;
    assert!(!is_registered(&server).await, "an account before the code");
    let page = browser.get("/ru/register/code").await;
    assert!(
        page.body.contains("+7\u{a0}701\u{a0}555\u{a0}12\u{a0}34")
            && page.body.contains("one-time-code")
    );
    let messages = "/ru/demo/messages?from=/register/code";
    assert!(page.body.contains(&format!("href=\"{messages}\"")));
    let messages = browser.get(messages).await;
    assert!(messages.body.contains("href=\"/ru/register/code\""));
    let elsewhere = browser.get("/ru/demo/messages?from=//evil.example").await;
    assert!(!elsewhere.body.contains("href=\"/ru//evil"));
    let code = code_number(&browser, END, 1).await;
    let before = browser.clone();
    let spaced = format!("{} {}", &code[..3], &code[3..]);
    let done = give(&browser, &spaced).await;
    assert_eq!(
        (done.status, done.location()),
        (303, "/ru/cabinet?said=registered"),
        "{}",
        done.body
    );
    assert!(is_registered(&server).await);
    // Back, and the same form again.
    assert_eq!(
        browser.get("/ru/register/code").await.location(),
        "/ru/cabinet"
    );
    assert_eq!(give(&before, &code).await.location(), "/ru/register/code");
    let again = server.browser();
    assert_eq!(give(&again, &code).await.location(), "/ru/register/code");
    assert_eq!(
        again.get("/ru/register/code").await.location(),
        "/ru/register"
    );
}

#[tokio::test]
async fn a_wrong_code_is_told_and_the_sixth_try_is_not_looked_at() {
    let server = Server::start().await;
    let browser = server.browser();
    begun(&browser).await;
    let code = code_number(&browser, END, 1).await;
    for slip in ["", "12345", "12345a", "1234567"] {
        assert_eq!(give(&browser, slip).await.status, 422, "{slip}");
    }
    let first = give(&browser, &another(&code)).await;
    assert_eq!(first.status, 422);
    assert!(first.body.contains("осталось 4 попытки"), "{}", first.body);
    assert!(first.body.contains("<title>Ошибка: ") && first.body.contains("href=\"#code\""));
    for _ in 0..4 {
        give(&browser, &another(&code)).await;
    }
    let late = give(&browser, &code).await;
    assert_eq!(late.status, 422);
    assert!(late.body.contains("пять раз"), "{}", late.body);
    assert!(!is_registered(&server).await);
}

#[tokio::test]
async fn guesses_at_the_same_time_are_counted_one_by_one() {
    on_each_database(|store: Store| async move {
        let store = &store;
        let new = Verification {
            id: "id".to_owned(),
            purpose: "registration".to_owned(),
            person: String::new(),
            recipient: "+77010000000".to_owned(),
            body: "{}".to_owned(),
            code: "right".to_owned(),
            sent: 1_000,
            tries: 0,
            verified: false,
            expires: 10_000,
        };
        let message = |n: i64| NewJob {
            kind: "code",
            lane: Lane::Codes,
            payload: "{}".to_owned(),
            created: n,
            due: n,
        };
        let quota = || {
            vec![CodeQuota {
                key: "key".to_owned(),
                most: 2,
                since: 0,
                of_codes: true,
            }]
        };
        let attempt = |purpose, code: &str, oldest, guessed: Option<&str>| {
            let guessed = guessed.map(|key| (key.to_owned(), 1_000));
            store.try_code("id", purpose, code.to_owned(), (5, oldest), guessed)
        };
        assert!(
            store
                .send_code(new.clone(), quota(), message(1))
                .await
                .unwrap()
        );
        let guesses = (0..20).map(|n| attempt("registration", &n.to_string(), 0, Some("guesses")));
        let answers = futures::future::join_all(guesses).await;
        let looked_at = answers.into_iter().map(Result::unwrap);
        let wrong = looked_at.filter(|tried| matches!(tried, Tried::Wrong { .. }));
        assert_eq!(
            wrong.count(),
            4,
            "the fifth wrong one says that it was the last"
        );
        let right = || attempt("registration", "right", 0, Some("guesses"));
        assert_eq!(right().await.unwrap(), Tried::Spent);

        // The five that were looked at are counted.
        let guesses = |most| {
            vec![CodeQuota {
                key: "guesses".to_owned(),
                most,
                since: 0,
                of_codes: false,
            }]
        };
        assert!(
            !store
                .send_code(new.clone(), guesses(5), message(2))
                .await
                .unwrap()
        );
        assert!(
            store
                .send_code(new.clone(), guesses(6), message(2))
                .await
                .unwrap()
        );

        // Another code begins anew; a third is over the quota, and the second stays.
        assert!(
            store
                .send_code(new.clone(), quota(), message(2))
                .await
                .unwrap()
        );
        assert!(!store.send_code(new, quota(), message(3)).await.unwrap());
        let other = attempt("recovery", "right", 0, None);
        assert_eq!(other.await.unwrap(), Tried::Nothing, "of another purpose");
        let old = attempt("registration", "right", 1_000, None);
        assert_eq!(old.await.unwrap(), Tried::Expired);
        assert_eq!(right().await.unwrap(), Tried::Right);
        assert!(store.verification("id", 0).await.unwrap().unwrap().verified);
        store.sweep_verifications(i64::MAX, i64::MAX).await.unwrap();
        assert_eq!(right().await.unwrap(), Tried::Nothing);
    })
    .await;
}

#[tokio::test]
async fn an_old_code_is_told_and_a_new_one_takes_its_place() {
    let server = Server::start().await;
    let browser = server.browser();
    begun(&browser).await;
    let old = code_number(&browser, END, 1).await;
    let again = [("do", "resend"), ("code", "12 34")];
    let soon = browser.post_form("/ru/register/code", &again).await;
    assert_eq!(soon.status, 422);
    assert!(soon.body.contains("только что") && soon.body.contains("value=\"12 34\""));
    accounts::age_codes(&server, 601).await;
    let late = give(&browser, &old).await;
    assert_eq!(late.status, 422);
    assert!(late.body.contains("Код устарел"), "{}", late.body);
    let sent = browser.post_form("/ru/register/code", &again).await;
    assert_eq!(
        (sent.status, sent.location()),
        (303, "/ru/register/code?sent=again")
    );
    assert!(
        browser
            .get(sent.location())
            .await
            .body
            .contains("Новый код отправлен")
    );
    let new = code_number(&browser, END, 2).await;
    if new != old {
        assert_eq!(give(&browser, &old).await.status, 422, "the code before");
    }
    assert_eq!(give(&browser, &new).await.status, 303);
}

#[tokio::test]
async fn a_code_belongs_to_its_session_and_its_number() {
    let server = Server::start().await;
    let (browser, other) = (server.browser(), server.browser());
    begun(&browser).await;
    let code = code_number(&browser, END, 1).await;
    begin(&other, &[("phone", "+7 701 555 99 88")]).await;
    let theirs = code_number(&other, "9988", 1).await;
    if theirs != code {
        assert_eq!(give(&other, &code).await.status, 422, "of another session");
    }
    // The number is changed after the code went to the first one.
    begin(&browser, &[("phone", "+7 701 555 77 66")]).await;
    assert_eq!(give(&browser, &another(&theirs)).await.status, 422);
    if code_number(&browser, "7766", 1).await != code {
        assert_eq!(give(&browser, &code).await.status, 422, "of another number");
    }
    assert!(!is_registered(&server).await);
}

#[tokio::test]
async fn who_goes_back_finds_what_was_typed_and_gets_no_second_code() {
    let server = Server::start().await;
    let browser = server.browser();
    begin(&browser, &[("next", "/ru/services")]).await;
    let code = code_number(&browser, END, 1).await;
    let page = browser.get("/ru/register").await.body;
    for typed in [
        "Примерова Вера Опытовна",
        "17.05.1990",
        "+77015551234",
        "vera@example.kz",
        "/ru/services",
    ] {
        assert!(page.contains(&format!("value=\"{typed}\"")), "{typed}");
    }
    assert!(!page.contains(PASSWORD));
    begin(&browser, &[("next", "/ru/services"), ("email", "")]).await;
    assert_eq!(accounts::messages_to(&browser, END).await.len(), 1);
    assert_eq!(
        browser.get("/kk/register/code").await.status,
        200,
        "in another language"
    );
    let done = give(&browser, &code).await;
    assert_eq!(
        (done.status, done.location()),
        (303, "/ru/services?said=registered")
    );
    let store = server.store().await;
    let account = store
        .account_by_iin(&fresh_iin((1990, 5, 17), 300))
        .await
        .unwrap()
        .unwrap();
    assert_eq!(account.person.email, "", "as it was sent last");
    store.close().await;
}

#[tokio::test]
async fn the_same_form_twice_at_once_makes_one_account() {
    let server = Server::start().await;
    let browser = server.browser();
    begun(&browser).await;
    let code = code_number(&browser, END, 1).await;
    let answers = tokio::join!(give(&browser, &code), give(&browser, &code));
    assert_eq!((answers.0.status, answers.1.status), (303, 303));
    let store = server.store().await;
    let count = query("SELECT COUNT(*) FROM person WHERE phone = $1").bind("+77015551234");
    let count: i64 = count.fetch_one(&store).await.unwrap().get(0).unwrap();
    store.close().await;
    assert_eq!(count, 1);
}

#[tokio::test]
async fn a_code_that_was_sent_is_nowhere_in_the_store() {
    let server = Server::start().await;
    let browser = server.browser();
    begun(&browser).await;
    let code = code_number(&browser, END, 1).await;
    let store = server.store().await;
    until::holds("the job of the code is gone", async || {
        let rows = query("SELECT COUNT(*) FROM job WHERE kind = $1").bind("code");
        rows.fetch_one(&store).await.unwrap().get::<i64>(0).unwrap() == 0
    })
    .await;
    let held = query(
        "SELECT COALESCE(MAX(payload), '') FROM job WHERE payload LIKE $1 \
         UNION ALL SELECT COALESCE(MAX(code), '') FROM verification WHERE code LIKE $1 OR body LIKE $1",
    );
    let rows = held
        .bind(format!("%\"{code}\"%"))
        .fetch_all(&store)
        .await
        .unwrap();
    assert!(
        rows.iter()
            .all(|row| row.get::<String>(0).unwrap().is_empty())
    );
    store.close().await;
}
