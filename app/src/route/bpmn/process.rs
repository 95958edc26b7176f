//! The process: who acts, what is done, what follows what.

use std::io;

use domain::limit::Unit;

use super::xml::{COLLABORATION, PARTICIPANT, Xml, text};
use crate::route::model::{FlowNode, Kind, Model};

const PROCESS: &str = "process";

/// The messages, the participant and his process.
pub(super) fn write(xml: &mut Xml, model: &Model<'_>) -> io::Result<()> {
    for (id, text) in &model.messages {
        xml.create_element("bpmn:message")
            .with_attribute(("id", message(id).as_str()))
            .with_attribute(("name", text.as_str()))
            .write_empty()?;
    }
    collaboration(xml, model)?;
    process(xml, model)
}

fn message(id: &str) -> String {
    format!("message.{id}")
}

fn collaboration(xml: &mut Xml, model: &Model<'_>) -> io::Result<()> {
    xml.create_element("bpmn:collaboration")
        .with_attribute(("id", COLLABORATION))
        .write_inner_content(|xml| {
            xml.create_element("bpmn:participant")
                .with_attribute(("id", PARTICIPANT))
                .with_attribute(("name", model.title.as_str()))
                .with_attribute(("processRef", PROCESS))
                .write_inner_content(|xml| documentation(xml, &model.documentation))?;
            Ok(())
        })?;
    Ok(())
}

fn process(xml: &mut Xml, model: &Model<'_>) -> io::Result<()> {
    let act = &model.regulation.act;
    xml.create_element("bpmn:process")
        .with_attribute(("id", PROCESS))
        .with_attribute(("name", model.regulation.names.get(model.lang)))
        .with_attribute(("isExecutable", "false"))
        .with_attribute(("otinish:regulation", model.regulation.id.as_str()))
        .with_attribute(("otinish:procedure", model.key.as_str()))
        .with_attribute(("otinish:document", act.document.as_str()))
        .write_inner_content(|xml| {
            documentation(xml, &model.documentation)?;
            lanes(xml, model)?;
            for (at, node) in model.nodes.iter().enumerate() {
                flow_node(xml, model, at, node)?;
            }
            flows(xml, model)
        })?;
    Ok(())
}

fn lanes(xml: &mut Xml, model: &Model<'_>) -> io::Result<()> {
    xml.create_element("bpmn:laneSet")
        .with_attribute(("id", "lanes"))
        .write_inner_content(|xml| {
            for (at, lane) in model.lanes.iter().enumerate() {
                xml.create_element("bpmn:lane")
                    .with_attribute(("id", lane.id.as_str()))
                    .with_attribute(("name", lane.name.as_str()))
                    .write_inner_content(|xml| {
                        documentation(xml, &lane.documentation)?;
                        let here = model.nodes.iter().filter(|node| node.lane == at);
                        here.map(|node| node.id.as_str())
                            .try_for_each(|id| text(xml, "bpmn:flowNodeRef", id))
                    })?;
            }
            Ok(())
        })?;
    Ok(())
}

fn flow_node(xml: &mut Xml, model: &Model<'_>, at: usize, node: &FlowNode<'_>) -> io::Result<()> {
    let mut element = xml
        .create_element(element(node.kind))
        .with_attribute(("id", node.id.as_str()));
    if !node.name.is_empty() {
        element = element.with_attribute(("name", node.name.as_str()));
    }
    let message = node.message.map(message);
    match (node.kind, &message) {
        (Kind::Gateway, _) => element = element.with_attribute(("gatewayDirection", "Diverging")),
        (Kind::End(closing), _) => {
            element = element.with_attribute(("otinish:closing", closing.id()));
        }
        (Kind::Send | Kind::Receive, Some(id)) => {
            element = element.with_attribute(("messageRef", id.as_str()));
        }
        _ => {}
    }
    let facts = facts(node);
    element
        .with_attributes(facts.iter().map(|(name, value)| (*name, value.as_str())))
        .write_inner_content(|xml| {
            documentation(xml, &node.documentation)?;
            for flow in model.flows.iter().filter(|flow| flow.to == at) {
                text(xml, "bpmn:incoming", &flow.id)?;
            }
            for flow in model.flows.iter().filter(|flow| flow.from == at) {
                text(xml, "bpmn:outgoing", &flow.id)?;
            }
            if let (Kind::End(_), Some(id)) = (node.kind, &message) {
                xml.create_element("bpmn:messageEventDefinition")
                    .with_attribute(("id", format!("forms.{}", node.id).as_str()))
                    .with_attribute(("messageRef", id.as_str()))
                    .write_empty()?;
            }
            Ok(())
        })?;
    Ok(())
}

const fn element(kind: Kind) -> &'static str {
    match kind {
        Kind::Start => "bpmn:startEvent",
        Kind::User => "bpmn:userTask",
        Kind::Service => "bpmn:serviceTask",
        Kind::Send => "bpmn:sendTask",
        Kind::Receive => "bpmn:receiveTask",
        Kind::Gateway => "bpmn:exclusiveGateway",
        Kind::End(_) => "bpmn:endEvent",
    }
}

/// What programs may read of a step without reading its documentation.
fn facts(node: &FlowNode<'_>) -> Vec<(&'static str, String)> {
    let Some(step) = node.step else {
        return Vec::new();
    };
    let mut facts = vec![("otinish:line", step.line.to_string())];
    if let Some(limit) = &step.limit {
        facts.push(("otinish:limit", limit.value.to_string()));
        if let Some(least) = limit.least {
            facts.push(("otinish:least", least.to_string()));
        }
        facts.push(("otinish:unit", unit(limit.unit).to_owned()));
        facts.push(("otinish:quote", limit.quote.clone()));
    }
    facts
}

const fn unit(unit: Unit) -> &'static str {
    match unit {
        Unit::Seconds => "seconds",
        Unit::Minutes => "minutes",
        Unit::Hours => "hours",
        Unit::WorkingDays => "working_days",
        Unit::CalendarDays => "calendar_days",
        Unit::Months => "months",
    }
}

fn flows(xml: &mut Xml, model: &Model<'_>) -> io::Result<()> {
    for flow in &model.flows {
        let mut element = xml
            .create_element("bpmn:sequenceFlow")
            .with_attribute(("id", flow.id.as_str()));
        if !flow.name.is_empty() {
            element = element.with_attribute(("name", flow.name.as_str()));
        }
        let element = element
            .with_attribute(("sourceRef", model.nodes[flow.from].id.as_str()))
            .with_attribute(("targetRef", model.nodes[flow.to].id.as_str()));
        if flow.documentation.is_empty() {
            element.write_empty()?;
        } else {
            element.write_inner_content(|xml| documentation(xml, &flow.documentation))?;
        }
    }
    Ok(())
}

fn documentation(xml: &mut Xml, words: &str) -> io::Result<()> {
    if words.is_empty() {
        return Ok(());
    }
    text(xml, "bpmn:documentation", words)
}
