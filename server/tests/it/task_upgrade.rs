//! A database in which a case had one step gets the tasks of its cases from their logs.

use std::{collections::BTreeSet, path::Path};

use server::{
    config::database::Database,
    flow::upgrade,
    store::{
        Expect, Store,
        case::{OpenWork, PartRow},
        check::Upgraded,
        dump,
        file::object_key,
        installation::Installation,
    },
};

use crate::{
    common::{
        Server, Wanted,
        accounts::in_session,
        citizen_iin,
        files::PDF,
        fresh_postgres,
        schemas::{in_use, postgres_of, sqlite_of},
    },
    integrity::run,
};

const VERSION: i64 = 15;
/// A deadline that the program of that time wrote to a row, and the log does not give.
const OLD_DUE: i64 = 1_796_033_842_000_000;
/// Taken from a database of the program of that time.
const ROWS: &str = include_str!("fixtures/version-15.sql");
const PORTAL: &str = "01a22bf5-8b33-7318-87f8-0c89e0899260";
/// Of that portal alone.
const SEAL_KEY: &str = "112e8b9a11f518f5a94b4096e97eb07be2c6c6e7057c9ddaf70d0e5c5f7f7e98";
const LAST_SEAL: &str = "4 71716f1cf279086dbeaa02fa64dcb8f0f9d2ce702c1c04ccb9876ed6b9eba864";
const GRANTED: &str = "01a22bf5-8fa0-76fd-ba2a-d4dc1383903a";
const ASSIGNED: &str = "01a22bf5-9570-7396-b963-abd1281600be";
const ASKED: &str = "01a22bf5-9986-7578-91c1-577782fddf44";
const STOPPED: &str = "01a22bf5-9cc2-7328-b52f-361f918d5668";
/// Draft and ids of its files.
const FILES: [(&str, [&str; 2]); 4] = [
    (
        "01a22bf5-8de0-702d-ae04-f31a08bbf419",
        [
            "01a22bf5-8e2b-74a4-bb36-e805e324485e",
            "01a22bf5-8eb9-7308-b026-576962da1639",
        ],
    ),
    (
        "01a22bf5-94e0-728f-b965-5d036f2e5945",
        [
            "01a22bf5-9500-718d-a4d2-ebc04d6edbd8",
            "01a22bf5-952c-7646-9543-8ca4cffc3e19",
        ],
    ),
    (
        "01a22bf5-97ee-70a7-bbe7-612642993526",
        [
            "01a22bf5-9842-73a3-a6db-0abda3a691d0",
            "01a22bf5-98b0-776a-a9fa-6dc564f60cc5",
        ],
    ),
    (
        "01a22bf5-9bc8-7525-ab2e-7df2d97a5708",
        [
            "01a22bf5-9bf0-72b0-ae70-725aa971b83d",
            "01a22bf5-9c88-7077-b438-bd7c6463f46f",
        ],
    ),
];

fn rows() -> String {
    let rows = in_use(ROWS);
    let old =
        format!("{rows}\nUPDATE cases SET due = {OLD_DUE} WHERE id IN ('{GRANTED}', '{ASKED}');");
    (0..3).fold(old, |rows, n| {
        rows.replace(&format!("{{iin-{n}}}"), &citizen_iin(n))
    })
}

fn beside(folder: &Path) {
    let put = |name: &str, content: &[u8]| {
        let path = folder.join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, content).unwrap();
    };
    for (home, files) in FILES {
        for file in files {
            put(&format!("files/{}", object_key(home, file)), PDF);
        }
    }
    put("files/_otinish/installation", PORTAL.as_bytes());
    put("files/_otinish/last-seal", LAST_SEAL.as_bytes());
    put("seal-key", SEAL_KEY.as_bytes());
}

/// Number, role, step and due day of the tasks of a case.
async fn tasks(store: &Store, case: &str) -> Vec<(i64, String, String, String)> {
    let tasks = store.work_of(case).await.unwrap().tasks.into_iter();
    let day = |micros| {
        let at = chrono::DateTime::from_timestamp_micros(micros).unwrap();
        at.date_naive().to_string()
    };
    tasks
        .map(|task| (task.no, task.role, task.step, day(task.due)))
        .collect()
}

fn task(no: i64, role: &str, step: &str, due: &str) -> (i64, String, String, String) {
    (no, role.to_owned(), step.to_owned(), due.to_owned())
}

