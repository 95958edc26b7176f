//! `otinish staff` as it is run at a terminal, on each database at hand.

use std::{path::Path, process::Command};

use server::store::Store;

use crate::common::{
    Server, Wanted, fresh_postgres,
    official::{first_login, password},
};

/// Runs the program; gives whether it went well, and what it wrote to both outputs.
async fn run(data: &Path, database: Option<&str>, words: &[&str]) -> (bool, String, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_otinish"));
    command.arg("staff").args(words).arg("--data-dir").arg(data);
    if let Some(url) = database {
        command.args(["--database-url", url]);
    }
    let ended = tokio::task::spawn_blocking(move || command.output().unwrap());
    let ended = ended.await.unwrap();
    (
        ended.status.success(),
        String::from_utf8(ended.stdout).unwrap(),
        String::from_utf8(ended.stderr).unwrap(),
    )
}

fn one_time(out: &str) -> String {
    let (_, rest) = out.split_once("One-time password: ").expect("a password");
    rest.lines().next().unwrap().to_owned()
}

const ADD: [&str; 9] = [
    "add",
    "b.first",
    "--name",
    "Б. Біріншіев",
    "--office",
    "uralsk",
    "--role",
    "head,executor",
    "--administrator",
];

async fn the_life_of_an_account(database: Option<String>) {
    let server = Server::start_with(Wanted {
        no_demo: true,
        database_url: database,
        ..Wanted::default()
    })
    .await;
    // The embedded database is found by the data folder alone.
    let url = server.database_url();
    let url = (!url.starts_with("sqlite:")).then_some(url.as_str());
    let data = server.data_dir();
    let (done, out, said) = run(data, url, &ADD).await;
    assert!(done, "{said}");
    let first = one_time(&out);
    for (name, why) in [
        ("\u{3164}\u{2800}", "name"),
        ("A. Сeйітова", "Latin letters"),
    ] {
        let mut blank = ADD;
        (blank[1], blank[3]) = ("b.second", name);
        let (done, _, said) = run(data, url, &blank).await;
        assert!(
            !done && said.contains(why) && said.contains("А. Сейітова"),
            "{said}"
        );
    }
    let (done, _, said) = run(data, url, &ADD).await;
    assert!(!done && said.contains("the login is taken"), "{said}");

    let (done, out, _) = run(data, url, &["list", "--json"]).await;
    let listed: serde_json::Value = serde_json::from_str(&out).unwrap();
    assert!(done);
    assert_eq!(listed[0]["login"], "b.first");
    assert_eq!(listed[0]["roles"], serde_json::json!(["executor", "head"]));
    assert_eq!(listed[0]["one_time_password"], true);
    assert_eq!(listed[0]["last_login"], serde_json::Value::Null);
    assert!(!out.contains("argon2"), "no hash in the list");

    let entered = first_login(&server, "b.first", &first).await;
    assert_eq!(entered.browser.get("/ru/staff/people").await.status, 200);
    let (_, out, _) = run(data, url, &["list", "--office", "uralsk"]).await;
    assert!(out.contains("administrator, second factor"), "{out}");
    assert!(!out.contains("never"), "{out}");

    let (done, _, said) = run(data, url, &["set", "b.first", "--role", "registrar"]).await;
    assert!(done, "{said}");
    let queue = entered.browser.get("/ru/staff/people").await.body;
    assert!(
        queue.contains("Командная строка сервера"),
        "the record says who"
    );
    let (done, ..) = run(data, url, &["disable", "b.first"]).await;
    assert!(done);
    assert!(
        entered
            .browser
            .get("/ru/staff")
            .await
            .location()
            .contains("login")
    );
    let (done, ..) = run(data, url, &["enable", "b.first"]).await;
    assert!(done);
    assert!(
        entered
            .browser
            .get("/ru/staff")
            .await
            .location()
            .contains("login")
    );
    let (_, out, _) = run(data, url, &["reset-password", "b.first"]).await;
    let (done, ..) = run(data, url, &["reset-second-factor", "b.first"]).await;
    assert!(done);
    let asked = password(&server.browser(), "b.first", &one_time(&out)).await;
    assert_eq!(asked.location(), "/ru/staff/login/password");
    server.stop().await;
}

#[tokio::test]
async fn an_account_lives_from_the_command_line() {
    the_life_of_an_account(None).await;
    if let Some(url) = fresh_postgres().await {
        the_life_of_an_account(Some(url)).await;
    }
}

#[tokio::test]
async fn what_the_catalogue_does_not_know_is_refused_with_what_there_is() {
    let data = tempfile::tempdir().unwrap();
    let store = Store::open(&Store::embedded_url(data.path())).await;
    store.unwrap().close().await;
    let words = [
        "add", "x1", "--name", "Х", "--office", "nowhere", "--role", "head",
    ];
    let (done, _, said) = run(data.path(), None, &words).await;
    assert!(!done);
    assert!(
        said.contains("no office `nowhere`") && said.contains("uralsk"),
        "{said}"
    );
    let words = [
        "add", "x1", "--name", "Х", "--office", "uralsk", "--role", "wizard",
    ];
    let (done, _, said) = run(data.path(), None, &words).await;
    assert!(!done);
    assert!(
        said.contains("no role `wizard`") && said.contains("registrar"),
        "{said}"
    );
    let (done, _, said) = run(
        data.path(),
        None,
        &["add", "x1", "--name", "Х", "--office", "uralsk"],
    )
    .await;
    assert!(
        !done && said.contains("a role or is an administrator"),
        "{said}"
    );
    let (done, _, said) = run(data.path(), None, &["disable", "x1"]).await;
    assert!(!done && said.contains("no account `x1`"), "{said}");
}
