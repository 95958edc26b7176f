//! Every procedure of the catalogue as BPMN: the document holds together, and its drawing can be read.

use std::collections::{BTreeMap, BTreeSet};

use crate::xml::{self, Element};
use app::{route, text::Lang};
use catalogue::Catalogue;
use domain::regulation::{Closing, Procedure, Regulation};

const TASKS: [&str; 4] = ["userTask", "serviceTask", "sendTask", "receiveTask"];

/// Every procedure, each in the next language.
fn documents() -> Vec<(String, Regulation, Procedure, Element)> {
    let catalogue = Catalogue::builtin().unwrap();
    let mut all = Vec::new();
    for regulation in catalogue.all() {
        for procedure in &regulation.procedures {
            let lang = Lang::ALL[all.len() % 3];
            let text = route::bpmn(lang, regulation, procedure).unwrap();
            let variant = procedure.variant.as_deref().unwrap_or_default();
            let name = format!("{} {} {variant}", regulation.id, procedure.channel.id());
            let root = xml::parse(&text);
            all.push((name, regulation.clone(), procedure.clone(), root));
        }
    }
    assert!(all.len() > 140, "{}", all.len());
    all
}

fn flow_nodes(root: &Element) -> Vec<&Element> {
    let process = root.child("process");
    let nodes = process.children.iter();
    nodes
        .filter(|one| {
            TASKS.contains(&one.local())
                || ["startEvent", "endEvent", "exclusiveGateway"].contains(&one.local())
        })
        .collect()
}

fn flows(root: &Element) -> Vec<&Element> {
    root.child("process").all("sequenceFlow")
}

fn plane(root: &Element) -> &Element {
    root.child("BPMNDiagram").child("BPMNPlane")
}

/// Left, top, right, bottom.
fn sides(shape: &Element) -> [f64; 4] {
    let bounds = shape.child("Bounds");
    let [x, y, w, h] = ["x", "y", "width", "height"].map(|name| bounds.number(name));
    [x, y, x + w, y + h]
}

fn overlap(a: [f64; 4], b: [f64; 4]) -> bool {
    a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3]
}

fn within(inner: [f64; 4], outer: [f64; 4]) -> bool {
    inner[0] >= outer[0] && inner[1] >= outer[1] && inner[2] <= outer[2] && inner[3] <= outer[3]
}

#[test]
fn ids_are_names_and_are_given_once() {
    for (name, _, _, root) in documents() {
        let mut seen = BTreeSet::new();
        for id in root.walk().filter_map(|one| one.attribute("id")) {
            let mut signs = id.chars();
            let first = signs.next().unwrap();
            assert!(first.is_ascii_alphabetic(), "{name}: {id}");
            let fits = |sign: char| sign.is_ascii_alphanumeric() || "-_.".contains(sign);
            assert!(signs.all(fits), "{name}: {id}");
            assert!(seen.insert(id), "{name}: {id} twice");
        }
    }
}

#[test]
fn every_reference_is_kept() {
    for (name, _, _, root) in documents() {
        let ids: BTreeSet<_> = root.walk().filter_map(|one| one.attribute("id")).collect();
        let refs = [
            "sourceRef",
            "targetRef",
            "processRef",
            "messageRef",
            "bpmnElement",
        ];
        for one in root.walk() {
            for to in refs.iter().filter_map(|name| one.attribute(name)) {
                assert!(ids.contains(to), "{name}: {to}");
            }
        }
        for node in flow_nodes(&root) {
            let id = node.attribute("id");
            let named = |part: &str| -> BTreeSet<String> {
                node.all(part).iter().map(|one| one.text.clone()).collect()
            };
            let drawn = |end: &str| -> BTreeSet<String> {
                flows(&root)
                    .iter()
                    .filter(|flow| flow.attribute(end) == id)
                    .map(|flow| flow.attribute("id").unwrap().to_owned())
                    .collect()
            };
            assert_eq!(named("incoming"), drawn("targetRef"), "{name}: {id:?}");
            assert_eq!(named("outgoing"), drawn("sourceRef"), "{name}: {id:?}");
        }
    }
}

