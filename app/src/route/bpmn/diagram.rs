//! The drawing as XML (BPMN DI): where each shape stands, which way each flow takes, where the names are.

use std::io;

use domain::regulation::Closing;

use super::{
    shapes::{self, Shapes},
    xml::{COLLABORATION, PARTICIPANT, Xml},
};
use crate::route::{
    grid::Grid,
    layout::{Layout, Rect, layout},
    model::{Kind, Model},
};

/// Frame and ground of an end, as on the pages: a result is green, a refusal red.
const RESULT: [&str; 2] = ["#0b6b3a", "#e3f2ea"];
const REFUSAL: [&str; 2] = ["#a8231b", "#fdecea"];

pub(super) fn write(xml: &mut Xml, model: &Model<'_>, grid: &Grid) -> io::Result<()> {
    let layout = layout(model, grid, &Shapes { model });
    xml.create_element("bpmndi:BPMNDiagram")
        .with_attribute(("id", "diagram"))
        .write_inner_content(|xml| {
            xml.create_element("bpmndi:BPMNPlane")
                .with_attribute(("id", "plane"))
                .with_attribute(("bpmnElement", COLLABORATION))
                .write_inner_content(|xml| {
                    lanes(xml, model, &layout)?;
                    nodes(xml, model, &layout)?;
                    flows(xml, model, &layout)
                })?;
            Ok(())
        })?;
    Ok(())
}

fn lanes(xml: &mut Xml, model: &Model<'_>, layout: &Layout) -> io::Result<()> {
    let upright = [("isHorizontal", "true")];
    shape(xml, PARTICIPANT, &upright, &shapes::pool(layout), None)?;
    for (lane, band) in model.lanes.iter().zip(&layout.lanes) {
        shape(xml, &lane.id, &upright, &shapes::lane(layout, band), None)?;
    }
    Ok(())
}

fn nodes(xml: &mut Xml, model: &Model<'_>, layout: &Layout) -> io::Result<()> {
    for (node, rect) in model.nodes.iter().zip(&layout.shapes) {
        let label = shapes::event_label(node, rect);
        let coloured = |[border, ground]: [&'static str; 2]| {
            [
                ("color:border-color", border),
                ("color:background-color", ground),
            ]
        };
        match node.kind {
            Kind::Gateway => {
                shape(xml, &node.id, &[("isMarkerVisible", "true")], rect, None)?;
            }
            Kind::End(Closing::Granted) => {
                shape(xml, &node.id, &coloured(RESULT), rect, label.as_ref())?;
            }
            Kind::End(_) => {
                shape(xml, &node.id, &coloured(REFUSAL), rect, label.as_ref())?;
            }
            _ => shape(xml, &node.id, &[], rect, label.as_ref())?,
        }
    }
    Ok(())
}

fn flows(xml: &mut Xml, model: &Model<'_>, layout: &Layout) -> io::Result<()> {
    for (flow, way) in model.flows.iter().zip(&layout.ways) {
        let name = shapes::outcome_label(&flow.name, way);
        xml.create_element("bpmndi:BPMNEdge")
            .with_attribute(("id", format!("edge.{}", flow.id).as_str()))
            .with_attribute(("bpmnElement", flow.id.as_str()))
            .write_inner_content(|xml| {
                for (x, y) in way {
                    xml.create_element("di:waypoint")
                        .with_attribute(("x", x.to_string().as_str()))
                        .with_attribute(("y", y.to_string().as_str()))
                        .write_empty()?;
                }
                label(xml, name.as_ref())
            })?;
    }
    Ok(())
}

fn shape(
    xml: &mut Xml,
    id: &str,
    more: &[(&str, &str)],
    rect: &Rect,
    name: Option<&Rect>,
) -> io::Result<()> {
    xml.create_element("bpmndi:BPMNShape")
        .with_attribute(("id", format!("shape.{id}").as_str()))
        .with_attribute(("bpmnElement", id))
        .with_attributes(more.iter().copied())
        .write_inner_content(|xml| {
            bounds(xml, rect)?;
            label(xml, name)
        })?;
    Ok(())
}

fn label(xml: &mut Xml, rect: Option<&Rect>) -> io::Result<()> {
    let Some(rect) = rect else { return Ok(()) };
    xml.create_element("bpmndi:BPMNLabel")
        .write_inner_content(|xml| bounds(xml, rect))?;
    Ok(())
}

fn bounds(xml: &mut Xml, rect: &Rect) -> io::Result<()> {
    let [x, y, w, h] = [rect.x, rect.y, rect.w, rect.h].map(|side| side.to_string());
    xml.create_element("dc:Bounds")
        .with_attribute(("x", x.as_str()))
        .with_attribute(("y", y.as_str()))
        .with_attribute(("width", w.as_str()))
        .with_attribute(("height", h.as_str()))
        .write_empty()?;
    Ok(())
}
