//! Which ways are walked, and which answers lead to each.

use std::{collections::BTreeMap, sync::LazyLock};

use catalogue::Catalogue;
use domain::{
    form::{Answers, facts},
    ids::OutputId,
    limit::{Limit, Unit},
    regulation::{
        ChannelKind, Closing, Field, FieldKind, Leg, Loops, MOST_PATHS, Procedure, Regulation,
        TermKind,
    },
    service::{Polarity, ResultTemplate},
    term::ordinary_term,
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
    /// What is issued.
    pub(super) output: Option<OutputId>,
    /// Whether a certificate says that it is not so.
    pub(super) says_no: bool,
    /// The answers on which the way depends, by field.
    pub(super) answers: BTreeMap<String, String>,
}

impl Plan {
    /// What is decided, as a form names it.
    pub(super) const fn ruling(&self) -> &'static str {
        match self.closing {
            Closing::Granted => "grant",
            _ => "refuse",
        }
    }

    /// The whole term: the number that the file states for this way, read here; else the sum of the steps.
    pub(super) fn whole(&self) -> Vec<Limit> {
        let (channel, variant) = (self.route.channel, &self.route.variant);
        let mut terms = self.regulation.terms.iter();
        let stated = terms.find(|term| {
            let ours = term.channel == channel
                && term
                    .variant
                    .as_ref()
                    .is_none_or(|of| variant.as_ref() == Some(of));
            ours && term.kind == TermKind::Whole && !term.replaces
        });
        match stated {
            Some(term) => vec![term.limit.clone()],
            None => ordinary_term(self.route, self.regulation).limits,
        }
    }

    /// The term of the result that another event than the application starts, where the act says so in words.
    pub(super) fn after_turn(&self) -> Option<&'static Limit> {
        let mut terms = self.regulation.terms.iter();
        let own = terms.find(|term| {
            term.kind == TermKind::Output
                && term.starts.is_some()
                && term.channel == self.route.channel
        });
        own.map(|term| &term.limit)
    }

    /// The stage that ends before the applicant's turn, where the act gives one to each side of it.
    pub(super) fn first_stage(&self) -> Option<&'static Limit> {
        let (channel, variant) = (self.route.channel, &self.route.variant);
        let stages = || {
            self.regulation.terms.iter().filter(move |term| {
                let of = term.variant.as_ref();
                let ours =
                    term.channel == channel && of.is_none_or(|of| variant.as_ref() == Some(of));
                ours && term.kind == TermKind::Output && term.starts.is_none()
            })
        };
        let first = stages().find(|term| term.since.is_none())?;
        stages()
            .any(|term| term.since.is_some())
            .then_some(&first.limit)
    }

    /// Whether the whole term is counted in days of the calendar.
    pub(super) fn is_by_calendar(&self) -> bool {
        self.whole()
            .iter()
            .any(|limit| matches!(limit.unit, Unit::CalendarDays | Unit::Months))
    }

    /// What a certificate says.
    pub(super) const fn polarity(&self) -> Option<Polarity> {
        match self.says_no {
            true => Some(Polarity::No),
            false => Some(Polarity::Yes),
        }
    }

    /// The other ends of the same way: a certificate that says no, and the portal's own refusal where the act has none.
    fn further_ends(&self) -> Vec<Plan> {
        let certificate = |one: &ResultTemplate| {
            let output = self.output.as_ref();
            output.is_some_and(|output| {
                one.fits(output, Some(Polarity::No)) && !one.polarity.is_empty()
            })
        };
        let says_no = self.regulation.results.iter().any(certificate);
        let mut outcomes = self.route.steps.iter().flat_map(|step| &step.outcomes);
        let refuses = outcomes.any(|one| one.closes == Some(Closing::Refused));
        let granted = self.closing == Closing::Granted;
        let no = (granted && says_no).then(|| Plan {
            says_no: true,
            ..self.clone()
        });
        let refused = (granted && !refuses).then(|| Plan {
            closing: Closing::Refused,
            output: None,
            ..self.clone()
        });
        no.into_iter().chain(refused).collect()
    }
}

impl std::fmt::Display for Plan {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} {}", self.regulation.id, self.route.key())?;
        for leg in &self.legs {
            write!(f, " {}={}", leg.step.id, leg.outcome.id)?;
        }
        write!(f, ": {}", self.ruling())
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
    let last = legs.last()?.outcome;
    if legs.iter().any(is_overdue) {
        return None;
    }
    let fields = decisive(regulation, &legs);
    let answers = solve(&fields, &mut BTreeMap::new(), &|answers| {
        leads_along(regulation, route, &legs, answers)
    })?;
    Some(Plan {
        regulation,
        route,
        closing: last.closes?,
        output: last.output.clone(),
        legs,
        says_no: false,
        answers,
    })
}

/// Whether the applicant lets the time go by: `deadlines` walks what the portal does then.
fn is_overdue(leg: &Leg<'_>) -> bool {
    let turn = leg.step.applicant.as_ref();
    turn.is_some_and(|turn| turn.overdue.as_ref() == Some(&leg.outcome.id))
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
