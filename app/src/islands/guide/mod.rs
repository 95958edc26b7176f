//! Says under a question of the guide what the chosen answer means, with the same code as the verdict page.

use domain::{
    condition::{Facts, Truth},
    eligibility,
    regulation::{Channel, Requirement},
};
use leptos::prelude::*;

use super::mount;

mod rules;

/// What the island needs to know; written as text by [`Preview::write`].
#[derive(Clone, Debug)]
pub struct Preview {
    /// The fact that the question sets; also the name of its radio buttons.
    pub fact: String,
    /// The other answers.
    pub facts: Facts,
    /// The requirements, without their words.
    pub requirements: Vec<Requirement>,
    /// The channels, without their words.
    pub channels: Vec<Channel>,
    /// What is said, in the reader's language.
    pub words: Words,
}

/// What the preview says.
#[derive(Clone, Debug, Default)]
pub struct Words {
    /// The portal is open to the person.
    pub portal_open: String,
    /// It is not: the person applies elsewhere.
    pub portal_closed: String,
    /// It is not known yet.
    pub portal_unknown: String,
    /// A requirement of the service is not met.
    pub not_entitled: String,
    /// «Met».
    pub met: String,
    /// «Not met».
    pub not_met: String,
    /// «Not known».
    pub unknown: String,
}

/// Shows the preview as soon as an answer is chosen.
#[component]
pub fn GuidePreview(
    /// A [`Preview`] as text.
    data: String,
) -> impl IntoView {
    mount::island("guide_preview", PreviewTexts { data }, view)
}

mount::props! {
    PreviewTexts { data }
}

fn view(told: PreviewTexts) -> impl IntoView {
    let said = RwSignal::new(String::new());
    #[cfg(target_arch = "wasm32")]
    browser::watch(told, said);
    #[cfg(not(target_arch = "wasm32"))]
    let _ = told;
    view! {
        <p
            role="status"
            class="preview"
            class:preview--said=move || said.with(|text| !text.is_empty())
            prop:textContent=move || said.get()
        ></p>
    }
}

/// Wakes the island; called by `start.js`.
#[cfg(target_arch = "wasm32")]
#[wasm_bindgen::prelude::wasm_bindgen]
pub fn guide_preview(element: &web_sys::HtmlElement) {
    mount::wake(element, view);
}

#[cfg(target_arch = "wasm32")]
mod browser {
    use leptos::prelude::*;
    use wasm_bindgen::JsCast;
    use web_sys::HtmlInputElement;

    use super::{Preview, PreviewTexts};
    use crate::islands::dom;

    pub(super) fn watch(told: PreviewTexts, said: RwSignal<String>) {
        let Some(preview) = Preview::read(&told.data) else {
            return;
        };
        // Chosen before this ran.
        let early = ["[name='", &preview.fact, "']:checked:not([checked])"].concat();
        let early = dom::first(&early).and_then(|input| input.get_attribute("value"));
        if let Some(answer) = early {
            said.set(preview.say(&answer));
        }
        dom::listen(&window(), "change", move |event| {
            let input = event
                .target()
                .and_then(|target| target.dyn_into::<HtmlInputElement>().ok());
            if let Some(input) = input.filter(|input| input.name() == preview.fact) {
                said.set(preview.say(&input.value()));
            }
        });
    }
}

impl Preview {
    /// What `answer` means together with the other answers.
    pub fn say(&self, answer: &str) -> String {
        let mut facts = self.facts.clone();
        facts.set(&self.fact, answer);
        let verdict = eligibility::verdict(&self.requirements, &self.channels, &facts);
        let words = &self.words;
        let first = match (verdict.overall, verdict.portal) {
            (Truth::NotMet, _) => &words.not_entitled,
            (_, Truth::NotMet) => &words.portal_closed,
            (_, Truth::Unknown) => &words.portal_unknown,
            (_, Truth::Met) => &words.portal_open,
        };
        let count = |wanted: Truth| {
            verdict
                .requirements
                .iter()
                .filter(|(_, truth)| *truth == wanted)
                .count()
                .to_string()
        };
        [
            first,
            " ",
            &words.met,
            ": ",
            &count(Truth::Met),
            " · ",
            &words.not_met,
            ": ",
            &count(Truth::NotMet),
            " · ",
            &words.unknown,
            ": ",
            &count(Truth::Unknown),
        ]
        .concat()
    }
}
