//! Checks of a regulation as it is written: ids, references, conditions.

use std::collections::BTreeSet;

use domain::{
    condition::Condition,
    regulation::{Regulation, StatedTerm, TermKind, Topic},
    service::Service,
    text::Text,
};

/// What is expected of a document that no text of its edition confirms.
pub(super) const UNCONFIRMED: &str = "expected `false`, with `when` for whom it is asked: only what is `confirmed` may hold an application up";

/// Facts that the portal computes from the form.
pub(super) const COMPUTED: [&str; 4] = [
    "channel",
    "income.total",
    "income.family",
    "income.per_capita",
];

/// Something wrong at a key.
pub(super) struct Defect {
    pub(super) key: String,
    pub(super) expected: String,
}

impl Defect {
    pub(super) fn new(key: impl Into<String>, expected: impl Into<String>) -> Defect {
        Defect {
            key: key.into(),
            expected: expected.into(),
        }
    }
}

/// Checks everything but the graphs.
pub(super) fn check<'r>(
    regulation: &'r Regulation,
    situations: &[&str],
    service: Option<&'r Service>,
) -> Vec<Defect> {
    let asked = service.map_or(&[][..], |service| &service.topics);
    let mut checks = Checks {
        regulation,
        facts: facts(regulation, asked),
        defects: Vec::new(),
    };
    checks.ids();
    checks.situations(situations);
    checks.channels();
    checks.outputs_and_grounds();
    checks.conditions();
    checks.form(asked);
    checks.terms();
    for (n, procedure) in regulation.procedures.iter().enumerate() {
        for (i, step) in procedure.steps.iter().enumerate() {
            checks.step(step, &format!("procedure[{n}].step[{i}]"));
        }
    }
    checks.defects
}

/// What the questions of the guide and the fields of the form, its service's too, can set.
fn facts<'r>(regulation: &'r Regulation, asked: &'r [Topic]) -> BTreeSet<&'r str> {
    let questions = regulation
        .questions
        .iter()
        .map(|question| question.fact.as_str());
    let fields = regulation
        .topics
        .iter()
        .chain(asked)
        .flat_map(|topic| &topic.fields)
        .filter_map(|field| field.fact.as_deref());
    questions.chain(fields).chain(COMPUTED).collect()
}

pub(super) struct Checks<'r> {
    pub(super) regulation: &'r Regulation,
    facts: BTreeSet<&'r str>,
    defects: Vec<Defect>,
}

impl<'r> Checks<'r> {
    pub(super) fn expect(
        &mut self,
        holds: bool,
        key: impl Into<String>,
        expected: impl Into<String>,
    ) {
        if !holds {
            self.defects.push(Defect::new(key, expected));
        }
    }

