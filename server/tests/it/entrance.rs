//! The entrance: the demonstration, cookies, the way back, bodies that nobody read, files for nobody else.

use std::{os::unix::fs::PermissionsExt, process::Stdio};

use clap::Parser;
use server::{Config, demo};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
};

use crate::common::{Server, Wanted, citizen_iin, fresh_iin, journey::hidden, until};

#[tokio::test]
async fn without_demo_its_accounts_are_closed_also_those_of_an_earlier_start() {
    let server = Server::start().await;
    let (citizen, official) = (
        server.login_citizen(0).await,
        server.login_staff("head").await,
    );
    let server = server
        .restart_with(Wanted {
            no_demo: true,
            ..Wanted::default()
        })
        .await;
    let browser = server.browser();
    for (path, login) in [
        ("/kk/login", citizen_iin(0)),
        ("/kk/staff/login", "head".to_owned()),
    ] {
        let fields = [("login", login.as_str()), ("password", demo::PASSWORD)];
        assert_eq!(browser.post_form(path, &fields).await.status, 422, "{path}");
    }
    // Their sessions are worth nothing.
    for (old, path) in [(citizen, "/kk/cabinet"), (official, "/kk/staff")] {
        let request = browser.request("GET", path).header("cookie", old.cookie());
        assert_eq!(browser.send(request).await.status, 303, "{path}");
    }
    // And with it they are open again.
    let server = server.restart_with(Wanted::default()).await;
    server.login_staff("head").await;
}

#[tokio::test]
async fn a_browser_that_keeps_no_cookie_is_told_so() {
    let server = Server::start().await;
    let browser = server.browser();
    browser.lose_session();
    let iin = citizen_iin(0);
    let fields = [("login", iin.as_str()), ("password", demo::PASSWORD)];
    let answer = browser.post_form("/ru/login", &fields).await;
    assert_eq!(answer.status, 303);
    // One that kept it goes on from there.
    assert_eq!(
        browser.get(answer.location()).await.location(),
        "/ru/cabinet"
    );
    browser.lose_session();
    let page = browser.get(answer.location()).await;
    assert_eq!(page.status, 200);
    assert!(
        page.body.contains("браузер не сохранил файл cookie"),
        "{}",
        page.body
    );
}

#[tokio::test]
async fn who_keeps_no_cookie_is_told_so_before_a_code_is_waited_for() {
    let server = Server::start().await;
    let iin = fresh_iin((1990, 5, 17), 300);
    for (path, field) in [("/ru/recovery", "iin"), ("/ru/register", "name")] {
        let browser = server.browser();
        browser.lose_session();
        let page = browser.get(path).await;
        let mut sent = hidden(&page.body);
        let typed = [
            ("iin", iin.as_str()),
            ("name", "Примерова Вера Опытовна"),
            ("birth-date", "17.05.1990"),
            ("phone", "+7 701 555 12 34"),
            ("password", "a long enough phrase"),
            ("password-again", "a long enough phrase"),
        ];
        sent.extend(typed.map(|(name, value)| (name.to_owned(), value.to_owned())));
        let sent: Vec<(&str, &str)> = sent
            .iter()
            .map(|(name, value)| (name.as_str(), value.as_str()))
            .collect();
        browser.lose_session();
        let told = browser.post_form(path, &sent).await;
        assert_eq!(told.status, 422, "{}", told.body);
        assert!(told.body.contains("Браузер не сохранил файл cookie"));
        let value = sent.iter().rfind(|(name, _)| *name == field).unwrap().1;
        assert!(told.body.contains(&format!("value=\"{value}\"")));
        // Cookies allowed meanwhile: the same once more goes on, from the page that was just shown.
        let on = browser.post_form(path, &sent).await;
        assert_eq!(on.location(), format!("{path}/code"), "{}", on.body);
        // And where only the session was not kept, the first page says it.
        browser.lose_session();
        let back = browser.get(on.location()).await;
        let page = browser.get(back.location()).await;
        assert_eq!(page.status, 200);
        assert!(page.body.contains("Браузер не сохранил файл cookie"));
    }
}

