//! The open page of a case follows what happens to it.

use wasm_bindgen_test::wasm_bindgen_test;

use crate::page::{
    answer, document, element, fail, listened, open, sent, settle, stub_events, stub_fetch, text,
    told, until,
};

const PAGE: &str = include_str!("../view/snapshots/view__islands__live_status.snap");
const GET: &str = "GET /kk/cabinet/cases/1";

fn page(content: &str) -> String {
    format!(
        "<!DOCTYPE html><title>t</title><main><section id=\"case-live\">{content}</section></main>"
    )
}

/// The page at sequence number 7.
async fn watch() {
    stub_fetch();
    stub_events();
    open(PAGE).await;
    assert_eq!(listened(), ["/kk/cabinet/cases/1/events"]);
}

async fn sent_are(number: usize) {
    until("the page is asked for", || sent().len() == number).await;
    settle().await;
    assert_eq!(sent(), vec![GET; number]);
}

fn link_is_offered() -> bool {
    !element(".live p:has(a)").hidden()
}

async fn the_link_is_offered() {
    until("the link is offered", link_is_offered).await;
    let link = element(".live a");
    assert_eq!(link.inner_text(), "Load again");
    assert_eq!(link.get_attribute("href").unwrap(), "/kk/cabinet/cases/1");
    assert_eq!(text("#case-live"), "as served");
}

#[wasm_bindgen_test]
async fn a_newer_entry_brings_the_page_up_to_date() {
    watch().await;
    told("8");
    sent_are(1).await;
    assert_eq!(text("#case-live"), "as served");
    answer(0, 200, &page("signed"));
    until("the new part is shown", || text("#case-live") == "signed").await;
    until("it is said", || text(".live p") == "Brought up to date").await;
    assert!(!link_is_offered());

    told("9");
    sent_are(2).await;
    answer(1, 200, &page("issued"));
    until("the next one is shown", || text("#case-live") == "issued").await;
}

#[wasm_bindgen_test]
async fn what_the_page_shows_already_is_not_asked_for() {
    watch().await;
    for seq in ["7", "6", "0", "", "words"] {
        told(seq);
    }
    sent_are(0).await;
    told("8");
    told("8");
    sent_are(1).await;
}

#[wasm_bindgen_test]
async fn a_lost_connection_offers_the_link() {
    watch().await;
    told("8");
    sent_are(1).await;
    fail(0);
    the_link_is_offered().await;

    // The next event may succeed: then there is nothing to load again.
    told("9");
    sent_are(2).await;
    answer(1, 200, &page("signed"));
    until("the new part is shown", || text("#case-live") == "signed").await;
    until("the link goes", || !link_is_offered()).await;
}

#[wasm_bindgen_test]
async fn a_refusal_offers_the_link() {
    watch().await;
    told("8");
    sent_are(1).await;
    answer(0, 503, &page("an error page"));
    the_link_is_offered().await;
}

#[wasm_bindgen_test]
async fn another_page_offers_the_link() {
    watch().await;
    told("8");
    sent_are(1).await;
    answer(0, 200, "<!DOCTYPE html><title>Login</title><main></main>");
    the_link_is_offered().await;
}

#[wasm_bindgen_test]
async fn a_late_answer_does_not_replace_a_newer_one() {
    watch().await;
    told("8");
    sent_are(1).await;
    told("9");
    sent_are(2).await;
    answer(1, 200, &page("newer"));
    until("the newer is shown", || text("#case-live") == "newer").await;
    answer(0, 200, &page("older"));
    settle().await;
    assert_eq!(text("#case-live"), "newer");
}

fn focused_text() -> String {
    let focused = document().active_element().unwrap();
    focused.text_content().unwrap()
}

#[wasm_bindgen_test]
async fn whoever_was_in_the_part_stays_where_they_were() {
    watch().await;
    let links = |first: &str, second: &str| {
        page(&format!(
            "<a href=\"/a\">{first}</a> <a href=\"/b\">other</a> <a href=\"/a\">{second}</a> <button id=\"do\">{first}</button>"
        ))
    };
    told("8");
    sent_are(1).await;
    answer(0, 200, &links("one", "two"));
    until("the links are there", || text("#case-live").contains("two")).await;

    // Of two like links the same one.
    element("#case-live a:last-of-type").focus().unwrap();
    told("9");
    sent_are(2).await;
    answer(1, 200, &links("three", "four"));
    until("it is new", || text("#case-live").contains("four")).await;
    assert_eq!(focused_text(), "four");

    // By its id.
    element("#do").focus().unwrap();
    told("10");
    sent_are(3).await;
    answer(2, 200, &links("five", "six"));
    until("it is new", || text("#case-live").contains("six")).await;
    assert_eq!(document().active_element().unwrap().id(), "do");

    // What is gone leaves them in the part.
    told("11");
    sent_are(4).await;
    answer(3, 200, &page("ended"));
    until("it is new", || text("#case-live") == "ended").await;
    assert_eq!(document().active_element().unwrap().id(), "case-live");
}

#[wasm_bindgen_test]
async fn whoever_was_elsewhere_is_left_alone() {
    watch().await;
    told("8");
    sent_are(1).await;
    fail(0);
    the_link_is_offered().await;
    element(".live a").focus().unwrap();
    told("9");
    sent_are(2).await;
    answer(1, 200, &page("<a href=\"/kk/cabinet/cases/1\">signed</a>"));
    until("the new part is shown", || text("#case-live") == "signed").await;
    assert!(!element("#case-live").contains(document().active_element().as_deref()));
}
