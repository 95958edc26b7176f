//! The route of an application: a procedure as a picture and as a list of steps. Used by the service page and by
//! the page of a case.

use std::collections::BTreeMap;

use domain::regulation::{ChannelKind, Closing, Outcome, OutputKind, Procedure, Regulation, Step};

use super::act;
use crate::{
    components::{Edge, Node, NodeKind, Swimlane},
    text::{Lang, t, t_with, value},
};

/// The lane of the applicant, always the first.
pub(crate) const APPLICANT: &str = "applicant";

/// One step in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RouteStep {
    /// Its number as the act writes it.
    pub n: String,
    /// Who acts.
    pub performer: String,
    /// What is done, as the act says it.
    pub action: String,
    /// How long it may take.
    pub limit: Option<String>,
    /// Line of the act.
    pub line: u32,
    /// Whether the step is on the way of a refusal.
    pub refusal: bool,
}

/// The steps of `procedure` in words: the main way first, in its order, then the ways that leave it.
pub fn steps(lang: Lang, regulation: &Regulation, procedure: &Procedure) -> Vec<RouteStep> {
    let main = main_way(procedure);
    let on_main = |step: &Step| main.iter().any(|other| other.id == step.id);
    let branches = procedure.steps.iter().filter(|step| !on_main(step));
    main.iter()
        .copied()
        .chain(branches)
        .map(|step| RouteStep {
            n: step.n.clone(),
            performer: performer(lang, regulation, &step.performer, false),
            action: step.action.get(lang).to_owned(),
            limit: step.limit.as_ref().map(|limit| act::limit(lang, limit)),
            line: step.line,
            refusal: !on_main(step),
        })
        .collect()
}

/// The picture of `procedure`. `id` is unique on the page.
pub fn picture(lang: Lang, regulation: &Regulation, procedure: &Procedure, id: &str) -> Swimlane {
    let mut drawing = Drawing::new(lang, regulation, procedure);
    drawing.main();
    drawing.branches();
    let title = t_with(
        lang,
        "route-title",
        &[("channel", value(procedure.name.get(lang)))],
    );
    Swimlane {
        id: id.to_owned(),
        description: description(lang, procedure, &drawing),
        title,
        lanes: drawing
            .lanes
            .iter()
            .map(|role| performer(lang, regulation, role, true))
            .collect(),
        nodes: drawing.nodes,
        edges: drawing.edges,
    }
}

/// The address of the picture (`svg`) or the process (`bpmn`) of `procedure` as a file.
pub(super) fn file(
    lang: Lang,
    regulation: &Regulation,
    procedure: &Procedure,
    ending: &str,
) -> String {
    let variant = procedure.variant.iter();
    let variant: String = variant.map(|one| format!("&variant={one}")).collect();
    format!(
        "/{}{}/route.{ending}?channel={}{variant}",
        lang.tag(),
        act::path(regulation),
        procedure.channel.id()
    )
}

/// The steps from the first to the result, by the first outcome of each.
pub(crate) fn main_way(procedure: &Procedure) -> Vec<&Step> {
    let mut way: Vec<&Step> = Vec::new();
    let mut next = procedure.steps.first();
    while let Some(step) = next {
        if way.iter().any(|done| done.id == step.id) {
            break;
        }
        way.push(step);
        next = step
            .outcomes
            .first()
            .and_then(after)
            .and_then(|id| procedure.step(id));
    }
    way
}

/// The step that an outcome leads to, also where it ends the case and a message follows.
pub(crate) fn after(outcome: &Outcome) -> Option<&str> {
    outcome.to.as_deref().or(outcome.followed_by.as_deref())
}

/// The name of who acts.
pub(crate) fn performer(lang: Lang, regulation: &Regulation, role: &str, short: bool) -> String {
    match regulation.role(role) {
        Some(role) if short => role.short.get(lang).to_owned(),
        Some(role) => role.name.get(lang).to_owned(),
        None => role.to_owned(),
    }
}

