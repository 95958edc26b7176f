//! How a test opens a page with an island and acts on it.

use std::time::Duration;

use wasm_bindgen::{JsCast, JsValue, prelude::wasm_bindgen};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    Blob, BlobPropertyBag, Document, DomParser, Element, Event, EventInit, HtmlElement,
    HtmlInputElement, SupportedType, Url,
};

pub(crate) const START: &str = include_str!("../../../public/start.js");

/// Where the test runner serves the glue of this binary; its exports are those of the product.
pub(crate) const GLUE: &str = "/wasm-bindgen-test";

pub(crate) fn document() -> Document {
    web_sys::window().unwrap().document().unwrap()
}

/// Shows the page of a snapshot as the server sends it, without waking its islands.
pub(crate) fn show(snapshot: &str) {
    let html = snapshot.splitn(3, "---\n").nth(2).unwrap();
    let parsed = DomParser::new()
        .unwrap()
        .parse_from_string(html, SupportedType::TextHtml)
        .unwrap();
    let page = parsed.query_selector("main").unwrap().unwrap();
    let document = document();
    for old in ["main", "script[data-glue]"] {
        if let Some(old) = document.query_selector(old).unwrap() {
            old.remove();
        }
    }
    root().remove_attribute("data-islands").unwrap();
    document.body().unwrap().append_child(&page).unwrap();
}

/// Shows the page of a snapshot and lets `start.js` wake its islands.
pub(crate) async fn open(snapshot: &str) {
    show(snapshot);
    wake(GLUE);
    until("the islands are awake", || {
        root().has_attribute("data-islands")
    })
    .await;
}

/// Runs `start.js` as a page does that has its glue at `glue`.
pub(crate) fn wake(glue: &str) {
    let script = document().create_element("script").unwrap();
    // `start.js` runs from an address without a host here, so it needs the whole one.
    let glue = match glue.strip_prefix('/') {
        Some(path) => [&origin(), "/", path].concat(),
        None => glue.to_owned(),
    };
    for (name, value) in [
        ("type", "module"),
        ("data-glue", &glue),
        ("data-wasm", "/wasm-bindgen-test_bg.wasm"),
        ("src", &script_url(START)),
    ] {
        script.set_attribute(name, value).unwrap();
    }
    document().body().unwrap().append_child(&script).unwrap();
}

fn origin() -> String {
    web_sys::window().unwrap().location().origin().unwrap()
}

/// The address of a script with this text.
pub(crate) fn script_url(text: &str) -> String {
    let kind = BlobPropertyBag::new();
    kind.set_type("text/javascript");
    let parts = js_sys::Array::of1(&JsValue::from_str(text));
    let blob = Blob::new_with_str_sequence_and_options(&parts, &kind).unwrap();
    Url::create_object_url_with_blob(&blob).unwrap()
}

pub(crate) fn root() -> Element {
    document().document_element().unwrap()
}

pub(crate) fn element(selector: &str) -> HtmlElement {
    let found = document().query_selector(selector).unwrap();
    found.expect(selector).dyn_into().unwrap()
}

pub(crate) fn input(selector: &str) -> HtmlInputElement {
    element(selector).dyn_into().unwrap()
}

/// The text there, with its line ends.
pub(crate) fn text(selector: &str) -> String {
    element(selector).text_content().unwrap()
}

/// An event as the browser sends it; false if the page took it over.
pub(crate) fn fire(target: &Element, event: &str) -> bool {
    let how = EventInit::new();
    how.set_bubbles(event != "blur");
    how.set_cancelable(true);
    let event = Event::new_with_event_init_dict(event, &how).unwrap();
    target.dispatch_event(&event).unwrap()
}

/// Types into a field without leaving it.
pub(crate) fn type_in(selector: &str, typed: &str) {
    let field = element(selector);
    js_sys::Reflect::set(&field, &"value".into(), &typed.into()).unwrap();
    fire(&field, "input");
}

pub(crate) async fn sleep(time: Duration) {
    let waited = js_sys::Promise::new(&mut |done, _| {
        let time = i32::try_from(time.as_millis()).unwrap();
        let window = web_sys::window().unwrap();
        window
            .set_timeout_with_callback_and_timeout_and_arguments_0(&done, time)
            .unwrap();
    });
    JsFuture::from(waited).await.unwrap();
}

/// Long enough for everything that is under way in the page.
pub(crate) async fn settle() {
    sleep(Duration::from_millis(50)).await;
}

/// Waits until it is so.
pub(crate) async fn until(what: &str, is_so: impl Fn() -> bool) {
    for _ in 0..200 {
        if is_so() {
            return;
        }
        sleep(Duration::from_millis(10)).await;
    }
    panic!("not within two seconds: {what}");
}

#[wasm_bindgen(module = "/tests/browser/stubs.js")]
extern "C" {
    #[wasm_bindgen(js_name = stubFetch)]
    pub fn stub_fetch();
    #[wasm_bindgen(js_name = stubBeacons)]
    pub fn stub_beacons();
    #[wasm_bindgen(js_name = setHidden)]
    pub fn set_hidden(hidden: bool);
    pub fn leave();
    pub fn sent() -> Vec<String>;
    pub fn turns() -> Vec<f64>;
    pub fn answer(at: usize, status: u16, text: &str);
    pub fn fail(at: usize);
    #[wasm_bindgen(js_name = stubUploads)]
    pub fn stub_uploads();
    #[wasm_bindgen(js_name = breakUploads)]
    pub fn break_uploads(form: &Element) -> js_sys::Array;
    pub fn uploaded() -> Vec<String>;
    pub fn progress(at: usize, loaded: f64, total: f64);
    #[wasm_bindgen(js_name = uploadAnswered)]
    pub fn upload_answered(at: usize, status: u16, text: &str);
    #[wasm_bindgen(js_name = uploadBroke)]
    pub fn upload_broke(at: usize);
    pub fn choose(input: &Element, name: &str, size: usize);
    #[wasm_bindgen(js_name = stubEvents)]
    pub fn stub_events();
    pub fn listened() -> Vec<String>;
    pub fn told(data: &str);
    #[wasm_bindgen(js_name = takeWebAssembly)]
    pub fn take_web_assembly() -> js_sys::Function;
    #[wasm_bindgen(js_name = stillLoading)]
    pub fn still_loading() -> js_sys::Function;
    #[wasm_bindgen(js_name = pageLoaded)]
    pub fn page_loaded();
    #[wasm_bindgen(js_name = browserIdle)]
    pub fn browser_idle();
}
