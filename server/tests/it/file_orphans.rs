//! Bytes and rows that have lost each other.

use std::{
    fs::File,
    path::{Path, PathBuf},
    time::{Duration, SystemTime},
};

use crate::common::{
    Server,
    files::{PDF, until_stored},
    journey,
};

/// Every file below the folder of attachments.
fn below(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        match entry.path().is_dir() {
            true => files.extend(below(&entry.path())),
            false => files.push(entry.path()),
        }
    }
    files
}

fn make(path: &Path, hours: u64) {
    std::fs::create_dir_all(path.parent().unwrap()).unwrap();
    std::fs::write(path, PDF).unwrap();
    aged(path, hours);
}

fn aged(path: &Path, hours: u64) {
    let then = SystemTime::now() - Duration::from_secs(hours * 3600);
    File::options()
        .write(true)
        .open(path)
        .unwrap()
        .set_modified(then)
        .unwrap();
}

#[tokio::test]
async fn what_no_row_names_is_removed_after_a_day_and_not_before() {
    let server = Server::start().await;
    let (browser, case) = journey::submitted(&server, 0).await;
    let files = server.data_dir().join("files");
    let mut named = below(&files);
    named.retain(|path| !path.starts_with(files.join("_otinish")));
    assert_eq!(named.len(), 2);
    for path in &named {
        aged(path, 24 * 400);
    }
    let home = named[0].parent().unwrap().to_owned();
    let id = || uuid::Uuid::now_v7().to_string();
    let elsewhere = files.join(id());
    let gone = [
        home.join(id()),
        elsewhere.join(id()),
        home.join(format!("{}#1", id())),
        elsewhere.join(format!("{}#12", id())),
    ];
    let young = [home.join(id()), home.join(format!("{}#1", id()))];
    // Not ours: a marker of an installation, a file of somebody's backup.
    let foreign = [
        files.join("marker"),
        elsewhere.join("readme.txt"),
        elsewhere.join("notes#1"),
    ];
    for path in &gone {
        make(path, 25);
    }
    for path in &young {
        make(path, 23);
    }
    for path in &foreign {
        make(path, 48);
    }
    let server = server.restart().await;
    until_stored(&server, named.len() + young.len() + foreign.len()).await;
    for path in named.iter().chain(&young).chain(&foreign) {
        assert!(path.exists(), "{}", path.display());
    }
    assert!(gone.iter().all(|path| !path.exists()));
    drop(browser);
    let browser = server.login_citizen(0).await;
    let page = browser.get(&format!("/kk/cabinet/cases/{case}")).await;
    assert_eq!(page.status, 200);
}

#[tokio::test]
async fn lost_bytes_are_found_before_signing() {
    let server = Server::start().await;
    let browser = server.login_citizen(0).await;
    let draft = journey::filled_draft(&browser, 0).await;
    let store = server.store().await;
    let rows = store.files_of(&draft).await.unwrap();
    store.close().await;
    let path = |at: usize| {
        let home = server.data_dir().join("files").join(&draft);
        home.join(&rows[at].id)
    };
    assert_eq!(
        browser
            .get(&format!("/ru/drafts/{draft}/sign"))
            .await
            .status,
        200
    );
    // One is gone, one is cut off.
    std::fs::remove_file(path(0)).unwrap();
    std::fs::write(path(1), &PDF[..10]).unwrap();
    let list = browser
        .get(&format!("/ru/drafts/{draft}/documents"))
        .await
        .body;
    assert_eq!(list.matches("Приложите снова").count(), 2, "{list}");
    let check = browser.get(&format!("/ru/drafts/{draft}/check")).await.body;
    for row in &rows {
        let slot = format!("/ru/drafts/{draft}/documents/{}", row.slot);
        assert!(
            check.contains(&format!("«{}» не сохранился", row.name)),
            "{check}"
        );
        assert!(check.contains(&format!("href=\"{slot}\"")));
        let page = browser.get(&slot).await.body;
        assert!(page.contains("Файл не сохранился. Уберите его и приложите ещё раз."));
        assert!(
            !page.contains(&format!("href=\"{slot}/{}\"", row.id)),
            "nothing to open"
        );
    }
    let sign = format!("/ru/drafts/{draft}/sign");
    let to_check = browser.get(&sign).await;
    assert_eq!(to_check.location(), format!("/ru/drafts/{draft}/check"));
    let posted = browser.post_form(&sign, &[("sha256", "00")]).await;
    assert_eq!(posted.location(), format!("/ru/drafts/{draft}/check"));
    // The way out.
    for row in &rows {
        let slot = format!("/ru/drafts/{draft}/documents/{}", row.slot);
        let removed = browser
            .post_form(&format!("{slot}/{}/remove", row.id), &[])
            .await;
        assert_eq!(removed.status, 303);
        let again = browser
            .post_multipart(&slot, &[("files", &row.name, PDF)])
            .await;
        assert_eq!(again.status, 303);
    }
    journey::submit(&browser, &draft).await;
}

#[tokio::test]
async fn lost_bytes_of_a_step_are_told_before_it_is_done() {
    let server = Server::start().await;
    let (_, case) = journey::submitted(&server, 0).await;
    let registrar = server.login_staff("registrar").await;
    let desk = format!("/ru/staff/cases/{case}");
    let step = format!("{desk}/steps/check-documents");
    for name in ["акт.pdf", "справка.pdf"] {
        let files = [("file", name, PDF)];
        let sent = registrar
            .post_multipart(&format!("{step}/files"), &files)
            .await;
        assert_eq!(sent.status, 303);
    }
    let store = server.store().await;
    let rows = store.files_of(&case).await.unwrap();
    let act = rows.iter().find(|row| row.name == "акт.pdf").unwrap();
    let home = server.data_dir().join("files").join(&case);
    std::fs::remove_file(home.join(&act.id)).unwrap();
    let page = registrar.get(&desk).await.body;
    assert_eq!(page.matches("Файл не сохранился.").count(), 1, "{page}");
    let outcome = [("outcome", "accepted"), ("comment", "Всё на месте")];
    let told = journey::complete(&registrar, &step, &outcome).await;
    assert_eq!(told.status, 422);
    assert!(
        told.body.contains("«акт.pdf» не сохранился и убран"),
        "{}",
        told.body
    );
    assert!(
        told.body.contains("Всё на месте"),
        "what was typed is there"
    );
    let done = journey::complete(&registrar, &step, &outcome).await;
    assert_eq!(done.status, 303, "{}", done.body);
    let names: Vec<_> = store.files_of(&case).await.unwrap();
    let names: Vec<_> = names.iter().map(|row| row.name.as_str()).collect();
    assert_eq!(names, ["справка.pdf"]);
    store.close().await;
}
