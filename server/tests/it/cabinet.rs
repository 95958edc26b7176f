//! The cabinet: history, the case as it goes on, and what comes of it.

use crate::common::{Server, journey};

#[tokio::test]
async fn an_empty_cabinet_says_what_will_be_there() {
    let server = Server::start().await;
    let page = server.login_citizen(0).await.get("/kk/cabinet").await;
    assert_eq!(page.status, 200);
    assert!(
        page.body.contains("Әзірге тапсырылған өтініш жоқ"),
        "{}",
        page.body
    );
    assert!(page.body.contains("/kk/services\""));
}

#[tokio::test]
async fn the_history_has_drafts_and_cases_twenty_a_page() {
    let server = Server::start().await;
    let (browser, case) = journey::submitted(&server, 0).await;
    let draft = journey::filled_draft(&browser, 0).await;
    let page = browser.get("/kk/cabinet").await;
    assert!(
        page.body.contains(&format!("/kk/drafts/{draft}\"")),
        "{}",
        page.body
    );
    assert!(
        page.body.contains(&format!("/kk/cabinet/cases/{case}\""))
            && page.body.contains("Қаралуда")
    );
    journey::submit(&browser, &draft).await;
    for _ in 0..19 {
        let draft = journey::filled_draft(&browser, 0).await;
        journey::submit(&browser, &draft).await;
    }
    let first = browser.get("/kk/cabinet").await;
    assert_eq!(first.body.matches("/kk/cabinet/cases/").count(), 20);
    assert!(!first.body.contains(&case) && first.body.contains("/kk/cabinet?page=2"));
    for page in ["2", "9999"] {
        let last = browser.get(&format!("/kk/cabinet?page={page}")).await;
        assert!(last.body.contains(&case), "{page}: {}", last.body);
    }
    assert_eq!(browser.get("/kk/cabinet?page=-1").await.status, 200);
}

#[tokio::test]
async fn a_case_says_who_has_it_and_what_is_left() {
    let server = Server::start().await;
    let (browser, case) = journey::submitted(&server, 0).await;
    let page = browser.get(&format!("/kk/cabinet/cases/{case}")).await;
    assert_eq!(page.status, 200, "{}", page.body);
    for shown in [
        "Қаралуда",
        "Сізден ештеңе талап етілмейді",
        "Өтініш тіркелді, қолхат берілді",
        "Ресми атауы: ",
        "<progress",
        "акт.pdf",
        "Шағымдану",
    ] {
        assert!(page.body.contains(shown), "{shown}: {}", page.body);
    }
    assert!(page.body.contains("aria-current=\"step\""));
    journey::accepted(&server, &case).await;
    let page = browser.get(&format!("/kk/cabinet/cases/{case}")).await;
    assert!(
        page.body.contains("Г. Тіркеуова") && page.body.contains("сақталды"),
        "{}",
        page.body
    );
}

#[tokio::test]
async fn a_longer_term_is_shown_with_its_reason_and_the_receipt_stays_as_it_was() {
    let server = Server::start().await;
    let (browser, case) = journey::submitted(&server, 0).await;
    let receipt = browser
        .get(&format!("/kk/cabinet/cases/{case}/receipt"))
        .await;
    let store = server.store().await;
    journey::accepted(&server, &case).await;
    journey::assigned(&server, &store, &case, "executor").await;
    let official = server.login_staff("executor").await;
    let fields = [
        ("term", "missing-documents-portal"),
        ("reason", "Табыс туралы анықтама жоғалған"),
    ];
    let done = journey::act(&official, &format!("/kk/staff/cases/{case}/term"), &fields).await;
    assert_eq!(done.status, 303, "{}", done.body);
    let page = browser.get(&format!("/kk/cabinet/cases/{case}")).await;
    assert!(
        page.body.contains("Мерзім өзгерді: 20 жұмыс күні"),
        "{}",
        page.body
    );
    assert!(page.body.contains("Табыс туралы анықтама жоғалған"));
    let later = browser
        .get(&format!("/kk/cabinet/cases/{case}/receipt"))
        .await;
    let due = |body: &str| {
        body.split("id=\"receipt-due\">")
            .nth(1)
            .unwrap()
            .split("</section>")
            .next()
            .unwrap()
            .to_owned()
    };
    assert_eq!(due(&receipt.body), due(&later.body));
    store.close().await;
}

