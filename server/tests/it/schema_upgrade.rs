//! The database of the version before is brought up to date with every person, case, draft, file and session.

use std::path::Path;

use server::config::database::Database;
use server::store::{Expect, Store, dump, file::object_key, installation::Installation};

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

/// Taken from a database of the program of that time.
const ROWS: &str = include_str!("fixtures/version-11.sql");
const PORTAL: &str = "01a22a1a-c0ed-7692-9efb-646e6893a10c";
/// Of that portal alone.
const SEAL_KEY: &str = "70922986ddef58384e0d7987b5ec3459dd70363561bf66e764fa4a75fb0a9a2a";
const LAST_SEAL: &str = "2 f8262782e3013186f7c3f967774f9ddf541b743ca3bcbe1773cb246b99b21bf9";
const GRANTED: &str = "01a22a1a-c3e5-761f-b051-e69f466e3d82";
const UNDER_WAY: &str = "01a22a1a-caac-7454-a577-3eea6cce902b";
/// Draft and id of each file.
const FILES: [(&str, &[&str]); 3] = [
    (
        "01a22a1a-c2b9-7495-8c89-109b58c003ba",
        &[
            "01a22a1a-c2f6-77dd-91d6-972eb04d8e80",
            "01a22a1a-c345-7009-a91c-64cbba345874",
        ],
    ),
    (
        "01a22a1a-c949-7454-91a8-c22d6de79bac",
        &[
            "01a22a1a-c991-74aa-bad0-cff1e4c839b0",
            "01a22a1a-c9f9-7498-a945-2fcda1543e91",
            "01a22a1a-ccd4-7052-a808-564769e243b4",
        ],
    ),
    (
        OPEN_DRAFT,
        &[
            "01a22a1a-cde2-706f-be2f-36ef1102a09a",
            "01a22a1a-ce79-702d-8335-b45ee1d0cb82",
        ],
    ),
];
const OPEN_DRAFT: &str = "01a22a1a-cd58-72ba-91be-ce5c6d8cbb5c";

fn rows() -> String {
    (0..3).fold(in_use(ROWS), |rows, n| {
        rows.replace(&format!("{{iin-{n}}}"), &citizen_iin(n))
    })
}

/// What lies beside the database: the bytes of the files, the mark of the portal, the key of its seals.
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

async fn has_all_rows(store: &Store) {
    for (case, state, events, late) in [(GRANTED, "granted", 19, 0), (UNDER_WAY, "open", 8, 0)] {
        let row = store.case(case).await.unwrap().unwrap();
        assert_eq!(
            (row.state.as_str(), row.seq, row.late),
            (state, events, late)
        );
        assert_eq!(store.events(case).await.unwrap().len() as i64, events);
    }
    for (home, files) in FILES {
        let rows = store.files_of(home).await.unwrap();
        let ids: Vec<&str> = rows.iter().map(|row| row.id.as_str()).collect();
        assert_eq!(ids, files);
    }
    let account = store
        .account_by_iin(&citizen_iin(1))
        .await
        .unwrap()
        .unwrap();
    assert!(account.demo && account.password.starts_with("$argon2id$"));
    assert_eq!(account.person.name, "Сынақбаев Ержан Үлгіұлы");
    let drafts = store.drafts_of(&account.person.id).await.unwrap();
    assert_eq!(drafts.len(), 1);
    assert_eq!(drafts[0].id, OPEN_DRAFT);
    for (login, roles) in [
        ("admin", &[][..]),
        ("head", &["head"]),
        ("zhanaeva", &["executor", "head"]),
        (
            "all",
            &[
                "executor",
                "head",
                "registrar",
                "special-commission",
                "survey-commission",
            ],
        ),
    ] {
        let staff = store.staff_by_login(login).await.unwrap().unwrap();
        assert_eq!(staff.roles, roles, "{login}");
    }
    assert_eq!(store.staff_accounts(None).await.unwrap().len(), 19);
}

#[tokio::test]
async fn every_row_of_the_version_before_is_kept() {
    let folder = tempfile::tempdir().unwrap();
    let mut urls = vec![sqlite_of(folder.path(), 11, &rows())];
    urls.extend(postgres_of(11, &rows()).await);
    for url in urls {
        let store = Store::open_with(&url, &Default::default(), Expect::Existing).await;
        let store = store.unwrap();
        has_all_rows(&store).await;
        store.close().await;
    }
}

#[tokio::test]
async fn a_backup_of_the_version_before_is_restored() {
    let folder = tempfile::tempdir().unwrap();
    let mut urls = vec![sqlite_of(folder.path(), 11, &rows())];
    urls.extend(postgres_of(11, &rows()).await);
    for (n, url) in urls.into_iter().enumerate() {
        let backup = folder.path().join(format!("backup-{n}"));
        dump::write(&url, &backup).await.unwrap();
        let new = tempfile::tempdir().unwrap();
        let portal = Installation {
            id: PORTAL.to_owned(),
            series: "-2".to_owned(),
        };
        let settings = Database::default();
        let mut places = vec![Store::embedded_url(new.path())];
        places.extend(fresh_postgres().await);
        for place in places {
            let store = dump::read(&place, &backup, &settings, &portal, |table, _| {
                table != "installation"
            });
            let store = store.await.unwrap();
            has_all_rows(&store).await;
            store.close().await;
        }
    }
}

#[tokio::test]
async fn a_portal_goes_on_with_the_database_of_the_version_before() {
    let mut urls = vec![None];
    urls.extend(postgres_of(11, &rows()).await.map(Some));
    for url in urls {
        let on_sqlite = url.is_none();
        let prepare = |folder: &Path| {
            beside(folder);
            if on_sqlite {
                sqlite_of(folder, 11, &rows());
            }
        };
        let wanted = Wanted {
            database_url: url,
            ..Wanted::default()
        };
        let server = Server::on_folder(prepare, wanted).await;
        let (fine, said) = run(&server, &["verify", "--files"]).await;
        assert!(fine, "{said}");
        assert!(
            said.contains("2 cases, 27 entries of logs, 5 files, 2 seals (0 of a key"),
            "{said}"
        );
        let citizen = server.browser();
        in_session(&citizen, &"0".repeat(64));
        let case = citizen.get(&format!("/kk/cabinet/cases/{UNDER_WAY}")).await;
        assert_eq!(case.status, 200, "{}", case.body);
        let draft = citizen.get(&format!("/kk/drafts/{OPEN_DRAFT}/check")).await;
        assert_eq!(draft.status, 200, "{}", draft.body);
        let official = server.browser();
        in_session(&official, &"1".repeat(64));
        let work = official.get(&format!("/kk/staff/cases/{UNDER_WAY}")).await;
        assert_eq!(work.status, 200, "{}", work.body);
        server.login_citizen(0).await;
        server.login_staff("registrar").await;
        server.stop().await;
    }
}
