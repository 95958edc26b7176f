//! Steps, their limits and outcomes, and the terms of the whole.

use serde::Serialize;
use utoipa::ToSchema;

use super::Field;
use domain::{
    limit::{self, Unit},
    regulation::{self as data, ChannelKind, Closing, StatedTerm, TermKind},
    text::Text,
};

/// The steps for one channel and variant.
#[derive(Debug, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Procedure<'a> {
    /// Which channel.
    channel: ChannelKind,
    /// A variant of it, where the act has several.
    variant: Option<&'a str>,
    /// Its heading.
    names: &'a Text,
    /// Line of the heading.
    line: u32,
    /// What starts the clock.
    starts: Start<'a>,
    /// Id of the step at which a submitted case begins.
    entry: &'a str,
    /// Steps in the order of the act.
    steps: Vec<Step<'a>>,
    /// The term that the act states for the whole.
    term: Option<ProcedureTerm<'a>>,
}

impl<'a> Procedure<'a> {
    pub(super) fn new(regulation: &'a data::Regulation, procedure: &'a data::Procedure) -> Self {
        let step = |step| Step::new(regulation, step);
        Procedure {
            channel: procedure.channel,
            variant: procedure.variant.as_deref(),
            names: &procedure.name,
            line: procedure.line,
            starts: Start {
                text: &procedure.starts,
                line: procedure.starts_line,
            },
            entry: &procedure.entry,
            steps: procedure.steps.iter().map(step).collect(),
            term: stated(regulation, procedure).map(ProcedureTerm::from),
        }
    }
}

/// The term that the act states for the whole of a procedure, without an official's extension.
pub(super) fn stated<'a>(
    regulation: &'a data::Regulation,
    procedure: &data::Procedure,
) -> Option<&'a StatedTerm> {
    regulation.whole_terms(procedure).next()
}

/// What starts a clock.
#[derive(Debug, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Start<'a> {
    /// In words.
    text: &'a Text,
    /// Line of the act.
    line: u32,
}

/// The term that the act states for a procedure as a whole; more of it stands in `terms`.
#[derive(Debug, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ProcedureTerm<'a> {
    /// Its id in `terms`.
    id: &'a str,
    /// How many units, at most.
    value: u32,
    /// How many at least, where the act gives a range.
    least: Option<u32>,
    /// The unit.
    unit: Unit,
    /// The words of the act that state it.
    quote: &'a str,
    /// Line of the act.
    line: u32,
}

impl<'a> From<&'a StatedTerm> for ProcedureTerm<'a> {
    fn from(term: &'a StatedTerm) -> Self {
        ProcedureTerm {
            id: &term.id,
            value: term.limit.value,
            least: term.limit.least,
            unit: term.limit.unit,
            quote: &term.limit.quote,
            line: term.line,
        }
    }
}

/// A term that the act states beside the limits of steps.
#[derive(Debug, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Term<'a> {
    /// Stable id.
    id: &'a str,
    /// What it limits: the whole service, the applicant's own deadline, the wait in the queue and so on.
    kind: TermKind,
    /// For which channel.
    channel: ChannelKind,
    /// For which variant of it.
    variant: Option<&'a str>,
    /// How many units, at most.
    value: u32,
    /// How many at least, where the act gives a range.
    least: Option<u32>,
    /// The unit.
    unit: Unit,
    /// The words of the act that state it.
    quote: &'a str,
    /// What starts its clock, where the act says so.
    starts: Option<&'a Text>,
    /// When it applies.
    when: &'a Text,
    /// Whether it takes the place of the ordinary term by an official's reasoned act.
    replaces: bool,
    /// Roles that may do so.
    by: Vec<&'a str>,
    /// Id of the note that says what the act leaves open.
    note: Option<&'a str>,
    /// Id of the note that says why the steps add up to something else.
    differs: Option<&'a str>,
    /// Line of the act.
    line: u32,
    /// Other lines that state it again.
    also: &'a [u32],
}

impl<'a> From<&'a StatedTerm> for Term<'a> {
    fn from(term: &'a StatedTerm) -> Self {
        Term {
            id: &term.id,
            kind: term.kind,
            channel: term.channel,
            variant: term.variant.as_deref(),
            value: term.limit.value,
            least: term.limit.least,
            unit: term.limit.unit,
            quote: &term.limit.quote,
            starts: term.starts.as_ref(),
            when: &term.when,
            replaces: term.replaces,
            by: term.by.iter().map(|role| role.as_str()).collect(),
            note: term.note.as_deref(),
            differs: term.differs.as_deref(),
            line: term.line,
            also: &term.also,
        }
    }
}

