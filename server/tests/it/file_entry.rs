//! Files whose entry ends without its answer: the client goes away meanwhile, or the answer is lost behind the commit. What
//! a row names keeps its bytes, and what none names goes.

use std::time::{Duration, Instant};

use server::store::{Store, sql::query};
use tokio::time::{sleep, timeout};

use crate::common::{
    Browser, Server, Wanted,
    files::{PDF, pdf_of, stored},
    journey,
    proxy::{Line, Proxy},
    until,
};

const NAME: &str = "lost.pdf";

/// So long an entry takes, in milliseconds.
const SLOW: i64 = 800;

/// Has the entry of a file take a while.
async fn slow_down(store: &Store) {
    let postgres = query("SELECT version()").fetch_all(store).await.is_ok();
    let statements: &[&'static str] = match postgres {
        true => &[
            "CREATE FUNCTION slow() RETURNS trigger AS 'BEGIN PERFORM pg_sleep(0.8); RETURN NEW; END' LANGUAGE plpgsql",
            "CREATE TRIGGER slow BEFORE INSERT ON file FOR EACH ROW EXECUTE FUNCTION slow()",
        ],
        false => &[
            "CREATE TABLE pace (last BIGINT NOT NULL)",
            "INSERT INTO pace (last) VALUES (100000)",
            "CREATE VIEW slow AS WITH RECURSIVE n(i) AS \
             (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < (SELECT last FROM pace)) SELECT i FROM n",
            "CREATE TRIGGER slowly BEFORE INSERT ON file BEGIN SELECT count(*) FROM slow; END",
        ],
    };
    for statement in statements {
        query(statement).execute(store).await.unwrap();
    }
    if !postgres {
        // A busy machine counts slowly: it is asked for what it counts in that time now.
        let started = Instant::now();
        let count = query("SELECT count(*) FROM slow");
        count.fetch_one(store).await.unwrap();
        let took = i64::try_from(started.elapsed().as_micros()).unwrap();
        let pace = query("UPDATE pace SET last = last * $1 / $2");
        let pace = pace.bind(SLOW * 1000).bind(took);
        pace.execute(store).await.unwrap();
    }
}

async fn send(browser: &Browser, page: &str) -> u16 {
    let files = [("files", NAME, PDF)];
    browser.post_multipart(page, &files).await.status
}

/// The files of `home` once there are so many; none if they do not come.
async fn entered(store: &Store, home: &str, wanted: usize) -> Vec<String> {
    for _ in 0..60 {
        let files = store.files_of(home).await.unwrap();
        if files.len() >= wanted {
            return files.into_iter().map(|file| file.id).collect();
        }
        sleep(Duration::from_millis(50)).await;
    }
    Vec::new()
}

/// Sends a file to `page` and goes away while it is entered in `home`. How long the machine needs until then is found by
/// trying.
async fn cut(server: &Server, store: &Store, browser: &Browser, page: &str, home: &str) {
    let mut patience = Duration::from_millis(200);
    for _ in 0..12 {
        let before = store.files_of(home).await.unwrap().len();
        let bytes = stored(server);
        if !goes_away(server, browser, page, patience).await {
            patience = patience * 2 / 3;
            continue;
        }
        let ids = entered(store, home, before + 1).await;
        if let Some(id) = ids.last() {
            // What would be removed is removed after the answer.
            sleep(Duration::from_millis(300)).await;
            let path = server.data_dir().join("files").join(home).join(id);
            assert!(path.exists(), "{page}: a row names bytes that are gone");
            return;
        }
        assert_eq!(stored(server), bytes, "{page}: cut before it was entered");
        patience *= 2;
    }
    panic!("{page}: never cut while it was entered");
}

/// Sends a file and goes away some time after its bytes have come; false if the answer was faster.
async fn goes_away(server: &Server, browser: &Browser, page: &str, patience: Duration) -> bool {
    let bytes = stored(server);
    let gone = async {
        while stored(server) == bytes {
            sleep(Duration::from_millis(10)).await;
        }
        // The file is opened, and then entered.
        sleep(patience).await;
    };
    let sent = timeout(Duration::from_secs(60), async {
        tokio::select! {
            status = send(browser, page) => {
                assert_eq!(status, 303, "{page}");
                false
            }
            () = gone => true,
        }
    });
    sent.await.unwrap()
}

