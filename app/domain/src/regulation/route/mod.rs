//! The route of a case: the procedure of one channel and variant, and the only place that walks its graph.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::{
    ChannelKind, Closing, FieldKind, Outcome, Procedure, Regulation, Role, StatedTerm, Step,
    StepKind, TermKind,
};
use crate::{
    condition::{Facts, Truth},
    ids::{OutputId, RoleId},
};

mod decides;
mod paths;

pub use decides::Open;
pub use paths::{Leg, Loops, MOST_PATHS};

/// Which procedure a case runs: that of its channel, or of one variant of it.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct RouteKey {
    /// How it came.
    pub channel: ChannelKind,
    /// Which of several; none where the channel has its ordinary procedure.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub variant: Option<String>,
}

impl From<ChannelKind> for RouteKey {
    fn from(channel: ChannelKind) -> RouteKey {
        let variant = None;
        RouteKey { channel, variant }
    }
}

impl std::fmt::Display for RouteKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.channel.id())?;
        match &self.variant {
            Some(variant) => write!(f, "/{variant}"),
            None => Ok(()),
        }
    }
}

/// Who performs a step.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Side {
    /// The applicant.
    Applicant,
    /// The portal or another system.
    Portal,
    /// Officials.
    #[default]
    Staff,
}

/// No single route fits the answers: none, or several.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NoSingleRoute;

/// Where the ways from an outcome may end.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ends<'a> {
    /// How the case may end.
    pub closings: BTreeSet<Closing>,
    /// What may be issued with such an end.
    pub outputs: BTreeSet<&'a OutputId>,
}

impl Ends<'_> {
    /// Whether every way ends so.
    pub fn only(&self, closing: Closing) -> bool {
        self.closings.len() == 1 && self.closings.contains(&closing)
    }
}

impl Regulation {
    /// The procedure of this channel and variant.
    pub fn route(&self, key: &RouteKey) -> Option<&Procedure> {
        self.routes(key.channel)
            .find(|route| route.variant == key.variant)
    }

    /// The procedures of a channel: one, or one for each variant.
    pub fn routes(&self, channel: ChannelKind) -> impl Iterator<Item = &Procedure> {
        let all = self.procedures.iter();
        all.filter(move |route| route.channel == channel)
    }

    /// The route that the answers choose. A variant is taken when its condition is met; the ordinary procedure,
    /// when none is.
    pub fn route_for(
        &self,
        channel: ChannelKind,
        facts: &Facts,
    ) -> Result<&Procedure, NoSingleRoute> {
        let met = |route: &&Procedure| {
            let when = route.when.as_ref();
            when.is_some_and(|when| when.check(facts) == Truth::Met)
        };
        let met: Vec<&Procedure> = self.routes(channel).filter(met).collect();
        let all: Vec<&Procedure> = self.routes(channel).collect();
        let ordinary = || {
            all.iter()
                .find(|one| one.variant.is_none() && one.when.is_none())
        };
        match (&met[..], &all[..]) {
            ([one], _) => Ok(one),
            ([], [only]) if only.when.is_none() => Ok(only),
            ([], _) => ordinary().copied().ok_or(NoSingleRoute),
            _ => Err(NoSingleRoute),
        }
    }

    /// Terms that the act states for a route; those of a channel hold for all its variants, if it has nothing else.
    pub fn terms_of(&self, route: &Procedure) -> impl Iterator<Item = &StatedTerm> {
        let (channel, variant) = (route.channel, route.variant.clone());
        let only_variants = self.routes(channel).all(|one| one.variant.is_some());
        self.terms.iter().filter(move |term| {
            let of_all = term.variant.is_none() && only_variants;
            term.channel == channel && (of_all || term.variant == variant)
        })
    }

    /// The terms that the act states for the whole of a route, without those that replace the ordinary one.
    pub fn whole_terms(&self, route: &Procedure) -> impl Iterator<Item = &StatedTerm> {
        let ordinary = |term: &&StatedTerm| term.kind == TermKind::Whole && !term.replaces;
        self.terms_of(route).filter(ordinary)
    }

    /// The terms that may take the place of the ordinary one.
    pub fn replacing_terms(&self, route: &Procedure) -> impl Iterator<Item = &StatedTerm> {
        self.terms_of(route).filter(|term| term.replaces)
    }

    /// The role of whoever applies, as the act calls them.
    pub fn applicant(&self) -> Option<&Role> {
        self.roles.iter().find(|role| role.applicant)
    }

    /// The role that acts at a step: where it is the applicant's turn, theirs and not the one that watches it.
    pub fn actor<'a>(&'a self, step: &'a Step) -> &'a RoleId {
        let applicant = self.applicant().filter(|_| step.applicant.is_some());
        applicant.map_or(&step.performer, |role| &role.id)
    }