#[test]
fn every_step_is_there_with_its_words_and_is_reached() {
    for (name, regulation, procedure, root) in documents() {
        let nodes = flow_nodes(&root);
        let mut reached = BTreeSet::from(["start"]);
        let mut before = 0;
        while before < reached.len() {
            before = reached.len();
            for flow in flows(&root) {
                if reached.contains(flow.attribute("sourceRef").unwrap()) {
                    reached.insert(flow.attribute("targetRef").unwrap());
                }
            }
        }
        for node in &nodes {
            assert!(
                reached.contains(node.attribute("id").unwrap()),
                "{name}: {node:?}"
            );
        }
        for step in &procedure.steps {
            let id = format!("step.{}", step.id);
            let found: Vec<_> = nodes
                .iter()
                .filter(|node| node.attribute("id") == Some(&id))
                .collect();
            let [node] = found[..] else {
                panic!("{name}: {id} is there {} times", found.len());
            };
            assert!(!node.attribute("name").unwrap().is_empty());
            let words = &node.child("documentation").text;
            assert!(words.contains(&regulation.act.document), "{name}: {words}");
            assert!(words.contains(&step.line.to_string()), "{name}: {words}");
            if let Some(limit) = &step.limit {
                assert!(words.contains(&limit.quote), "{name}: {words}");
                assert_eq!(node.number("otinish:limit"), f64::from(limit.value));
            }
        }
    }
}

#[test]
fn a_choice_is_a_gateway_with_named_flows_and_every_way_ends() {
    for (name, _, procedure, root) in documents() {
        for node in flow_nodes(&root) {
            let out: Vec<_> = flows(&root)
                .into_iter()
                .filter(|flow| flow.attribute("sourceRef") == node.attribute("id"))
                .collect();
            match node.local() {
                "exclusiveGateway" => {
                    let names: BTreeSet<_> = out
                        .iter()
                        .map(|flow| flow.attribute("name").unwrap())
                        .collect();
                    assert!(out.len() > 1, "{name}: {node:?}");
                    assert_eq!(names.len(), out.len(), "{name}: {names:?}");
                }
                "endEvent" => assert!(out.is_empty(), "{name}: {node:?}"),
                _ => assert_eq!(out.len(), 1, "{name}: {node:?}"),
            }
        }
        let ends: BTreeSet<_> = flow_nodes(&root)
            .into_iter()
            .filter_map(|node| node.attribute("otinish:closing"))
            .collect();
        let outcomes = procedure.steps.iter().flat_map(|step| &step.outcomes);
        for closing in outcomes.filter_map(|outcome| outcome.closes) {
            let id = match closing {
                Closing::Granted => "granted",
                Closing::Refused => "refused",
                Closing::IntakeRefused | Closing::Withdrawn | Closing::Abandoned => {
                    "intake-refused"
                }
            };
            assert!(ends.contains(id), "{name}: no end of the kind {id}");
        }
    }
}

#[test]
fn every_node_stands_in_its_lane_and_apart_from_all_others() {
    for (name, _, _, root) in documents() {
        let shapes: BTreeMap<_, _> = plane(&root)
            .all("BPMNShape")
            .into_iter()
            .map(|shape| (shape.attribute("bpmnElement").unwrap(), sides(shape)))
            .collect();
        let lanes = root.child("process").child("laneSet").all("lane");
        let pool = shapes["participant"];
        let mut below = pool[1];
        for lane in &lanes {
            let band = shapes[lane.attribute("id").unwrap()];
            assert_eq!([band[1], band[2]], [below, pool[2]], "{name}: {lane:?}");
            below = band[3];
        }
        assert_eq!(below, pool[3], "{name}");
        let nodes = flow_nodes(&root);
        for (at, node) in nodes.iter().enumerate() {
            let id = node.attribute("id").unwrap();
            let here: Vec<_> = lanes
                .iter()
                .filter(|lane| lane.all("flowNodeRef").iter().any(|one| one.text == id))
                .collect();
            assert_eq!(here.len(), 1, "{name}: {id} is in {} lanes", here.len());
            let lane = shapes[here[0].attribute("id").unwrap()];
            assert!(within(shapes[id], lane), "{name}: {id} leaves its lane");
            for other in &nodes[at + 1..] {
                let other = other.attribute("id").unwrap();
                assert!(
                    !overlap(shapes[id], shapes[other]),
                    "{name}: {id} on {other}"
                );
            }
        }
    }
}

