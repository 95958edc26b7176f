//! Writes a route as a BPMN 2.0 document, for those who draw and run processes with tools of their own.

mod diagram;
mod process;
mod shapes;
mod xml;

use std::io;

use quick_xml::{
    Writer,
    events::{BytesDecl, Event},
};

use super::{grid::Grid, model::Model};

const NAMESPACES: [(&str, &str); 7] = [
    ("xmlns:bpmn", "http://www.omg.org/spec/BPMN/20100524/MODEL"),
    ("xmlns:bpmndi", "http://www.omg.org/spec/BPMN/20100524/DI"),
    ("xmlns:dc", "http://www.omg.org/spec/DD/20100524/DC"),
    ("xmlns:di", "http://www.omg.org/spec/DD/20100524/DI"),
    (
        "xmlns:color",
        "http://www.omg.org/spec/BPMN/non-normative/color/1.0",
    ),
    // Limits as the act has them, for programs: number, unit, line and quote.
    ("xmlns:otinish", "urn:otinish:procedure:1"),
    ("exporter", "Otinish"),
];

pub(super) fn write(model: &Model<'_>, grid: &Grid) -> io::Result<String> {
    let mut xml = Writer::new_with_indent(Vec::new(), b' ', 2);
    xml.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
    let name = model.regulation.names.get(model.lang);
    let space = format!("urn:otinish:{}", model.regulation.id);
    xml.create_element("bpmn:definitions")
        .with_attributes(NAMESPACES)
        .with_attribute(("exporterVersion", env!("CARGO_PKG_VERSION")))
        .with_attribute(("id", format!("definitions.{}", model.key).as_str()))
        .with_attribute(("name", name))
        .with_attribute(("targetNamespace", space.as_str()))
        .with_attribute(("xml:lang", model.lang.tag()))
        .write_inner_content(|xml| {
            process::write(xml, model)?;
            diagram::write(xml, model, grid)
        })?;
    String::from_utf8(xml.into_inner()).map_err(io::Error::other)
}
