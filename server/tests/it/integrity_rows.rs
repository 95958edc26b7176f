//! A row says nothing of its own: neither whose a case is nor what its files are.

use std::path::PathBuf;

use server::store::{Store, sql::query};

use crate::{
    common::{Server, files::PDF, journey, log, until},
    integrity::run,
};

async fn execute(store: &Store, sql: impl Into<String>, id: &str) {
    let sql: &'static str = Box::leak(sql.into().into_boxed_str());
    let changed = query(sql).bind(id).execute(store).await.unwrap();
    assert_eq!(changed, 1, "{sql}");
}

#[tokio::test]
async fn every_column_of_a_row_is_compared_and_made_anew() {
    let server = Server::start().await;
    let (_, case) = journey::submitted(&server, 0).await;
    let store = server.store().await;
    let row = store.case(&case).await.unwrap().unwrap();
    for column in [
        "number",
        "code",
        "draft",
        "regulation",
        "person",
        "person_name",
        "lang",
        "office",
        "channel",
    ] {
        let sql = format!("UPDATE cases SET {column} = 'x' WHERE id = $1");
        execute(&store, sql, &case).await;
        let (fine, said) = run(&server, &["verify"]).await;
        assert!(
            !fine && said.contains(&format!("{case} {column}\n")),
            "{column}: {said}"
        );
        let (fine, said) = run(&server, &["rebuild"]).await;
        assert!(fine && said.contains(column), "{column}: {said}");
        let mut now = store.case(&case).await.unwrap().unwrap();
        // Registers answer when they do.
        now.seq = row.seq;
        assert_eq!(now, row);
    }
    store.close().await;
}

#[tokio::test]
async fn the_rows_of_open_work_are_compared_and_made_anew() {
    let server = Server::start().await;
    let (_, case) = journey::submitted(&server, 0).await;
    journey::accepted(&server, &case).await;
    let store = server.store().await;
    let work = store.work_of(&case).await.unwrap();
    assert!(!work.tasks.is_empty() && !work.staff.is_empty());
    for (table, change) in [
        ("task", "UPDATE task SET role = 'x' WHERE case_id = $1"),
        ("task", "UPDATE task SET due = 0 WHERE case_id = $1"),
        ("task", "DELETE FROM task WHERE case_id = $1"),
        ("case_staff", "DELETE FROM case_staff WHERE case_id = $1"),
    ] {
        execute(&store, change, &case).await;
        let (fine, said) = run(&server, &["verify"]).await;
        let told = format!("{case} {table}\n");
        assert!(!fine && said.contains(&told), "{change}: {said}");
        let (fine, said) = run(&server, &["rebuild"]).await;
        let told = format!("{case}: {table}\n");
        assert!(fine && said.contains(&told), "{change}: {said}");
        assert_eq!(store.work_of(&case).await.unwrap(), work);
    }
    store.close().await;
}

#[tokio::test]
async fn a_log_from_before_the_draft_was_kept_in_it_is_compared_with_the_draft() {
    let server = Server::start().await;
    let (_, case) = journey::submitted(&server, 0).await;
    let (_, other) = journey::submitted(&server, 1).await;
    let store = server.store().await;
    log::rewrite(&store, &case, |event| drop(event.remove("registration"))).await;
    let (fine, said) = run(&server, &["verify", "--files"]).await;
    assert!(fine, "{said}");
    execute(
        &store,
        "UPDATE draft SET case_id = 'x' WHERE case_id = $1",
        &other,
    )
    .await;
    let (fine, said) = run(&server, &["verify"]).await;
    assert!(
        !fine && said.contains(&format!("{other} draft\n")),
        "{said}"
    );
    store.close().await;
}

