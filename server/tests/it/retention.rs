//! What is kept for a time only.

use std::process::Stdio;

use server::store::{Store, sql::query};

use crate::common::{
    Browser, Server, Wanted,
    files::{stored, until_stored},
    journey, until,
};

const APPLY: &str = "/kk/services/west-kazakhstan-2018/local-social-assistance/apply";

fn after(days: u16) -> Wanted {
    Wanted {
        days_ahead: days,
        settings: [
            "--draft-days",
            "30",
            "--draft-reminder-days",
            "7",
            "--message-days",
            "20",
        ]
        .map(str::to_owned)
        .to_vec(),
        ..Wanted::default()
    }
}

async fn number(store: &Store, sql: &'static str) -> i64 {
    query(sql).fetch_one(store).await.unwrap().get(0).unwrap()
}

const DRAFTS: &str = "SELECT COUNT(*) FROM draft WHERE case_id IS NULL";
const REMINDERS: &str = "SELECT COUNT(*) FROM job WHERE kind = 'draft-reminder'";

/// Waits until the count is `wanted`: the job runs beside the requests.
async fn until_counted(store: &Store, sql: &'static str, wanted: i64) {
    let counted = async || number(store, sql).await == wanted;
    until::holds(&format!("{wanted} of {sql}"), counted).await;
}

/// Waits until the hourly job has run at least once since the start: it runs at once then.
async fn a_moment() {
    tokio::time::sleep(std::time::Duration::from_millis(500)).await;
}

async fn begun(browser: &Browser) -> String {
    let draft = browser.post_form(APPLY, &[]).await;
    assert_eq!(draft.status, 303, "{}", draft.body);
    draft.location().to_owned()
}

#[tokio::test]
async fn an_abandoned_draft_is_deleted_with_its_files_after_its_owner_was_told() {
    let server = Server::start_with(after(0)).await;
    let browser = server.login_citizen(0).await;
    let draft = begun(&browser).await;
    let path = format!("{draft}/documents/income");
    let files = [("files", "a.pdf", crate::common::files::PDF)];
    assert_eq!(browser.post_multipart(&path, &files).await.status, 303);
    assert_eq!(stored(&server), 1);
    let store = server.store().await;

    let server = server.restart_with(after(22)).await;
    a_moment().await;
    assert_eq!(number(&store, REMINDERS).await, 0, "not yet");

    // The clock jumps past the whole time: the draft is told of first, and not deleted the same day.
    let server = server.restart_with(after(40)).await;
    until_counted(&store, REMINDERS, 1).await;
    a_moment().await;
    assert_eq!(number(&store, DRAFTS).await, 1);

    let server = server.restart_with(after(46)).await;
    a_moment().await;
    assert_eq!(number(&store, DRAFTS).await, 1, "a week has not passed");
    assert_eq!(number(&store, REMINDERS).await, 1, "told once");

    let server = server.restart_with(after(48)).await;
    until_counted(&store, DRAFTS, 0).await;
    until_counted(&store, "SELECT COUNT(*) FROM file", 0).await;
    until_stored(&server, 0).await;
    store.close().await;
}

#[tokio::test]
async fn whoever_comes_back_keeps_the_draft() {
    let server = Server::start_with(after(0)).await;
    let browser = server.login_citizen(0).await;
    begun(&browser).await;
    let store = server.store().await;
    let server = server.restart_with(after(25)).await;
    until_counted(&store, REMINDERS, 1).await;
    let browser = server.login_citizen(0).await;
    let draft = begun(&browser).await;
    let typed = [("description", "Үйіміз өрттен зардап шекті.")];
    browser
        .post_form(&format!("{draft}/situation"), &typed)
        .await;
    let server = server.restart_with(after(40)).await;
    a_moment().await;
    assert_eq!(
        number(&store, DRAFTS).await,
        1,
        "it was touched 15 days ago"
    );
    drop(server);
    store.close().await;
}

#[tokio::test]
async fn the_message_goes_out_and_names_no_service() {
    let server = Server::start_with(after(0)).await;
    begun(&server.login_citizen(0).await).await;
    let store = server.store().await;
    let server = server.restart_with(after(25)).await;
    until_counted(&store, REMINDERS, 1).await;
    until_counted(
        &store,
        "SELECT COUNT(*) FROM job WHERE done = 0 AND lane = 'messages'",
        0,
    )
    .await;
    let row = query("SELECT payload FROM job WHERE kind = 'draft-reminder'")
        .fetch_one(&store)
        .await
        .unwrap();
    let body: String = row.get(0).unwrap();
    assert!(!body.contains("local-social-assistance"), "{body}");
    drop(server);
    store.close().await;
}

#[tokio::test]
async fn sent_messages_are_forgotten_and_waiting_ones_are_not() {
    let server = Server::start_with(after(0)).await;
    journey::submitted(&server, 0).await;
    let store = server.store().await;
    until_counted(
        &store,
        "SELECT COUNT(*) FROM job WHERE done = 0 AND lane = 'messages'",
        0,
    )
    .await;
    let add = "INSERT INTO job (id, kind, lane, payload, created, due, locked_until, attempts, done) \
        VALUES ('waits', 'unknown', 'messages', '{}', 1, 9000000000000000, 0, 0, 0)";
    query(add).execute(&store).await.unwrap();
    let server = server.restart_with(after(21)).await;
    until_counted(&store, "SELECT COUNT(*) FROM job WHERE done = 1", 0).await;
    assert_eq!(
        number(&store, "SELECT COUNT(*) FROM job WHERE lane = 'messages'").await,
        1
    );
    drop(server);
    store.close().await;
}

#[tokio::test]
async fn a_case_is_never_forgotten() {
    let server = Server::start_with(after(0)).await;
    let (_, case) = journey::submitted(&server, 0).await;
    let server = server.restart_with(after(4000)).await;
    a_moment().await;
    let store = server.store().await;
    assert!(store.case(&case).await.unwrap().is_some());
    assert_eq!(number(&store, "SELECT COUNT(*) FROM draft").await, 1);
    assert!(stored(&server) >= 2);
    store.close().await;
}

#[tokio::test]
async fn the_preview_prints_what_would_go_and_changes_nothing() {
    let server = Server::start_with(after(0)).await;
    begun(&server.login_citizen(0).await).await;
    let store = server.store().await;
    let has_run = "SELECT COUNT(*) FROM job WHERE id = 'forget-expired' AND locked_until = 0 AND due > created";
    until_counted(&store, has_run, 1).await;
    // Long ago, and told of long ago.
    let old = "UPDATE draft SET updated = 1000000, reminded = 2000000";
    query(old).execute(&store).await.unwrap();
    let output = tokio::process::Command::new(env!("CARGO_BIN_EXE_otinish"))
        .args(["retention", "--preview", "--draft-days", "30"])
        .args(["--database-url", &server.database_url(), "--data-dir"])
        .arg(server.data_dir())
        .stdin(Stdio::null())
        .output()
        .await
        .unwrap();
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    let wrong = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{said}{wrong}");
    assert!(said.contains("1 to be deleted"), "{said}");
    assert!(
        said.contains("west-kazakhstan-2018/local-social-assistance"),
        "{said}"
    );
    assert_eq!(number(&store, DRAFTS).await, 1);
    store.close().await;
}
