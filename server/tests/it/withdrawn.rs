//! Regulations that end or are taken away while drafts and cases of them are under way.

use std::fs;

use server::store::sql::query;

use crate::{
    common::{Server, files::PDF, journey, log},
    regulation_files::{change, folder, take_away, wanted},
};

#[tokio::test]
async fn every_page_of_a_case_says_what_is_known_when_its_regulation_is_gone() {
    let folder = folder();
    let server = Server::start_with(wanted(&folder, 0)).await;
    let (browser, case) = journey::submitted(&server, 0).await;
    let receipt = browser
        .get(&format!("/kk/cabinet/cases/{case}/receipt"))
        .await
        .body;
    let (_, code) = receipt
        .split_once("/kk/status/")
        .expect("the public address");
    let code: String = code
        .chars()
        .take_while(char::is_ascii_alphanumeric)
        .collect();
    let store = server.store().await;
    let row = store.case(&case).await.unwrap().unwrap();
    // Only cases from before editions were kept need the catalogue.
    log::rewrite(&store, &case, |event| drop(event.remove("edition"))).await;
    query("DELETE FROM edition").execute(&store).await.unwrap();
    store.close().await;
    take_away(&folder);
    let server = server.restart_with(wanted(&folder, 0)).await;

    let browser = server.login_citizen(0).await;
    let cabinet = browser.get("/kk/cabinet").await;
    assert_eq!(cabinet.status, 200, "{}", cabinet.body);
    assert!(cabinet.body.contains(&row.number));
    for page in ["", "/receipt", "/result", "/documents", "/documents/income"] {
        let answer = browser
            .get(&format!("/kk/cabinet/cases/{case}{page}"))
            .await;
        assert_eq!(answer.status, 200, "{page}: {}", answer.body);
        assert!(answer.body.contains(&row.number), "{page}: {}", answer.body);
        assert!(answer.body.contains("Қызмет порталдан алынды"), "{page}");
        assert!(
            answer.body.contains("акт.pdf"),
            "{page}: the documents are known"
        );
    }
    let status = server.browser().get(&format!("/kk/status/{code}")).await;
    assert_eq!(status.status, 200);
    let file = browser.get(&format!("/kk/cabinet/cases/{case}")).await.body;
    let (_, file) = file.split_once("/files/").expect("a link to a document");
    let file = file.split('"').next().unwrap();
    let content = browser
        .get(&format!("/kk/cabinet/cases/{case}/files/{file}"))
        .await;
    assert_eq!((content.status, content.bytes.as_slice()), (200, PDF));
    let path = format!("/kk/cabinet/cases/{case}/documents/income");
    let files = [("files", "b.pdf", PDF)];
    let refused = browser.post_multipart(&path, &files).await;
    assert_eq!(refused.status, 409, "{}", refused.body);

    let official = server.login_staff("registrar").await;
    let queue = official.get("/kk/staff").await;
    assert_eq!(queue.status, 200, "{}", queue.body);
    assert!(queue.body.contains(&row.number), "{}", queue.body);
    let open = official.get(&format!("/kk/staff/cases/{case}")).await;
    assert_eq!(open.status, 200, "{}", open.body);
    assert!(open.body.contains(&row.number) && open.body.contains("әкімшісінен"));
    let step = format!("/kk/staff/cases/{case}/steps/check-documents");
    let done = official.post_form(&step, &[("outcome", "accepted")]).await;
    assert_eq!(done.status, 409, "{}", done.body);
    assert_eq!(
        official
            .post_form(&format!("/kk/staff/cases/{case}/term"), &[])
            .await
            .status,
        409
    );
    let files = format!("/kk/staff/cases/{case}/steps/check-documents/files");
    assert_eq!(
        official
            .post_multipart(&files, &[("files", "b.pdf", PDF)])
            .await
            .status,
        409
    );

    // It is nobody else's now either.
    let other = server.login_citizen(1).await;
    assert_eq!(
        other.get(&format!("/kk/cabinet/cases/{case}")).await.status,
        404
    );
    let other = server.login_staff("survey").await;
    assert_eq!(
        other.get(&format!("/kk/staff/cases/{case}")).await.status,
        404
    );
}

#[tokio::test]
async fn a_draft_is_kept_while_its_regulation_is_gone() {
    let folder = folder();
    let server = Server::start_with(wanted(&folder, 0)).await;
    let browser = server.login_citizen(0).await;
    let draft = journey::filled_draft(&browser, 0).await;
    let file = folder.path().join(format!("{}.toml", journey::SERVICE));
    let text = fs::read_to_string(&file).unwrap();
    take_away(&folder);
    let server = server.restart_with(wanted(&folder, 0)).await;
    let browser = server.login_citizen(0).await;
    assert_eq!(browser.get("/kk/cabinet").await.status, 200);
    for page in [
        "",
        "/applicant",
        "/documents",
        "/documents/income",
        "/check",
        "/sign",
    ] {
        let answer = browser.get(&format!("/kk/drafts/{draft}{page}")).await;
        assert_eq!(answer.status, 200, "{page}: {}", answer.body);
        assert!(
            answer.body.contains("сақталып тұр"),
            "{page}: {}",
            answer.body
        );
    }
    let typed = [("description", "Жаңа мәтін")];
    let saved = browser
        .post_form(&format!("/kk/drafts/{draft}/situation"), &typed)
        .await;
    assert_eq!(saved.status, 409, "{}", saved.body);
    // And it is there again with the regulation.
    fs::write(&file, text).unwrap();
    let server = server.restart_with(wanted(&folder, 0)).await;
    let browser = server.login_citizen(0).await;
    journey::submit(&browser, &draft).await;
}