#[tokio::test]
async fn whoever_stands_in_the_row_of_anothers_case_reads_nothing_of_it() {
    let server = Server::start().await;
    let (owner, case) = journey::submitted(&server, 0).await;
    let (stranger, own) = journey::submitted(&server, 1).await;
    let store = server.store().await;
    let to = store.case(&own).await.unwrap().unwrap().person;
    let file = store.case(&case).await.unwrap().unwrap().draft;
    let file = store.files_of(&file).await.unwrap().remove(0).id;
    let sql = format!("UPDATE cases SET person = '{to}' WHERE id = $1");
    execute(&store, sql, &case).await;
    let page = format!("/ru/cabinet/cases/{case}");
    for path in [
        "",
        "/receipt",
        "/documents",
        "/views",
        "/events",
        &format!("/files/{file}"),
    ] {
        let answer = stranger.get(&format!("{page}{path}")).await;
        assert_eq!(answer.status, 404, "{path}");
    }
    assert_eq!(owner.get(&page).await.status, 200);
    let code = store.case(&case).await.unwrap().unwrap().code;
    let moved = "UPDATE cases SET code = 'x' WHERE id = $1";
    execute(&store, moved, &case).await;
    let sql = format!("UPDATE cases SET code = '{code}' WHERE id = $1");
    execute(&store, sql, &own).await;
    let status = server.browser().get(&format!("/ru/status/{code}")).await;
    assert_eq!(status.status, 404);
    let list = stranger.get("/ru/cabinet").await.body;
    assert!(list.contains(&own) && !list.contains(&case), "{list}");
    // Of a damaged log the row alone speaks, and only of the damage.
    execute(
        &store,
        "UPDATE event SET hash = 'x' WHERE case_id = $1 AND seq = 1",
        &case,
    )
    .await;
    assert_eq!(owner.get(&page).await.status, 404);
    store.close().await;
}

#[tokio::test]
async fn an_official_is_told_what_to_do_with_a_damaged_case() {
    let server = Server::start().await;
    let (citizen, case) = journey::submitted(&server, 0).await;
    let store = server.store().await;
    execute(
        &store,
        "UPDATE event SET hash = 'x' WHERE case_id = $1 AND seq = 1",
        &case,
    )
    .await;
    let registrar = server.login_staff("registrar").await;
    let page = registrar.get(&format!("/ru/staff/cases/{case}")).await;
    assert_eq!(page.status, 500);
    assert!(
        page.body.contains("Передайте администратору портала"),
        "{}",
        page.body
    );
    let page = citizen.get(&format!("/ru/cabinet/cases/{case}")).await;
    assert!(page.body.contains("Обратитесь в орган"), "{}", page.body);
    store.close().await;
}

/// A case with a file of the applicant's and one of a step that was done; where their bytes are.
async fn with_files(server: &Server, store: &Store) -> (String, [PathBuf; 2]) {
    let (_, case) = journey::submitted(server, 0).await;
    let registrar = server.login_staff("registrar").await;
    let steps = format!("/ru/staff/cases/{case}/steps/check-documents/files");
    let kept = registrar
        .post_multipart(&steps, &[("file", "акт.pdf", PDF)])
        .await;
    assert_eq!(kept.status, 303, "{}", kept.body);
    journey::accepted(server, &case).await;
    let draft = store.case(&case).await.unwrap().unwrap().draft;
    let mut paths = Vec::new();
    for home in [&draft, &case] {
        let file = store.files_of(home).await.unwrap().remove(0).id;
        paths.push(server.data_dir().join("files").join(home).join(file));
    }
    (case, paths.try_into().unwrap())
}

fn id(path: &std::path::Path) -> &str {
    path.file_name().unwrap().to_str().unwrap()
}

#[tokio::test]
async fn files_of_steps_are_checked_with_their_case() {
    let server = Server::start().await;
    let store = server.store().await;
    let (case, [_, path]) = with_files(&server, &store).await;
    let number = store.case(&case).await.unwrap().unwrap().number;
    let (fine, said) = run(&server, &["verify", "--files"]).await;
    assert!(fine && said.contains("3 files"), "{said}");
    let found = async |fault: &str| {
        let (fine, said) = run(&server, &["verify", "--files"]).await;
        assert!(!fine && said.contains("one thing"), "{said}");
        let line = format!("{fault}: {number} {case} {case}/{}", id(&path));
        assert!(said.contains(&line), "{line}: {said}");
    };
    std::fs::write(&path, &PDF[..100]).unwrap();
    found("file-changed").await;
    std::fs::remove_file(&path).unwrap();
    found("file-missing").await;
    store.close().await;
}

