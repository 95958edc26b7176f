//! The second factor of officials: codes by time, setting up, one use, recovery, and whom it is asked of.

use crate::common::{
    Answer, Browser, Server, Wanted,
    official::{
        self, Entered, OWN_PASSWORD, add, code, enrol, first_login, own_password, password, post,
    },
};
use server::store::sql::query;
use server::{demo, flow::second_factor::code::step_of};

/// RFC 6238, appendix B, SHA-1. Its codes have eight digits; the last six of them are the code of six.
const VECTORS: [(i64, &str); 6] = [
    (59, "94287082"),
    (1_111_111_109, "07081804"),
    (1_111_111_111, "14050471"),
    (1_234_567_890, "89005924"),
    (2_000_000_000, "69279037"),
    (20_000_000_000, "65353130"),
];
const RFC_SECRET: &[u8] = b"12345678901234567890";

#[test]
fn codes_are_those_of_rfc_6238_and_count_one_step_around_their_time() {
    for (time, vector) in VECTORS {
        let six = &vector[2..];
        let step = time / 30;
        assert_eq!(step_of(RFC_SECRET, six, time), Some(step), "{time}");
        assert_eq!(step_of(RFC_SECRET, six, time + 30), Some(step), "{time}");
        assert_eq!(step_of(RFC_SECRET, six, time - 30), Some(step), "{time}");
        assert_eq!(step_of(RFC_SECRET, six, time + 60), None, "{time}");
        assert_eq!(step_of(RFC_SECRET, six, time - 60), None, "{time}");
        let spaced = format!(" {} {} ", &six[..3], &six[3..]);
        assert_eq!(step_of(RFC_SECRET, &spaced, time), Some(step), "{time}");
    }
    assert_eq!(step_of(RFC_SECRET, "94287082", 59), None, "eight digits");
    assert_eq!(step_of(RFC_SECRET, "", 59), None);
}

#[tokio::test]
async fn nobody_begins_a_session_anew_by_keeping_codes_that_were_not_shown() {
    let server = Server::start().await;
    let browser = server.login_staff("registrar").await;
    change(&browser, "enrol", demo::PASSWORD).await;
    let kept = post(&browser, "codes", &[]).await;
    assert_eq!(kept.location(), "/ru/staff/login/enrol");
}

#[tokio::test]
async fn the_first_login_takes_a_password_of_ones_own_and_a_telephone() {
    let server = Server::start().await;
    let administrator = server.login_staff("admin").await;
    let (_, one_time) = add(&administrator, "n.janaeva", &["registrar"]).await;
    let browser = server.browser();
    // However it was told and typed: the login is kept in small letters, and so is what is random in the password.
    let told = one_time.to_uppercase().replace('-', " ");
    let asked = password(&browser, " N.Janaeva", &told).await;
    assert_eq!(asked.location(), "/ru/staff/login/password");
    for path in ["/ru/staff", "/ru/staff/prepared", "/ru/staff/second-factor"] {
        let closed = browser.get(path).await;
        assert!(
            closed.location().starts_with("/ru/staff/login?next="),
            "{path}"
        );
    }
    // Whoever knows the one-time password too and waits.
    let other = server.browser();
    password(&other, "n.janaeva", &one_time).await;
    // No step can be left out.
    for step in ["enrol", "codes", "code"] {
        let page = browser.get(&format!("/ru/staff/login/{step}")).await;
        assert_eq!(page.location(), "/ru/staff/login/password", "{step}");
        assert_eq!(post(&browser, step, &[]).await.status, 303, "{step}");
    }
    for (first, again, said) in [
        ("short", "short", "не короче 10 знаков"),
        (OWN_PASSWORD, "another password", "второй раз"),
        (one_time.as_str(), one_time.as_str(), "не одноразовый"),
        (told.as_str(), told.as_str(), "не одноразовый"),
    ] {
        let fields = [("password", first), ("password-again", again)];
        let wrong = post(&browser, "password", &fields).await;
        assert_eq!(wrong.status, 422);
        assert!(wrong.body.contains(said), "{said}: {}", wrong.body);
        assert!(wrong.body.contains("<title>Ошибка: "));
    }
    assert_eq!(
        own_password(&browser).await.location(),
        "/ru/staff/login/enrol"
    );
    for step in ["password", "enrol"] {
        let late = other.get(&format!("/ru/staff/login/{step}")).await;
        assert_eq!(late.location(), "/ru/staff/login", "{step}");
    }
    let wrong = post(&browser, "enrol", &[("code", "000000")]).await;
    assert_eq!(wrong.status, 422);
    let (secret, codes) = enrol(&browser).await;
    assert_eq!(codes.len(), 10);
    assert_eq!(browser.get("/ru/staff").await.status, 200);
    // The page of the codes does not come back, and the old password is worth nothing.
    assert_ne!(browser.get("/ru/staff/login/codes").await.status, 200);
    assert_eq!(
        password(&server.browser(), "n.janaeva", &one_time)
            .await
            .status,
        422
    );

    let store = server.store().await;
    let row = query("SELECT secret, (SELECT MAX(hash) FROM staff_recovery) FROM staff_factor");
    let row = row.fetch_one(&store).await.unwrap();
    let kept: String = row.get(0).unwrap();
    let plain: String = secret.split_whitespace().collect();
    assert!(!kept.contains(&plain), "the secret is sealed");
    let hash: String = row.get(1).unwrap();
    assert!(codes.iter().all(|code| !hash.contains(code.as_str())) && hash.len() == 64);
    store.close().await;
}

