//! An answer is checked when its field is left, with the code and the words of the server.

use chrono::NaiveDate;
use domain::iin::{DEMO_SERIAL, Iin, Sex};
use wasm_bindgen_test::wasm_bindgen_test;

use crate::page::{element, fire, open, settle, text, type_in, until};

const CHECK_DIGIT: &str = "the check digit does not fit, check all 12 digits";
const PAGE: &str = include_str!("../view/snapshots/view__islands__field_check.snap");

/// A number of nobody.
fn fits() -> String {
    let born = NaiveDate::from_ymd_opt(1990, 1, 1).unwrap();
    let iin = Iin::generate(born, Sex::Female, DEMO_SERIAL).unwrap();
    iin.as_str().to_owned()
}

/// The same with another check digit.
fn wrong() -> String {
    let (first, last) = (fits()[..11].to_owned(), fits()[11..].parse::<u8>().unwrap());
    format!("{first}{}", (last + 1) % 10)
}

fn value(field: &str) -> String {
    let value = js_sys::Reflect::get(&element(&format!("#{field}")), &"value".into()).unwrap();
    value.as_string().unwrap()
}

fn said(field: &str) -> String {
    text(&format!("#{field}-live"))
}

async fn leave(field: &str, typed: &str) {
    type_in(&format!("#{field}"), typed);
    fire(&element(&format!("#{field}")), "blur");
    settle().await;
    assert_eq!(value(field), typed, "what is typed stays");
}

async fn is_refused(field: &str, typed: &str, message: &str) {
    leave(field, typed).await;
    assert_eq!(said(field), format!("“{field}”: {message}"), "{typed}");
    assert_eq!(
        element(&format!("#{field}"))
            .get_attribute("aria-invalid")
            .as_deref(),
        Some("true")
    );
}

async fn is_taken(field: &str, typed: &str) {
    leave(field, typed).await;
    assert_eq!(said(field), "", "{typed}");
    assert!(!element(&format!("#{field}")).has_attribute("aria-invalid"));
}

#[wasm_bindgen_test]
async fn an_iin_is_told_off_for_its_check_digit_and_not_while_it_is_unfinished() {
    open(PAGE).await;
    is_refused("iin", &wrong(), CHECK_DIGIT).await;
    is_taken("iin", &fits()).await;
    let spaced = [&wrong()[..6], " ", &wrong()[6..]].concat();
    is_refused("iin", &spaced, CHECK_DIGIT).await;
    is_taken("iin", &wrong()[..8]).await;
    is_refused("iin", &(fits() + "5"), "type 12 digits").await;
    is_refused("iin", "ЖСН", "type digits only").await;
    is_taken("iin", "").await;
}

#[wasm_bindgen_test]
async fn nothing_is_said_before_the_field_is_left() {
    open(PAGE).await;
    type_in("#iin", &wrong());
    settle().await;
    assert_eq!(said("iin"), "");
}

#[wasm_bindgen_test]
async fn a_mended_answer_is_no_longer_told_off_while_it_is_typed() {
    open(PAGE).await;
    leave("iin", &wrong()).await;
    assert_ne!(said("iin"), "");
    type_in("#iin", &fits());
    until("the message goes", || said("iin").is_empty()).await;
}

#[wasm_bindgen_test]
async fn every_kind_is_checked_in_the_words_of_the_server() {
    open(PAGE).await;
    is_refused(
        "name",
        "12",
        "write it in letters, for example: Example Anna",
    )
    .await;
    is_taken("name", "Үлгібаева Айсұлу").await;
    is_refused(
        "date",
        "31.02.2020",
        "there is no day 31 in February 2020, it has 29 days",
    )
    .await;
    is_refused(
        "date",
        "12.24.1965",
        "write the day first, then the month: 24.12.1965",
    )
    .await;
    is_refused(
        "name",
        "Aлия",
        "there are Latin letters among the Cyrillic ones: A. Write it in one alphabet",
    )
    .await;
    is_refused("date", "01.01.2999", "give today or a day in the past").await;
    is_taken("date", "24.11.2020").await;
    is_refused(
        "money",
        "many",
        "write the amount in figures, for example 184 500",
    )
    .await;
    is_refused("money", "10,50", "write whole tenge, without tiyn").await;
    is_refused(
        "money",
        "9999999999999",
        "the amount is too large, check the figures",
    )
    .await;
    is_taken("money", "184 500 ₸").await;
    is_refused(
        "phone",
        "12345",
        "write the number like this: +7 701 000 00 00",
    )
    .await;
    is_taken("phone", "8 (701) 000-00-00").await;
    is_refused(
        "email",
        "name@",
        "write the address like this: name@example.kz",
    )
    .await;
    is_taken("email", "name@example.kz").await;
}

#[wasm_bindgen_test]
async fn the_length_is_the_one_of_the_field() {
    open(PAGE).await;
    for field in ["short", "long"] {
        is_taken(field, "мәтін").await;
        is_refused(field, "мәтіні", "at most 5 characters").await;
        is_taken(field, "a\u{202e}b").await;
    }
}

#[wasm_bindgen_test]
async fn the_verdict_takes_the_place_of_the_served_one() {
    open(PAGE).await;
    let served = element("#served-error");
    leave("served", "").await;
    assert!(
        !served.hidden(),
        "a missing answer is the server's business"
    );
    is_refused("served", &wrong(), CHECK_DIGIT).await;
    assert!(served.hidden(), "one message at a time");
    is_taken("served", &fits()).await;
    assert!(served.hidden());
    assert_eq!(element(".field:has(#served)").class_name(), "field");
}

#[wasm_bindgen_test]
async fn the_message_describes_the_field() {
    open(PAGE).await;
    let described = |field: &str| element(field).get_attribute("aria-describedby").unwrap();
    assert_eq!(described("#iin"), "iin-hint iin-live");
    assert_eq!(described("#served"), "served-error served-live");
}

#[wasm_bindgen_test]
async fn the_characters_that_are_left_are_said_when_the_typing_rests() {
    open(PAGE).await;
    let counted = || text(".field:has(#long) .live-count");
    assert_eq!(counted(), "");
    type_in("#long", "a\nb");
    settle().await;
    assert_eq!(counted(), "", "not at every key");
    until("the count is said", || counted() == "Left: 2").await;
    type_in("#long", "1234567");
    until("the count is said", || counted() == "Too many by: 2").await;
}

#[wasm_bindgen_test]
async fn a_message_that_a_translator_wrapped_still_goes() {
    open(PAGE).await;
    leave("iin", &wrong()).await;
    element("#iin-live").set_inner_html("<font><font>the check digit</font></font>");
    leave("iin", &fits()).await;
    assert_eq!(said("iin"), "");
}
