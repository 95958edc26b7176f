//! In which language to write what the applicant reads, and what a paper in two languages says of it.

use crate::common::{Browser, Server, journey};

/// Whoever types what the applicant reads is told once in which language; whoever writes to colleagues alone is not.
pub(crate) async fn asked(official: &Browser, page: &str, times: usize) {
    let shown = official.get(page).await.body;
    let told = shown.matches("қазақша жазыңыз").count();
    assert_eq!(told, times, "{page}: {shown}");
}

#[tokio::test]
async fn what_the_applicant_reads_is_asked_for_in_their_language() {
    let server = Server::start().await;
    let (citizen, case) = journey::submitted(&server, 0).await;
    let work = format!("/kk/staff/cases/{case}");
    let registrar = server.login_staff("registrar").await;
    asked(&registrar, &work, 1).await;
    for (act, times) in [("correction", 1), ("stop", 1), ("note", 0)] {
        asked(&registrar, &format!("{work}/{act}"), times).await;
    }
    let store = server.store().await;
    journey::up_to_commission(&server, &store, &case).await;
    store.close().await;
    let special = server.login_staff("special").await;
    asked(&special, &work, 1).await;
    asked(&special, &format!("{work}/return"), 0).await;
    journey::refused(&server, &case).await;
    let head = server.login_staff("head").await;
    asked(&head, &format!("{work}/reopen"), 1).await;
    the_other_half_says_whose_words_it_has(&citizen, &case).await;
}

async fn the_other_half_says_whose_words_it_has(citizen: &Browser, case: &str) {
    let page = format!("/kk/cabinet/cases/{case}/result");
    let paper = citizen.get(&page).await.body;
    let (kazakh, russian) = paper.split_once("lang=\"ru\">").expect("two halves");
    let marked = format!("<span lang=\"kk\">{}", journey::REASON);
    assert!(!kazakh.contains(&marked), "{kazakh}");
    assert!(russian.contains(&marked), "{russian}");
    let told = "на языке, на котором её написал орган: по-казахски";
    assert_eq!(paper.matches(told).count(), 1, "{paper}");
    assert!(!paper.contains("мекеме жазған тілде"), "{paper}");
}
