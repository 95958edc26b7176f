//! Alive, ready, and what goes on when nothing can be written.

use std::{path::Path, process::Stdio};

use server::demo;
use tokio::process::{Child, Command};

use crate::common::{Browser, Server, Wanted, citizen_iin, files::PDF, journey, until};

#[tokio::test]
async fn a_disk_without_room_is_not_ready_but_alive() {
    let server = Server::start().await;
    for path in ["/livez", "/readyz", "/healthz"] {
        assert_eq!(server.browser().get(path).await.status, 200, "{path}");
    }
    let much = (u64::MAX / 1_000_000).to_string();
    let server = server
        .restart_unready(Wanted {
            settings: vec!["--least-free-mb".to_owned(), much],
            ..Wanted::default()
        })
        .await;
    assert_eq!(server.browser().get("/livez").await.status, 200);
    for path in ["/readyz", "/healthz"] {
        let answer = server.browser().get(path).await;
        assert_eq!(answer.status, 503, "{path}");
        assert!(answer.body.contains("almost full"), "{}", answer.body);
    }
}

#[tokio::test]
async fn a_folder_that_takes_no_file_is_told_apart_from_the_database() {
    let folder = tempfile::tempdir().unwrap();
    let files = folder.path().join("attachments");
    let server = Server::start_with(Wanted {
        settings: vec!["--files".to_owned(), files.display().to_string()],
        ..Wanted::default()
    })
    .await;
    let browser = server.browser();
    assert_eq!(browser.get("/readyz").await.status, 200);
    let applicant = server.login_citizen(0).await;
    let apply = "/kk/services/west-kazakhstan-2018/local-social-assistance/apply";
    let draft = applicant.post_form(apply, &[]).await;
    let slot = format!("{}/documents/difficult-situation", draft.location());
    let unmounted = folder.path().join("unmounted");
    std::fs::rename(&files, &unmounted).unwrap();
    std::fs::write(&files, "no folder").unwrap();
    until::holds("not ready without the folder", async || {
        browser.get("/readyz").await.status == 503
    })
    .await;
    let answer = browser.get("/readyz").await;
    assert_eq!(answer.body.trim(), "a file cannot be written");
    assert_eq!(browser.get("/livez").await.status, 200);
    std::fs::remove_file(&files).unwrap();
    std::fs::create_dir(&files).unwrap();
    until::holds("not ready without its files", async || {
        let answer = browser.get("/readyz").await;
        answer.body.trim() == "the files of the portal are not there"
    })
    .await;
    let attached = applicant
        .post_multipart(&slot, &[("files", "анықтама.pdf", PDF)])
        .await;
    assert_eq!(attached.status, 503, "{}", attached.body);
    let written = std::fs::read_dir(&files).unwrap().count();
    assert_eq!(
        written, 0,
        "nothing is written under the place of a disk that is not mounted"
    );
    std::fs::remove_dir(&files).unwrap();
    std::fs::rename(&unmounted, &files).unwrap();
    until::answers(&server.url("/readyz")).await;
}

/// A server that can make no file larger than `kilobytes`: as on a full disk.
fn limited(port: u16, data: &Path, kilobytes: u32, new: &str) -> Child {
    let line = format!(
        "trap '' XFSZ; ulimit -f {}; exec \"$0\" \"$@\" {new}",
        kilobytes * 2
    );
    Command::new("dash")
        .args([
            "-c",
            &line,
            env!("CARGO_BIN_EXE_otinish"),
            "--no-rate-limit",
            "--demo",
        ])
        .args(["--listen", &format!("127.0.0.1:{port}"), "--data-dir"])
        .arg(data)
        .arg("--seal-key-file")
        .arg(data.join("seal-key"))
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .kill_on_drop(true)
        .spawn()
        .unwrap()
}

#[tokio::test]
async fn on_a_full_disk_writing_is_refused_for_the_moment_and_reading_goes_on() {
    let data = tempfile::tempdir().unwrap();
    let port = std::net::TcpListener::bind("127.0.0.1:0")
        .unwrap()
        .local_addr()
        .unwrap()
        .port();
    let _server = limited(port, data.path(), 2_000, "--new");
    let base = format!("http://127.0.0.1:{port}");
    until::answers(&format!("{base}/readyz")).await;
    let browser = Browser::new(base);
    let iin = citizen_iin(0);
    let login = [("login", iin.as_str()), ("password", demo::PASSWORD)];
    assert_eq!(browser.post_form("/kk/login", &login).await.status, 303);
    let draft = journey::filled_draft(&browser, 0).await;
    let page = format!("/kk/drafts/{draft}/situation");
    let mut full = None;
    for n in 0..2_000 {
        let text = format!("{n} {}", "ұзақ ".repeat(150));
        let fields = [("disability", "yes"), ("description", text.as_str())];
        let answer = browser.post_form(&page, &fields).await;
        match answer.status {
            303 => {}
            status => {
                full = Some(status);
                break;
            }
        }
    }
    assert_eq!(full, Some(503), "it must say that it cannot write now");
    assert_eq!(browser.get("/livez").await.status, 200);
    // The write of the check is smaller than a form: it takes the room that was left.
    until::holds("not ready once nothing can be written", async || {
        browser.get("/readyz").await.status == 503
    })
    .await;
    for path in ["/kk/cabinet", &page, "/kk/services"] {
        assert_eq!(browser.get(path).await.status, 200, "{path}");
    }
}