#[tokio::test]
async fn a_code_is_worth_one_login_and_so_is_a_recovery_code() {
    let server = Server::start().await;
    let administrator = server.login_staff("admin").await;
    let (_, one_time) = add(&administrator, "n.janaeva", &["registrar"]).await;
    let entered = first_login(&server, "n.janaeva", &one_time).await;

    let first = server.browser();
    let asked = password(&first, "n.janaeva", OWN_PASSWORD).await;
    assert_eq!(asked.location(), "/ru/staff/login/code");
    assert!(first.get("/ru/staff").await.location().contains("login"));
    let page = first.get("/ru/staff/login/code").await;
    assert_eq!(page.status, 200);
    // The code with which the telephone was set up was used by that.
    let old = post(&first, "code", &[("code", &code(&entered.secret, 0))]).await;
    assert_eq!(old.status, 422, "{}", old.location());
    let next = code(&entered.secret, 1);
    let inside = post(&first, "code", &[("code", &next)]).await;
    assert_eq!((inside.status, inside.location()), (303, "/ru/staff"));

    let second = server.browser();
    password(&second, "n.janaeva", OWN_PASSWORD).await;
    let replayed = post(&second, "code", &[("code", &next)]).await;
    assert_eq!(replayed.status, 422);
    assert!(
        replayed.body.contains("уже использован"),
        "{}",
        replayed.body
    );
    assert!(replayed.body.contains("<title>Ошибка: "));
    let typed = entered.codes[3].to_uppercase().replace('-', " ");
    let inside = post(&second, "code", &[("code", &typed)]).await;
    assert_eq!((inside.status, inside.location()), (303, "/ru/staff"));
    let own = second.get("/ru/staff/second-factor").await.body;
    assert!(own.contains("Осталось резервных кодов: 9"), "{own}");

    let third = server.browser();
    password(&third, "n.janaeva", OWN_PASSWORD).await;
    let again = post(&third, "code", &[("code", &entered.codes[3])]).await;
    assert_eq!(again.status, 422);
    assert!(third.get("/ru/staff").await.location().contains("login"));
}

#[tokio::test]
async fn guessing_codes_soon_has_to_wait_and_then_the_right_one_too() {
    let server = Server::start().await;
    let administrator = server.login_staff("admin").await;
    let (_, one_time) = add(&administrator, "n.janaeva", &["registrar"]).await;
    let entered = first_login(&server, "n.janaeva", &one_time).await;
    let browser = server.browser();
    password(&browser, "n.janaeva", OWN_PASSWORD).await;
    // All at once, as a program would: none of them is free of the count.
    let guess = || post(&browser, "code", &[("code", "000000")]);
    let guesses: Vec<u16> = futures::future::join_all((0..20).map(|_| guess()))
        .await
        .iter()
        .map(|answer| answer.status)
        .collect();
    let looked_at = guesses.iter().filter(|status| **status == 422).count();
    assert_eq!(looked_at, 5, "{guesses:?}");
    let right = post(&browser, "code", &[("code", &code(&entered.secret, 1))]).await;
    assert_eq!(right.status, 429);
    assert!(
        right.body.contains("Попробуйте через 1 мин"),
        "{}",
        right.body
    );
    // Whoever is in is not thrown out by it.
    assert_eq!(entered.browser.get("/ru/staff").await.status, 200);
}

#[tokio::test]
async fn an_administrator_resets_the_code_of_a_lost_telephone() {
    let server = Server::start().await;
    let administrator = server.login_staff("admin").await;
    let (id, one_time) = add(&administrator, "n.janaeva", &["registrar"]).await;
    let entered = first_login(&server, "n.janaeva", &one_time).await;
    let reset = administrator
        .post_form(&format!("/ru/staff/people/{id}/factor"), &[])
        .await;
    assert_eq!(reset.status, 303);
    let out = entered.browser.get("/ru/staff").await;
    assert!(out.location().contains("login"), "the session has ended");
    let browser = server.browser();
    let asked = password(&browser, "n.janaeva", OWN_PASSWORD).await;
    assert_eq!(asked.location(), "/ru/staff/login/enrol");
    let (secret, codes) = enrol(&browser).await;
    assert!(secret != entered.secret && codes != entered.codes);
}

