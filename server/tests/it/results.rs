//! What a case ends with is a document: written once, read by both sides, and never another afterwards.

use domain::{
    case::{CaseState, log},
    result::read,
    text::Lang,
};
use server::store::{
    document::{Document, RESULT},
    sql::query,
};

use crate::{
    case_registers::shows,
    common::{Server, journey},
    integrity::run,
    regulation_files::{change, folder, wanted},
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
    let (_, case) = journey::at_commission(&server).await;
    let desk = format!("/ru/staff/cases/{case}");
    let head = server.login_staff("head").await;
    let registrar = server.login_staff("registrar").await;
    let remark = "Үйін көрдік, көмек керек.";
    journey::decided_with(&server, &case, &[("comment", remark)]).await;
    let signing = shows(&head, &desk, "14.03.1984").await;
    assert!(signing.contains("deed__columns") && signing.contains("Сведения из реестров"));
    let waiting = registrar.get(&desk).await.body;
    assert!(
        !waiting.contains("deed__columns"),
        "it is not theirs to sign"
    );
    assert!(signing.contains(remark), "{signing}");
    assert!(signing.contains("<h1>Подписать: "), "{signing}");
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

/// What was granted stands on the page of a finished case, before its course, and the sum not by itself alone.
#[tokio::test]
async fn a_finished_case_says_what_was_granted_before_how_it_went() {
    let server = Server::start().await;
    let (citizen, case) = journey::submitted(&server, 0).await;
    decided(&server, &case).await;
    let (_, documents) = results(&server, &case).await;
    let paper = read(&documents[0].body).unwrap();
    let page = citizen.get(&format!("/ru/cabinet/cases/{case}")).await.body;
    let course = page.find(">Ход заявления<").unwrap();
    let sum = "184\u{202f}500\u{202f}₸ один раз";
    assert!(page.find(sum).unwrap() < course, "{page}");
    let desk = server.login_staff("head").await;
    let theirs = desk.get(&format!("/ru/staff/cases/{case}")).await.body;
    assert!(theirs.contains(sum), "{theirs}");
    assert!(!paper.entered.is_empty());
    let per = paper.amount_per.as_ref().unwrap();
    let lines = paper.entered.iter();
    for line in lines.filter(|one| one.shown.paragraphs(Lang::Kk) != ["Бір рет"]) {
        let label = line.label.get(Lang::Ru);
        let at = page
            .find(label)
            .unwrap_or_else(|| panic!("{label}: {page}"));
        assert!(at < course, "{label} stands in front");
    }
    assert_eq!(per.get(Lang::Kk), "бір рет");
}

/// Of two who may sign, the paper and the course of the case name the role of whoever does.
#[tokio::test]
async fn who_signs_in_place_of_the_head_is_named_by_their_own_role() {
    let folder = folder();
    change(&folder, |text| {
        let (before, sign) = text.split_once("id = \"sign\"").unwrap();
        let of_head = "performer = \"head\"";
        let of_both = format!("{of_head}\nor = [\"registrar\"]");
        format!(
            "{before}id = \"sign\"{}",
            sign.replacen(of_head, &of_both, 1)
        )
    });
    let server = Server::start_with(wanted(&folder, 0)).await;
    let (_, case) = journey::at_commission(&server).await;
    journey::decided(&server, &case).await;
    let desk = format!("/ru/staff/cases/{case}");
    let registrar = server.login_staff("registrar").await;
    let signing = registrar.get(&desk).await.body;
    let (_, deed) = signing.split_once("class=\"deed\"").expect(&signing);
    assert!(deed.contains("Г. Тіркеуова"), "{deed}");
    assert!(deed.contains("специалист канцелярии услугодателя"));
    assert!(!deed.contains("руководитель услугодателя"), "{deed}");
    let signed = [("outcome", "signed")];
    journey::step(&server, "registrar", &case, "sign", &signed).await;
    let course = registrar.get(&format!("{desk}?whole=yes")).await.body;
    let (_, sign) = course.split_once("Подписание уведомления").unwrap();
    let sign = sign.split("</li>").next().unwrap();
    assert!(sign.contains("Г. Тіркеуова"), "{sign}");
    assert!(!sign.contains("уководитель"), "{sign}");
}

#[tokio::test]
async fn everything_of_the_case_is_one_link_from_the_page_of_signing() {
    let server = Server::start().await;
    let (_, case) = journey::at_commission(&server).await;
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
    // The paper comes first: it is read, changed, and issued by a press of its own.
    let registrar = server.login_staff("registrar").await;
    let path = format!("/kk/staff/cases/{case}/steps/check-documents");
    let shown = journey::complete(&registrar, &path, &violations).await;
    assert_eq!(shown.status, 200);
    assert!(shown.body.contains("class=\"deed\""));
    assert!(
        results(&server, &case).await.1.is_empty(),
        "nothing is issued"
    );
    let seen = journey::paper_of(&shown.body);
    let change = [&violations[..], &[("paper", &seen), ("change", "yes")]].concat();
    let changed = journey::complete(&registrar, &path, &change).await;
    assert_eq!(changed.status, 200);
    assert!(!changed.body.contains("class=\"deed\"") && !changed.body.contains(&seen));
    assert!(
        changed.body.contains("Анықтаманың екінші беті жоқ"),
        "what was typed stays"
    );
    // Another paper than the one that was seen.
    let mut other = [&violations[..], &[("paper", &seen)]].concat();
    other[2].1 = "Анықтаманың үшінші беті жоқ";
    let shown = journey::complete(&registrar, &path, &other).await;
    assert!(shown.status == 200 && shown.body.contains("class=\"deed\""));
    assert_ne!(journey::paper_of(&shown.body), seen);
    assert!(
        results(&server, &case).await.1.is_empty(),
        "nothing is issued"
    );
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
    // However the sum is grouped; a request's number may hold three of its digits.
    let dense: String = page.body.split_whitespace().collect();
    assert!(!dense.contains("984500"));
}
