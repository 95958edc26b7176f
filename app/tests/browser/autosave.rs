//! What was typed is saved when it changes, and stays as it was typed.

use app::islands::autosave::TURN;
use wasm_bindgen::JsCast;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::{FormData, HtmlFormElement};

use crate::page::{
    GLUE, answer, element, fail, fire, input, leave, open, root, sent, set_hidden, settle, show,
    stub_beacons, stub_fetch, text, turns, type_in, until, wake,
};

const PAGE: &str = include_str!("../view/snapshots/view__islands__autosave.snap");
const PATH: &str = "POST /kk/drafts/1/topic/autosave";

fn change(selector: &str, typed: &str) {
    type_in(selector, typed);
    fire(&element(selector), "change");
}

async fn sent_are(number: usize) {
    until(&format!("{number} requests"), || sent().len() >= number).await;
    settle().await;
    assert_eq!(sent().len(), number, "{:?}", sent());
}

async fn says(wanted: &str) {
    until(wanted, || text(".autosave").starts_with(wanted)).await;
}

#[wasm_bindgen_test]
async fn a_change_is_saved_once_and_the_time_is_said() {
    stub_fetch();
    open(PAGE).await;
    type_in("#name", "Үлгі & Сынақ");
    settle().await;
    assert!(sent().is_empty(), "not at every key");

    fire(&element("#name"), "change");
    sent_are(1).await;
    assert_eq!(
        sent()[0],
        format!("{PATH} name=%D2%AE%D0%BB%D0%B3%D1%96+%26+%D0%A1%D1%8B%D0%BD%D0%B0%D2%9B")
    );
    assert_eq!(text(".autosave"), "", "nothing is said before it is saved");

    answer(0, 204, "");
    says("Saved at ").await;
    let said = text(".autosave");
    let (hours, minutes) = said["Saved at ".len()..].split_once(':').unwrap();
    assert_eq!((hours.len(), minutes.len()), (2, 2), "{said}");
    sent_are(1).await;
}

#[wasm_bindgen_test]
async fn radios_are_saved_at_once() {
    stub_fetch();
    open(PAGE).await;
    element("#yes").click();
    sent_are(1).await;
    assert_eq!(sent()[0], format!("{PATH} name=served&disability=yes"));
}

#[wasm_bindgen_test]
async fn what_is_not_saved_is_said() {
    stub_fetch();
    open(PAGE).await;
    // The login page after a lost session, as the answer or asked for by it.
    for (at, (status, said)) in [
        (200, "The session has ended"),
        (204, "Saved at "),
        (403, "The session has ended"),
        (503, "Not saved yet"),
        (409, "Changed elsewhere"),
        (410, "Changed elsewhere"),
        (204, "Saved at "),
    ]
    .into_iter()
    .enumerate()
    {
        change("#name", &at.to_string());
        sent_are(at + 1).await;
        answer(at, status, "");
        says(said).await;
    }
    change("#name", "on a broken line");
    sent_are(8).await;
    fail(7);
    says("Not saved").await;
}

#[wasm_bindgen_test]
async fn what_is_typed_is_saved_when_the_typing_rests() {
    stub_fetch();
    open(PAGE).await;
    type_in("#name", "one");
    type_in("#name", "two");
    until("it is sent", || !sent().is_empty()).await;
    assert_eq!(sent(), [format!("{PATH} name=two")]);
}

#[wasm_bindgen_test]
async fn what_changes_during_a_request_goes_with_the_next_one() {
    stub_fetch();
    open(PAGE).await;
    change("#name", "one");
    sent_are(1).await;
    change("#name", "two");
    change("#name", "three");
    sent_are(1).await;
    answer(0, 204, "");
    sent_are(2).await;
    assert_eq!(sent()[1], format!("{PATH} name=three"));
    answer(1, 204, "");
    says("Saved at ").await;
    sent_are(2).await;
}

#[wasm_bindgen_test]
async fn what_is_typed_stays() {
    stub_fetch();
    show(PAGE);
    // Typed before the Wasm came.
    input("#name").set_value("typed early");
    wake(GLUE);
    until("the islands are awake", || {
        root().has_attribute("data-islands")
    })
    .await;
    assert_eq!(input("#name").value(), "typed early");
    sent_are(1).await;
    assert_eq!(sent(), [format!("{PATH} name=typed+early")]);
    assert_eq!(input("#name").value(), "typed early");
    input("#name").set_value("typed during the request");
    answer(0, 204, "name=other");
    says("Saved at ").await;
    assert_eq!(input("#name").value(), "typed during the request");
}

const LEFT: &str = "BEACON /kk/drafts/1/topic/autosave";

#[wasm_bindgen_test]
async fn what_is_not_saved_is_sent_on_leaving() {
    stub_fetch();
    stub_beacons();
    open(PAGE).await;
    leave();
    assert!(sent().is_empty(), "nothing was typed");

    // Typed in a field that was not left.
    type_in("#name", "one");
    leave();
    assert_eq!(sent(), [format!("{LEFT} name=one")]);
    set_hidden(true);
    set_hidden(false);
    assert_eq!(sent().len(), 1, "once is enough");

    // Changed during a request, whose answer may never come.
    change("#name", "two");
    sent_are(2).await;
    type_in("#name", "three");
    set_hidden(true);
    set_hidden(false);
    assert_eq!(sent()[2], format!("{LEFT} name=three"));
    // Whichever comes last, the server knows the newest; what the page's own button sends is newer than all.
    assert_eq!(turns(), [1.0, 2.0, 3.0]);
    let form: HtmlFormElement = element("form").dyn_into().unwrap();
    let posted = FormData::new_with_form(&form).unwrap();
    assert_eq!(posted.get(TURN).as_string().as_deref(), Some("4"));
}

#[wasm_bindgen_test]
async fn what_is_saved_is_not_sent_on_leaving() {
    stub_fetch();
    stub_beacons();
    open(PAGE).await;
    change("#name", "one");
    sent_are(1).await;
    answer(0, 204, "");
    says("Saved at ").await;
    leave();
    sent_are(1).await;

    // The page's own button sends it.
    type_in("#name", "two");
    fire(&element("form"), "submit");
    leave();
    sent_are(1).await;

    // What was refused goes once more.
    change("#name", "three");
    sent_are(2).await;
    answer(1, 503, "");
    says("Not saved").await;
    leave();
    assert_eq!(sent()[2], format!("{LEFT} name=three"));
}
