//! The applicant brings missing papers to a case that is under way.

use crate::common::{
    Browser, Server,
    files::{MEGA, PDF, pdf_of, stored, until_stored},
    journey::{self, act, registers_asked, step, submitted},
};

async fn bring(browser: &Browser, case: &str, slot: &str, name: &str, content: &[u8]) -> u16 {
    let page = format!("/kk/cabinet/cases/{case}/documents/{slot}");
    let answer = browser
        .post_multipart(&page, &[("files", name, content)])
        .await;
    answer.status
}

/// The number of entries in the log, and of documents that they add up to.
async fn log(server: &Server, case: &str) -> (usize, usize) {
    let store = server.store().await;
    let entries = store.events(case).await.unwrap();
    domain::case::log::verify(&entries).unwrap();
    let events = domain::case::log::decode_all(&entries).unwrap();
    let state = domain::case::CaseState::fold(&events);
    store.close().await;
    (entries.len(), state.evidence.len())
}

#[tokio::test]
async fn what_is_missing_is_brought_to_the_open_case_and_both_sides_see_it() {
    let server = Server::start().await;
    let (browser, case) = submitted(&server, 0).await;
    let page = format!("/kk/cabinet/cases/{case}");
    let registrar = server.login_staff("registrar").await;
    let reason = [
        ("term", "missing-documents-portal"),
        ("reason", "Табыс туралы анықтаманың екінші беті жоқ"),
    ];
    let replaced = act(&registrar, &format!("/kk/staff/cases/{case}/term"), &reason).await;
    assert_eq!(replaced.status, 303, "{}", replaced.body);
    let told = browser.get(&page).await.body;
    assert!(
        told.contains("Жетіспейтін құжатты қосу") && !told.contains("Сізден ештеңе қажет емес")
    );
    assert!(told.contains(&format!("href=\"{page}/documents\"")));

    let list = browser.get(&format!("{page}/documents")).await;
    assert_eq!(list.status, 200);
    assert!(list.body.contains("27-2026-000001"), "which case");
    assert!(
        list.body
            .contains(&format!("href=\"{page}/documents/income\""))
    );
    assert!(
        !list.body.contains(&format!("{page}/documents/identity")),
        "only what is attached"
    );
    let slot = format!("{page}/documents/income");
    let form = browser.get(&slot).await;
    assert!(form.body.contains("анықтама.pdf") && form.body.contains("type=\"file\""));
    assert!(!form.body.contains("/remove"), "the log keeps it");
    let store = server.store().await;
    registers_asked(&store, &case).await;
    store.close().await;
    let (entries, _) = log(&server, &case).await;
    let brought = browser
        .post_multipart(
            &slot,
            &[
                ("files", "екінші бет.pdf", PDF),
                ("files", "үшінші бет.pdf", PDF),
            ],
        )
        .await;
    assert_eq!((brought.status, brought.location()), (303, slot.as_str()));
    assert_eq!(log(&server, &case).await, (entries + 1, 4), "one entry");
    assert!(browser.get(&slot).await.body.contains("екінші бет.pdf"));

    let own = browser.get(&page).await.body;
    assert!(own.contains("Құжат қосылды") && own.contains("екінші бет.pdf, үшінші бет.pdf"));
    let desk = format!("/kk/staff/cases/{case}");
    let theirs = registrar.get(&desk).await.body;
    assert!(theirs.contains("Өтініш беруші құжат қосты (") && theirs.contains("Құжат қосылды"));
    let queue = registrar.get("/ru/staff").await.body;
    assert!(queue.contains("Новые документы") && queue.contains("Срок заменён"));
    // It is downloaded on both sides, byte for byte.
    for (who, at, page) in [(&browser, &page, &own), (&registrar, &desk, &theirs)] {
        let link = page
            .match_indices(&format!("href=\"{at}/files/"))
            .map(|(start, _)| page[start + 6..].split_once('"').unwrap())
            .find(|(_, rest)| rest.starts_with(">екінші бет.pdf"))
            .unwrap()
            .0;
        assert_eq!(who.get(link).await.bytes, PDF);
    }
    // The receipt says what was submitted on the day of the submission.
    let receipt = browser.get(&format!("{page}/receipt")).await.body;
    assert!(receipt.contains("анықтама.pdf") && !receipt.contains("екінші бет.pdf"));

    step(
        &server,
        "registrar",
        &case,
        "check-documents",
        &[("outcome", "accepted")],
    )
    .await;
    let head = server.login_staff("head").await;
    let queue = head.get("/ru/staff").await.body;
    assert!(!queue.contains("Новые документы") && queue.contains("Срок заменён"));
    let next = head.get(&desk).await.body;
    assert!(
        !next.contains("Өтініш беруші құжат қосты ("),
        "no news any more"
    );
    assert!(next.contains("екінші бет.pdf"), "but in the documents");
    let server = server.restart().await;
    assert_eq!(log(&server, &case).await, (entries + 3, 4));
}

