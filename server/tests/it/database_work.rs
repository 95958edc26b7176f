//! How often a request goes to the database: its writes are one transaction, and what it reads is few statements.

use std::collections::BTreeMap;

use crate::common::{
    Server, Wanted, fresh_postgres,
    journey::{self, SERVICE, filled_draft},
    program::free_address,
};

/// Method and route of every request of a submission, the statements that it may read with, and the transactions that it
/// may write in.
const MOST: [(&str, &str, u64, u64); 9] = [
    ("POST", "/{lang}/services/{act}/{service}/apply", 2, 1),
    ("GET", "/{lang}/drafts/{id}/{topic}", 1, 0),
    ("POST", "/{lang}/drafts/{id}/{topic}", 1, 1),
    ("POST", "/{lang}/drafts/{id}/documents/{slot}", 2, 1),
    ("GET", "/{lang}/drafts/{id}/documents", 2, 0),
    ("GET", "/{lang}/drafts/{id}/check", 3, 0),
    ("GET", "/{lang}/drafts/{id}/sign", 3, 0),
    ("POST", "/{lang}/drafts/{id}/sign", 3, 1),
    ("GET", "/{lang}/cabinet/cases/{id}/receipt", 4, 0),
];

/// A draft, four pages of the form, two files and the signature.
const WRITES: u64 = 8;

#[tokio::test]
async fn a_request_of_a_submission_writes_in_one_transaction_and_reads_with_few_statements() {
    let mut databases = vec![None];
    databases.extend(fresh_postgres().await.map(Some));
    for database_url in databases {
        let address = free_address().to_string();
        let server = Server::start_with(Wanted {
            settings: vec!["--metrics-listen".to_owned(), address.clone()],
            sqlite: database_url.is_none(),
            database_url,
            ..Wanted::default()
        })
        .await;
        submit(&server).await;
        let figures = reqwest::get(format!("http://{address}/metrics")).await;
        let figures = figures.unwrap().text().await.unwrap();
        let [requests, reads, writes] =
            ["requests", "request_reads", "request_writes"].map(|name| by_route(&figures, name));
        let mut written = 0;
        for (method, route, most_reads, most_writes) in MOST {
            let route = (method.to_owned(), route.to_owned());
            let times = requests[&route];
            let (reads, writes) = (reads[&route], writes[&route]);
            written += writes;
            assert!(reads <= most_reads * times, "{route:?}: {reads} / {times}");
            assert!(
                writes <= most_writes * times,
                "{route:?}: {writes} / {times}"
            );
        }
        assert_eq!(written, WRITES);
    }
}

/// From the form to the receipt, with every page looked at.
async fn submit(server: &Server) {
    let browser = server.login_citizen(0).await;
    let draft = filled_draft(&browser, 0).await;
    for page in [
        "applicant",
        "situation",
        "family",
        "income",
        "documents",
        "check",
    ] {
        let shown = browser.get(&format!("/kk/drafts/{draft}/{page}")).await;
        assert_eq!(shown.status, 200, "{page} of {SERVICE}");
    }
    let case = journey::submit(&browser, &draft).await;
    let receipt = format!("/kk/cabinet/cases/{case}/receipt");
    assert_eq!(browser.get(&receipt).await.status, 200);
}

/// A counter by method and route.
fn by_route(figures: &str, name: &str) -> BTreeMap<(String, String), u64> {
    let start = format!("otinish_{name}_total{{");
    let mut sums = BTreeMap::new();
    for line in figures.lines().filter_map(|line| line.strip_prefix(&start)) {
        let (labels, value) = line.rsplit_once("} ").unwrap();
        let label = |key: &str| {
            let (_, rest) = labels.split_once(&format!("{key}=\"")).unwrap();
            rest.split_once('"').unwrap().0.to_owned()
        };
        let route = (label("method"), label("route"));
        *sums.entry(route).or_default() += value.parse::<u64>().unwrap();
    }
    sums
}
