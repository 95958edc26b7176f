//! A tree of elements from a text that must be well formed.

use std::collections::BTreeMap;

use quick_xml::{Reader, XmlVersion, events::Event};

/// An element.
#[derive(Debug, Default)]
pub(crate) struct Element {
    pub(crate) name: String,
    pub(crate) attributes: BTreeMap<String, String>,
    pub(crate) children: Vec<Element>,
    pub(crate) text: String,
}

impl Element {
    /// The name without the prefix of its namespace.
    pub(crate) fn local(&self) -> &str {
        self.name.split(':').next_back().unwrap()
    }

    pub(crate) fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.get(name).map(String::as_str)
    }

    pub(crate) fn number(&self, name: &str) -> f64 {
        self.attribute(name).unwrap().parse().unwrap()
    }

    pub(crate) fn all(&self, local: &str) -> Vec<&Element> {
        let children = self.children.iter();
        children.filter(|one| one.local() == local).collect()
    }

    /// The only child of this name.
    pub(crate) fn child(&self, local: &str) -> &Element {
        let all = self.all(local);
        assert_eq!(all.len(), 1, "{local} in {}", self.name);
        all[0]
    }

    /// This element and all in it.
    pub(crate) fn walk(&self) -> Box<dyn Iterator<Item = &Element> + '_> {
        let below = self.children.iter().flat_map(Element::walk);
        Box::new(std::iter::once(self).chain(below))
    }
}

/// The root of the document.
pub(crate) fn parse(text: &str) -> Element {
    let mut reader = Reader::from_str(text);
    reader.config_mut().check_comments = true;
    let mut open = vec![Element::default()];
    loop {
        match reader.read_event().expect("well formed") {
            Event::Start(start) => open.push(element(&start)),
            Event::Empty(start) => open.last_mut().unwrap().children.push(element(&start)),
            Event::End(_) => {
                let done = open.pop().unwrap();
                open.last_mut().unwrap().children.push(done);
            }
            Event::Text(text) => open
                .last_mut()
                .unwrap()
                .text
                .push_str(&text.xml10_content()),
            Event::GeneralRef(sign) => {
                let name = sign.xml10_content();
                let sign = quick_xml::escape::unescape(&format!("&{name};"))
                    .unwrap()
                    .into_owned();
                open.last_mut().unwrap().text.push_str(&sign);
            }
            Event::Eof => break,
            _ => {}
        }
    }
    let [document] = &mut open[..] else {
        panic!("an element is not closed");
    };
    assert_eq!(document.children.len(), 1, "one root");
    document.children.remove(0)
}

fn element(start: &quick_xml::events::BytesStart<'_>) -> Element {
    let attributes = start.attributes().map(|one| {
        let one = one.expect("an attribute, given once");
        let value = one.normalized_value(XmlVersion::Implicit1_0).unwrap();
        (one.key.as_ref().to_owned(), value.into_owned())
    });
    Element {
        name: start.name().as_ref().to_owned(),
        attributes: attributes.collect(),
        ..Element::default()
    }
}
