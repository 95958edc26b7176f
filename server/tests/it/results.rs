//! What a case ends with is a document: written once, read by both sides, and never another afterwards.

use domain::{
    case::{CaseState, log},
    result::read,
};
use server::store::{
    document::{Document, RESULT},
    sql::query,
};

use crate::{
    common::{Server, journey},
    integrity::run,
    regulation_files::{folder, wanted},
};

async fn decided(server: &Server, case: &str) {
    let store = server.store().await;
    journey::up_to_commission(server, &store, case).await;
    store.close().await;
    journey::granted(server, case).await;
}

async fn results(server: &Server, case: &str) -> (CaseState, Vec<Document>) {
    let store = server.store().await;
    let entries = store.events(case).await.unwrap();
    let state = CaseState::fold(&log::decode_all(&entries).unwrap());
    let mut documents = store.documents_of(case).await.unwrap();
    documents.retain(|document| document.kind == RESULT);
    store.close().await;
    (state, documents)
}

#[tokio::test]
async fn the_end_of_a_case_is_a_document_that_both_sides_read() {
    let server = Server::start().await;
    let (citizen, case) = journey::submitted(&server, 0).await;
    assert_eq!(results(&server, &case).await.1, []);
    decided(&server, &case).await;
    let (state, documents) = results(&server, &case).await;
    let [document] = &documents[..] else {
        panic!("{documents:?}");
    };
    assert_eq!(state.results.len(), 1);
    assert_eq!(state.results[0].document, document.sha256);
    let paper = read(&document.body).unwrap();
    assert_eq!(paper.number, state.number);
    assert_eq!(paper.amount, Some(184_500));
    assert!(paper.signed.is_some_and(|hand| !hand.name.is_empty()));

    let own = citizen
        .get(&format!("/ru/cabinet/cases/{case}/result"))
        .await;
    let desk = server.login_staff("registrar").await;
    let theirs = desk.get(&format!("/ru/staff/cases/{case}/result")).await;
    for page in [&own, &theirs] {
        assert_eq!(page.status, 200);
        for shown in [&paper.title.kk, &paper.title.ru, &document.sha256] {
            assert!(page.body.contains(shown.as_str()), "{shown}: {}", page.body);
        }
        assert!(page.body.contains("184\u{202f}500"), "{}", page.body);
    }
    let list = citizen.get("/ru/cabinet").await.body;
    assert!(list.contains(&format!("/ru/cabinet/cases/{case}/result")));
    let stranger = server.login_citizen(1).await;
    let refused = stranger
        .get(&format!("/ru/cabinet/cases/{case}/result"))
        .await;
    assert_eq!(refused.status, 404);
}

#[tokio::test]
async fn who_signs_sees_the_paper_that_is_issued() {
    let server = Server::start().await;
    let (_, case) = journey::submitted(&server, 0).await;
    let store = server.store().await;
    journey::up_to_commission(&server, &store, &case).await;
    store.close().await;
    let desk = format!("/ru/staff/cases/{case}");
    let head = server.login_staff("head").await;
    let registrar = server.login_staff("registrar").await;
    journey::decided(&server, &case).await;
    let signing = head.get(&desk).await.body;
    let waiting = registrar.get(&desk).await.body;
    assert!(
        !waiting.contains("deed__columns"),
        "it is not theirs to sign"
    );
    journey::ended(&server, &case, "sign", "issue").await;
    let (_, documents) = results(&server, &case).await;
    let paper = read(&documents[0].body).unwrap();
    let shown = [
        &paper.title.kk,
        &paper.title.ru,
        &paper.body.kk,
        &paper.body.ru,
    ];
    for words in shown {
        assert!(signing.contains(words.as_str()), "{words}: {signing}");
    }
    assert!(signing.contains("Б. Басшыбаев") && signing.contains("whole=yes"));
    assert!(signing.contains(&format!("{desk}/return")), "{signing}");
    assert!(
        !signing.contains("Үйіміз өрттен зардап шекті."),
        "the answers are elsewhere"
    );
}