/// How long a step may take.
#[derive(Debug, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Limit<'a> {
    /// How many units, at most.
    value: u32,
    /// How many at least, where the act gives a range.
    least: Option<u32>,
    /// The unit.
    unit: Unit,
    /// The words of the act that state it.
    quote: &'a str,
}

impl<'a> From<&'a limit::Limit> for Limit<'a> {
    fn from(limit: &'a limit::Limit) -> Self {
        Limit {
            value: limit.value,
            least: limit.least,
            unit: limit.unit,
            quote: &limit.quote,
        }
    }
}

/// One step.
#[derive(Debug, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Step<'a> {
    /// Stable id.
    id: &'a str,
    /// Its number as the act writes it: `4`, `процесс 3`. A label, never a key.
    n: &'a str,
    /// The same in each language, where a word stands beside the number.
    point: Option<&'a Text>,
    /// Id of the role that acts: the applicant's at a step of theirs.
    performer: &'a str,
    /// The role as the act names it.
    performer_names: Option<&'a Text>,
    /// Id of the role that watches it, where the applicant acts.
    watched_by: Option<&'a str>,
    /// What kind of act it is.
    does: Option<&'a str>,
    /// A few words for it.
    title: &'a Text,
    /// As the act says it.
    action: &'a Text,
    /// How long it may take; none where the act sets none.
    limit: Option<Limit<'a>>,
    /// Line of the limit, where another sentence than the step's states it.
    limit_line: Option<u32>,
    /// Line of the act.
    line: u32,
    /// Other lines that state its limit again.
    also: &'a [u32],
    /// Id of the message that the portal forms with it.
    message: Option<&'a str>,
    /// Id of the note that explains it, where the act forgot it or left it open.
    note: Option<&'a str>,
    /// What the official enters.
    inputs: Vec<Field<'a>>,
    /// What may come of it. Empty for a message that ends the way.
    outcomes: Vec<Outcome<'a>>,
}

impl<'a> Step<'a> {
    fn new(regulation: &'a data::Regulation, step: &'a data::Step) -> Self {
        Step {
            id: &step.id,
            n: &step.n,
            point: step.point.as_ref(),
            performer: regulation.actor(step),
            performer_names: regulation
                .role(regulation.actor(step))
                .map(|role| &role.name),
            watched_by: step.applicant.is_some().then_some(&*step.performer),
            does: step.does.as_deref(),
            title: &step.title,
            action: &step.action,
            limit: step.limit.as_ref().map(Limit::from),
            limit_line: step.limit_line,
            line: step.line,
            also: &step.also,
            message: step.message.as_deref(),
            note: step.note.as_deref(),
            inputs: step.inputs.iter().map(Field::from).collect(),
            outcomes: step.outcomes.iter().map(Outcome::from).collect(),
        }
    }
}

/// What may come of a step.
#[derive(Debug, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Outcome<'a> {
    /// Stable id.
    id: &'a str,
    /// What is done.
    label: &'a Text,
    /// Id of the step that follows; none if it ends the case.
    to: Option<&'a str>,
    /// Ids of further steps that are open at the same time.
    beside: Vec<&'a str>,
    /// How the case ends.
    closes: Option<Closing>,
    /// Id of the result that is issued.
    output: Option<&'a str>,
    /// Id of a step of the portal or the applicant that follows the end of the case.
    followed_by: Option<&'a str>,
    /// Line of the act, where it differs from the step's.
    line: Option<u32>,
    /// Id of the note that explains it, where the act forgot it.
    note: Option<&'a str>,
}

impl<'a> From<&'a data::Outcome> for Outcome<'a> {
    fn from(outcome: &'a data::Outcome) -> Self {
        Outcome {
            id: &outcome.id,
            label: &outcome.label,
            to: outcome.to.first().map(|to| to.as_str()),
            beside: outcome.to.iter().skip(1).map(|to| to.as_str()).collect(),
            closes: outcome.closes,
            output: outcome.output.as_deref(),
            followed_by: outcome.followed_by.as_deref(),
            line: outcome.line,
            note: outcome.note.as_deref(),
        }
    }
}