#[tokio::test]
async fn whoever_goes_away_while_a_file_is_entered_loses_none_of_its_bytes() {
    let server = Server::start().await;
    let (browser, case) = journey::submitted(&server, 0).await;
    let apply = format!("/kk/services/{}/apply", journey::SERVICE);
    let draft = browser.post_form(&apply, &[]).await.location().to_owned();
    let registrar = server.login_staff("registrar").await;
    let store = server.store().await;
    let of_case = store.case(&case).await.unwrap().unwrap().draft;
    slow_down(&store).await;
    let page = format!("{draft}/documents/income");
    let home = draft.rsplit('/').next().unwrap();
    cut(&server, &store, &browser, &page, home).await;
    let page = format!("/kk/cabinet/cases/{case}/documents/income");
    cut(&server, &store, &browser, &page, &of_case).await;
    let page = format!("/kk/staff/cases/{case}/steps/check-documents/files");
    cut(&server, &store, &registrar, &page, &case).await;
    store.close().await;
}

#[tokio::test]
async fn an_entry_that_ends_after_its_answer_keeps_the_bytes() {
    let server = Server::start_with(Wanted {
        settings: ["--database-statement-timeout-ms", "150"]
            .map(str::to_owned)
            .to_vec(),
        ..Wanted::default()
    })
    .await;
    if !server.database_url().starts_with("sqlite") {
        // There the server of the database ends what is late.
        return;
    }
    let browser = server.login_citizen(0).await;
    let apply = format!("/kk/services/{}/apply", journey::SERVICE);
    let draft = browser.post_form(&apply, &[]).await.location().to_owned();
    let store = server.store().await;
    slow_down(&store).await;
    let page = format!("{draft}/documents/income");
    assert_eq!(send(&browser, &page).await, 503);
    let home = draft.rsplit('/').next().unwrap();
    assert_eq!(entered(&store, home, 1).await.len(), 1, "it was in time");
    sleep(Duration::from_millis(300)).await;
    assert_eq!(stored(&server), 1);
    store.close().await;
}

#[tokio::test]
async fn an_answer_that_is_lost_behind_the_commit_costs_no_bytes() {
    let Some(mut line) = Proxy::start().await else {
        return;
    };
    let server = Server::start_with(Wanted {
        database_url: Some(line.url.clone()),
        ..Wanted::default()
    })
    .await;
    let (browser, case) = journey::submitted(&server, 0).await;
    let apply = format!("/kk/services/{}/apply", journey::SERVICE);
    let draft = browser.post_form(&apply, &[]).await.location().to_owned();
    let registrar = server.login_staff("registrar").await;
    let store = Store::open(&line.direct).await.unwrap();
    let of_case = store.case(&case).await.unwrap().unwrap().draft;
    let own = draft.rsplit('/').next().unwrap();
    let places = [
        (&browser, format!("{draft}/documents/income"), own),
        (
            &browser,
            format!("/kk/cabinet/cases/{case}/documents/income"),
            of_case.as_str(),
        ),
        (
            &registrar,
            format!("/kk/staff/cases/{case}/steps/check-documents/files"),
            case.as_str(),
        ),
    ];
    for (browser, page, home) in places {
        let before = store.files_of(home).await.unwrap().len();
        line.set(Line::LosesCommits(NAME)).await;
        assert_eq!(send(browser, &page).await, 503, "{page}");
        line.set(Line::Open).await;
        let ids = entered(&store, home, before + 1).await;
        let id = ids.last().expect("it was entered");
        sleep(Duration::from_millis(300)).await;
        let path = server.data_dir().join("files").join(home).join(id);
        assert!(path.exists(), "{page}: a row names bytes that are gone");
        until::holds("the database is back", async || {
            browser.get("/kk/cabinet").await.status != 503
        })
        .await;
    }
    store.close().await;
    server.stop().await;
}

#[tokio::test]
async fn what_no_day_has_room_for_is_counted_too() {
    let server = Server::start_with(Wanted {
        settings: vec!["--upload-mb-a-day".to_owned(), "1".to_owned()],
        ..Wanted::default()
    })
    .await;
    let browser = server.login_citizen(0).await;
    let apply = format!("/kk/services/{}/apply", journey::SERVICE);
    let draft = browser.post_form(&apply, &[]).await.location().to_owned();
    let page = format!("{draft}/documents/income");
    let store = server.store().await;
    slow_down(&store).await;
    let big = pdf_of(700 * 1024);
    let files = [("files", NAME, big.as_slice())];
    // Both are taken in before either is entered.
    let (one, other) = tokio::join!(
        browser.post_multipart(&page, &files),
        browser.post_multipart(&page, &files)
    );
    let mut statuses = [one.status, other.status];
    statuses.sort_unstable();
    assert_eq!(statuses, [303, 422]);
    let sent = query("SELECT bytes FROM upload_day");
    let sent: i64 = sent.fetch_one(&store).await.unwrap().get(0).unwrap();
    assert_eq!(usize::try_from(sent).unwrap(), 2 * big.len());
    store.close().await;
}