#[tokio::test]
async fn a_draft_of_a_service_that_has_ended_says_so_and_is_not_submitted() {
    let folder = folder();
    let file = folder.path().join(format!("{}.toml", journey::SERVICE));
    let text = fs::read_to_string(&file).unwrap();
    let now = chrono::Utc::now().date_naive();
    let ends = now + chrono::Days::new(10);
    let ended = format!(
        "[ended]\ndate = \"{ends}\"\n[ended.text]\nkk = \"Орнына басқа көмек бар.\"\n\
         ru = \"Вместо неё другая помощь.\"\nen = \"There is another aid instead.\"\n"
    );
    // Before the first table of the file, as a table of its own.
    let at = text.find("\n[").unwrap() + 1;
    fs::write(&file, format!("{}{ended}{}", &text[..at], &text[at..])).unwrap();

    // Nine days before nothing is different.
    let server = Server::start_with(wanted(&folder, 1)).await;
    let browser = server.login_citizen(0).await;
    let service = format!("/kk/services/{}", journey::SERVICE);
    let page = server.browser().get(&service).await.body;
    assert!(!page.contains("Орнына басқа көмек бар."), "{page}");
    let draft = journey::filled_draft(&browser, 0).await;
    let hash = journey::shown_hash(&browser, &draft).await;

    let server = server.restart_with(wanted(&folder, 11)).await;
    let page = server.browser().get(&service).await.body;
    assert!(page.contains("Орнына басқа көмек бар."), "{page}");
    let browser = server.login_citizen(0).await;
    let page = browser.get(&format!("/kk/drafts/{draft}")).await;
    assert_eq!(page.status, 200);
    assert!(
        page.body.contains("Орнына басқа көмек бар."),
        "{}",
        page.body
    );
    assert!(
        page.body.contains("Жазғаныңыз сақталып тұр"),
        "{}",
        page.body
    );
    assert!(
        !page.body.contains(&format!("/kk/drafts/{draft}/check\"")),
        "no way to submit"
    );
    // From an old page: to the draft, or to where it is said.
    let apply = format!("{service}/apply");
    let begun = browser.post_form(&apply, &[]).await;
    assert_eq!(
        (begun.status, begun.location()),
        (303, format!("/kk/drafts/{draft}").as_str())
    );
    let stranger = server.login_citizen(1).await;
    let begun = stranger.post_form(&apply, &[]).await;
    assert_eq!((begun.status, begun.location()), (303, service.as_str()));
    let own = format!("/kk/drafts/{draft}");
    for step in ["check", "sign"] {
        assert_eq!(browser.get(&format!("{own}/{step}")).await.location(), own);
    }
    let fields = [
        ("sha256", hash.as_str()),
        ("password", server::demo::PASSWORD),
    ];
    let done = browser.post_form(&format!("{own}/sign"), &fields).await;
    assert_eq!((done.status, done.location()), (303, own.as_str()));
    let store = server.store().await;
    let rows = query("SELECT COUNT(*) FROM cases");
    let cases: i64 = rows.fetch_one(&store).await.unwrap().get(0).unwrap();
    assert_eq!(cases, 0, "nothing was submitted");
    store.close().await;
    let kept = browser.get(&format!("{own}/situation")).await.body;
    assert!(kept.contains("Үйіміз өрттен зардап шекті."), "{kept}");
}

#[tokio::test]
async fn a_draft_says_that_its_form_has_changed_and_keeps_its_answers() {
    let folder = folder();
    let server = Server::start_with(wanted(&folder, 0)).await;
    let browser = server.login_citizen(0).await;
    let draft = journey::filled_draft(&browser, 0).await;
    let page = format!("/ru/drafts/{draft}");
    let said = "вопросы изменились";
    assert!(!browser.get(&page).await.body.contains(said));
    change(&folder, |text| text.replace("\"description\"", "\"story\""));
    let server = server.restart_with(wanted(&folder, 0)).await;
    let browser = server.login_citizen(0).await;
    assert!(browser.get(&page).await.body.contains(said));
    change(&folder, |text| text.replace("\"story\"", "\"description\""));
    let server = server.restart_with(wanted(&folder, 0)).await;
    let browser = server.login_citizen(0).await;
    assert!(!browser.get(&page).await.body.contains(said));
    let kept = browser.get(&format!("{page}/situation")).await.body;
    assert!(kept.contains("Үйіміз өрттен зардап шекті."), "{kept}");
}