#[tokio::test]
async fn where_it_is_optional_the_password_is_enough_until_it_is_turned_on() {
    let server = Server::start_with(Wanted {
        settings: vec!["--staff-second-factor".to_owned(), "optional".to_owned()],
        ..Wanted::default()
    })
    .await;
    let administrator = server.login_staff("admin").await;
    let (_, one_time) = add(&administrator, "n.janaeva", &["registrar"]).await;
    let browser = server.browser();
    password(&browser, "n.janaeva", &one_time).await;
    assert_eq!(own_password(&browser).await.location(), "/ru/staff");
    let queue = browser.get("/ru/staff").await.body;
    assert!(
        queue.contains("href=\"/ru/staff/second-factor\""),
        "a way there"
    );
    let page = browser.get("/ru/staff/second-factor").await;
    assert!(page.body.contains("Включить вход с кодом"));
    for current in ["", "wrong"] {
        let refused = change(&browser, "enrol", current).await;
        assert_eq!(refused.status, 422);
        assert!(refused.body.contains("href=\"#current\""));
    }
    let begun = change(&browser, "enrol", OWN_PASSWORD).await;
    assert_eq!(begun.location(), "/ru/staff/login/enrol");
    enrol(&browser).await;
    let next = server.browser();
    let asked = password(&next, "n.janaeva", OWN_PASSWORD).await;
    assert_eq!(asked.location(), "/ru/staff/login/code");
}

/// Asks for a change of one's own login.
async fn change(browser: &Browser, what: &str, current: &str) -> Answer {
    let fields = [("do", what), ("current", current)];
    browser.post_form("/ru/staff/second-factor", &fields).await
}

#[tokio::test]
async fn officials_change_their_password_and_their_recovery_codes_themselves() {
    let server = Server::start().await;
    let administrator = server.login_staff("admin").await;
    let (_, one_time) = add(&administrator, "n.janaeva", &["registrar"]).await;
    let Entered { browser, codes, .. } = first_login(&server, "n.janaeva", &one_time).await;
    for what in ["password", "codes"] {
        assert_eq!(change(&browser, what, "wrong").await.status, 422);
    }
    // The telephone is asked for too, before the new password.
    let begun = change(&browser, "password", OWN_PASSWORD).await;
    assert_eq!(begun.location(), "/ru/staff/login/code");
    let early = own_password(&browser).await;
    assert_eq!(early.location(), "/ru/staff/login/code");
    let proven = post(&browser, "code", &[("code", &codes[0])]).await;
    assert_eq!(proven.location(), "/ru/staff/login/password");
    let page = browser.get("/ru/staff/login/password").await.body;
    assert!(!page.contains("одноразовым"), "{page}");
    let same = own_password(&browser).await;
    assert!(same.status == 422 && same.body.contains("не прежний"));
    let new = "көлдің беті айнадай жарқырайды";
    let fields = [("password", new), ("password-again", new)];
    let changed = post(&browser, "password", &fields).await;
    assert_eq!(changed.location(), "/ru/staff", "{}", changed.body);
    let old = password(&server.browser(), "n.janaeva", OWN_PASSWORD).await;
    assert_eq!(old.status, 422);

    change(&browser, "codes", new).await;
    let proven = post(&browser, "code", &[("code", &codes[1])]).await;
    assert_eq!(proven.location(), "/ru/staff/login/codes");
    let page = browser.get("/ru/staff/login/codes").await.body;
    let fresh = official::recovery_codes(&page).remove(0);
    assert!(!codes.contains(&fresh));
    assert_eq!(post(&browser, "codes", &[]).await.location(), "/ru/staff");
    let own = browser.get("/ru/staff/second-factor").await.body;
    assert!(own.contains("Осталось резервных кодов: 10"), "{own}");
    let later = server.browser();
    password(&later, "n.janaeva", new).await;
    let old = post(&later, "code", &[("code", &codes[2])]).await;
    assert_eq!(old.status, 422);
    let entered = post(&later, "code", &[("code", &fresh)]).await;
    assert_eq!(entered.location(), "/ru/staff", "{}", entered.body);
}

#[tokio::test]
async fn the_demonstration_needs_no_telephone_but_its_new_officials_do() {
    let server = Server::start().await;
    let head = server.login_staff("head").await;
    assert_eq!(head.get("/ru/staff").await.status, 200);
    let administrator = server.login_staff("admin").await;
    let (_, one_time) = add(&administrator, "n.janaeva", &["registrar"]).await;
    official::first_login(&server, "n.janaeva", &one_time).await;
}

#[tokio::test]
async fn with_another_key_the_page_says_who_helps() {
    let wanted = |digit: &str| Wanted {
        settings: vec!["--secret-key".to_owned(), digit.repeat(64)],
        ..Wanted::default()
    };
    let server = Server::start_with(wanted("1")).await;
    let administrator = server.login_staff("admin").await;
    let (_, one_time) = add(&administrator, "n.janaeva", &["registrar"]).await;
    first_login(&server, "n.janaeva", &one_time).await;
    let server = server.restart_with(wanted("2")).await;
    let browser = server.browser();
    password(&browser, "n.janaeva", OWN_PASSWORD).await;
    let answer = post(&browser, "code", &[("code", "123456")]).await;
    assert_eq!(answer.status, 422);
    assert!(
        answer.body.contains("администратору органа"),
        "{}",
        answer.body
    );
}
