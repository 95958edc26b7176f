//! What a route says: lanes of those who act, what they do, and what follows what. Every step of the
//! procedure is one node under its own id; gateways and ends take theirs from the step that they follow.

use std::collections::{BTreeMap, BTreeSet};

use domain::regulation::{Closing, Outcome, Procedure, Regulation, Side, Step, StepKind};

use super::{
    documentation::Documentation,
    ends::{TURNED_AWAY, closing_key},
    names::{output_key, performer},
};
use crate::text::{Lang, t, t_with, value};

/// Who acts.
pub(super) struct Lane {
    pub(super) id: String,
    pub(super) name: String,
    pub(super) documentation: String,
}

/// What a node is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Start,
    /// A person acts.
    User,
    /// A system acts.
    Service,
    /// A message goes out to the applicant.
    Send,
    /// Something is awaited or received.
    Receive,
    Gateway,
    /// The end; with a message where the portal forms one.
    End(Closing),
}

/// Something that is done, decided or reached.
pub(super) struct FlowNode<'a> {
    pub(super) id: String,
    pub(super) name: String,
    pub(super) documentation: String,
    pub(super) kind: Kind,
    pub(super) lane: usize,
    /// Id of the message that the portal forms.
    pub(super) message: Option<&'a str>,
    /// The step that it stands for.
    pub(super) step: Option<&'a Step>,
}

/// What follows what.
pub(super) struct Flow {
    pub(super) id: String,
    pub(super) name: String,
    pub(super) documentation: String,
    pub(super) from: usize,
    pub(super) to: usize,
}

/// The whole route.
pub(super) struct Model<'a> {
    pub(super) lang: Lang,
    pub(super) regulation: &'a Regulation,
    pub(super) procedure: &'a Procedure,
    /// `portal`, `provider.reissue`.
    pub(super) key: String,
    pub(super) title: String,
    pub(super) documentation: String,
    pub(super) lanes: Vec<Lane>,
    pub(super) nodes: Vec<FlowNode<'a>>,
    pub(super) flows: Vec<Flow>,
    /// Id and text of each message that a node forms.
    pub(super) messages: Vec<(String, String)>,
}

pub(super) fn model<'a>(
    lang: Lang,
    regulation: &'a Regulation,
    procedure: &'a Procedure,
) -> Model<'a> {
    let mut builder = Builder::new(lang, regulation, procedure);
    builder.steps();
    builder.ways();
    let name = value(procedure.name.get(lang));
    Model {
        lang,
        regulation,
        procedure,
        key: key(procedure),
        title: t_with(lang, "route-title", &[("channel", name)]),
        documentation: builder.words.procedure(procedure),
        messages: messages(lang, regulation, &builder.nodes),
        lanes: builder.lanes,
        nodes: builder.nodes,
        flows: builder.flows,
    }
}

fn key(procedure: &Procedure) -> String {
    let channel = procedure.channel.id();
    match &procedure.variant {
        Some(variant) => format!("{channel}.{variant}"),
        None => channel.to_owned(),
    }
}

fn messages(lang: Lang, regulation: &Regulation, nodes: &[FlowNode<'_>]) -> Vec<(String, String)> {
    regulation
        .messages
        .iter()
        .filter(|message| nodes.iter().any(|node| node.message == Some(&message.id)))
        .map(|message| (message.id.clone(), message.text.get(lang).to_owned()))
        .collect()
}

/// Where a way leads that leaves a step.
enum Goal<'a> {
    Step(&'a str),
    End(Closing),
}

/// A way that leaves a step.
struct Exit<'a> {
    id: String,
    name: String,
    goal: Goal<'a>,
    outcome: Option<&'a Outcome>,
}

struct Builder<'a> {
    words: Documentation<'a>,
    procedure: &'a Procedure,
    roles: Vec<&'a str>,
    lanes: Vec<Lane>,
    nodes: Vec<FlowNode<'a>>,
    flows: Vec<Flow>,
    /// How a case has ended that comes to a step, where it has.
    ended: BTreeMap<&'a str, BTreeSet<Closing>>,
    at: BTreeMap<&'a str, usize>,
}

