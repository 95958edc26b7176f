//! What a person without JavaScript sees of a page: its words, and its forms with what can be entered.

use scraper::{ElementRef, Html, Selector};

/// How something is entered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// Sent as it stands.
    Hidden,
    /// Typed.
    Typed,
    /// One of these values.
    OneOf(Vec<String>),
    /// Ticked, with this value.
    Tick(String),
}

/// One control, or the radio buttons of one name.
#[derive(Clone, Debug)]
pub(super) struct Control {
    /// Under which name it is posted.
    pub(super) name: String,
    /// How it is entered.
    pub(super) kind: Kind,
    /// What stands in it already.
    pub(super) value: String,
    /// The choice below which it stands: the name and value of its button.
    pub(super) below: Option<(String, String)>,
}

/// A form.
#[derive(Clone, Debug)]
pub(super) struct ShownForm {
    /// Where it is posted.
    pub(super) action: String,
    /// Its controls, in order.
    pub(super) controls: Vec<Control>,
}

fn all<'a>(of: ElementRef<'a>, selector: &str) -> Vec<ElementRef<'a>> {
    let selector = Selector::parse(selector).unwrap();
    of.select(&selector).collect()
}

fn attribute(of: ElementRef<'_>, name: &str) -> String {
    of.attr(name).unwrap_or_default().to_owned()
}

/// The words of the page's main part, without soft hyphens.
pub(super) fn words(page: &str) -> String {
    let page = Html::parse_document(page);
    let main = all(page.root_element(), "main");
    let main = main.first().copied().unwrap_or(page.root_element());
    plain(main)
}

fn plain(of: ElementRef<'_>) -> String {
    let text: String = of.text().collect();
    let text = text.replace('\u{ad}', "");
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The words of every element that `selector` finds.
pub(super) fn words_of(page: &str, selector: &str) -> Vec<String> {
    let page = Html::parse_document(page);
    let found = all(page.root_element(), selector);
    found.into_iter().map(plain).collect()
}

/// Where the links that `selector` finds lead.
pub(super) fn links(page: &str, selector: &str) -> Vec<String> {
    let page = Html::parse_document(page);
    let found = all(page.root_element(), selector);
    found.into_iter().map(|a| attribute(a, "href")).collect()
}

impl ShownForm {
    /// The form that `selector` finds, if there is one.
    pub(super) fn read(page: &str, selector: &str) -> Option<ShownForm> {
        let page = Html::parse_document(page);
        let form = *all(page.root_element(), selector).first()?;
        let mut controls: Vec<Control> = Vec::new();
        for one in all(form, "input, select, textarea") {
            let Some(control) = control(one) else {
                continue;
            };
            let known = controls.iter_mut().find(|known| known.name == control.name);
            match (known, &control.kind) {
                (
                    Some(Control {
                        kind: Kind::OneOf(values),
                        ..
                    }),
                    Kind::OneOf(more),
                ) => {
                    values.extend(more.iter().cloned());
                }
                _ => controls.push(control),
            }
        }
        Some(ShownForm {
            action: attribute(form, "action"),
            controls,
        })
    }

    /// The control of this name.
    pub(super) fn control(&self, name: &str) -> Option<&Control> {
        self.controls.iter().find(|control| control.name == name)
    }
}

fn control(one: ElementRef<'_>) -> Option<Control> {
    let name = attribute(one, "name");
    let value = attribute(one, "value");
    let (kind, value) = match (one.value().name(), one.attr("type").unwrap_or("text")) {
        ("select", _) => {
            let options = all(one, "option").into_iter();
            let values = options.map(|option| attribute(option, "value"));
            (
                Kind::OneOf(values.filter(|value| !value.is_empty()).collect()),
                String::new(),
            )
        }
        ("textarea", _) => (Kind::Typed, one.text().collect()),
        (_, "radio") => (Kind::OneOf(vec![value]), String::new()),
        (_, "checkbox") => (Kind::Tick(value), String::new()),
        (_, "hidden") => (Kind::Hidden, value),
        (_, "submit" | "button" | "file") => return None,
        _ => (Kind::Typed, value),
    };
    let below = (!name.is_empty()).then(|| choice_above(one)).flatten();
    (!name.is_empty()).then_some(Control {
        name,
        kind,
        value,
        below,
    })
}

/// The button of the choice whose further fields hold this control.
fn choice_above(one: ElementRef<'_>) -> Option<(String, String)> {
    let is = |of: &ElementRef<'_>, class: &str| of.value().classes().any(|one| one == class);
    let mut above = one.ancestors().filter_map(ElementRef::wrap);
    above.find(|of| is(of, "choice__more"))?;
    let choice = above.find(|of| is(of, "choice"))?;
    let button = *all(choice, "input[type=radio]").first()?;
    Some((attribute(button, "name"), attribute(button, "value")))
}