#[tokio::test]
async fn what_the_row_of_a_file_says_is_compared_and_not_served() {
    let server = Server::start().await;
    let store = server.store().await;
    let (case, paths) = with_files(&server, &store).await;
    let citizen = server.login_citizen(0).await;
    let registrar = server.login_staff("registrar").await;
    for (browser, page, path) in [
        (&citizen, format!("/ru/cabinet/cases/{case}"), &paths[0]),
        (&registrar, format!("/ru/staff/cases/{case}"), &paths[0]),
        (&registrar, format!("/ru/staff/cases/{case}"), &paths[1]),
    ] {
        let file = format!("{page}/files/{}", id(path));
        let before = browser.get(&file).await;
        let sql = "UPDATE file SET name = 'setup.exe', kind = 'text/html', size = 7, sha256 = 'x' WHERE id = $1";
        let row = store.files_of(
            path.parent()
                .and_then(|home| home.file_name()?.to_str())
                .unwrap(),
        );
        let row = row
            .await
            .unwrap()
            .into_iter()
            .find(|row| row.id == id(path))
            .unwrap();
        execute(&store, sql, id(path)).await;
        let after = browser.get(&file).await;
        assert_eq!((before.status, after.status), (200, 200));
        for header in ["content-type", "content-length", "content-disposition"] {
            assert_eq!(
                before.headers.get(header),
                after.headers.get(header),
                "{header}"
            );
        }
        assert_eq!(before.bytes, after.bytes);
        let (fine, said) = run(&server, &["verify", "--case", &case]).await;
        assert!(!fine && said.contains("file-row:"), "{said}");
        assert!(
            said.contains(&format!("{}: name, size, sha256, kind", id(path))),
            "{said}"
        );
        let sql = format!(
            "UPDATE file SET name = '{}', kind = '{}', size = {}, sha256 = '{}' WHERE id = $1",
            row.name, row.kind, row.size, row.sha256
        );
        execute(&store, sql, id(path)).await;
    }
    store.close().await;
}

#[tokio::test]
async fn what_a_log_names_is_no_orphan_and_is_never_removed() {
    use std::time::{Duration, SystemTime};
    let server = Server::start().await;
    let store = server.store().await;
    let (_, paths) = with_files(&server, &store).await;
    // One case has lost the rows of its files, the other also its own and its draft's.
    let (_, lost) = journey::submitted(&server, 1).await;
    let draft = store.case(&lost).await.unwrap().unwrap().draft;
    let files = store.files_of(&draft).await.unwrap();
    let home = server.data_dir().join("files").join(&draft);
    execute(&store, "DELETE FROM cases WHERE id = $1", &lost).await;
    execute(&store, "DELETE FROM draft WHERE id = $1", &draft).await;
    let mut named: Vec<_> = files.iter().map(|file| home.join(&file.id)).collect();
    named.extend(paths.iter().cloned());
    for path in &named {
        execute(&store, "DELETE FROM file WHERE id = $1", id(path)).await;
    }
    let (fine, said) = run(&server, &["verify", "--files"]).await;
    assert!(!fine, "{said}");
    for path in &paths {
        let wrong = format!("{}: its row is not there", id(path));
        assert!(said.contains(&wrong), "{said}");
    }
    assert!(!said.contains("orphan:"), "{said}");
    let orphan = home.join(uuid::Uuid::now_v7().to_string());
    std::fs::write(&orphan, PDF).unwrap();
    let long_ago = SystemTime::now() - Duration::from_secs(48 * 3600);
    for path in named.iter().chain([&orphan]) {
        let file = std::fs::File::options().write(true).open(path).unwrap();
        file.set_modified(long_ago).unwrap();
    }
    let server = server.restart().await;
    until::holds("the job has run", async || !orphan.exists()).await;
    // The order of the list is no promise: give it the time for the rest.
    tokio::time::sleep(Duration::from_millis(500)).await;
    for path in &named {
        assert!(path.exists(), "{}", path.display());
    }
    store.close().await;
    server.stop().await;
}

#[tokio::test]
async fn a_stored_application_is_the_one_that_the_log_names() {
    let server = Server::start().await;
    let (browser, case) = journey::submitted(&server, 0).await;
    let store = server.store().await;
    let [application] = &store.documents_of(&case).await.unwrap()[..] else {
        panic!("one document a case")
    };
    let body = application.body.replace("90000", "10000");
    assert_ne!(body, application.body);
    let change = query("UPDATE document SET body = $1 WHERE case_id = $2").bind(body);
    change.bind(case.as_str()).execute(&store).await.unwrap();
    let (fine, said) = run(&server, &["verify"]).await;
    assert!(!fine && said.contains("the stored application"), "{said}");
    let page = format!("/kk/cabinet/cases/{case}/application");
    let answer = browser.get(&page).await;
    assert_eq!(answer.status, 500, "no page shows it");
    assert!(!answer.body.contains("10\u{202f}000"));
    execute(&store, "DELETE FROM document WHERE case_id = $1", &case).await;
    let (fine, said) = run(&server, &["verify"]).await;
    assert!(!fine && said.contains("the stored application"), "{said}");
    store.close().await;
}
