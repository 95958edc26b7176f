//! Which ways are walked, and which answers lead to each.

use std::{collections::BTreeMap, sync::LazyLock};

use catalogue::Catalogue;
use domain::{
    case::Ruling,
    form::{Answers, facts},
    ids::OutputId,
    limit::Limit,
    regulation::{
        ChannelKind, Closing, Field, FieldKind, Leg, Loops, MOST_PATHS, Procedure, Regulation,
        StatedTerm, Step, TermKind,
    },
    service::{Polarity, ResultTemplate},
};

/// One way through one route, with the answers that lead there.
#[derive(Clone, Debug)]
pub(super) struct Plan {
    /// Under which regulation.
    pub(super) regulation: &'static Regulation,
    /// Along which route.
    pub(super) route: &'static Procedure,
    /// The steps and what comes of them.
    pub(super) legs: Vec<Leg<'static>>,
    /// How the case ends.
    pub(super) closing: Closing,
    /// What is issued at the end.
    pub(super) output: Option<OutputId>,
    /// What a certificate says.
    pub(super) polarity: Option<Polarity>,
    /// Whether the act knows no such refusal.
    pub(super) ours: bool,
    /// The answers on which the way depends, by field.
    pub(super) answers: BTreeMap<String, String>,
}

impl Plan {
    /// What is decided, as a form names it.
    pub(super) const fn ruling(&self) -> &'static str {
        match self.closing {
            Closing::Granted => Ruling::Grant.id(),
            Closing::IntakeRefused => Ruling::IntakeRefuse.id(),
            _ => Ruling::Refuse.id(),
        }
    }

    /// The step at which the case begins.
    pub(super) fn entry(&self) -> &'static Step {
        self.step(&self.route.entry)
    }

    /// The step `id`.
    pub(super) fn step(&self, id: &str) -> &'static Step {
        let mut steps = self.route.steps.iter();
        let step = steps.find(|step| step.id == *id);
        step.unwrap_or_else(|| panic!("{self}: no step {id}"))
    }

    /// The terms that the act states for this route.
    fn terms(&self, kind: TermKind) -> impl Iterator<Item = &'static StatedTerm> {
        let (channel, variant) = (self.route.channel, self.route.variant.as_deref());
        self.regulation.terms.iter().filter(move |term| {
            let of = term.variant.as_deref();
            let ours = term.channel == channel && (of.is_none() || of == variant);
            ours && term.kind == kind && !term.replaces
        })
    }

    /// The whole term: the number that the file states for this way, read here; else the sum of the steps, added up here.
    pub(super) fn whole(&self) -> Vec<Limit> {
        match self.terms(TermKind::Whole).next() {
            Some(term) => vec![term.limit.clone()],
            None => self.sum_of_steps(),
        }
    }

    /// What the act gives to the steps that follow each other by the first thing that may come of each, unit by unit.
    fn sum_of_steps(&self) -> Vec<Limit> {
        let mut steps = vec![self.entry()];
        let mut at = 0;
        while let Some(step) = steps.get(at) {
            let first = step.outcomes.first();
            for next in first.into_iter().flat_map(|first| &first.to) {
                if steps.iter().all(|step| step.id != *next) {
                    steps.push(self.step(next));
                }
            }
            at += 1;
        }
        let mut sum: Vec<Limit> = Vec::new();
        for limit in steps.into_iter().filter_map(|step| step.limit.as_ref()) {
            match sum.iter_mut().find(|one| one.unit == limit.unit) {
                Some(one) => one.value += limit.value,
                None => sum.push(Limit::new(limit.value, limit.unit)),
            }
        }
        sum
    }

    /// The term of a result whose clock starts with this step.
    pub(super) fn begun_by(&self, step: &str) -> Option<&'static StatedTerm> {
        let mut terms = self.terms(TermKind::Output);
        terms.find(|term| term.since.as_deref() == Some(step))
    }

    /// The stage that ends before another one starts, where the act gives each a term.
    pub(super) fn first_stage(&self) -> Option<&'static StatedTerm> {
        let stages = || {
            self.terms(TermKind::Output)
                .filter(|term| term.starts.is_none())
        };
        let first = stages().find(|term| term.since.is_none())?;
        stages().any(|term| term.since.is_some()).then_some(first)
    }

    /// The other ends of the same way: a certificate that says no, and the portal's own refusal where the act has none.
    fn further_ends(&self) -> Vec<Plan> {
        let says_no = self.polarity.is_some().then(|| Plan {
            polarity: Some(Polarity::No),
            ..self.clone()
        });
        says_no
            .into_iter()
            .chain(self.refused_by_portal())
            .collect()
    }

    /// The same way refused where it is decided, if nothing refuses from there on.
    fn refused_by_portal(&self) -> Option<Plan> {
        if self.closing != Closing::Granted {
            return None;
        }
        let deciding = self.route.deciding();
        let mut legs = self.legs.iter();
        let at = legs.rposition(|leg| deciding.contains(&leg.step.id))?;
        let (before, after) = self.legs.split_at(at + 1);
        let decides = before.last()?;
        let mut ends = decides.step.outcomes.iter();
        if ends.any(|one| self.route.ends_of(one).closings.contains(&Closing::Refused)) {
            return None;
        }
        // Who is refused has nothing to bring, and what would have been issued makes no difference.
        let after = after.iter().filter(|leg| leg.step.applicant.is_none());
        let legs: Vec<Leg<'static>> = before.iter().chain(after).copied().collect();
        let is_first = |leg: &Leg<'_>| {
            let mut outcomes = leg.step.outcomes.iter();
            let goes = |one: &domain::regulation::Outcome| (one.to.clone(), one.closes);
            let first = outcomes.find(|one| goes(one) == goes(leg.outcome));
            first.is_some_and(|first| first.id == leg.outcome.id)
        };
        legs[at + 1..].iter().all(is_first).then(|| Plan {
            closing: Closing::Refused,
            output: Some(self.regulation.refusal()),
            polarity: None,
            ours: true,
            legs,
            ..self.clone()
        })
    }
}