async fn has_all_tasks(store: &Store) {
    let ended = store.work_of(GRANTED).await.unwrap();
    assert_eq!(ended.tasks, [], "it has ended");
    for case in [GRANTED, ASKED] {
        let due = store.case(case).await.unwrap().unwrap().due;
        assert_ne!(due, OLD_DUE, "{case}");
    }
    let own = [task(3, "executor", "send-to-survey", "2026-12-01")];
    assert_eq!(tasks(store, ASSIGNED).await, own);
    let work = store.work_of(ASSIGNED).await.unwrap();
    let executor = store.staff_by_login("executor").await.unwrap().unwrap().id;
    assert_eq!(work.tasks[0].assignee, executor);
    let mut parts = BTreeSet::new();
    for login in ["executor", "registrar", "head"] {
        let staff = store.staff_by_login(login).await.unwrap().unwrap().id;
        parts.insert(PartRow {
            staff,
            office: "uralsk".to_owned(),
            role: login.to_owned(),
        });
    }
    assert_eq!(work.staff, parts);
    let both = [
        task(1, "registrar", "check-documents", "2026-11-30"),
        task(2, "", "check-documents", "2026-12-07"),
    ];
    assert_eq!(tasks(store, ASKED).await, both, "the applicant has one too");
    let stopped = store.work_of(STOPPED).await.unwrap().tasks;
    assert!(stopped[0].paused > stopped[0].since, "{stopped:?}");
    assert!(store.cases_to_rebuild(1).await.unwrap().is_empty());
}

#[tokio::test]
async fn the_tasks_of_open_cases_are_made_from_their_logs() {
    let folder = tempfile::tempdir().unwrap();
    let mut urls = vec![sqlite_of(folder.path(), VERSION, &rows())];
    urls.extend(postgres_of(VERSION, &rows()).await);
    for url in urls {
        let store = Store::open_with(&url, &Database::default(), Expect::Existing).await;
        let store = store.unwrap();
        let waiting = store.cases_to_rebuild(10).await.unwrap();
        assert_eq!(waiting, [GRANTED, ASSIGNED, ASKED, STOPPED]);
        // Of a case that went on meanwhile nothing is written that was read before.
        let old = Upgraded {
            case: store.case(STOPPED).await.unwrap().unwrap(),
            work: OpenWork::default(),
            seq: 1,
            jobs: Vec::new(),
        };
        store.end_rebuild(STOPPED, Some(old)).await.unwrap();
        assert_eq!(store.cases_to_rebuild(10).await.unwrap().len(), 3);
        let again = "INSERT INTO case_to_rebuild (case_id) VALUES ($1)";
        let again = server::store::sql::query(again).bind(STOPPED);
        again.execute(&store).await.unwrap();
        for _ in 0..2 {
            upgrade::finish(&store).await.unwrap();
            has_all_tasks(&store).await;
        }
        store.close().await;
    }
}

#[tokio::test]
async fn a_backup_from_before_is_restored_with_its_tasks() {
    let folder = tempfile::tempdir().unwrap();
    let url = sqlite_of(folder.path(), VERSION, &rows());
    let backup = folder.path().join("backup");
    dump::write(&url, &backup).await.unwrap();
    let portal = Installation {
        id: PORTAL.to_owned(),
        series: "-2".to_owned(),
    };
    let new = tempfile::tempdir().unwrap();
    let mut places = vec![Store::embedded_url(new.path())];
    places.extend(fresh_postgres().await);
    for place in places {
        let settings = Database::default();
        let store = dump::read(&place, &backup, &settings, &portal, |table, _| {
            table != "installation"
        });
        let store = store.await.unwrap();
        upgrade::finish(&store).await.unwrap();
        has_all_tasks(&store).await;
        store.close().await;
    }
}

#[tokio::test]
async fn a_portal_goes_on_with_the_lists_of_before() {
    let mut urls = vec![None];
    urls.extend(postgres_of(VERSION, &rows()).await.map(Some));
    for url in urls {
        let on_sqlite = url.is_none();
        let prepare = |folder: &Path| {
            beside(folder);
            if on_sqlite {
                sqlite_of(folder, VERSION, &rows());
            }
        };
        let wanted = Wanted {
            database_url: url,
            ..Wanted::default()
        };
        let server = Server::on_folder(prepare, wanted).await;
        let (fine, said) = run(&server, &["verify", "--files"]).await;
        assert!(fine, "{said}");
        assert!(said.contains("4 cases, 37 entries of logs"), "{said}");
        let official = server.browser();
        in_session(&official, &"1".repeat(64));
        let list = official.get("/kk/staff").await;
        assert_eq!(list.status, 200, "{}", list.body);
        for (case, is_mine) in [(ASKED, true), (STOPPED, true), (ASSIGNED, false)] {
            let row = format!("/kk/staff/cases/{case}?task=1");
            assert_eq!(list.body.contains(&row), is_mine, "{case}");
        }
        let work = official.get(&format!("/kk/staff/cases/{ASKED}")).await;
        assert_eq!(work.status, 200, "{}", work.body);
        server.stop().await;
    }
}
