//! `public/start.js`: when it loads the Wasm, and that the page stays whole where that fails.

use js_sys::Function;
use wasm_bindgen::JsValue;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::page::{
    GLUE, browser_idle, element, open, page_loaded, root, script_url, settle, show, still_loading,
    take_web_assembly, until, wake,
};

const PAGE: &str = include_str!("../view/snapshots/view__islands__autosave.snap");
const FIELDS: &str = include_str!("../view/snapshots/view__islands__field_check.snap");

/// What the glue of a build has to offer; it notes on the page what is called.
const NOTING: &str = r#"
    const note = (line) => (document.documentElement.dataset.notes = [document.documentElement.dataset.notes, line].filter(Boolean).join(" "));
    note("imported");
    export default async (how) => note(how.module_or_path);
    export const hydrate = () => note("hydrate");
    export const autosave = (element) => note(element.localName);
"#;

fn show_afresh(snapshot: &str) -> String {
    root().remove_attribute("data-notes").unwrap();
    show(snapshot);
    element("main").outer_html()
}

fn notes() -> String {
    root().get_attribute("data-notes").unwrap_or_default()
}

/// Runs `start.js` where something fails; the page is as the server wrote it.
async fn stays_as_served(page: &str, glue: &str) {
    let served = show_afresh(page);
    wake(glue);
    for _ in 0..4 {
        settle().await;
    }
    assert!(!root().has_attribute("data-islands"));
    assert_eq!(element("main").outer_html(), served);
}

fn call(function: &Function) {
    function.call0(&JsValue::NULL).unwrap();
}

#[wasm_bindgen_test]
async fn the_wasm_is_loaded_and_each_island_woken() {
    show_afresh(PAGE);
    wake(&script_url(NOTING));
    until("the islands are awake", || {
        root().get_attribute("data-islands").as_deref() == Some("ready")
    })
    .await;
    assert_eq!(
        notes(),
        "imported /wasm-bindgen-test_bg.wasm hydrate leptos-island"
    );
}

#[wasm_bindgen_test]
async fn a_page_without_islands_loads_nothing() {
    let page = "---\n---\n<main><p>Text</p></main>";
    stays_as_served(page, &script_url(NOTING)).await;
    assert_eq!(notes(), "");
}

#[wasm_bindgen_test]
async fn nothing_is_loaded_before_the_page_is_usable() {
    let restore = still_loading();
    show_afresh(PAGE);
    wake(&script_url(NOTING));
    settle().await;
    settle().await;
    assert_eq!(notes(), "", "the page is loading");
    page_loaded();
    settle().await;
    assert_eq!(notes(), "", "the browser is busy");
    browser_idle();
    until("it is loaded", || notes().starts_with("imported")).await;
    call(&restore);
}

#[wasm_bindgen_test]
async fn without_web_assembly_the_page_stays_as_served() {
    let restore = take_web_assembly();
    stays_as_served(PAGE, &script_url(NOTING)).await;
    assert_eq!(notes(), "", "nothing is fetched in vain");
    call(&restore);
}

#[wasm_bindgen_test]
async fn without_the_glue_the_page_stays_as_served() {
    stays_as_served(PAGE, "/no-such-glue.js").await;
}

#[wasm_bindgen_test]
async fn with_a_wasm_that_does_not_start_the_page_stays_as_served() {
    let broken = NOTING.replace("async (how) =>", "async (how) => { throw new Error(how) };");
    stays_as_served(PAGE, &script_url(&broken)).await;
    assert_eq!(notes(), "imported");
}

#[wasm_bindgen_test]
async fn an_island_that_the_build_lacks_leaves_the_others_awake() {
    let page = FIELDS.replacen(
        "data-component=\"field_check\"",
        "data-component=\"gone\"",
        1,
    );
    open(&page).await;
    let described = |field: &str| element(field).get_attribute("aria-describedby").unwrap();
    assert_eq!(described("#name"), "name-hint");
    assert_eq!(described("#iin"), "iin-hint iin-live");
}

#[wasm_bindgen_test]
async fn waking_leaves_the_page_as_it_was_served() {
    let served = show_afresh(PAGE);
    wake(GLUE);
    until("the islands are awake", || {
        root().has_attribute("data-islands")
    })
    .await;
    settle().await;
    assert_eq!(element("main").outer_html(), served);
}
