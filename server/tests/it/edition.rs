//! A case runs to its end under the edition by which it was registered, whatever becomes of the file.

use tempfile::TempDir;

use crate::{
    common::{Browser, Server, journey},
    regulation_files::{change, folder, take_all_away, take_away, wanted},
};

/// A field as its form asks it, and as it is called for whoever is not the applicant.
const QUESTION: &str = "Не болғанын және қандай көмек керегін жазыңыз";
const LABEL: &str = "Не болды және қандай көмек керек";

/// Everything that was submitted and said is there, and the case comes to its end.
async fn goes_on(server: &Server, case: &str) {
    let citizen = server.login_citizen(0).await;
    let official = server.login_staff("registrar").await;
    let own = format!("/kk/cabinet/cases/{case}/application");
    let pages = [
        (&citizen, own, QUESTION),
        (&official, format!("/kk/staff/cases/{case}"), LABEL),
    ];
    for (browser, page, label) in pages {
        let answer = browser.get(&page).await;
        assert_eq!(answer.status, 200, "{page}");
        for shown in [label, "Үйіміз өрттен зардап шекті.", "90\u{202f}000"]
        {
            assert!(answer.body.contains(shown), "{page}: {shown}");
        }
    }
    listed(&citizen, "/kk/cabinet").await;
    listed(&official, "/kk/staff").await;
    let store = server.store().await;
    journey::up_to_commission(server, &store, case).await;
    journey::granted(server, case).await;
    let result = citizen
        .get(&format!("/kk/cabinet/cases/{case}/result"))
        .await;
    assert_eq!(result.status, 200);
    assert!(result.body.contains("184\u{202f}500"), "{}", result.body);
    store.close().await;
}

async fn listed(browser: &Browser, page: &str) {
    let list = browser.get(page).await;
    assert_eq!(list.status, 200, "{page}");
    assert!(!list.body.contains("Қызмет порталдан алынды"), "{page}");
}

async fn after(changed: impl FnOnce(&TempDir)) {
    let folder = folder();
    let server = Server::start_with(wanted(&folder, 0)).await;
    let (_, case) = journey::submitted(&server, 0).await;
    changed(&folder);
    let server = server.restart_with(wanted(&folder, 0)).await;
    goes_on(&server, &case).await;
}

#[tokio::test]
async fn a_file_that_is_gone_changes_no_case() {
    after(take_away).await;
}

#[tokio::test]
async fn the_last_file_of_a_service_that_is_gone_changes_no_case() {
    after(take_all_away).await;
}

#[tokio::test]
async fn a_field_and_a_step_that_are_renamed_change_no_case() {
    after(|folder| {
        change(folder, |text| {
            let changed = text
                .replace("\"description\"", "\"story\"")
                .replace(QUESTION, "Басқа сұрақ")
                .replace(LABEL, "Басқа атау")
                .replace("\"special-commission\"", "\"commission\"");
            assert_ne!(changed, text);
            changed
        });
    })
    .await;
}

#[tokio::test]
async fn an_edition_is_stored_once_for_all_its_cases() {
    let server = Server::start().await;
    journey::submitted(&server, 0).await;
    journey::submitted(&server, 1).await;
    let store = server.store().await;
    assert_eq!(store.last_editions().await.unwrap().len(), 1);
    store.close().await;
}
