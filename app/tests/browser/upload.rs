//! Files are sent with a bar and a way to stop; whatever goes wrong is said and the form stays.

use wasm_bindgen_test::wasm_bindgen_test;

use crate::page::{
    break_uploads, choose, element, fire, open, progress, settle, stub_uploads, text, until,
    upload_answered, upload_broke, uploaded,
};

const PAGE: &str = include_str!("../view/snapshots/view__islands__upload.snap");
const SENT: &str = "POST /kk/drafts/1/documents/identity Accept: text/plain құжат.pdf";

/// Submits the form; false if the island took over.
fn submit() -> bool {
    fire(&element("#upload"), "submit")
}

fn says(message: &str) -> bool {
    text("[role=status]") == message
}

fn bar_is_shown() -> bool {
    !element(".upload").hidden()
}

fn bar() -> (String, String) {
    (
        text(".upload p"),
        element("progress").get_attribute("value").unwrap(),
    )
}

/// A page where a file of allowed size is under way.
async fn sending() {
    stub_uploads();
    open(PAGE).await;
    assert!(!bar_is_shown());
    choose(&element("#files"), "құжат.pdf", 10);
    assert!(!submit());
    assert_eq!(uploaded(), [SENT]);
    until("the bar is shown", bar_is_shown).await;
}

/// Nothing is under way; the files are still chosen and can be sent again.
async fn ended(message: &str) {
    until(message, || says(message)).await;
    until("the bar goes", || !bar_is_shown()).await;
    let before = uploaded().len();
    assert!(!submit());
    assert_eq!(uploaded().len(), before + 1);
    until("the old message goes", || says("")).await;
}

#[wasm_bindgen_test]
async fn a_form_without_files_is_left_to_the_browser() {
    stub_uploads();
    open(PAGE).await;
    assert!(submit());
    assert!(uploaded().is_empty());
}

#[wasm_bindgen_test]
async fn a_file_that_is_too_large_is_not_sent() {
    stub_uploads();
    open(PAGE).await;
    choose(&element("#files"), "сурет.jpg", 11);
    assert!(!submit());
    until("it is said", || says("Too large: сурет.jpg")).await;
    assert!(uploaded().is_empty());
    assert!(!bar_is_shown());

    choose(&element("#files"), "құжат.pdf", 10);
    assert!(!submit());
    until("the message goes", || says("")).await;
    assert_eq!(uploaded(), [SENT]);
}

#[wasm_bindgen_test]
async fn the_bar_follows_the_upload() {
    sending().await;
    assert_eq!(bar(), ("Sending 0%".to_owned(), "0".to_owned()));
    progress(0, 1.0, 3.0);
    until("a third", || {
        bar() == ("Sending 33%".to_owned(), "33".to_owned())
    })
    .await;
    progress(0, 9.0, 0.0);
    settle().await;
    assert_eq!(bar().1, "33", "a length that is not known moves nothing");
    progress(0, 3.0, 3.0);
    until("all", || {
        bar() == ("Sending 100%".to_owned(), "100".to_owned())
    })
    .await;
}

#[wasm_bindgen_test]
async fn a_second_press_does_not_send_twice() {
    sending().await;
    assert!(!submit());
    assert_eq!(uploaded(), [SENT]);
}

#[wasm_bindgen_test]
async fn it_can_be_stopped() {
    sending().await;
    element(".upload button").click();
    ended("Stopped").await;
}

#[wasm_bindgen_test]
async fn a_broken_connection_is_said() {
    sending().await;
    upload_broke(0);
    ended("The connection broke").await;
}

#[wasm_bindgen_test]
async fn what_the_server_refuses_is_said_in_its_words() {
    sending().await;
    upload_answered(0, 422, "құжат.pdf: empty\nсурет.jpg: no picture");
    ended("құжат.pdf: empty\nсурет.jpg: no picture").await;
}

#[wasm_bindgen_test]
async fn what_the_server_cannot_take_is_not_blamed_on_the_connection() {
    sending().await;
    let answers = [
        (503, "The portal is away"),
        (408, "The portal is away"),
        (429, "Too much was sent"),
        (404, "Nothing is there"),
        (409, "Nothing is there"),
        (410, "Nothing is there"),
        (500, "The portal failed"),
        (403, "The portal failed"),
        (200, "The portal failed"),
    ];
    for (at, (status, said)) in answers.into_iter().enumerate() {
        upload_answered(at, status, "<!DOCTYPE html>");
        ended(said).await;
    }
}

#[wasm_bindgen_test]
async fn what_was_submitted_meanwhile_leads_to_its_case() {
    sending().await;
    upload_answered(0, 409, "/kk/cabinet/cases/1");
    until("it is said", || says("Submitted already")).await;
    let link = element("a[href='/kk/cabinet/cases/1']");
    assert_eq!(link.text_content().unwrap(), "Open the case");
    assert!(!link.parent_element().unwrap().has_attribute("hidden"));
    assert!(!bar_is_shown());
}

#[wasm_bindgen_test]
async fn success_leads_to_where_the_server_says() {
    sending().await;
    // An address within this page, so that the test goes on.
    let location = web_sys::window().unwrap().location();
    let before = location.hash().unwrap();
    upload_answered(
        0,
        200,
        &format!("{}#attached", location.pathname().unwrap()),
    );
    until("the browser goes there", || {
        location.hash().unwrap() == "#attached"
    })
    .await;
    until("the bar goes", || !bar_is_shown()).await;
    assert!(says(""));
    location.set_hash(&before).unwrap();
}

#[wasm_bindgen_test]
async fn where_a_script_cannot_send_the_form_does() {
    open(PAGE).await;
    let happened = break_uploads(&element("#upload"));
    choose(&element("#files"), "құжат.pdf", 10);
    assert!(!submit());
    assert_eq!(happened.length(), 1);
    assert!(!bar_is_shown());
}

#[wasm_bindgen_test]
async fn a_session_that_ended_is_no_broken_connection() {
    sending().await;
    upload_answered(0, 401, "/kk/login");
    until("it is said", || says("Logged out")).await;
    let link = element("a");
    until("the way to the login is shown", || {
        !link.parent_element().unwrap().has_attribute("hidden")
    })
    .await;
    let href = link.get_attribute("href").unwrap();
    assert!(href.starts_with("/kk/login?next="), "{href}");
}
