//! What is offered beside a step is what can be done, by everybody who may read the case, wherever it stands.

use std::collections::BTreeMap;

use crate::common::{Browser, Server, journey};

/// Every act, by its address.
const ACTS: [&str; 14] = [
    "accept",
    "vote",
    "correction",
    "return",
    "assign",
    "appoint",
    "hand-over",
    "extend",
    "stop",
    "resume",
    "reopen",
    "prolong",
    "abandon",
    "note",
];

/// What is said to whoever may not do it, or not now.
const REFUSED: [&str; 3] = [
    "сіздің рөліңізге жатпайды",
    "Бұл қадам енді ашық емес",
    "Бұл қадамды әріптесіңіз",
];

/// Everybody who works with the demonstration's cases, by login.
async fn officials(server: &Server) -> BTreeMap<String, Browser> {
    let store = server.store().await;
    let accounts = store.staff_accounts(None).await.unwrap();
    store.close().await;
    let mut officials = BTreeMap::new();
    for account in accounts.into_iter().filter(|one| one.active) {
        let login = account.staff.login;
        let browser = server.login_staff(&login).await;
        officials.insert(login, browser);
    }
    officials
}

/// Tries every act as everybody; how many were offered.
async fn walked(officials: &BTreeMap<String, Browser>, case: &str, stage: &str) -> usize {
    let work = format!("/kk/staff/cases/{case}");
    let mut offered = 0;
    for (login, official) in officials {
        let reads = official.get(&work).await.status == 200;
        for act in ACTS {
            let what = format!("{stage}: {login}, {act}");
            let path = format!("{work}/{act}");
            let shown = official.get(&path).await;
            if !reads {
                assert_eq!(shown.status, 404, "{what}");
                continue;
            }
            let page = official.get(&work).await.body;
            let link = page.contains(&format!("href=\"{path}\""));
            let form = shown.body.contains(&format!("action=\"{path}\""));
            assert_eq!(
                link, form,
                "{what}: the page of the case and that of the act"
            );
            let reason = [("reason", "Өтініш берушіге хабарланды.")];
            let fields = match form {
                true => journey::form_of(official, &path, &reason).await,
                // As if the page had been made before.
                false => {
                    let fields = [("task", "1"), ("seen", "99"), reason[0]];
                    fields.map(|(a, b)| (a.to_owned(), b.to_owned())).into()
                }
            };
            let done = journey::post(official, &path, &fields).await;
            if link {
                offered += 1;
                let refused = REFUSED.iter().find(|words| done.body.contains(**words));
                assert!([303, 422].contains(&done.status), "{what}");
                assert_eq!(refused, None, "{what}: {}", done.body);
            } else {
                assert_eq!(done.status, 422, "{what}: {}", done.body);
            }
        }
    }
    offered
}

#[tokio::test]
async fn whatever_is_offered_to_a_reader_can_be_done_and_nothing_else() {
    let server = Server::start().await;
    let officials = officials(&server).await;
    assert!(officials.len() > 10);
    let store = server.store().await;
    let (_, case) = journey::submitted(&server, 0).await;
    assert!(walked(&officials, &case, "at the registry").await > 0);
    let (_, case) = journey::submitted(&server, 1).await;
    journey::up_to_commission(&server, &store, &case).await;
    assert!(walked(&officials, &case, "at the commission").await > 0);
    let (_, case) = journey::submitted(&server, 2).await;
    journey::up_to_commission(&server, &store, &case).await;
    journey::granted(&server, &case).await;
    assert!(walked(&officials, &case, "at its end").await > 0);
    store.close().await;
}