    fn unique<'a>(&mut self, list: &str, key: &str, ids: impl Iterator<Item = &'a str>) {
        let mut seen = BTreeSet::new();
        for (n, id) in ids.enumerate() {
            let expected = format!("expected a value of its own, `{id}` stands above already");
            self.expect(seen.insert(id), format!("{list}[{n}].{key}"), expected);
        }
    }

    fn ids(&mut self) {
        let r = self.regulation;
        self.unique(
            "provider.office",
            "id",
            r.provider.offices.iter().map(|one| one.id.as_str()),
        );
        self.unique("role", "id", r.roles.iter().map(|one| one.id.as_str()));
        self.unique(
            "channel",
            "kind",
            r.channels.iter().map(|one| one.kind.id()),
        );
        self.unique("output", "id", r.outputs.iter().map(|one| one.id.as_str()));
        self.unique(
            "question",
            "fact",
            r.questions.iter().map(|one| one.fact.as_str()),
        );
        self.unique(
            "requirement",
            "id",
            r.requirements.iter().map(|one| one.id.as_str()),
        );
        self.unique(
            "evidence",
            "id",
            r.evidence.iter().map(|one| one.id.as_str()),
        );
        self.unique("topic", "id", r.topics.iter().map(|one| one.id.as_str()));
        self.unique("ground", "id", r.grounds.iter().map(|one| one.id.as_str()));
        self.unique(
            "message",
            "id",
            r.messages.iter().map(|one| one.id.as_str()),
        );
        self.unique("blank", "id", r.blanks.iter().map(|one| one.id.as_str()));
        self.unique("term", "id", r.terms.iter().map(|one| one.id.as_str()));
        self.unique("note", "id", r.notes.iter().map(|one| one.id.as_str()));
        for (n, procedure) in r.procedures.iter().enumerate() {
            self.unique(
                &format!("procedure[{n}].step"),
                "id",
                procedure.steps.iter().map(|step| step.id.as_str()),
            );
            for (i, step) in procedure.steps.iter().enumerate() {
                let at = format!("procedure[{n}].step[{i}]");
                self.unique(
                    &format!("{at}.outcome"),
                    "id",
                    step.outcomes.iter().map(|one| one.id.as_str()),
                );
                self.unique(
                    &format!("{at}.input"),
                    "id",
                    step.inputs.iter().map(|one| one.id.as_str()),
                );
            }
        }
        for (n, topic) in r.topics.iter().enumerate() {
            self.unique(
                &format!("topic[{n}].field"),
                "id",
                topic.fields.iter().map(|one| one.id.as_str()),
            );
        }
    }

    fn situations(&mut self, known: &[&str]) {
        for (n, id) in self.regulation.situations.iter().enumerate() {
            let expected = format!("expected one of {known:?}, found `{id}`");
            self.expect(
                known.contains(&id.as_str()),
                format!("situations[{n}]"),
                expected,
            );
        }
    }

    fn channels(&mut self) {
        let r = self.regulation;
        for (n, channel) in r.channels.iter().enumerate() {
            let expected = format!(
                "expected a [[procedure]] with channel = \"{}\"",
                channel.kind.id()
            );
            self.expect(
                r.routes(channel.kind).next().is_some() || channel.without.is_some(),
                format!("channel[{n}].kind"),
                expected,
            );
            self.note(channel.without.as_deref(), &format!("channel[{n}].without"));
            for (i, other) in channel.elsewhere.iter().enumerate() {
                let known = *other != channel.kind && r.channel(*other).is_some();
                self.expect(
                    known,
                    format!("channel[{n}].elsewhere[{i}]"),
                    "expected another channel of this regulation",
                );
            }
        }
        for (n, procedure) in r.procedures.iter().enumerate() {
            let known = r.channel(procedure.channel).is_some();
            self.expect(
                known,
                format!("procedure[{n}].channel"),
                "expected a channel of this regulation",
            );
        }
    }

    fn outputs_and_grounds(&mut self) {
        let r = self.regulation;
        for (n, output) in r.outputs.iter().enumerate() {
            let said = output.line.is_some() || output.note.is_some();
            self.expect(
                said,
                format!("output[{n}]"),
                "expected `line`, or `note` where the act has none",
            );
            self.note(output.note.as_deref(), &format!("output[{n}].note"));
        }
        for (n, ground) in r.grounds.iter().enumerate() {
            self.expect(
                ground.heading == only_points(&ground.name),
                format!("ground[{n}].heading"),
                "expected `heading = true` where the words only point at «grounds» of another text, and nowhere else",
            );
            for (i, id) in ground.steps.iter().enumerate() {
                let known = r
                    .procedures
                    .iter()
                    .any(|procedure| procedure.step(id).is_some());
                self.expect(
                    known,
                    format!("ground[{n}].steps[{i}]"),
                    format!("expected the id of a step, found `{id}`"),
                );
            }
        }
    }

    pub(super) fn note(&mut self, id: Option<&str>, key: &str) {
        if let Some(id) = id {
            let known = self.regulation.notes.iter().any(|note| note.id == id);
            self.expect(
                known,
                key,
                format!("expected the id of a [[note]], found `{id}`"),
            );
        }
    }

    fn conditions(&mut self) {
        let r = self.regulation;
        for (n, channel) in r.channels.iter().enumerate() {
            self.condition(
                channel.condition.as_ref(),
                &format!("channel[{n}].condition"),
            );
            let told = channel.condition.is_none() || channel.condition_text.is_some();
            self.expect(
                told,
                format!("channel[{n}]"),
                "expected `condition_text`, the condition in words",
            );
        }
        for (n, procedure) in r.procedures.iter().enumerate() {
            let at = format!("procedure[{n}]");
            self.condition(procedure.when.as_ref(), &format!("{at}.when"));
            let outcomes = procedure.steps.iter().flat_map(|step| &step.outcomes);
            for outcome in outcomes {
                self.condition(outcome.when.as_ref(), &format!("{at}.outcome.when"));
            }
        }
        for (n, question) in r.questions.iter().enumerate() {
            self.expect(
                question.line.is_some(),
                format!("question[{n}].line"),
                "expected the line of the act",
            );
            self.condition(question.when.as_ref(), &format!("question[{n}].when"));
        }
        for (n, requirement) in r.requirements.iter().enumerate() {
            // What an official finds out later is no fact of the guide or the form.
            if requirement.decided_by.is_none() {
                self.condition(Some(&requirement.met), &format!("requirement[{n}].met"));
            }
        }
        let is_online = r.is_offered_online();
        for (n, evidence) in r.evidence.iter().enumerate() {
            self.condition(evidence.when.as_ref(), &format!("evidence[{n}].when"));
            self.condition(Some(&evidence.required), &format!("evidence[{n}].required"));
            if let Some(asked) = &evidence.ask {
                self.field(asked, &[], &format!("evidence[{n}].ask"));
            }
            self.expect(
                !(is_online && evidence.blocks_unconfirmed()),
                format!("evidence[{n}].required"),
                UNCONFIRMED,
            );
        }
    }

    pub(super) fn condition(&mut self, condition: Option<&Condition>, key: &str) {
        for fact in condition.map(Condition::facts).unwrap_or_default() {
            let known = self.facts.contains(fact);
            let expected = format!(
                "expected a fact that a question or field sets or the portal computes, found `{fact}`"
            );
            self.expect(known, key, expected);
        }
    }

    fn terms(&mut self) {
        let r = self.regulation;
        for (n, term) in r.terms.iter().enumerate() {
            let known = r.channel(term.channel).is_some();
            self.expect(
                known,
                format!("term[{n}].channel"),
                "expected a channel of this regulation",
            );
            for (i, id) in term.by.iter().enumerate() {
                self.role(id, &format!("term[{n}].by[{i}]"));
            }
            self.note(term.note.as_deref(), &format!("term[{n}].note"));
            self.clock(term, &format!("term[{n}].since"));
        }
    }

    /// A term of a result that another event than the application starts names the step that is opened by it: without one its
    /// date would never come.
    fn clock(&mut self, term: &StatedTerm, key: &str) {
        let started = term.kind != TermKind::Output || term.starts.is_none();
        self.expect(
            started || term.since.is_some(),
            key,
            "expected the step with whose opening the clock of `starts` begins",
        );
        let Some(since) = &term.since else { return };
        // The steps that a way takes over from another are not in it yet.
        let mut routes = self.regulation.procedures.iter();
        let known = routes.any(|route| route.step(since).is_some());
        self.expect(
            known,
            key,
            format!("expected a step of the way, found `{since}`"),
        );
    }

    pub(super) fn role(&mut self, id: &str, key: &str) {
        let known = self.regulation.role(id).is_some();
        self.expect(
            known,
            key,
            format!("expected the id of a [[role]], found `{id}`"),
        );
    }
}

/// Whether a ground only points at another text. Kazakh puts last what a phrase is about.
fn only_points(name: &Text) -> bool {
    let ends = ["негіздер", "негіздемелер", "негіздер бойынша"];
    ends.iter().any(|end| name.kk.ends_with(end))
}