#[tokio::test]
async fn the_checks_are_those_of_the_draft() {
    let server = Server::start().await;
    let (browser, case) = submitted(&server, 0).await;
    let slot = format!("/ru/cabinet/cases/{case}/documents/income");
    let before = log(&server, &case).await;
    for (content, message) in [
        (&b""[..], "пустой"),
        (&b"MZ\x90\0 a program"[..], "неподходящего типа"),
        (
            &b"\0\0\0\x18ftypheic\0\0\0\0mif1heic\0\0\0\0"[..],
            "Сохраните снимок как JPEG",
        ),
        (&pdf_of(10 * MEGA + 1), "больше 10 МБ"),
    ] {
        let answer = browser
            .post_multipart(&slot, &[("files", "справка.pdf", content)])
            .await;
        let wanted = if content.len() > MEGA { 413 } else { 422 };
        assert_eq!(answer.status, wanted);
        assert!(answer.body.contains(message) && answer.body.contains("href=\"#files\""));
    }
    let none = browser.post_multipart(&slot, &[("files", "", b"")]).await;
    assert_eq!(none.status, 422);
    assert!(none.body.contains("Выберите файл"));
    let plain = browser.post_form(&slot, &[("files", "x")]).await;
    assert_eq!(plain.status, 400);
    for slot in ["nothing", "identity"] {
        assert_eq!(
            bring(&browser, &case, slot, "a.pdf", PDF).await,
            404,
            "{slot}"
        );
    }
    assert_eq!(log(&server, &case).await, before, "nothing has happened");
    assert_eq!(stored(&server), 2, "and nothing is left");

    let mixed = [
        ("files", "good.pdf", PDF),
        ("files", "bad.pdf", &b"text"[..]),
    ];
    let answer = browser.post_multipart(&slot, &mixed).await;
    assert_eq!(answer.status, 422);
    assert!(answer.body.contains("good.pdf") && answer.body.contains("«bad.pdf»"));
    assert_eq!(log(&server, &case).await, (before.0 + 1, before.1 + 1));
}

#[tokio::test]
async fn a_case_holds_fifty_megabytes_and_a_document_twenty_files_with_those_of_the_draft() {
    let server = Server::start().await;
    let (browser, case) = submitted(&server, 0).await;
    let (big, page) = (
        pdf_of(10 * MEGA - 4096),
        format!("/ru/cabinet/cases/{case}/documents"),
    );
    for n in 0..5 {
        let name = format!("{n}.pdf");
        assert_eq!(bring(&browser, &case, "income", &name, &big).await, 303);
    }
    let sixth = browser
        .post_multipart(
            &format!("{page}/difficult-situation"),
            &[("files", "six.pdf", &big), ("files", "small.pdf", PDF)],
        )
        .await;
    assert_eq!(sixth.status, 422);
    assert!(sixth.body.contains("six.pdf") && sixth.body.contains("не больше 50 МБ"));
    assert!(sixth.body.contains(">small.pdf<"), "what fits is kept");
    // One came with the draft.
    for n in 6..20 {
        let name = format!("{n}.pdf");
        assert_eq!(
            bring(&browser, &case, "income", &name, PDF).await,
            303,
            "{n}"
        );
    }
    let before = log(&server, &case).await;
    let many = browser
        .post_multipart(&format!("{page}/income"), &[("files", "many.pdf", PDF)])
        .await;
    assert_eq!(many.status, 422);
    assert!(many.body.contains("не больше 20 файлов"));
    assert_eq!(log(&server, &case).await, before, "no empty entry");
    // Refused files leave no bytes.
    until_stored(&server, before.1).await;
}