    /// Who performs a step: the applicant's turn is not the role's that watches it.
    pub fn side(&self, step: &Step) -> Side {
        let role = self.role(&step.performer);
        match role {
            _ if step.applicant.is_some() => Side::Applicant,
            Some(role) if role.applicant => Side::Applicant,
            Some(role) if !role.staff => Side::Portal,
            _ => Side::Staff,
        }
    }
}

impl Procedure {
    /// Its channel and variant.
    pub fn key(&self) -> RouteKey {
        RouteKey {
            channel: self.channel,
            variant: self.variant.clone(),
        }
    }

    /// The step at which a submitted case begins.
    pub fn entry_step(&self) -> Option<&Step> {
        self.step(&self.entry)
    }

    /// The steps that an outcome opens.
    pub fn next<'a>(&'a self, outcome: &'a Outcome) -> impl Iterator<Item = &'a Step> {
        outcome.to.iter().filter_map(|to| self.step(to))
    }

    /// The roles of the heads: at a step of theirs they name the official who works the case, so they answer for it.
    pub fn heads(&self) -> impl Iterator<Item = &str> {
        let appoints = |step: &&Step| {
            let mut inputs = step.inputs.iter();
            inputs.any(|field| field.kind == FieldKind::Staff)
        };
        let steps = self.steps.iter().filter(appoints);
        steps.map(|step| step.performer.as_str())
    }

    /// The roles of those who lead the work: the heads, and whoever assigns, approves or signs.
    pub fn leaders(&self) -> BTreeSet<&RoleId> {
        let leads = |step: &&Step| matches!(step.kind(), StepKind::Assign | StepKind::Sign);
        let steps = self.steps.iter().filter(leads);
        let mut leaders: BTreeSet<&RoleId> = steps
            .flat_map(|step| step.or.iter().chain([&step.performer]))
            .collect();
        let heads: Vec<&str> = self.heads().collect();
        let roles = self.steps.iter().map(|step| &step.performer);
        leaders.extend(roles.filter(|role| heads.contains(&role.as_str())));
        leaders
    }

    /// Whether the decision is signed when `step` ends with `outcome`: it does not come back to be signed again.
    pub fn is_signed_by(&self, step: &Step, outcome: &Outcome) -> bool {
        let signs = step.signs.unwrap_or(step.kind() == StepKind::Sign);
        let mut next = self.next(outcome);
        signs && !next.any(|next| self.worked(&next.id).contains(step.id.as_str()))
    }

    /// Whether a step asks the applicant for this document after the application was submitted.
    pub fn brings_later(&self, slot: &str) -> bool {
        let turns = self.steps.iter().filter_map(|step| step.applicant.as_ref());
        turns.flat_map(|turn| &turn.bring).any(|one| one == slot)
    }

    /// The role that takes applications in: that of the step at which a submitted case begins.
    pub fn registry(&self) -> Option<&str> {
        self.entry_step().map(|step| step.performer.as_str())
    }

    /// The steps that are worked, along the first outcome of each: the main path.
    pub fn main_path(&self) -> Vec<&Step> {
        let entry = self.entry_step();
        entry.map(|entry| self.path_from(entry)).unwrap_or_default()
    }

    /// The main path from `step` on, with it.
    pub fn path_from<'a>(&'a self, step: &'a Step) -> Vec<&'a Step> {
        let mut path: Vec<&Step> = Vec::new();
        let mut ahead = vec![step];
        while let Some(step) = ahead.pop() {
            if path.iter().any(|done| done.id == step.id) {
                continue;
            }
            path.push(step);
            let next = step.outcomes.first().into_iter();
            let next: Vec<&Step> = next.flat_map(|outcome| self.next(outcome)).collect();
            ahead.extend(next.into_iter().rev());
        }
        path
    }

    /// The steps from the first to the result, by the first outcome of each: as they are drawn, with those of the
    /// applicant and the portal before the entry and after the end.
    pub fn drawn_path(&self) -> Vec<&Step> {
        let mut path: Vec<&Step> = Vec::new();
        let mut next = self.steps.first();
        while let Some(step) = next {
            if path.iter().any(|done| done.id == step.id) {
                break;
            }
            path.push(step);
            let after = step.outcomes.first().and_then(Outcome::after);
            next = after.and_then(|id| self.step(id));
        }
        path
    }

    /// The ids of the steps that a case may come to from `from`, itself included.
    pub fn worked(&self, from: &str) -> BTreeSet<&str> {
        self.follow(from, |_, outcome| {
            outcome.to.iter().map(|to| to.as_str()).collect()
        })
    }

