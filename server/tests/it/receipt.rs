//! The receipt: complete, and nothing of it for strangers.

use crate::common::{Server, citizen_iin, journey};

#[tokio::test]
async fn the_receipt_says_what_was_submitted_and_by_when_the_answer_is_due() {
    let server = Server::start().await;
    let (browser, case) = journey::submitted(&server, 0).await;
    let page = browser
        .get(&format!("/kk/cabinet/cases/{case}/receipt"))
        .await;
    assert_eq!(page.status, 200);
    let store = server.store().await;
    let row = store.case(&case).await.unwrap().unwrap();
    for file in store.files_of(&row.draft).await.unwrap() {
        assert!(
            page.body.contains(&file.sha256) && page.body.contains(&file.name),
            "{}",
            page.body
        );
    }
    let status = format!("{}/kk/status/{}", server.url(""), row.code);
    for shown in [
        row.number.as_str(),
        "Үлгібаева Айсұлу",
        "Қолхат",
        "жұмыс күні",
        "<svg",
        &status,
        "20 жұмыс күні",
    ] {
        assert!(page.body.contains(shown), "{shown}: {}", page.body);
    }
    let iin = citizen_iin(0);
    assert!(!page.body.contains(&iin), "the ИИН is masked");
    assert!(page.body.contains(&format!("••••••••••{}", &iin[10..])));
    store.close().await;
}

#[tokio::test]
async fn the_receipt_is_there_in_every_language() {
    let server = Server::start().await;
    let (browser, case) = journey::submitted(&server, 0).await;
    for (lang, word) in [("kk", "Қолхат"), ("ru", "Расписка"), ("en", "Receipt")] {
        let page = browser
            .get(&format!("/{lang}/cabinet/cases/{case}/receipt"))
            .await;
        assert!(
            page.status == 200 && page.body.contains(word),
            "{}",
            page.body
        );
    }
}

#[tokio::test]
async fn the_application_is_there_as_it_was_submitted_for_its_owner_alone() {
    let server = Server::start().await;
    let (browser, case) = journey::submitted(&server, 0).await;
    for (lang, word) in [
        ("kk", "Берілген өтініш"),
        ("ru", "Поданное заявление"),
        ("en", "Application as submitted"),
    ] {
        let path = format!("/{lang}/cabinet/cases/{case}/application");
        let page = browser.get(&path).await;
        assert_eq!(page.status, 200);
        for shown in [word, "Үлгібаева Айсұлу", "90\u{202f}000"] {
            assert!(page.body.contains(shown), "{shown}: {}", page.body);
        }
        assert!(!page.body.contains(&citizen_iin(0)), "the ИИН is masked");
    }
    let stranger = server.login_citizen(1).await;
    let path = format!("/kk/cabinet/cases/{case}/application");
    assert_eq!(stranger.get(&path).await.status, 404);
}
