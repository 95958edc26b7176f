//! What both halves of the document share.

use std::io;

use quick_xml::{Writer, events::BytesText};

pub(super) type Xml = Writer<Vec<u8>>;

pub(super) const COLLABORATION: &str = "collaboration";
pub(super) const PARTICIPANT: &str = "participant";

/// An element that holds text alone.
pub(super) fn text(xml: &mut Xml, name: &str, words: &str) -> io::Result<()> {
    xml.create_element(name)
        .write_text_content(BytesText::new(words))?;
    Ok(())
}
