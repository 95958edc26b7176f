//! The verdict under a question is the one of the server.

use app::islands::guide::Preview;
use domain::{condition::Truth, eligibility};
use wasm_bindgen_test::wasm_bindgen_test;

use crate::page::{GLUE, element, open, settle, show, text, until, wake};

const PAGE: &str = include_str!("../view/snapshots/view__islands__guide_preview.snap");

/// The radios of the question that the island watches.
fn choose(answer: &str) {
    element(&format!("[name=\"person.disability\"][value={answer}]")).click();
}

async fn says(wanted: &str) {
    until(wanted, || text(".preview") == wanted).await;
}

#[wasm_bindgen_test]
async fn each_answer_is_judged_as_the_act_judges_it() {
    open(PAGE).await;
    assert_eq!(text(".preview"), "");
    choose("yes");
    says("Open. Met: 3 · Not met: 0 · Unknown: 2").await;
    choose("no");
    says("Closed. Met: 2 · Not met: 1 · Unknown: 2").await;
    choose("unknown");
    says("Not known. Met: 2 · Not met: 0 · Unknown: 3").await;
    choose("yes");
    says("Open. Met: 3 · Not met: 0 · Unknown: 2").await;
}

#[wasm_bindgen_test]
async fn who_is_not_entitled_is_told_so_whatever_the_channel() {
    open(&PAGE.replace("fact person.resident yes", "fact person.resident no")).await;
    choose("yes");
    says("Not entitled. Met: 2 · Not met: 1 · Unknown: 2").await;
}

#[wasm_bindgen_test]
async fn the_verdict_is_the_one_of_the_domain() {
    open(PAGE).await;
    let told = element("leptos-island")
        .get_attribute("data-props")
        .unwrap();
    let preview = Preview::read(&told).unwrap();
    for answer in ["yes", "no", "unknown"] {
        let mut facts = preview.facts.clone();
        facts.set(&preview.fact, answer);
        let verdict = eligibility::verdict(&preview.requirements, &preview.channels, &facts);
        let first = match verdict.portal {
            Truth::Met => "Open.",
            Truth::NotMet => "Closed.",
            Truth::Unknown => "Not known.",
        };
        choose(answer);
        until(first, || text(".preview").starts_with(first)).await;
    }
}

#[wasm_bindgen_test]
async fn other_questions_say_nothing() {
    open(PAGE).await;
    element("[name=other][value=yes]").click();
    settle().await;
    assert_eq!(text(".preview"), "");
}

#[wasm_bindgen_test]
async fn an_answer_that_was_chosen_early_is_judged_on_waking() {
    show(PAGE);
    choose("yes");
    wake(GLUE);
    says("Open. Met: 3 · Not met: 0 · Unknown: 2").await;
}