/// What a certificate says that says yes or no.
fn says_yes(regulation: &Regulation, output: Option<&OutputId>) -> Option<Polarity> {
    let of_output = |one: &&ResultTemplate| output.is_some_and(|id| one.output.contains(id));
    let mut templates = regulation.results.iter().filter(of_output);
    let says = templates.any(|one| !one.polarity.is_empty());
    says.then_some(Polarity::Yes)
}

impl std::fmt::Display for Plan {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} {}", self.regulation.id, self.route.key())?;
        for leg in &self.legs {
            write!(f, " {}={}", leg.step.id, leg.outcome.id)?;
        }
        write!(f, ": {}", self.ruling())?;
        let polarity = self.polarity.map_or("", |polarity| polarity.id());
        write!(f, " {polarity}")
    }
}

pub(super) fn catalogue() -> &'static Catalogue {
    static BUILT_IN: LazyLock<Catalogue> = LazyLock::new(|| Catalogue::builtin().unwrap());
    &BUILT_IN
}

/// The ways of every route that opens online: all of them, or the first of every variant that the portal carries to its end.
pub(super) fn plans(every: bool) -> Vec<Plan> {
    let mut plans = Vec::new();
    for regulation in catalogue().all().filter(|one| one.is_offered_online()) {
        for route in regulation.routes(ChannelKind::Portal) {
            let ways = route.paths(Loops::Once, MOST_PATHS).into_iter();
            let mut ways = ways
                .filter_map(|legs| plan(regulation, route, legs))
                .peekable();
            assert!(ways.peek().is_some(), "{} {}", regulation.id, route.key());
            if every {
                let with_ends = |plan: Plan| [vec![plan.clone()], plan.further_ends()].concat();
                plans.extend(ways.flat_map(with_ends));
            } else {
                plans.extend(ways.next());
            }
        }
    }
    plans
}