    /// Those to which it comes before the decision is signed.
    pub fn unsigned(&self, from: &str) -> BTreeSet<&str> {
        self.follow(from, |step, outcome| {
            match self.is_signed_by(step, outcome) {
                true => Vec::new(),
                false => outcome.to.iter().map(|to| to.as_str()).collect(),
            }
        })
    }

    /// The same, with the steps that are drawn after the end of a case.
    pub fn drawn(&self, from: &str) -> BTreeSet<&str> {
        self.follow(from, |_, outcome| {
            let to = outcome.to.iter().chain(&outcome.followed_by);
            to.map(|to| to.as_str()).collect()
        })
    }

    fn follow<'a>(
        &'a self,
        from: &str,
        ways: impl Fn(&'a Step, &'a Outcome) -> Vec<&'a str>,
    ) -> BTreeSet<&'a str> {
        let mut seen = BTreeSet::new();
        let mut ahead: Vec<&Step> = self.step(from).into_iter().collect();
        while let Some(step) = ahead.pop() {
            if seen.insert(step.id.as_str()) {
                let outcomes = step.outcomes.iter();
                let next = outcomes.flat_map(|outcome| ways(step, outcome));
                ahead.extend(next.filter_map(|id| self.step(id)));
            }
        }
        seen
    }

    /// Where the ways from an outcome may end.
    pub fn ends_of<'a>(&'a self, outcome: &'a Outcome) -> Ends<'a> {
        let mut ends = Ends::default();
        let mut outcomes = vec![outcome];
        let ahead = self.next(outcome).flat_map(|step| self.worked(&step.id));
        let ahead: BTreeSet<&str> = ahead.collect();
        let steps = ahead.into_iter().filter_map(|id| self.step(id));
        outcomes.extend(steps.flat_map(|step| &step.outcomes));
        for outcome in outcomes {
            if outcome.closes == Some(Closing::IntakeRefused) {
                ends.closings.extend(outcome.closes);
                continue;
            }
            ends.closings.extend(outcome.closes);
            ends.outputs.extend(&outcome.output);
        }
        ends
    }
}

impl Outcome {
    /// The id of the step that it leads to, also where it ends the case and a message follows.
    pub fn after(&self) -> Option<&str> {
        let next = self.to.first().or(self.followed_by.as_ref());
        next.map(|id| id.as_str())
    }
}

impl Procedure {
    /// Whether `step` must wait for one of the `open` ones: it joins ways, and one of them still leads to it.
    pub fn waits<'o>(&self, step: &Step, mut open: impl Iterator<Item = &'o str>) -> bool {
        open.any(|id| step.id == *id || (step.join && self.worked(id).contains(step.id.as_str())))
    }

    /// Whether a case comes to `step` only on a way that ends with a refusal, or has ended with one. A message of the
    /// portal after which nothing comes is one.
    pub fn is_of_refusal(&self, step: &Step) -> bool {
        let ended = self.ended();
        let ahead = self.worked(&step.id).into_iter();
        let ahead: Vec<&Step> = ahead.filter_map(|id| self.step(id)).collect();
        let turns_away = |one: &&Step| {
            let known = ended.get(one.id.as_str());
            let open = known.is_none_or(BTreeSet::is_empty);
            open && one.outcomes.is_empty() && one.message.is_some()
        };
        let outcomes = ahead.iter().flat_map(|one| &one.outcomes);
        let mut ends: BTreeSet<Closing> = outcomes.filter_map(|one| one.closes).collect();
        ends.extend(ended.get(step.id.as_str()).into_iter().flatten());
        if ahead.into_iter().any(|one| turns_away(&one)) {
            ends.insert(Closing::IntakeRefused);
        }
        let refuses = |one: &Closing| matches!(one, Closing::Refused | Closing::IntakeRefused);
        !ends.is_empty() && ends.iter().all(refuses)
    }

    /// For each step, how the cases have ended that come to it: a result is received after its case is closed.
    pub fn ended(&self) -> BTreeMap<&str, BTreeSet<Closing>> {
        let mut ended: BTreeMap<&str, BTreeSet<Closing>> = BTreeMap::new();
        loop {
            let before: usize = ended.values().map(BTreeSet::len).sum();
            for step in &self.steps {
                let own = ended.get(step.id.as_str()).cloned().unwrap_or_default();
                for outcome in &step.outcomes {
                    let closings = outcome
                        .closes
                        .map_or_else(|| own.clone(), |one| [one].into());
                    for next in outcome.to.iter().chain(&outcome.followed_by) {
                        let known = ended.entry(next.as_str()).or_default();
                        known.extend(&closings);
                    }
                }
            }
            if ended.values().map(BTreeSet::len).sum::<usize>() == before {
                return ended;
            }
        }
    }
}
