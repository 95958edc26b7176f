//! A database that hangs, is closed, is slow, or whose clients go away in the middle: the portal says so in time, and
//! works again at once when it is back.

use std::time::Duration;

use crate::common::{
    Browser, Server, Wanted, fresh_postgres, journey,
    proxy::{Line, Proxy},
    until,
};
use server::store::{Expect, Outage, Store, StoreError, sql::query};

/// A promise of three seconds, on a machine that also runs the other tests. Without limits it was thirty.
const IN_TIME: Duration = Duration::from_secs(8);

async fn on(url: &str, settings: &[&str]) -> Server {
    Server::start_with(Wanted {
        database_url: Some(url.to_owned()),
        settings: settings.iter().map(|&word| word.to_owned()).collect(),
        ..Wanted::default()
    })
    .await
}

async fn status_in_time(browser: &Browser, path: &str, form: Option<&[(&str, &str)]>) -> u16 {
    let answer = async {
        match form {
            Some(form) => browser.post_form(path, form).await,
            None => browser.get(path).await,
        }
    };
    let answer = tokio::time::timeout(IN_TIME, answer).await;
    answer.unwrap_or_else(|_| panic!("{path}: too late")).status
}

#[tokio::test]
async fn every_request_is_answered_in_time_while_postgres_is_away_and_at_once_after_it() {
    let Some(mut line) = Proxy::start().await else {
        return;
    };
    let server = on(&line.url, &[]).await;
    let citizen = server.login_citizen(0).await;
    let official = server.login_staff("head").await;
    let draft = journey::filled_draft(&citizen, 0).await;
    let page = format!("/kk/drafts/{draft}/situation");
    let saved = [
        ("disability", "yes"),
        ("description", "Үйіміз өрттен зардап шекті."),
    ];
    for away in [Line::Hangs, Line::Closed] {
        line.set(away).await;
        for _ in 0..2 {
            for path in ["/kk/cabinet", &page] {
                let status = status_in_time(&citizen, path, None).await;
                assert_eq!(status, 503, "{away:?} {path}");
            }
            let status = status_in_time(&citizen, &page, Some(&saved)).await;
            assert_eq!(status, 503, "{away:?} saving");
            let status = status_in_time(&official, "/kk/staff", None).await;
            assert_eq!(status, 503, "{away:?} the queue");
            let login = [("login", "head"), ("password", "some password")];
            let status = status_in_time(&server.browser(), "/kk/staff/login", Some(&login)).await;
            assert_eq!(status, 503, "{away:?} login");
            let status = status_in_time(&server.browser(), "/healthz", None).await;
            assert_eq!(status, 503, "{away:?} health");
            // What needs no database goes on.
            let status = status_in_time(&server.browser(), "/kk/services", None).await;
            assert_eq!(status, 200, "{away:?} services");
        }
        line.set(Line::Open).await;
        let back = async {
            while citizen.get("/kk/cabinet").await.status != 200 {
                tokio::time::sleep(Duration::from_millis(50)).await;
            }
        };
        tokio::time::timeout(IN_TIME, back).await.expect("back");
        assert_eq!(citizen.post_form(&page, &saved).await.status, 303);
    }
    until_none_is_open(&line.direct).await;
    server.stop().await;
}

#[tokio::test]
async fn a_closed_port_is_named_at_once() {
    let port = std::net::TcpListener::bind("127.0.0.1:0")
        .unwrap()
        .local_addr()
        .unwrap()
        .port();
    let url = format!("postgres://otinish@127.0.0.1:{port}/otinish");
    let opened = tokio::time::timeout(IN_TIME, Store::open(&url)).await;
    let Err(error) = opened.expect("a refused connection is known at once") else {
        panic!("nobody listens there");
    };
    assert!(error.is_unavailable(), "{error}");
    let said = error.to_string();
    assert!(said.contains(&format!("127.0.0.1:{port}")), "{said}");
    assert!(said.contains("refused"), "{said}");
}

