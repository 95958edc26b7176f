//! The calendar of working days: a file in place of the built-in one, and how sure a date is.

use std::fs;

use crate::common::{Server, Wanted, journey, program};

const OWN: &str = include_str!("../../../app/catalogue/calendar/kazakhstan.toml");

const QUIET: &str = "расталмаған";

fn wanted(calendar: &std::path::Path) -> Wanted {
    Wanted {
        settings: vec!["--calendar".to_owned(), calendar.display().to_string()],
        ..Wanted::default()
    }
}

/// Every page of a citizen, an official and the public that shows when the case is due.
async fn pages(server: &Server) -> Vec<String> {
    let (browser, case) = journey::submitted(server, 0).await;
    let receipt = browser
        .get(&format!("/kk/cabinet/cases/{case}/receipt"))
        .await
        .body;
    let (_, code) = receipt
        .split_once("/kk/status/")
        .expect("the public address");
    let code: String = code
        .chars()
        .take_while(char::is_ascii_alphanumeric)
        .collect();
    let official = server.login_staff("registrar").await;
    let mut pages = vec![receipt];
    for path in [
        format!("/kk/cabinet/cases/{case}"),
        "/kk/cabinet".to_owned(),
    ] {
        pages.push(browser.get(&path).await.body);
    }
    pages.push(
        server
            .browser()
            .get(&format!("/kk/status/{code}"))
            .await
            .body,
    );
    for path in [format!("/kk/staff/cases/{case}"), "/kk/staff".to_owned()] {
        pages.push(official.get(&path).await.body);
    }
    pages
}

#[tokio::test]
async fn pages_with_a_date_of_a_year_that_is_not_confirmed_say_so_and_others_do_not() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("calendar.toml");
    let (before, rest) = OWN.split_once("\nconfirmed = [").unwrap();
    let (_, rest) = rest.split_once("]\n").unwrap();
    let years: Vec<String> = (2015..2100).map(|year| year.to_string()).collect();
    let all = format!("{before}\nconfirmed = [{}]\n{rest}", years.join(", "));
    fs::write(&path, all).unwrap();
    let sure = Server::start_with(wanted(&path)).await;
    for page in pages(&sure).await {
        assert!(!page.contains(QUIET), "{page}");
    }
    fs::write(&path, format!("{before}\n{rest}")).unwrap();
    let unsure = Server::start_with(wanted(&path)).await;
    for page in pages(&unsure).await {
        assert!(page.contains(QUIET), "{page}");
    }
}

#[tokio::test]
async fn a_day_off_of_the_file_moves_the_date() {
    let due = async |server: &Server| {
        let (_, case) = journey::submitted(server, 0).await;
        let store = server.store().await;
        let due = store.case(&case).await.unwrap().unwrap().due;
        store.close().await;
        due
    };
    let usual = due(&Server::start().await).await;
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("calendar.toml");
    // The day on which it would be due is exchanged for the Sunday after it, which is over by then.
    let day = domain::calendar::local(chrono::DateTime::from_timestamp_micros(usual).unwrap());
    let off = day.date_naive();
    let sunday = off
        .iter_days()
        .find(|day| chrono::Datelike::weekday(day) == chrono::Weekday::Sun)
        .unwrap();
    let transfer = format!(
        "\n[[transfer]]\noff = \"{off}\"\nworks = \"{sunday}\"\ncertainty = \"read\"\nsource = \"a test\"\n"
    );
    fs::write(&path, format!("{OWN}{transfer}")).unwrap();
    let moved = due(&Server::start_with(wanted(&path)).await).await;
    assert!(moved > usual, "{moved} is not after {usual}");
}

#[tokio::test]
async fn a_broken_calendar_stops_the_start_and_is_named() {
    let data = tempfile::tempdir().unwrap();
    let path = data.path().join("broken.toml");
    let listen = program::free_address().to_string();
    for text in ["years = [2013]", "no toml"] {
        fs::write(&path, text).unwrap();
        let path = path.display().to_string();
        let words = ["--listen", listen.as_str(), "--calendar", path.as_str()];
        let end = program::ended(data.path(), &words, &[]).await;
        assert!(!end.status.success());
        let said = end.said.join("\n");
        assert!(
            said.contains("broken.toml") && said.contains("--calendar"),
            "{said}"
        );
    }
}
