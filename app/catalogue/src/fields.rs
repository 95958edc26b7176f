//! Checks of what people enter: the form, and what an official enters at a step.

use super::check::Checks;
use domain::regulation::{Field, FieldKind, Step};

/// What may be filled in for the person.
const PREFILLS: [&str; 6] = [
    "person.name",
    "person.iin",
    "person.birth_date",
    "person.address",
    "account.phone",
    "account.email",
];

/// What may be filled in for an official at a step.
const STEP_PREFILLS: [&str; 1] = ["income.per_capita"];

impl<'r> Checks<'r> {
    pub(super) fn form(&mut self) {
        let r = self.regulation;
        for (n, topic) in r.topics.iter().enumerate() {
            for (i, field) in topic.fields.iter().enumerate() {
                self.field(field, &PREFILLS, &format!("topic[{n}].field[{i}]"));
            }
        }
        let Some(income) = &r.income else { return };
        let own = r
            .topics
            .iter()
            .flat_map(|topic| &topic.fields)
            .any(|field| field.id == income.applicant);
        self.expect(own, "income.applicant", "expected the id of a field");
        let group = r.topic(&income.group).filter(|topic| topic.repeats);
        self.expect(
            group.is_some(),
            "income.group",
            "expected the id of a topic with `repeats = true`",
        );
        let member =
            group.is_none_or(|topic| topic.fields.iter().any(|field| field.id == income.member));
        self.expect(
            member,
            "income.member",
            "expected the id of a field of the group",
        );
    }

    fn field(&mut self, field: &Field, prefills: &[&str], at: &str) {
        let choice = field.kind == FieldKind::Choice;
        self.expect(
            choice != field.options.is_empty(),
            format!("{at}.option"),
            "expected options for a choice, and only there",
        );
        let prefill = field
            .prefill
            .as_deref()
            .is_none_or(|prefill| prefills.contains(&prefill));
        self.expect(
            prefill,
            format!("{at}.prefill"),
            format!("expected one of {prefills:?}"),
        );
        let staff = field.kind == FieldKind::Staff;
        let role = field
            .role
            .as_deref()
            .is_some_and(|id| self.regulation.role(id).is_some_and(|role| role.staff));
        self.expect(
            staff == role && staff == field.role.is_some(),
            format!("{at}.role"),
            "expected a staff role, for kind \"staff\" only",
        );
        self.condition(field.when.as_ref(), &format!("{at}.when"));
    }

    pub(super) fn step(&mut self, step: &'r Step, at: &str) {
        let r = self.regulation;
        self.role(&step.performer, &format!("{at}.performer"));
        self.note(step.note.as_deref(), &format!("{at}.note"));
        let message = step
            .message
            .as_deref()
            .is_none_or(|id| r.message(id).is_some());
        self.expect(
            message,
            format!("{at}.message"),
            "expected the id of a [[message]]",
        );
        let line = step.limit_line.is_none() || step.limit.is_some();
        self.expect(
            line,
            format!("{at}.limit_line"),
            "expected a `limit` beside it",
        );
        for (i, field) in step.inputs.iter().enumerate() {
            let at = format!("{at}.input[{i}]");
            self.field(field, &STEP_PREFILLS, &at);
            for (k, id) in field.outcomes.iter().enumerate() {
                let known = step.outcome(id).is_some();
                self.expect(
                    known,
                    format!("{at}.outcomes[{k}]"),
                    format!("expected an outcome of this step, found `{id}`"),
                );
            }
        }
        for (i, outcome) in step.outcomes.iter().enumerate() {
            let at = format!("{at}.outcome[{i}]");
            self.note(outcome.note.as_deref(), &format!("{at}.note"));
            let output = outcome
                .output
                .as_deref()
                .is_none_or(|id| r.output(id).is_some());
            self.expect(
                output,
                format!("{at}.output"),
                "expected the id of an [[output]]",
            );
        }
    }
}