#[test]
fn flows_have_right_angles_run_forward_and_cross_no_shape() {
    for (name, _, _, root) in documents() {
        let shapes: BTreeMap<_, _> = plane(&root)
            .all("BPMNShape")
            .into_iter()
            .map(|shape| (shape.attribute("bpmnElement").unwrap(), sides(shape)))
            .collect();
        let nodes: Vec<_> = flow_nodes(&root)
            .iter()
            .map(|node| node.attribute("id").unwrap())
            .collect();
        let edges = plane(&root).all("BPMNEdge");
        assert_eq!(edges.len(), flows(&root).len(), "{name}");
        let mut pieces: Vec<(&Element, [f64; 4])> = Vec::new();
        for edge in edges {
            let id = edge.attribute("bpmnElement").unwrap();
            let flow = flows(&root);
            let flow = flow
                .iter()
                .find(|one| one.attribute("id") == Some(id))
                .unwrap();
            let way: Vec<_> = edge
                .all("waypoint")
                .iter()
                .map(|point| (point.number("x"), point.number("y")))
                .collect();
            for piece in way.windows(2) {
                let ((ax, ay), (bx, by)) = (piece[0], piece[1]);
                assert!(ax == bx || ay == by, "{name}: {id} has no right angle");
                assert!(bx >= ax, "{name}: {id} runs back");
                let line = [ax.min(bx), ay.min(by), ax.max(bx), ay.max(by)];
                for node in &nodes {
                    let [left, top, right, bottom] = shapes[node];
                    let crossed =
                        line[0] < right && line[2] > left && line[1] < bottom && line[3] > top;
                    assert!(!crossed, "{name}: {id} crosses {node}");
                }
                for (other, [left, top, right, bottom]) in &pieces {
                    // Flows from one node leave together, flows to one node arrive together.
                    let related = ["sourceRef", "targetRef"]
                        .iter()
                        .any(|end| other.attribute(end) == flow.attribute(end));
                    let level = line[1] == line[3] && top == bottom && line[1] == *top;
                    let upright = line[0] == line[2] && left == right && line[0] == *left;
                    let along = level && line[0] < *right && *left < line[2]
                        || upright && line[1] < *bottom && *top < line[3];
                    let other = other.attribute("id").unwrap();
                    assert!(related || !along, "{name}: {id} runs on {other}");
                }
                pieces.push((flow, line));
            }
        }
    }
}

#[test]
fn names_beside_shapes_cover_nothing() {
    for (name, _, _, root) in documents() {
        let nodes: BTreeSet<_> = flow_nodes(&root)
            .iter()
            .map(|node| node.attribute("id").unwrap().to_owned())
            .collect();
        let plane = plane(&root);
        let shapes = plane.all("BPMNShape");
        let shapes: Vec<_> = shapes
            .iter()
            .filter(|shape| nodes.contains(shape.attribute("bpmnElement").unwrap()))
            .map(|shape| sides(shape))
            .collect();
        let labels: Vec<_> = plane
            .children
            .iter()
            .filter_map(|one| Some((one, *one.all("BPMNLabel").first()?)))
            .map(|(one, label)| (one.attribute("bpmnElement").unwrap(), sides(label)))
            .collect();
        for (at, (of, label)) in labels.iter().enumerate() {
            for shape in &shapes {
                assert!(
                    !overlap(*label, *shape),
                    "{name}: the name of {of} covers a shape"
                );
            }
            for (other, place) in &labels[at + 1..] {
                assert!(
                    !overlap(*label, *place),
                    "{name}: the names of {of} and {other}"
                );
            }
        }
    }
}
