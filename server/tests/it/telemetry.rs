//! Figures, the log of requests, and what operators announce.

use crate::common::{
    Server, Wanted, journey,
    program::{Program, free_address},
};

async fn server(settings: &[&str]) -> Server {
    Server::start_with(Wanted {
        settings: settings.iter().map(|&word| word.to_owned()).collect(),
        ..Wanted::default()
    })
    .await
}

async fn figures(address: &str) -> String {
    let answer = reqwest::get(format!("http://{address}/metrics"))
        .await
        .unwrap();
    assert_eq!(answer.status(), 200);
    answer.text().await.unwrap()
}

/// The value of the line that begins with `name`.
#[track_caller]
fn value(figures: &str, name: &str) -> f64 {
    let line = figures
        .lines()
        .find(|line| line.starts_with(name))
        .unwrap_or_else(|| panic!("no {name} in\n{figures}"));
    line.rsplit(' ').next().unwrap().parse().unwrap()
}

#[tokio::test]
async fn figures_tell_of_requests_writes_and_what_waits() {
    let address = free_address().to_string();
    let server = server(&["--metrics-listen", &address]).await;
    let browser = server.browser();
    browser.get("/kk/services?q=ardap").await;
    browser.get("/kk/services?q=zhalaqy").await;
    browser.get("/kk/no-such-page").await;
    let (_, case) = journey::submitted(&server, 0).await;
    let told = figures(&address).await;
    let services =
        "otinish_requests_total{method=\"GET\",route=\"/{lang}/services\",status=\"200\"}";
    assert_eq!(value(&told, services), 2.0);
    let none = "otinish_requests_total{method=\"GET\",route=\"none\",status=\"404\"}";
    assert_eq!(value(&told, none), 1.0);
    let bucket = "otinish_request_duration_seconds_bucket{method=\"GET\",route=\"/{lang}/services\",le=\"+Inf\"}";
    assert_eq!(value(&told, bucket), 2.0);
    assert_eq!(value(&told, "otinish_tasks_open"), 1.0);
    assert_eq!(value(&told, "otinish_tasks_overdue"), 0.0);
    assert!(value(&told, "otinish_writes_total") > 5.0);
    assert!(value(&told, "otinish_disk_free_bytes") > 0.0);
    assert!(value(&told, "otinish_outbox_oldest_seconds") >= 0.0);
    assert!(value(&told, "otinish_jobs_failing").abs() < 0.5);
    assert!(value(&told, "otinish_connections_open") >= 1.0);
    if server.database_url().starts_with("sqlite") {
        assert!(value(&told, "otinish_wal_bytes") > 0.0);
    } else {
        assert!(value(&told, "otinish_pool_connections") >= 1.0);
        assert!(value(&told, "otinish_pool_in_use") >= 0.0);
    }
    assert!(!told.contains(&case) && !told.contains("ardap"), "{told}");
}

#[tokio::test]
async fn figures_are_not_where_the_portal_is() {
    let address = free_address().to_string();
    let server = server(&["--metrics-listen", &address]).await;
    assert_eq!(server.browser().get("/metrics").await.status, 404);
    let page = reqwest::get(format!("http://{address}/kk/login")).await;
    assert_eq!(page.unwrap().status(), 404);
}

#[tokio::test]
async fn a_made_up_method_makes_no_figure_of_its_own() {
    let address = free_address().to_string();
    let server = server(&["--metrics-listen", &address]).await;
    for method in ["BREW", "WHEN"] {
        let request = server.browser().request(method, "/kk/login");
        request.send().await.unwrap();
    }
    let told = figures(&address).await;
    assert!(told.contains("method=\"other\""), "{told}");
    assert!(!told.contains("BREW"), "{told}");
}

#[tokio::test]
async fn every_answer_has_a_number_and_a_stranger_gives_none() {
    let server = Server::start().await;
    let browser = server.browser();
    let number = |answer: &crate::common::Answer| answer.headers["x-request-id"].clone();
    let (first, second) = (browser.get("/kk/").await, browser.get("/kk/").await);
    assert_ne!(number(&first), number(&second));
    let given = browser
        .request("GET", "/kk/")
        .header("x-request-id", "mine");
    assert_ne!(number(&browser.send(given).await), "mine");
}