fn description(lang: Lang, procedure: &Procedure, drawing: &Drawing<'_>) -> String {
    let steps = main_way(procedure).len();
    t_with(
        lang,
        "route-description",
        &[
            ("steps", steps.into()),
            ("lanes", drawing.lanes.len().into()),
        ],
    )
}

/// Boxes and lines as they are placed.
struct Drawing<'a> {
    lang: Lang,
    regulation: &'a Regulation,
    procedure: &'a Procedure,
    lanes: Vec<String>,
    nodes: Vec<Node>,
    edges: Vec<Edge>,
    placed: BTreeMap<&'a str, usize>,
    /// How many places in time the main way takes.
    main_rows: usize,
}

impl<'a> Drawing<'a> {
    fn new(lang: Lang, regulation: &'a Regulation, procedure: &'a Procedure) -> Self {
        Drawing {
            lang,
            regulation,
            procedure,
            lanes: vec![APPLICANT.to_owned()],
            nodes: Vec::new(),
            edges: Vec::new(),
            placed: BTreeMap::new(),
            main_rows: 0,
        }
    }

    /// The way to the result, a place in time for each step. Where the act begins with an official, the
    /// application itself stands before it.
    fn main(&mut self) {
        let way = main_way(self.procedure);
        let mut before = None;
        if way.first().is_some_and(|step| step.performer != APPLICANT) {
            before = Some(self.push(
                0,
                0,
                t(self.lang, "route-application"),
                None,
                NodeKind::Start,
            ));
        }
        for (at, step) in way.iter().enumerate() {
            let lane = self.lane(&step.performer);
            let kind = match (at, step.performer == APPLICANT) {
                (0, true) => NodeKind::Start,
                (_, true) if step.outcomes.is_empty() => NodeKind::Result,
                _ => NodeKind::Step,
            };
            let column = self.nodes.len();
            let node = self.step(step, lane, column, kind);
            self.join(before, node);
            before = Some(node);
        }
        if let Some(outcome) = way.last().and_then(|step| step.outcomes.first()) {
            self.end(outcome, before);
        }
        self.main_rows = self.nodes.len();
    }

    /// The ways that leave the main one: an outcome that leads elsewhere, followed to its end.
    fn branches(&mut self) {
        let mut open: Vec<&'a Step> = main_way(self.procedure);
        let mut at = 0;
        while let Some(step) = open.get(at).copied() {
            at += 1;
            let from = self.placed.get(step.id.as_str()).copied();
            let on_main = at <= main_way(self.procedure).len();
            for outcome in step.outcomes.iter().skip(usize::from(on_main)) {
                match after(outcome).and_then(|id| self.procedure.step(id)) {
                    // A refusal does not end in the box of the result, though both are received alike.
                    Some(next)
                        if outcome.closes.is_none()
                            || !self.placed.contains_key(next.id.as_str()) =>
                    {
                        if self.branch(next, from) {
                            open.push(next);
                        }
                    }
                    _ => self.end(outcome, from),
                }
            }
        }
    }

    /// Places the step if it is not there yet, and says whether it was placed now.
    fn branch(&mut self, step: &'a Step, from: Option<usize>) -> bool {
        if let Some(node) = self.placed.get(step.id.as_str()).copied() {
            self.join(from, node);
            return false;
        }
        let own = self.lane(&step.performer);
        let message = step.outcomes.is_empty();
        let next = self.next_column(from);
        // A message that ends the way stands beside the decision, with the applicant, who gets it, where its own
        // lane is full. A longer way begins below the result, so that its lines and those of the main way do not
        // run into each other.
        let (lane, column) = match message {
            true if self.taken(own, next) && !self.taken(0, next) => (0, next),
            true => (own, self.free(own, next)),
            false => (own, self.free(own, next.max(self.main_rows))),
        };
        let kind = if message {
            NodeKind::Refusal
        } else {
            NodeKind::Step
        };
        let node = self.step(step, lane, column, kind);
        self.join(from, node);
        true
    }