impl<'a> Builder<'a> {
    fn new(lang: Lang, regulation: &'a Regulation, procedure: &'a Procedure) -> Self {
        Builder {
            words: Documentation { lang, regulation },
            procedure,
            roles: Vec::new(),
            lanes: Vec::new(),
            nodes: Vec::new(),
            flows: Vec::new(),
            ended: procedure.ended(),
            at: BTreeMap::new(),
        }
    }

    /// The start, and a node for every step: the main way first, for its lanes stand above the others.
    fn steps(&mut self) {
        // Always the first.
        let applicant = self.words.regulation.applicant();
        let lane = self.lane(applicant.map_or("", |role| &role.id));
        self.nodes.push(FlowNode {
            id: "start".to_owned(),
            name: t(self.words.lang, "route-application"),
            documentation: self.words.start(self.procedure),
            kind: Kind::Start,
            lane,
            message: None,
            step: None,
        });
        let main = self.procedure.drawn_path();
        let others = self.procedure.steps.iter();
        let others = others.filter(|step| !main.iter().any(|one| one.id == step.id));
        for step in main.iter().copied().chain(others) {
            let lane = self.lane(self.words.regulation.actor(step));
            let kind = self.kind(step);
            self.at.insert(&step.id, self.nodes.len());
            self.nodes.push(FlowNode {
                id: format!("step.{}", step.id),
                name: step.title.get(self.words.lang).to_owned(),
                documentation: self.words.step(step),
                kind,
                lane,
                message: step.message.as_deref(),
                step: Some(step),
            });
        }
    }

    fn kind(&self, step: &Step) -> Kind {
        let side = self.words.regulation.side(step);
        let (system, applicant) = (side == Side::Portal, side == Side::Applicant);
        match (&step.message, applicant) {
            (Some(_), true) => Kind::Receive,
            (Some(_), false) if system && step.outcomes.is_empty() => {
                Kind::End(self.closings(step).first().copied().unwrap_or(TURNED_AWAY))
            }
            (Some(_), false) => Kind::Send,
            _ if step.kind() == StepKind::Wait => Kind::Receive,
            _ if step.kind() == StepKind::Notify => Kind::Send,
            _ if system => Kind::Service,
            _ => Kind::User,
        }
    }

    /// How the case has ended when it comes to a step from which nothing leads on.
    fn closings(&self, step: &Step) -> Vec<Closing> {
        match self.ended.get(step.id.as_str()) {
            Some(closings) if !closings.is_empty() => {
                let all = [Closing::Granted, Closing::Refused, TURNED_AWAY];
                let all = all.into_iter();
                all.filter(|one| closings.contains(one)).collect()
            }
            _ if step.message.is_some() => vec![TURNED_AWAY],
            _ => vec![Closing::Granted],
        }
    }

    /// The flows. Where a step has several outcomes, they leave a gateway behind it.
    fn ways(&mut self) {
        let steps: Vec<&'a Step> = self.nodes.iter().filter_map(|node| node.step).collect();
        if let Some(first) = self.procedure.steps.first() {
            let to = self.at.get(first.id.as_str()).copied().unwrap_or(0);
            self.flow("flow.start".to_owned(), 0, to);
        }
        for step in steps {
            let Some(node) = self.at.get(step.id.as_str()).copied() else {
                continue;
            };
            let exits = self.exits(step, node);
            let several = exits.len() > 1;
            let from = if several {
                self.gateway(step, node)
            } else {
                node
            };
            for exit in exits {
                let to = match exit.goal {
                    Goal::Step(id) => self.at.get(id).copied(),
                    Goal::End(closing) => Some(self.end(step, &exit, closing, from)),
                };
                let Some(to) = to else { continue };
                let flow = self.flow(format!("flow.{}.{}", step.id, exit.id), from, to);
                flow.name = if several { exit.name } else { String::new() };
                if let Some(outcome) = exit.outcome {
                    let documentation = self.words.outcome(step, outcome);
                    if let Some(flow) = self.flows.last_mut() {
                        flow.documentation = documentation;
                    }
                }
            }
        }
    }