#[tokio::test]
async fn an_award_has_amount_signature_and_appeal() {
    let server = Server::start().await;
    let (browser, case) = journey::submitted(&server, 0).await;
    let result = format!("/kk/cabinet/cases/{case}/result");
    assert_eq!(browser.get(&result).await.status, 404);
    let store = server.store().await;
    journey::up_to_commission(&server, &store, &case).await;
    store.close().await;
    journey::granted(&server, &case).await;
    let page = browser.get(&format!("/kk/cabinet/cases/{case}")).await;
    assert!(
        page.body.contains("Қызмет көрсетілді") && page.body.contains(&result),
        "{}",
        page.body
    );
    let page = browser.get(&result).await;
    for shown in [
        "184\u{202f}500\u{202f}₸",
        "Б. Басшыбаев",
        "Г. Тіркеуова",
        "Шағымдану",
        "15",
    ] {
        assert!(page.body.contains(shown), "{shown}: {}", page.body);
    }
}

#[tokio::test]
async fn a_refusal_has_its_ground_and_the_reason_in_words() {
    let server = Server::start().await;
    let (browser, case) = journey::at_commission(&server).await;
    journey::refused(&server, &case).await;
    let catalogue = catalogue::Catalogue::builtin().unwrap();
    let regulation = catalogue.get(journey::SERVICE).unwrap();
    let ground = regulation.ground("commission-conclusion").unwrap();
    for page in ["", "/result"] {
        let page = browser
            .get(&format!("/kk/cabinet/cases/{case}{page}"))
            .await;
        for shown in [ground.name.kk.as_str(), journey::REASON, "Шағымдану"] {
            assert!(page.body.contains(shown), "{shown}: {}", page.body);
        }
    }
    let list = browser.get("/kk/cabinet").await;
    assert!(list.body.contains("Бас тартылды"), "{}", list.body);
}

#[tokio::test]
async fn papers_that_are_not_in_order_come_back_with_what_to_correct() {
    let server = Server::start().await;
    let (browser, case) = journey::submitted(&server, 0).await;
    let violations = [
        ("outcome", "violations"),
        ("violations--ground", "package-violations"),
        ("violations--explanation", "Анықтаманың екінші беті жоқ"),
    ];
    journey::step(&server, "registrar", &case, "check-documents", &violations).await;
    let page = browser.get(&format!("/kk/cabinet/cases/{case}")).await;
    for shown in [
        "Өтініш қабылданбады",
        "құжаттар топтамасындағы бұзушылықтар",
        "Анықтаманың екінші беті жоқ",
        "өтінішті қайта беру",
        "Шағымдану",
    ] {
        assert!(page.body.contains(shown), "{shown}: {}", page.body);
    }
    // The new application has what was answered in this one; only its own owner takes it over.
    let apply = format!("/kk/services/{}/apply", journey::SERVICE);
    let stranger = server.login_citizen(1).await;
    let refused = stranger.post_form(&apply, &[("former", &case)]).await;
    assert_eq!(refused.status, 404, "{}", refused.body);
    let begun = browser.post_form(&apply, &[("former", &case)]).await;
    assert_eq!(begun.status, 303, "{}", begun.body);
    let again = browser
        .get(&format!("{}/situation", begun.location()))
        .await;
    assert!(
        again.body.contains("Үйіміз өрттен зардап шекті."),
        "{}",
        again.body
    );
    let message = browser
        .get(&format!("/kk/cabinet/cases/{case}/result"))
        .await;
    assert!(
        message.body.contains("Анықтаманың екінші беті жоқ"),
        "{}",
        message.body
    );
}

#[tokio::test]
async fn what_an_official_remarks_stands_in_the_course() {
    let server = Server::start().await;
    let (browser, case) = journey::submitted(&server, 0).await;
    let fields = [("outcome", "accepted"), ("comment", "Барлық беттері анық")];
    journey::step(&server, "registrar", &case, "check-documents", &fields).await;
    let page = browser.get(&format!("/kk/cabinet/cases/{case}")).await;
    assert!(page.body.contains("Барлық беттері анық"), "{}", page.body);
}
