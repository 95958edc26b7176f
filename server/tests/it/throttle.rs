//! Guessing passwords: slow for whoever guesses, and nobody else is locked out.

use server::{demo, store::sql::query};

use crate::common::{Answer, Browser, Server, Wanted, citizen_iin, fresh_iin};

/// A server that limits, behind a proxy of this machine that is believed.
async fn server() -> Server {
    Server::start_with(Wanted {
        rate_limit: true,
        settings: ["--trusted-proxy", "127.0.0.1"].map(str::to_owned).to_vec(),
        ..Wanted::default()
    })
    .await
}

/// A login of the client at `from`, as the proxy passes it on.
async fn login(browser: &Browser, from: &str, iin: &str, password: &str) -> Answer {
    let body = form_urlencoded::Serializer::new(String::new())
        .extend_pairs([("login", iin), ("password", password)])
        .finish();
    let request = browser
        .request("POST", "/ru/login")
        .header("content-type", "application/x-www-form-urlencoded")
        .header("x-forwarded-for", from)
        .body(body);
    browser.send(request).await
}

#[tokio::test]
async fn many_wrong_passwords_from_many_addresses_make_the_right_one_wait() {
    let server = server().await;
    let iin = citizen_iin(0);
    let known = server.browser();
    assert_eq!(
        login(&known, "192.0.2.1", &iin, demo::PASSWORD)
            .await
            .status,
        303
    );
    let (mut looked_at, mut waited) = (0, 0);
    for n in 0..600 {
        let from = format!("198.51.100.{}", n % 20);
        match login(&server.browser(), &from, &iin, "wrong password")
            .await
            .status
        {
            422 => looked_at += 1,
            429 => waited += 1,
            status => panic!("{status}"),
        }
    }
    assert!(looked_at <= 10, "{looked_at} passwords were looked at");
    assert_eq!(looked_at + waited, 600);
    // From one of these addresses and from a new one the right password does not go in at once.
    for from in ["198.51.100.3", "203.0.113.7"] {
        let answer = login(&server.browser(), from, &iin, demo::PASSWORD).await;
        assert_eq!(answer.status, 429, "{from}");
        assert!(answer.headers.contains_key("retry-after"));
        assert!(answer.body.contains("Попробуйте снова через") && answer.body.contains(&iin));
    }
    // The owner's own device is not locked out, wherever it is; nor is the place where the owner logs in.
    assert_eq!(
        login(&known, "203.0.113.9", &iin, demo::PASSWORD)
            .await
            .status,
        303
    );
    let at_home = login(&server.browser(), "192.0.2.1", &iin, demo::PASSWORD).await;
    assert_eq!(at_home.status, 303);
    // Whoever waits as long as they are told comes in from anywhere, also after a restart.
    let server = server.restart().await;
    let still = login(&server.browser(), "203.0.113.7", &iin, demo::PASSWORD).await;
    assert_eq!(still.status, 429);
    let store = server.store().await;
    let pass = query("UPDATE login_failure SET until = until - $1").bind(31_000_000);
    pass.execute(&store).await.unwrap();
    store.close().await;
    let at_last = login(&server.browser(), "203.0.113.7", &iin, demo::PASSWORD).await;
    assert_eq!(at_last.status, 303, "{}", at_last.body);
}

#[tokio::test]
async fn the_wait_grows_and_is_the_same_for_an_account_that_does_not_exist() {
    let server = server().await;
    for iin in [citizen_iin(1), fresh_iin((1990, 1, 1), 100)] {
        let mut told = Vec::new();
        for _ in 0..4 {
            let mut last = login(&server.browser(), "198.51.100.1", &iin, "wrong").await;
            while last.status == 422 {
                last = login(&server.browser(), "198.51.100.1", &iin, "wrong").await;
            }
            assert_eq!(last.status, 429);
            told.push(last.headers["retry-after"].parse::<u32>().unwrap());
            let store = server.store().await;
            query("UPDATE login_failure SET until = 1")
                .execute(&store)
                .await
                .unwrap();
            store.close().await;
        }
        let close_to = |told: u32, wanted: u32| told <= wanted && told + 5 >= wanted;
        assert!(
            told.iter()
                .zip([30, 60, 120, 240])
                .all(|(told, wanted)| close_to(*told, wanted)),
            "{told:?}"
        );
    }
}

#[tokio::test]
async fn bad_logins_of_one_address_do_not_stop_its_other_accounts() {
    let server = server().await;
    for n in 0..30 {
        let iin = fresh_iin((1970, 2, 3), n * 9);
        let bad = login(&server.browser(), "198.51.100.1", &iin, "wrong").await;
        assert_eq!(bad.status, 422);
    }
    let good = login(
        &server.browser(),
        "198.51.100.1",
        &citizen_iin(0),
        demo::PASSWORD,
    )
    .await;
    assert_eq!(good.status, 303);
}

#[tokio::test]
async fn an_address_that_guesses_at_many_accounts_is_slowed_and_its_neighbours_who_are_known_are_not()
 {
    let server = server().await;
    let neighbour = server.browser();
    let iin = citizen_iin(0);
    let first = login(&neighbour, "198.51.100.1", &iin, demo::PASSWORD).await;
    assert_eq!(first.status, 303);
    let store = server.store().await;
    // As if a hundred and more had failed just now.
    let bad = login(
        &server.browser(),
        "198.51.100.1",
        &fresh_iin((1970, 2, 3), 1),
        "wrong",
    )
    .await;
    assert_eq!(bad.status, 422);
    query("UPDATE login_failure SET failures = 120 WHERE until = 0 AND failures = 1")
        .execute(&store)
        .await
        .unwrap();
    store.close().await;
    let other = login(
        &server.browser(),
        "198.51.100.1",
        &citizen_iin(1),
        demo::PASSWORD,
    )
    .await;
    assert_eq!(other.status, 429);
    let elsewhere = login(
        &server.browser(),
        "198.51.100.2",
        &citizen_iin(1),
        demo::PASSWORD,
    )
    .await;
    assert_eq!(elsewhere.status, 303);
    assert_eq!(
        login(&neighbour, "198.51.100.1", &iin, demo::PASSWORD)
            .await
            .status,
        303
    );
}

#[tokio::test]
async fn many_tries_at_once_are_not_all_looked_at() {
    let server = server().await;
    let iin = citizen_iin(2);
    let tries = (0..40).map(|_| {
        let (browser, iin) = (server.browser(), iin.clone());
        tokio::spawn(async move { login(&browser, "198.51.100.1", &iin, "wrong").await.status })
    });
    let tries: Vec<_> = tries.collect();
    let mut looked_at = 0;
    for one in tries {
        looked_at += u32::from(one.await.unwrap() == 422);
    }
    assert!(looked_at <= 5, "{looked_at}");
}
