//! The ways of messages: a command, an SMTP server, the simulator and its page.

use std::{os::unix::fs::PermissionsExt, path::PathBuf, process::Stdio, time::Duration};

use server::ports::messages::{CommandSender, Message, MessageKind, Messages, SmtpSender};
use tokio::{
    io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader},
    net::{TcpListener, TcpStream},
};

use crate::common::{Browser, Server, Wanted, citizen_iin, fresh_iin, until};

fn message(kind: MessageKind, to: &str) -> Message {
    Message {
        id: "0191-test".to_owned(),
        kind,
        to: to.to_owned(),
        subject: "Өтініш порталы: растау коды".to_owned(),
        text: "Өтініш: код 123456 – «жарамды»".to_owned(),
        at: chrono::Utc::now(),
    }
}

/// A program of the operator in `folder`.
fn script(folder: &tempfile::TempDir, lines: &str) -> PathBuf {
    let path = folder.path().join("send sms");
    std::fs::write(&path, format!("#!/bin/sh\n{lines}\n")).unwrap();
    std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o700)).unwrap();
    path
}

fn command(path: &std::path::Path, seconds: u64) -> CommandSender {
    let words = format!("'{}' --profile kz", path.display());
    CommandSender::new(&words, Duration::from_secs(seconds)).unwrap()
}

#[tokio::test]
async fn a_command_gets_the_message_on_its_standard_input_alone() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("out");
    let lines = format!(
        "{{ echo \"$@\"; env; }} > '{0}.seen'\ncat > '{0}'",
        out.display()
    );
    let sms = command(&script(&folder, &lines), 20);
    sms.send(&message(MessageKind::Sms, "+77015551234"))
        .await
        .unwrap();
    let taken: serde_json::Value =
        serde_json::from_str(&std::fs::read_to_string(&out).unwrap()).unwrap();
    assert_eq!(taken["to"], "+77015551234");
    assert_eq!(taken["text"], "Өтініш: код 123456 – «жарамды»");
    assert_eq!(
        (&taken["kind"], &taken["id"]),
        (&"sms".into(), &"0191-test".into())
    );
    let seen = std::fs::read_to_string(folder.path().join("out.seen")).unwrap();
    assert!(seen.starts_with("--profile kz\n"));
    assert!(!seen.contains("5551234") && !seen.contains("123456"));
}

#[tokio::test]
async fn a_command_that_fails_hangs_or_is_not_there_is_tried_again_later() {
    let folder = tempfile::tempdir().unwrap();
    let sms = message(MessageKind::Sms, "+77015551234");
    let refuses = command(&script(&folder, "exit 75"), 20);
    assert!(refuses.send(&sms).await.is_err());
    let hangs = command(&script(&folder, "exec sleep 600"), 1);
    let within = tokio::time::timeout(Duration::from_secs(60), hangs.send(&sms)).await;
    assert!(within.expect("it is stopped").is_err());
    let missing = CommandSender::new("/nowhere/send-sms", Duration::from_secs(1)).unwrap();
    assert!(missing.send(&sms).await.is_err());
    for nonsense in ["", "'unclosed"] {
        assert!(CommandSender::new(nonsense, Duration::from_secs(1)).is_err());
    }
}

/// An SMTP server for one mail: what it was told, and the mail. `answer` is what it says to the recipient.
async fn smtp_server(
    answer: &'static str,
) -> (u16, tokio::task::JoinHandle<(Vec<String>, String)>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    let task = tokio::spawn(async move {
        let (stream, _) = listener.accept().await.unwrap();
        session(stream, answer).await
    });
    (port, task)
}

async fn session(stream: TcpStream, answer: &str) -> (Vec<String>, String) {
    let mut stream = BufReader::new(stream);
    let (mut told, mut mail) = (Vec::new(), String::new());
    stream.write_all(b"220 mail.test ESMTP\r\n").await.unwrap();
    loop {
        let mut line = String::new();
        if stream.read_line(&mut line).await.unwrap_or(0) == 0 {
            return (told, mail);
        }
        told.push(line.trim_end().to_owned());
        let verb = line.split([' ', ':', '\r']).next().unwrap().to_uppercase();
        let say = match verb.as_str() {
            "EHLO" => "250-mail.test\r\n250 8BITMIME\r\n".to_owned(),
            "RCPT" => format!("{answer}\r\n"),
            "DATA" => {
                stream.write_all(b"354 go on\r\n").await.unwrap();
                while !mail.ends_with("\r\n.\r\n") {
                    assert!(stream.read_line(&mut mail).await.unwrap() > 0);
                }
                "250 taken\r\n".to_owned()
            }
            "QUIT" => "221 bye\r\n".to_owned(),
            _ => "250 ok\r\n".to_owned(),
        };
        stream.write_all(say.as_bytes()).await.unwrap();
    }
}

#[tokio::test]
async fn a_mail_goes_to_the_server_with_sender_subject_and_text() {
    let (port, task) = smtp_server("250 ok").await;
    let url = format!("smtp://127.0.0.1:{port}");
    let from = "Өтініш <otinish@mail.test>";
    let smtp = SmtpSender::new(&url, Some(from)).unwrap();
    smtp.send(&message(MessageKind::Mail, "vera@example.kz"))
        .await
        .unwrap();
    drop(smtp);
    let (told, mail) = task.await.unwrap();
    assert!(
        told.iter()
            .any(|line| line.starts_with("MAIL FROM:<otinish@mail.test>")),
        "{told:?}"
    );
    assert!(
        told.iter()
            .any(|line| line.starts_with("RCPT TO:<vera@example.kz>")),
        "{told:?}"
    );
    assert!(mail.contains("Message-ID: <0191-test@mail.test>"), "{mail}");
    let (head, body) = mail.split_once("\r\n\r\n").unwrap();
    assert!(head.contains("Subject: =?utf-8?"), "{head}");
    assert!(
        body.contains("123456") || head.to_lowercase().contains("base64"),
        "{mail}"
    );
}