/// A plan for a path, unless no answers lead along it.
fn plan(
    regulation: &'static Regulation,
    route: &'static Procedure,
    legs: Vec<Leg<'static>>,
) -> Option<Plan> {
    let closing = legs.last()?.outcome.closes?;
    let fields = decisive(regulation, &legs);
    let answers = solve(&fields, &mut BTreeMap::new(), &|answers| {
        leads_along(regulation, route, &legs, answers)
    })?;
    let mut done = legs.iter().rev();
    let output = done.find_map(|leg| leg.outcome.output.clone());
    let polarity = says_yes(regulation, output.as_ref());
    Some(Plan {
        regulation,
        route,
        polarity: polarity.filter(|_| closing == Closing::Granted),
        closing,
        output,
        legs,
        ours: false,
        answers,
    })
}

/// The fields whose answers choose the variant, open the portal or allow an outcome of the path.
fn decisive(regulation: &'static Regulation, legs: &[Leg<'_>]) -> Vec<&'static Field> {
    let variants = regulation.routes(ChannelKind::Portal);
    let variants = variants.filter_map(|route| route.when.as_ref());
    let channel = regulation.channel(ChannelKind::Portal);
    let channel = channel.and_then(|channel| channel.condition.as_ref());
    let outcomes = legs.iter().filter_map(|leg| leg.outcome.when.as_ref());
    let conditions = variants.chain(channel).chain(outcomes);
    let mut wanted: Vec<&str> = conditions.flat_map(|one| one.facts()).collect();
    let topics = || regulation.topics.iter().filter(|topic| !topic.repeats);
    // What decides may itself be asked of some only.
    for topic in topics() {
        for field in &topic.fields {
            let decides = field
                .fact
                .as_deref()
                .is_some_and(|fact| wanted.contains(&fact));
            let asked = [&topic.when, &field.when].into_iter().flatten();
            if decides {
                wanted.extend(asked.flat_map(|when| when.facts()));
            }
        }
    }
    let fields = topics().flat_map(|topic| &topic.fields);
    let decides = |field: &&Field| {
        let fact = field.fact.as_deref();
        fact.is_some_and(|fact| wanted.contains(&fact)) && !options(field).is_empty()
    };
    fields.filter(decides).collect()
}

/// What can be chosen in a field.
fn options(field: &Field) -> Vec<String> {
    match field.kind {
        FieldKind::YesNo => vec!["yes".to_owned(), "no".to_owned()],
        FieldKind::Choice => field.options.iter().map(|one| one.id.clone()).collect(),
        _ => Vec::new(),
    }
}

/// The first answers to `fields` that will do.
fn solve(
    fields: &[&Field],
    answers: &mut BTreeMap<String, String>,
    will_do: &impl Fn(&BTreeMap<String, String>) -> bool,
) -> Option<BTreeMap<String, String>> {
    let Some((field, others)) = fields.split_first() else {
        return will_do(answers).then(|| answers.clone());
    };
    options(field).into_iter().find_map(|option| {
        answers.insert(field.id.clone(), option);
        solve(others, answers, will_do)
    })
}

fn leads_along(
    regulation: &Regulation,
    route: &Procedure,
    legs: &[Leg<'_>],
    answers: &BTreeMap<String, String>,
) -> bool {
    let known = facts(regulation, ChannelKind::Portal, &Answers(answers.clone()));
    let taken = regulation.route_for(ChannelKind::Portal, &known);
    let open = regulation.channel(ChannelKind::Portal);
    let open = open.and_then(|channel| channel.condition.as_ref());
    let mut asked = legs.iter().filter_map(|leg| leg.outcome.when.as_ref());
    taken.is_ok_and(|taken| taken.key() == route.key())
        && open.is_none_or(|when| when.holds(&known))
        && asked.all(|when| when.holds(&known))
}