#[tokio::test]
async fn answers_about_health_never_stand_in_the_address_of_the_login() {
    let server = Server::start().await;
    let browser = server.browser();
    let apply = "/ru/services/west-kazakhstan-2018/local-social-assistance/apply";
    let answer = browser
        .post_form(apply, &[("person.disability", "yes")])
        .await;
    assert!(
        !answer.location().contains("disability"),
        "{}",
        answer.location()
    );
    let page = browser.get(answer.location()).await;
    // In the page they stand in the form that is posted, in no address: neither of the registration nor of a language.
    let addresses = page
        .body
        .split("href=\"")
        .skip(1)
        .filter_map(|part| part.split('"').next());
    for address in addresses {
        assert!(!address.contains("disability"), "{address}");
    }
    let kept = hidden(&page.body);
    let next = kept.iter().find(|(name, _)| name == "next").unwrap();
    assert_eq!(next.1, format!("{apply}?person.disability=yes"));
    // The same by way of the registration, and in another language.
    let path = answer.location().replace("/ru/login", "/kk/register");
    let register = browser.get(&path).await;
    assert!(
        register.body.contains("person.disability=yes"),
        "{}",
        register.body
    );
    // Another browser has only the path.
    let other = server.browser().get(answer.location()).await;
    assert!(!other.body.contains("disability"));
}

#[tokio::test]
async fn a_script_whose_session_ended_is_told_so_and_gets_no_page() {
    let server = Server::start().await;
    let browser = server.browser();
    let path = "/kk/drafts/0/documents/income";
    for header in [("accept", "text/plain"), ("sec-fetch-mode", "cors")] {
        let request = browser.request("POST", path).header(header.0, header.1);
        let answer = browser.send(request.body("a=b")).await;
        assert_eq!(answer.status, 401);
        assert!(
            answer.body.starts_with("/kk/login?next="),
            "{}",
            answer.body
        );
    }
    assert_eq!(browser.post_form(path, &[]).await.status, 303);
}

/// Sends a body of `size` bytes as a browser does, all of it before it reads, and gives the answer.
async fn sent_whole(server: &Server, size: usize) -> String {
    let mut stream = TcpStream::connect(server.address()).await.unwrap();
    let head = format!(
        "POST /kk/drafts/0/documents/income HTTP/1.1\r\nhost: {}\r\ncontent-length: {size}\r\n\
         content-type: multipart/form-data; boundary=x\r\n\r\n",
        server.address()
    );
    stream.write_all(head.as_bytes()).await.unwrap();
    stream.write_all(&vec![b'a'; size]).await.unwrap();
    let mut answer = vec![0; 64 * 1024];
    let read = stream.read(&mut answer).await.unwrap();
    String::from_utf8_lossy(&answer[..read]).into_owned()
}

#[tokio::test]
async fn an_upload_after_the_session_ended_is_answered_when_all_of_it_was_sent() {
    let server = Server::start().await;
    for size in [9 << 20, 40 << 20] {
        let answer = sent_whole(&server, size).await;
        assert!(answer.starts_with("HTTP/1.1 303"), "{answer}");
        assert!(answer.contains("location: /kk/login?next="), "{answer}");
    }
}

#[test]
fn plain_http_elsewhere_than_on_the_loopback_must_be_meant() {
    let start = |words: &[&str]| {
        let words = ["otinish"].iter().chain(words);
        let config = Config::try_parse_from(words).unwrap();
        config.entrance.secure_cookies(&config.origin())
    };
    assert!(!start(&[]).unwrap());
    assert!(!start(&["--origin", "http://localhost:3000"]).unwrap());
    assert!(!start(&["--listen", "[::1]:3000"]).unwrap());
    assert!(
        start(&[
            "--listen",
            "0.0.0.0:3000",
            "--origin",
            "https://otinish.example"
        ])
        .unwrap()
    );
    for refused in [
        ["--listen", "0.0.0.0:3000"],
        ["--origin", "http://otinish.example"],
    ] {
        let error = start(&refused).unwrap_err().to_string();
        assert!(error.contains("--insecure-cookie"), "{error}");
        assert!(!start(&[refused[0], refused[1], "--insecure-cookie"]).unwrap());
    }
}