#[tokio::test]
async fn a_mail_server_that_refuses_or_is_away_is_tried_again_later() {
    let (port, task) = smtp_server("550 no such person").await;
    let from = Some("otinish@mail.test");
    let mail = message(MessageKind::Mail, "vera@example.kz");
    let smtp = SmtpSender::new(&format!("smtp://127.0.0.1:{port}"), from).unwrap();
    assert!(smtp.send(&mail).await.is_err());
    drop(smtp);
    task.abort();
    let closed = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = closed.local_addr().unwrap().port();
    drop(closed);
    let away = SmtpSender::new(&format!("smtp://127.0.0.1:{port}"), from).unwrap();
    assert!(away.send(&mail).await.is_err());
    assert!(SmtpSender::new("smtp://127.0.0.1", None).is_err());
    assert!(SmtpSender::new("smtp://127.0.0.1", Some("nobody")).is_err());
    let secret = SmtpSender::new("http://user:secret@127.0.0.1", from)
        .err()
        .unwrap();
    assert!(!format!("{secret:#}").contains("secret"));
}

#[tokio::test]
async fn only_the_demonstration_shows_its_messages_and_says_what_it_is() {
    let server = Server::start().await;
    let browser = server.browser();
    for (lang, words) in [
        ("kk", "Бұл – демонстрация"),
        ("ru", "Это демонстрация"),
        ("en", "This is the demonstration"),
    ] {
        let page = browser.get(&format!("/{lang}/demo/messages")).await;
        assert_eq!(page.status, 200);
        assert!(page.body.contains(words), "{lang}");
    }
    browser
        .post_form("/ru/recovery", &[("iin", &citizen_iin(0))])
        .await;
    crate::common::accounts::code_number(&browser, "0001", 1).await;
    let page = browser.get("/ru/demo/messages").await;
    assert!(
        !page.body.contains("+7701"),
        "a number of whoever tried it out"
    );

    let real = Server::start_with(Wanted {
        no_demo: true,
        ..Wanted::default()
    })
    .await;
    assert_eq!(real.browser().get("/ru/demo/messages").await.status, 404);
    let browser = real.browser();
    browser
        .post_form("/ru/recovery", &[("iin", &citizen_iin(0))])
        .await;
    let asked = browser.get("/ru/recovery/code").await;
    assert!(asked.status == 200 && !asked.body.contains("/demo/messages"));
}

/// The program itself, with a command for its messages: from the form to the text that the command got, and not a digit
/// of it in the log.
#[tokio::test]
async fn the_program_registers_by_a_command_and_keeps_codes_and_numbers_out_of_its_log() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("out");
    let path = script(&folder, &format!("cat >> '{}'", out.display()));
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    drop(listener);
    let mut program = tokio::process::Command::new(env!("CARGO_BIN_EXE_otinish"))
        .args(["--listen", &format!("127.0.0.1:{port}"), "--data-dir"])
        .arg(folder.path().join("data"))
        .args(["--new", "--sms-command", &format!("'{}'", path.display())])
        .env("RUST_LOG", "debug")
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .kill_on_drop(true)
        .spawn()
        .unwrap();
    let mut log = program.stderr.take().unwrap();
    let log = tokio::spawn(async move {
        let mut text = String::new();
        log.read_to_string(&mut text).await.unwrap();
        text
    });
    let browser = Browser::new(format!("http://127.0.0.1:{port}"));
    until::answers(&format!("http://127.0.0.1:{port}/healthz")).await;
    let iin = fresh_iin((1990, 5, 17), 310);
    let password = "a long enough phrase";
    let fields = [
        ("iin", iin.as_str()),
        ("name", "Примерова Вера Опытовна"),
        ("birth-date", "17.05.1990"),
        ("phone", "+7 701 555 12 34"),
        ("password", password),
        ("password-again", password),
    ];
    let first = browser.post_form("/ru/register", &fields).await;
    assert_eq!(first.location(), "/ru/register/code", "{}", first.body);
    let code = until::found("the command gets a code", async || {
        let got = std::fs::read_to_string(&out).unwrap_or_default();
        let taken = got.lines().find_map(|line| serde_json::from_str(line).ok());
        let taken: serde_json::Value = taken.unwrap_or_default();
        let text = taken["text"].as_str().unwrap_or_default();
        let mut runs = text.split(|char: char| !char.is_ascii_digit());
        runs.find(|run| run.len() == 6).map(str::to_owned)
    })
    .await;
    let done = browser
        .post_form("/ru/register/code", &[("code", &code)])
        .await;
    assert_eq!(
        done.location(),
        "/ru/cabinet?said=registered",
        "{}",
        done.body
    );
    program.kill().await.unwrap();
    let log = log.await.unwrap();
    assert!(!log.is_empty());
    for secret in [
        code.as_str(),
        iin.as_str(),
        "5551234",
        password,
        "Примерова",
    ] {
        assert!(!log.contains(secret), "{secret} in the log");
    }
}