#[tokio::test]
async fn everything_of_the_case_is_one_link_from_the_page_of_signing() {
    let server = Server::start().await;
    let (_, case) = journey::submitted(&server, 0).await;
    let store = server.store().await;
    journey::up_to_commission(&server, &store, &case).await;
    store.close().await;
    journey::decided(&server, &case).await;
    let head = server.login_staff("head").await;
    let whole = head
        .get(&format!("/ru/staff/cases/{case}?whole=yes"))
        .await
        .body;
    assert!(whole.contains("Үйіміз өрттен зардап шекті."));
    assert!(!whole.contains("deed__columns"));
}

#[tokio::test]
async fn the_public_page_says_that_a_result_was_issued_and_nothing_of_the_person() {
    let server = Server::start().await;
    let (_, case) = journey::submitted(&server, 0).await;
    decided(&server, &case).await;
    let (_, documents) = results(&server, &case).await;
    let store = server.store().await;
    let row = store.case(&case).await.unwrap().unwrap();
    store.close().await;
    let page = server
        .browser()
        .get(&format!("/ru/status/{}", row.code))
        .await;
    assert!(page.body.contains("Результат выдан"), "{}", page.body);
    assert!(page.body.contains(&documents[0].sha256));
    for secret in ["Үлгібаева", "184\u{202f}500", &row.id, &row.person] {
        assert!(!page.body.contains(secret), "{secret}");
    }
}

#[tokio::test]
async fn papers_that_are_turned_away_come_with_a_document_too() {
    let server = Server::start().await;
    let (citizen, case) = journey::submitted(&server, 0).await;
    let violations = [
        ("outcome", "violations"),
        ("violations--ground", "package-violations"),
        ("violations--explanation", "Анықтаманың екінші беті жоқ"),
    ];
    journey::step(&server, "registrar", &case, "check-documents", &violations).await;
    let (_, documents) = results(&server, &case).await;
    let paper = read(&documents[0].body).unwrap();
    assert!(
        paper
            .ground
            .is_some_and(|ground| ground.rule.source.is_some())
    );
    let page = citizen
        .get(&format!("/ru/cabinet/cases/{case}/result"))
        .await;
    assert!(
        page.body.contains("Анықтаманың екінші беті жоқ"),
        "{}",
        page.body
    );
}

#[tokio::test]
async fn another_template_changes_nothing_that_was_issued() {
    let folder = folder();
    let server = Server::start_with(wanted(&folder, 0)).await;
    let (citizen, case) = journey::submitted(&server, 0).await;
    decided(&server, &case).await;
    let page = format!("/kk/cabinet/cases/{case}/result");
    let text = |body: String| body.split("deed__columns").nth(1).map(str::to_owned);
    let before = (
        results(&server, &case).await.1,
        text(citizen.get(&page).await.body),
    );
    let template = folder.path().join("services/local-social-assistance.toml");
    let words = std::fs::read_to_string(&template).unwrap();
    let other = words.replace("Әлеуметтік көмек тағайында", "Басқа көмек тағайында");
    assert_ne!(words, other);
    std::fs::write(&template, other).unwrap();
    let server = server.restart_with(wanted(&folder, 0)).await;
    let citizen = server.login_citizen(0).await;
    let after = (
        results(&server, &case).await.1,
        text(citizen.get(&page).await.body),
    );
    assert!(before.1.is_some());
    assert!(before == after, "it reads otherwise");
}

#[tokio::test]
async fn a_changed_byte_is_found_and_not_shown() {
    let server = Server::start().await;
    let (citizen, case) = journey::submitted(&server, 0).await;
    decided(&server, &case).await;
    let store = server.store().await;
    let change = "UPDATE document SET body = REPLACE(body, '184500', '984500') WHERE case_id = $1";
    let changed = query(change).bind(case.as_str()).execute(&store).await;
    assert!(changed.unwrap() > 0);
    store.close().await;
    let (fine, said) = run(&server, &["verify"]).await;
    assert!(!fine && said.contains("the stored result is not"), "{said}");
    let page = citizen
        .get(&format!("/kk/cabinet/cases/{case}/result"))
        .await;
    assert_eq!(page.status, 500);
    assert!(!page.body.contains("984"));
}
