//! Checks an answer when the person leaves its field, with the same code and the same words as the server.

use domain::regulation::FieldKind;
use leptos::prelude::*;

use super::mount;

/// Says above the field `input_id` what is wrong with its answer, until it is mended.
#[component]
pub fn FieldCheck(
    /// The id of the text field to watch.
    input_id: String,
    /// What the field takes.
    kind: FieldKind,
    /// The longest answer, in characters.
    most: usize,
    /// What is said of a refused answer, by the key of its code. What has no text here is left to the server.
    texts: Vec<(&'static str, String)>,
) -> impl IntoView {
    let kind = KINDS
        .iter()
        .find(|(_, known)| *known == kind)
        .map_or_else(String::new, |(id, _)| (*id).to_owned());
    let texts: Vec<String> = texts
        .iter()
        .map(|(key, text)| [key, " ", text].concat())
        .collect();
    let told = CheckTexts {
        input_id,
        kind,
        most: most.to_string(),
        texts: texts.join("\n"),
    };
    mount::island("field_check", told, view)
}

mount::props! {
    CheckTexts {
        input_id,
        kind,
        most,
        texts,
    }
}

/// The kinds of field in which people type.
const KINDS: [(&str, FieldKind); 11] = [
    ("text", FieldKind::Text),
    ("long-text", FieldKind::LongText),
    ("name", FieldKind::Name),
    ("iin", FieldKind::Iin),
    ("date", FieldKind::Date),
    ("money", FieldKind::Money),
    ("phone", FieldKind::Phone),
    ("email", FieldKind::Email),
    ("bin", FieldKind::Bin),
    ("iban", FieldKind::Iban),
    ("number", FieldKind::Number),
];

fn view(told: CheckTexts) -> impl IntoView {
    let id = [&told.input_id, "-live"].concat();
    let said = RwSignal::new(String::new());
    let counted = RwSignal::new(String::new());
    let known = KINDS.iter().find(|(id, _)| *id == told.kind);
    let kind = known.map(|(_, kind)| *kind);
    let counts = kind == Some(FieldKind::LongText);
    #[cfg(target_arch = "wasm32")]
    if let (Some(kind), Ok(most)) = (kind, told.most.parse()) {
        let check = browser::CheckProps {
            input_id: told.input_id,
            kind,
            most,
            texts: told.texts,
        };
        browser::watch(check, said, counted);
    }
    let counter = counts.then(|| {
        view! { <p role="status" class="live-count" prop:textContent=move || counted.get()></p> }
    });
    // As a property: a browser that translates the page wraps texts, and one that is wrapped cannot be changed.
    view! {
        <p role="status" class="live-error" id=id prop:textContent=move || said.get()></p>
        {counter}
    }
}

/// Wakes the island; called by `start.js`.
#[cfg(target_arch = "wasm32")]
#[wasm_bindgen::prelude::wasm_bindgen]
pub fn field_check(element: &web_sys::HtmlElement) {
    mount::wake(element, view);
}

#[cfg(target_arch = "wasm32")]
mod browser {
    use std::{cell::Cell, rc::Rc};

    use chrono::NaiveDate;
    use domain::{
        form::{self, ErrorCode},
        iin::IinError,
        regulation::FieldKind,
    };
    use leptos::prelude::*;
    use wasm_bindgen::JsCast;
    use web_sys::{Element, HtmlInputElement, HtmlTextAreaElement};

    use crate::islands::dom;

    /// What the island is told of its field.
    pub(super) struct CheckProps {
        pub(super) input_id: String,
        pub(super) kind: FieldKind,
        /// The longest answer, in characters.
        pub(super) most: usize,
        /// What is said, a text a line, each after its key.
        pub(super) texts: String,
    }

    /// A field with what can be said of it.
    struct Watched {
        id: String,
        input: Element,
        kind: FieldKind,
        most: usize,
        texts: String,
        said: RwSignal<String>,
        counted: RwSignal<String>,
        /// How often something was typed, so that the count is said when the typing rests.
        typed: Cell<u32>,
    }

    /// Typing rests for so long before the count is said. Milliseconds.
    const REST: i32 = 700;

    pub(super) fn watch(told: CheckProps, said: RwSignal<String>, counted: RwSignal<String>) {
        let CheckProps {
            input_id: id,
            kind,
            most,
            texts,
        } = told;
        let Some(input) = dom::by_id::<Element>(&id) else {
            return;
        };
        let described = input.get_attribute("aria-describedby").unwrap_or_default();
        let described = [&described, " ", &id, "-live"].concat();
        let _ = input.set_attribute("aria-describedby", described.trim_start());
        let field = Rc::new(Watched {
            id,
            input,
            kind,
            most,
            texts,
            said,
            counted,
            typed: Cell::new(0),
        });

        // A message that came while a button is pressed would move it away under the pointer: it waits for the click.
        let due = Rc::new(Cell::new(false));
        let (left, waiting) = (field.clone(), due.clone());
        dom::listen(&field.input, "blur", move |_| match dom::is_pressing() {
            true => waiting.set(true),
            false => left.check(),
        });
        let clicked = field.clone();
        dom::listen(&window(), "click", move |_| {
            if due.replace(false) {
                clicked.check();
            }
        });
        let typed = field.clone();
        dom::listen(&field.input, "input", move |_| {
            if !typed.said.with_untracked(String::is_empty) {
                typed.check();
            }
            if kind == FieldKind::LongText {
                typed.clone().count();
            }
        });
        // Typed and left before this ran.
        if dom::is_changed(&field.input) && field.input.matches(":not(:focus)").unwrap_or_default()
        {
            field.check();
        }
    }

    impl Watched {
        fn check(&self) {
            let typed = self.typed();
            // What is missing the server says when the form is sent.
            if typed.trim().is_empty() && self.said.with_untracked(String::is_empty) {
                return;
            }
            let wrong = form::read(self.kind, self.most, &typed, today())
                .err()
                .filter(|code| !is_unfinished(*code, &typed))
                .and_then(|code| self.refusal(code));
            // This verdict takes the place of the one that the page was served with.
            if let Some(served) = dom::by_id::<Element>(&[&self.id, "-error"].concat()) {
                let _ = served.set_attribute("hidden", "");
            }
            let _ = match wrong {
                Some(_) => self.input.set_attribute("aria-invalid", "true"),
                None => self.input.remove_attribute("aria-invalid"),
            };
            if let Ok(Some(field)) = self.input.closest(".field") {
                let _ = field
                    .class_list()
                    .toggle_with_force("field--error", wrong.is_some());
            }
            self.said.set(wrong.unwrap_or_default());
        }

        fn typed(&self) -> String {
            match self.input.dyn_ref::<HtmlInputElement>() {
                Some(input) => input.value(),
                None => self
                    .input
                    .dyn_ref::<HtmlTextAreaElement>()
                    .map_or_else(String::new, HtmlTextAreaElement::value),
            }
        }

        fn refusal(&self, code: ErrorCode) -> Option<String> {
            let mut text = self.text(code.key())?.to_owned();
            for (name, detail) in code.details() {
                let month = detail.parse::<usize>().ok().filter(|_| name == "month");
                let word = month
                    .and_then(|month| self.text("months")?.split(", ").nth(month.checked_sub(1)?));
                text = text.replace(&["{", name, "}"].concat(), word.unwrap_or(&detail));
            }
            Some(text)
        }

        fn text(&self, key: &str) -> Option<&str> {
            let mut texts = self.texts.lines();
            texts.find_map(|line| line.strip_prefix(key)?.strip_prefix(' '))
        }

        /// Says how many characters are left, when the typing rests: not at every key.
        fn count(self: Rc<Self>) {
            let typed = self.typed.get().wrapping_add(1);
            self.typed.set(typed);
            dom::after(REST, move || {
                if self.typed.get() != typed {
                    return;
                }
                let length = form::length(self.kind, &self.typed());
                let (key, rest) = match self.most.checked_sub(length) {
                    Some(left) => ("left", left),
                    None => ("over", length - self.most),
                };
                let text = self.text(key).unwrap_or_default();
                self.counted.set(text.replace("{n}", &rest.to_string()));
            });
        }
    }

    /// Fewer digits than an ИИН has: the person may be looking for the rest.
    fn is_unfinished(code: ErrorCode, typed: &str) -> bool {
        code == ErrorCode::Iin(IinError::Length)
            && typed.chars().filter(char::is_ascii_digit).count() < 12
    }

    fn today() -> NaiveDate {
        let now = js_sys::Date::new_0();
        let year = i32::try_from(now.get_full_year()).unwrap_or_default();
        NaiveDate::from_ymd_opt(year, now.get_month() + 1, now.get_date()).unwrap_or(NaiveDate::MAX)
    }
}