#[tokio::test]
async fn the_page_of_an_error_says_the_number() {
    let server = Server::start().await;
    let flood: String = (0..10_000).map(|n| format!("f{n}=x&")).collect();
    for (lang, words) in [
        ("kk", "мына нөмірді айтыңыз"),
        ("ru", "назовите этот номер"),
        ("en", "say this number"),
    ] {
        let kind = "application/x-www-form-urlencoded";
        let path = format!("/{lang}/login");
        let body = flood.clone().into_bytes();
        let answer = server.browser().post_raw(&path, kind, body).await;
        assert_eq!(answer.status, 400);
        assert!(answer.body.contains(words), "{}", answer.body);
        let number = &answer.headers["x-request-id"];
        assert!(answer.body.contains(number.as_str()), "{}", answer.body);
        let missing = server.browser().get(&format!("/{lang}/nothing")).await;
        assert!(!missing.body.contains(words), "nothing went wrong there");
    }
}

#[tokio::test]
async fn a_request_is_one_line_without_what_was_asked() {
    let data = tempfile::tempdir().unwrap();
    let program = Program::start(data.path(), &[]).await;
    let iin = crate::common::citizen_iin(0);
    let path = format!("/kk/services?q={iin}");
    let answer = program.browser().get(&path).await;
    let fields = [
        ("login", iin.as_str()),
        ("password", server::demo::PASSWORD),
    ];
    program.browser().post_form("/kk/login", &fields).await;
    let number = &answer.headers["x-request-id"];
    let log = Program::log(data.path());
    assert!(!log.contains(&iin), "{log}");
    let lines: Vec<serde_json::Value> = log
        .lines()
        .filter_map(|line| serde_json::from_str(line).ok())
        .filter(|line: &serde_json::Value| line["target"] == "otinish::request")
        .collect();
    let line = lines
        .iter()
        .find(|line| line["fields"]["id"] == number.as_str())
        .expect("a line for the request");
    assert_eq!(line["fields"]["route"], "/{lang}/services");
    assert_eq!(line["fields"]["status"], 200);
    assert_eq!(line["fields"]["method"], "GET");
    assert!(line["fields"]["milliseconds"].is_u64());
    let login = lines
        .iter()
        .find(|line| line["fields"]["route"] == "/{lang}/login");
    assert_eq!(
        login.expect("a line for the login")["fields"]["method"],
        "POST"
    );
}

#[tokio::test]
async fn a_security_contact_is_announced_and_nothing_if_there_is_none() {
    let without = Server::start().await;
    let path = "/.well-known/security.txt";
    assert_eq!(without.browser().get(path).await.status, 404);
    let with = server(&[
        "--security-contact",
        "mailto:security@otinish.example,https://otinish.example/kk/security",
        "--origin",
        "https://otinish.example",
    ])
    .await;
    let answer = with.browser().get(path).await;
    assert_eq!(answer.status, 200);
    assert_eq!(answer.headers["content-type"], "text/plain; charset=utf-8");
    let line = |start: &str| {
        answer
            .body
            .lines()
            .find_map(|line| line.strip_prefix(start))
    };
    assert_eq!(line("Contact: "), Some("mailto:security@otinish.example"));
    assert_eq!(line("Preferred-Languages: "), Some("kk, ru, en"));
    let expires = chrono::DateTime::parse_from_rfc3339(line("Expires: ").unwrap()).unwrap();
    let days = (expires.to_utc() - chrono::Utc::now()).num_days();
    assert!((30..365).contains(&days), "{days}");
    let canonical = "https://otinish.example/.well-known/security.txt";
    assert_eq!(line("Canonical: "), Some(canonical));
}

#[tokio::test]
async fn over_tls_a_browser_is_told_to_stay_there() {
    let plain = Server::start().await;
    let header = "strict-transport-security";
    assert!(
        !plain
            .browser()
            .get("/kk/")
            .await
            .headers
            .contains_key(header)
    );
    let secure = server(&["--origin", "https://otinish.example"]).await;
    let answer = secure.browser().get("/kk/").await;
    assert!(answer.headers[header].starts_with("max-age="));
}