#[tokio::test]
async fn many_at_once_are_all_kept_and_stay_within_the_bounds() {
    let server = Server::start().await;
    let (browser, case) = submitted(&server, 0).await;
    let sent = (0..16).map(|n| {
        let (browser, case) = (browser.clone(), case.clone());
        tokio::spawn(
            async move { bring(&browser, &case, "income", &format!("{n}.pdf"), PDF).await },
        )
    });
    let mut kept = 0;
    for sent in sent.collect::<Vec<_>>() {
        let status = sent.await.unwrap();
        assert_eq!(status, 303);
        kept += 1;
    }
    assert_eq!(log(&server, &case).await.1, 2 + kept);
    assert_eq!(stored(&server), 2 + kept);
}

#[tokio::test]
async fn another_persons_case_is_not_there_and_a_case_that_has_ended_takes_nothing() {
    let server = Server::start().await;
    let (browser, case) = submitted(&server, 0).await;
    let other = server.login_citizen(1).await;
    let page = format!("/ru/cabinet/cases/{case}");
    for path in [
        format!("{page}/documents"),
        format!("{page}/documents/income"),
    ] {
        assert_eq!(other.get(&path).await.status, 404, "{path}");
    }
    assert_eq!(bring(&other, &case, "income", "a.pdf", PDF).await, 404);
    let violations = [
        ("outcome", "violations"),
        ("violations--ground", "package-violations"),
        ("violations--explanation", "Анықтама ескі"),
    ];
    step(&server, "registrar", &case, "check-documents", &violations).await;
    let before = log(&server, &case).await;
    for content in [PDF, b"no document"] {
        let late = browser
            .post_multipart(
                &format!("{page}/documents/income"),
                &[("files", "a.pdf", content)],
            )
            .await;
        assert_eq!(late.status, 422);
        assert!(
            late.body
                .contains("Рассмотрение завершено, добавить документы уже нельзя"),
            "{}",
            late.body
        );
        assert!(!late.body.contains("type=\"file\""));
    }
    for path in [
        format!("{page}/documents"),
        format!("{page}/documents/income"),
    ] {
        let answer = browser.get(&path).await;
        assert_eq!((answer.status, answer.location()), (303, page.as_str()));
    }
    assert!(!browser.get(&page).await.body.contains("Добавить документы"));
    assert_eq!(log(&server, &case).await, before);
    until_stored(&server, 2).await;
}

#[tokio::test]
async fn after_the_signature_no_document_is_invited_and_an_open_page_is_told_why() {
    let server = Server::start().await;
    let (browser, case) = submitted(&server, 0).await;
    let store = server.store().await;
    journey::up_to_commission(&server, &store, &case).await;
    store.close().await;
    journey::decided(&server, &case).await;
    let page = format!("/kk/cabinet/cases/{case}");
    let add = format!("href=\"{page}/documents\"");
    assert!(browser.get(&page).await.body.contains(&add));
    step(&server, "head", &case, "sign", &[("outcome", "signed")]).await;
    assert!(!browser.get(&page).await.body.contains(&add));
    let before = log(&server, &case).await;
    for closed in ["documents", "documents/income"] {
        let answer = browser.get(&format!("{page}/{closed}")).await;
        assert_eq!((answer.status, answer.location()), (303, page.as_str()));
    }
    let slot = format!("{page}/documents/income");
    let late = browser.post_multipart(&slot, &[("files", "тағы.pdf", PDF)]);
    let late = late.await;
    assert_eq!(late.status, 422, "{}", late.location());
    assert!(late.body.contains("Шешімге қол қойылды"), "{}", late.body);
    assert_eq!(log(&server, &case).await, before);
}
