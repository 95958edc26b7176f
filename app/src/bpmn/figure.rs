//! The cells and ways of the grid as the picture of a page. A gateway is the fork of the step in its cell.

use domain::regulation::Closing;

use super::{
    grid::{Grid, Route, gateway_of},
    model::{FlowNode, Kind, Model},
    turns::turns,
};
use crate::{
    components::{Edge, Node, NodeKind, Swimlane},
    pages::act,
    text::t_with,
};

pub(super) fn figure(model: &Model<'_>, grid: &Grid, id: &str) -> Swimlane {
    let boxes: Vec<usize> = (0..model.nodes.len())
        .filter(|node| model.nodes[*node].kind != Kind::Gateway)
        .collect();
    // A flow that leaves a gateway leaves the box in the same cell.
    let box_of = |node: usize| {
        boxes
            .iter()
            .position(|one| *one == node || gateway_of(model, *one) == Some(node))
    };
    let nodes = boxes.iter().map(|at| {
        let cell = grid.cells[*at];
        Node {
            track: cell.row,
            level: cell.column,
            forks: gateway_of(model, *at).is_some(),
            ..words(model, &model.nodes[*at])
        }
    });
    let turns = turns(model, grid);
    let edges = model.flows.iter().zip(&grid.routes).enumerate();
    let edges = edges.filter_map(|(at, (flow, route))| {
        // None leads from a step to its own gateway.
        let Route { drops, run } = (*route)?;
        let (from, to) = (grid.cells[flow.from], grid.cells[flow.to]);
        let place = |column: usize, row| turns.place(column, at, row);
        Some(Edge {
            from: box_of(flow.from)?,
            to: box_of(flow.to)?,
            drops,
            run,
            turns: (
                place(from.column, run),
                place(to.column.saturating_sub(1), to.row),
            ),
        })
    });
    let last = grid.cells.iter().map(|cell| cell.column).max().unwrap_or(0);
    Swimlane {
        id: id.to_owned(),
        title: model.title.clone(),
        description: description(model),
        lanes: model.lanes.iter().map(|lane| lane.name.clone()).collect(),
        nodes: nodes.collect(),
        edges: edges.collect(),
        turns: (0..=last).map(|column| turns.count(column)).collect(),
    }
}

/// A box without its place.
fn words(model: &Model<'_>, node: &FlowNode<'_>) -> Node {
    let limit = node.step.and_then(|step| step.limit.as_ref());
    Node {
        label: node.name.clone(),
        caption: limit.map_or_else(String::new, |limit| act::limit(model.lang, limit)),
        kind: match node.kind {
            Kind::Start => NodeKind::Start,
            Kind::End(Closing::Granted) => NodeKind::Result,
            Kind::End(Closing::Refused | Closing::IntakeRefused) => NodeKind::Refusal,
            _ => NodeKind::Step,
        },
        ..Node::default()
    }
}

fn description(model: &Model<'_>) -> String {
    let steps = model.procedure.drawn_path().len();
    let said = [("steps", steps.into()), ("lanes", model.lanes.len().into())];
    t_with(model.lang, "route-description", &said)
}
