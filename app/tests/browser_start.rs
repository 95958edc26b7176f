//! The Wasm module in a real browser: what `public/start.js` calls before it walks over the islands.

#![cfg(target_arch = "wasm32")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

#[wasm_bindgen_test]
fn starting_leaves_the_page_as_it_was_served() {
    let document = web_sys::window().unwrap().document().unwrap();
    let form = document.create_element("form").unwrap();
    form.set_inner_html("<label for=\"iin\">ЖСН</label><input id=\"iin\" value=\"typed\">");
    document.body().unwrap().append_child(&form).unwrap();
    let before = form.outer_html();

    app::hydrate();

    assert_eq!(form.outer_html(), before);
}