    fn exits(&self, step: &'a Step, node: usize) -> Vec<Exit<'a>> {
        if matches!(self.nodes.get(node), Some(node) if matches!(node.kind, Kind::End(_))) {
            return Vec::new();
        }
        let lang = self.words.lang;
        if step.outcomes.is_empty() {
            let closings = self.closings(step).into_iter();
            return closings
                .map(|closing| Exit {
                    id: closing.id().to_owned(),
                    name: t(lang, closing_key(closing)),
                    goal: Goal::End(closing),
                    outcome: None,
                })
                .collect();
        }
        step.outcomes
            .iter()
            .filter_map(|outcome| {
                let goal = match (outcome.after(), outcome.closes) {
                    // A picture goes forward: that a step is done again is said in words.
                    (Some(id), _) if self.is_back(id, step) => return None,
                    (Some(id), _) => Goal::Step(id),
                    (None, Some(closing)) => Goal::End(closing),
                    (None, None) => return None,
                };
                Some(Exit {
                    id: outcome.id.clone(),
                    name: outcome.label.get(lang).to_owned(),
                    goal,
                    outcome: Some(outcome),
                })
            })
            .collect()
    }

    /// Whether `goal` stands before `step`, and what follows it comes to `step` again.
    fn is_back(&self, goal: &str, step: &Step) -> bool {
        let place = |id: &str| self.procedure.steps.iter().position(|one| one.id == id);
        let (mut seen, mut ahead) = (BTreeSet::new(), vec![goal]);
        while let Some(id) = ahead.pop() {
            if id == step.id.as_str() {
                return place(goal) <= place(id);
            }
            let next = self.procedure.step(id).filter(|_| seen.insert(id));
            let outcomes = next.into_iter().flat_map(|step| &step.outcomes);
            ahead.extend(outcomes.filter_map(Outcome::after));
        }
        false
    }

    fn gateway(&mut self, step: &Step, after: usize) -> usize {
        let gateway = self.nodes.len();
        self.nodes.push(FlowNode {
            id: format!("gateway.{}", step.id),
            name: String::new(),
            documentation: String::new(),
            kind: Kind::Gateway,
            lane: self.nodes.get(after).map_or(0, |node| node.lane),
            message: None,
            step: None,
        });
        self.flow(format!("flow.{}", step.id), after, gateway);
        gateway
    }

    fn end(&mut self, step: &Step, exit: &Exit<'_>, closing: Closing, from: usize) -> usize {
        let lang = self.words.lang;
        let output = exit.outcome.and_then(|outcome| outcome.output.as_deref());
        let output = output.and_then(|id| self.words.regulation.output(id));
        let key = output.map_or(closing_key(closing), |output| output_key(output.kind));
        self.nodes.push(FlowNode {
            id: format!("end.{}.{}", step.id, exit.id),
            name: t(lang, key),
            documentation: self.words.end(closing, output),
            kind: Kind::End(closing),
            lane: self.nodes.get(from).map_or(0, |node| node.lane),
            message: None,
            step: None,
        });
        self.nodes.len() - 1
    }

    fn flow(&mut self, id: String, from: usize, to: usize) -> &mut Flow {
        let at = self.flows.len();
        self.flows.push(Flow {
            id,
            name: String::new(),
            documentation: String::new(),
            from,
            to,
        });
        &mut self.flows[at]
    }

    fn lane(&mut self, role: &'a str) -> usize {
        if let Some(lane) = self.roles.iter().position(|one| *one == role) {
            return lane;
        }
        let (lang, regulation) = (self.words.lang, self.words.regulation);
        self.roles.push(role);
        self.lanes.push(Lane {
            id: format!("lane.{role}"),
            name: performer(lang, regulation, role, true),
            documentation: self.words.role(role),
        });
        self.lanes.len() - 1
    }
}