#[tokio::test]
async fn a_statement_that_takes_too_long_is_ended_and_its_connection_still_works() {
    let Some(url) = fresh_postgres().await else {
        return;
    };
    let settings = server::config::database::Database {
        database_connections: 1,
        database_statement_timeout_ms: 300,
        ..Default::default()
    };
    let store = Store::open_with(&url, &settings, Expect::Any)
        .await
        .unwrap();
    for _ in 0..3 {
        let slow = query("SELECT CAST(1 AS BIGINT) FROM pg_sleep(30)");
        let error = slow.fetch_all(&store).await.unwrap_err();
        let timeout = matches!(
            error,
            StoreError::Unavailable {
                outage: Outage::Timeout,
                ..
            }
        );
        assert!(timeout, "{error}");
        query("SELECT CAST(1 AS BIGINT)")
            .fetch_one(&store)
            .await
            .unwrap();
    }
    store.close().await;
}

#[tokio::test]
async fn a_statement_that_takes_too_long_is_ended_on_sqlite() {
    let folder = tempfile::tempdir().unwrap();
    let settings = server::config::database::Database {
        database_statement_timeout_ms: 200,
        ..Default::default()
    };
    let url = Store::embedded_url(folder.path());
    let store = Store::open_with(&url, &settings, Expect::Any)
        .await
        .unwrap();
    let endless =
        "WITH RECURSIVE n (x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT COUNT(*) FROM n";
    let error = query(endless).fetch_all(&store).await.unwrap_err();
    assert!(error.is_unavailable(), "{error}");
    let one = query("SELECT 1").fetch_one(&store).await.unwrap();
    assert_eq!(one.get::<i64>(0).unwrap(), 1);
    store.close().await;
}

/// Requests that the browser gives up after 0 to 50 ms.
async fn cut(browser: &Browser, path: &str, form: Option<&'static str>) {
    for after in (0..50).step_by(2) {
        let request = match form {
            Some(form) => browser
                .request("POST", path)
                .header("content-type", "application/x-www-form-urlencoded")
                .body(form),
            None => browser.request("GET", path),
        };
        let _ = tokio::time::timeout(Duration::from_millis(after), request.send()).await;
    }
}

/// Waits until the database of `url` has no transaction open beside the one that asks.
async fn until_none_is_open(url: &str) {
    let sql = "SELECT COUNT(*) FROM pg_stat_activity WHERE datname = current_database() \
         AND pid <> pg_backend_pid() AND state <> 'idle' AND backend_type = 'client backend'";
    until::holds("no transaction is open", async || {
        let pool = sqlx::PgPool::connect(url).await.unwrap();
        let open: i64 = sqlx::query_scalar(sql).fetch_one(&pool).await.unwrap();
        pool.close().await;
        open == 0
    })
    .await;
}

#[tokio::test]
async fn requests_that_are_cut_leave_no_transaction_open() {
    let Some(line) = Proxy::start().await else {
        return;
    };
    let timeout = ["--database-statement-timeout-ms", "1000"];
    let few = ["--database-connections", "4"];
    let server = on(&line.url, &[timeout, few].concat()).await;
    let citizen = server.login_citizen(0).await;
    let draft = journey::filled_draft(&citizen, 0).await;
    let page = format!("/kk/drafts/{draft}/situation");
    let form = "disability=yes&description=a";
    let saves = (0..8).map(|_| cut(&citizen, &page, Some(form)));
    futures::future::join_all(saves).await;
    let reads = (0..8).map(|_| cut(&citizen, "/kk/cabinet", None));
    futures::future::join_all(reads).await;
    for _ in 0..40 {
        assert_eq!(citizen.get("/kk/cabinet").await.status, 200);
    }
    until_none_is_open(&line.direct).await;
    server.stop().await;
}

/// What a request that is cut does to a connection, without the luck of a moment.
#[tokio::test]
async fn a_write_whose_caller_goes_away_runs_to_its_end() {
    let Some(mut line) = Proxy::start().await else {
        return;
    };
    let settings = server::config::database::Database {
        database_connections: 1,
        ..Default::default()
    };
    let store = Store::open_with(&line.url, &settings, Expect::Any)
        .await
        .unwrap();
    let count = || async {
        let row = query("SELECT COUNT(*) FROM counter").fetch_one(&store);
        row.await.unwrap().get::<i64>(0).unwrap()
    };
    assert_eq!(count().await, 0);
    // The first statement of the transaction does not come back before the caller is gone.
    line.set(Line::Hangs).await;
    let write = query("INSERT INTO counter (name, value) VALUES ('cut', 1)").execute(&store);
    let gone = tokio::time::timeout(Duration::from_millis(100), write).await;
    assert!(gone.is_err());
    line.set(Line::Open).await;
    assert_eq!(count().await, 1);
    until_none_is_open(&line.direct).await;
    store.close().await;
}