    /// The box in which an outcome ends the case.
    fn end(&mut self, outcome: &Outcome, from: Option<usize>) {
        let Some(closing) = outcome.closes else {
            return;
        };
        let kind = match closing {
            Closing::Granted => NodeKind::Result,
            Closing::Refused | Closing::IntakeRefused => NodeKind::Refusal,
        };
        let output = outcome
            .output
            .as_deref()
            .and_then(|id| self.regulation.output(id));
        let label = t(
            self.lang,
            output.map_or("route-end", |output| output_key(output.kind)),
        );
        let column = self.next_column(from);
        let column = self.free(0, column);
        let node = self.push(0, column, label, None, kind);
        self.join(from, node);
    }

    fn step(&mut self, step: &'a Step, lane: usize, column: usize, kind: NodeKind) -> usize {
        let caption = step
            .limit
            .as_ref()
            .map(|limit| act::limit(self.lang, limit));
        let node = self.push(
            lane,
            column,
            step.title.get(self.lang).to_owned(),
            caption,
            kind,
        );
        self.placed.insert(&step.id, node);
        node
    }

    fn push(
        &mut self,
        lane: usize,
        column: usize,
        label: String,
        caption: Option<String>,
        kind: NodeKind,
    ) -> usize {
        self.nodes.push(Node {
            lane,
            column,
            label,
            caption: caption.unwrap_or_default(),
            kind,
        });
        self.nodes.len() - 1
    }

    fn join(&mut self, from: Option<usize>, to: usize) {
        let Some(from) = from else {
            return;
        };
        if !self
            .edges
            .iter()
            .any(|edge| edge.from == from && edge.to == to)
        {
            self.edges.push(Edge {
                from,
                to,
                label: String::new(),
            });
        }
    }

    fn lane(&mut self, role: &str) -> usize {
        match self.lanes.iter().position(|lane| lane == role) {
            Some(lane) => lane,
            None => {
                self.lanes.push(role.to_owned());
                self.lanes.len() - 1
            }
        }
    }

    fn next_column(&self, from: Option<usize>) -> usize {
        from.and_then(|node| self.nodes.get(node))
            .map_or(0, |node| node.column + 1)
    }

    fn taken(&self, lane: usize, column: usize) -> bool {
        self.nodes
            .iter()
            .any(|node| node.lane == lane && node.column == column)
    }

    fn free(&self, lane: usize, from: usize) -> usize {
        (from..)
            .find(|column| !self.taken(lane, *column))
            .unwrap_or(from)
    }
}

/// The key of an output's name in a few words.
pub(crate) const fn output_key(kind: OutputKind) -> &'static str {
    match kind {
        OutputKind::Notification => "route-notification",
        OutputKind::Certificate => "route-certificate",
        OutputKind::Referral => "route-referral",
        OutputKind::Permit => "route-permit",
        OutputKind::Decision => "route-decision",
        OutputKind::Duplicate => "route-duplicate",
        OutputKind::ReasonedRefusal => "route-reasoned-refusal",
        OutputKind::IntakeRefusal => "route-intake-refusal",
    }
}

/// «Портал, бөлім, ауылдық округ әкімі»: several channels in one phrase.
pub(super) fn channels(
    lang: Lang,
    kinds: impl Iterator<Item = ChannelKind>,
    begins: bool,
) -> String {
    let names: Vec<String> = kinds
        .enumerate()
        .map(|(at, kind)| match at == 0 && begins {
            true => t(lang, channel_key(kind)),
            false => crate::format::lower_first(&t(lang, channel_key(kind))),
        })
        .collect();
    names.join(", ")
}

/// The key of a channel's name in a few words.
pub(super) const fn channel_key(kind: ChannelKind) -> &'static str {
    match kind {
        ChannelKind::Portal => "route-portal",
        ChannelKind::Provider => "route-provider",
        ChannelKind::StateCorporation => "route-state-corporation",
        ChannelKind::Akim => "route-akim",
    }
}
