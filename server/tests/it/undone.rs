//! What is left of a decision that was undone: the paper is known as void, and the case says so until there is another.

use crate::common::{Browser, Server, journey};

/// The code on a paper leads to a page that says since when it does not hold.
async fn a_void_paper_is_known_as_void(citizen: &Browser, case: &str) {
    let own = citizen.get(&format!("/kk/cabinet/cases/{case}")).await.body;
    let (_, code) = own.split_once("/kk/status/").unwrap();
    let code = code.split(['"', '<']).next().unwrap();
    let public = citizen.get(&format!("/kk/status/{code}")).await.body;
    assert!(public.contains("Күші жойылған қағаз"), "{public}");
    assert!(
        public.contains("күні жойылды") && public.contains("SHA-256 "),
        "{public}"
    );
    assert!(!public.contains("Нәтиже берілді"), "{public}");
}

#[tokio::test]
async fn who_withdraws_after_a_decision_was_undone_is_warned_and_still_sees_that_it_holds_no_more()
{
    let server = Server::start().await;
    let (citizen, case) = journey::at_commission(&server).await;
    journey::refused(&server, &case).await;
    let head = server.login_staff("head").await;
    let reopen = format!("/kk/staff/cases/{case}/reopen");
    let fields = [("to", "special-commission"), ("reason", "Қате есептелді.")];
    assert_eq!(journey::act(&head, &reopen, &fields).await.status, 303);
    let own = format!("/kk/cabinet/cases/{case}");
    let withdraw = format!("{own}/withdraw");
    let warned = citizen.get(&withdraw).await.body;
    assert!(
        warned.contains("бұрынғы шешім қайта күшіне енбейді"),
        "{warned}"
    );
    assert_eq!(citizen.post_form(&withdraw, &[]).await.status, 303);
    for page in [own.clone(), format!("{own}/result")] {
        let page = citizen.get(&page).await;
        assert_eq!(page.status, 200);
        assert!(
            page.body.contains("Бұрынғы шешімнің күші жойылды"),
            "{}",
            page.body
        );
        assert!(!page.body.contains("Жаңа шешім осы бетте"), "{}", page.body);
    }
    a_void_paper_is_known_as_void(&citizen, &case).await;
    // Whoever contests it can still read and print what it said.
    let case_page = citizen.get(&own).await.body;
    assert!(case_page.contains(&format!("{own}/result")), "{case_page}");
    let work = format!("/kk/staff/cases/{case}");
    let links = head.get(&work).await.body;
    assert!(links.contains(&format!("{work}/result")), "{links}");
    for paper in [
        citizen.get(&format!("{own}/result")).await.body,
        head.get(&format!("{work}/result")).await.body,
    ] {
        let (before, deed) = paper.split_once("class=\"deed\"").unwrap();
        assert!(deed.contains(journey::REASON), "{deed}");
        let (mark, _) = deed.split_once("deed__head").unwrap();
        for said in ["КҮШІ", "НЕ ДЕЙСТВУЕТ", "Қате есептелді."] {
            assert!(mark.contains(said), "{said}: {paper}");
        }
        assert!(before.contains("no-print"), "{before}");
    }
}

/// A case that is opened again behind its decision says that this stands, wherever somebody looks.
#[tokio::test]
async fn a_decision_that_stands_is_not_called_undone() {
    let server = Server::start().await;
    let (citizen, case) = journey::submitted(&server, 0).await;
    let store = server.store().await;
    journey::up_to_commission(&server, &store, &case).await;
    journey::granted(&server, &case).await;
    let head = server.login_staff("head").await;
    let reopen = format!("/kk/staff/cases/{case}/reopen");
    let offered = head.get(&reopen).await.body;
    for said in [
        "Шешім мен қолтаңба күшінде қалады",
        "Шешім күшінде қалады, оған қайта",
        "Шешімнің күші жойылады",
    ] {
        assert!(offered.contains(said), "{said}: {offered}");
    }
    let fields = [("to", "issue"), ("reason", "Қате берілді.")];
    assert_eq!(journey::act(&head, &reopen, &fields).await.status, 303);
    let own = format!("/kk/cabinet/cases/{case}");
    let shown = citizen.get(&own).await.body;
    assert!(shown.contains("Шешім күшінде, нәтиже қайта"), "{shown}");
    for wrong in ["Бұрынғы шешімнің күші жойылды", "Жаңа шешім осы"]
    {
        assert!(!shown.contains(wrong), "{wrong}: {shown}");
    }
    assert!(shown.contains("Іс қайта ашылды, нәтижесі"), "{shown}");
    let code = store.case(&case).await.unwrap().unwrap().code;
    let public = citizen.get(&format!("/kk/status/{code}")).await.body;
    assert!(public.contains("Шешім күшінде: орнына"), "{public}");
    let issued = [("outcome", "issued")];
    journey::step(&server, "registrar", &case, "issue", &issued).await;
    let shown = citizen.get(&own).await.body;
    assert!(!shown.contains("нәтиже қайта беріледі"), "{shown}");
    store.close().await;
}