#[tokio::test]
async fn what_the_program_writes_is_for_its_user_alone_whatever_the_umask() {
    let data = tempfile::tempdir().unwrap();
    let folder = data.path().join("data");
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    drop(listener);
    let mut server = tokio::process::Command::new("sh")
        .args([
            "-c",
            "umask 000; exec \"$0\" \"$@\"",
            env!("CARGO_BIN_EXE_otinish"),
            "--demo",
            "--new",
        ])
        .args(["--listen", &format!("127.0.0.1:{port}"), "--data-dir"])
        .arg(&folder)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .kill_on_drop(true)
        .spawn()
        .unwrap();
    until::answers(&format!("http://127.0.0.1:{port}/healthz")).await;
    let browser = crate::common::Browser::new(format!("http://127.0.0.1:{port}"));
    let iin = citizen_iin(0);
    let fields = [("login", iin.as_str()), ("password", demo::PASSWORD)];
    assert_eq!(browser.post_form("/kk/login", &fields).await.status, 303);
    crate::common::journey::filled_draft(&browser, 0).await;
    let (mut left, mut seen) = (vec![folder], 0);
    while let Some(path) = left.pop() {
        let about = std::fs::metadata(&path).unwrap();
        let mode = about.permissions().mode() & 0o777;
        let wanted = if about.is_dir() { 0o700 } else { 0o600 };
        assert_eq!(mode, wanted, "{} is {mode:o}", path.display());
        seen += 1;
        if about.is_dir() {
            left.extend(
                std::fs::read_dir(&path)
                    .unwrap()
                    .map(|entry| entry.unwrap().path()),
            );
        }
    }
    assert!(seen > 5, "{seen}");
    server.start_kill().unwrap();
    server.wait().await.unwrap();
}

#[tokio::test]
async fn whoever_is_logged_in_is_so_on_the_page_of_an_error_too() {
    let server = Server::start().await;
    let browser = server.login_citizen(0).await;
    for path in ["/kk/nothing-here", "/kk/services/nothing", "/nothing"] {
        let page = browser.get(path).await;
        assert_eq!(page.status, 404, "{path}");
        let is_in = |body: &str| body.contains("/logout\"") && !body.contains("/login\"");
        assert!(is_in(&page.body), "{path}: {}", page.body);
        let guest = server.browser().get(path).await;
        assert!(!is_in(&guest.body), "{path}: {}", guest.body);
    }
}

#[tokio::test]
async fn whoever_is_logged_in_is_not_told_to_log_in() {
    let server = Server::start().await;
    let (guest, citizen) = (server.browser(), server.login_citizen(0).await);
    let service = "/en/services/west-kazakhstan-2018/local-social-assistance";
    let verdict = format!(
        "{service}/check?person.resident=yes&person.natural=yes&person.disability=yes\
         &person.category=yes&person.income_below_threshold=yes"
    );
    for (path, note) in [
        (service, "To apply you log in"),
        (&verdict, "You log in to apply"),
    ] {
        let page = guest.get(path).await;
        assert!(page.body.contains(note), "{path}: {}", page.body);
        let own = citizen.get(path).await;
        assert!(own.body.contains("/apply\"") && !own.body.contains(note));
    }
}

#[tokio::test]
async fn the_page_about_personal_data_says_what_the_settings_say() {
    let settings = [
        "--draft-days=77",
        "--draft-reminder-days=5",
        "--prepared-days=21",
        "--message-days=0",
        "--citizen-session-days=3",
        "--session-idle-minutes=42",
    ];
    let server = Server::start_with(Wanted {
        settings: settings.map(str::to_owned).to_vec(),
        ..Wanted::default()
    })
    .await;
    let page = server.browser().get("/ru/privacy").await.body;
    for said in [
        "не меняли 77 дней",
        "придёт за 5 дней",
        "через 21 день",
        "Отправленные сообщения хранятся бессрочно",
        "не пользовались 42 минуты",
        "через 3 дня после входа",
        "30 минут",
        "400 дней",
    ] {
        assert!(page.contains(said), "{said}: {page}");
    }
}
