//! Checks of what people enter: the form, and what an official enters at a step.

use super::{check::Checks, reader};
use domain::regulation::{Field, FieldKind, ListedRows, Meaning, Step, Topic};

/// What may be filled in for the person.
pub(super) const PREFILLS: [&str; 6] = [
    "person.name",
    "person.iin",
    "person.birth_date",
    "person.address",
    "account.phone",
    "account.email",
];

/// What may be filled in for an official at a step.
const STEP_PREFILLS: [&str; 1] = ["income.per_capita"];

/// What a field says of its answers that does not belong to its kind: the key and what is expected there.
pub(super) fn misshapen(field: &Field) -> Vec<(&'static str, &'static str)> {
    use FieldKind::{Choice, Classifier, Money, MultiChoice, Number};
    let chosen = matches!(field.kind, Choice | MultiChoice | Classifier);
    let counted = matches!(field.kind, Money | Number);
    let range = field.least.zip(field.most);
    let expected = [
        (
            chosen != field.options.is_empty(),
            "option",
            "expected options for a choice, and only there",
        ),
        (
            counted || field.least.is_none() && field.most.is_none(),
            "kind",
            "expected kind \"number\" or \"money\" with `least` and `most`",
        ),
        (
            field.kind == Money || field.usual.is_none(),
            "usual",
            "expected kind \"money\" with `usual`",
        ),
        (
            !field.means(Meaning::Amount) || field.least.is_some_and(|least| least > 0),
            "least",
            "expected at least 1 where an amount is granted",
        ),
        (
            !field.of_months || field.kind == Money,
            "of_months",
            "expected kind \"money\" for an amount of several months",
        ),
        (
            range.is_none_or(|(least, most)| least <= most),
            "most",
            "expected no less than `least`",
        ),
        (
            (field.kind == Classifier) == field.classifier.is_some(),
            "classifier",
            "expected a list, for kind \"classifier\" only",
        ),
    ];
    let wrong = expected.into_iter().filter(|(holds, _, _)| !holds);
    wrong.map(|(_, key, expected)| (key, expected)).collect()
}

impl<'r> Checks<'r> {
    /// The form: the regulation's own pages, and those of its service (`asked`).
    pub(super) fn form(&mut self, asked: &[Topic]) {
        let r = self.regulation;
        for (n, topic) in r.topics.iter().enumerate() {
            for defect in reader::of_topic(topic, &format!("topic[{n}]")) {
                self.expect(false, defect.key, defect.expected);
            }
            for (i, field) in topic.fields.iter().enumerate() {
                self.field(field, &PREFILLS, &format!("topic[{n}].field[{i}]"));
            }
        }
        let pages = r.topics.iter().chain(asked).filter(|topic| !topic.repeats);
        let mut fields = pages.flat_map(|topic| &topic.fields);
        let told = fields.any(|field| field.means(Meaning::IncomeOfQuarter));
        self.expect(
            told || r.income.is_none(),
            "income",
            "expected a field with meaning = \"income-of-quarter\" outside the repeating topics",
        );
    }

    pub(super) fn field(&mut self, field: &Field, prefills: &[&str], at: &str) {
        for (key, expected) in misshapen(field) {
            self.expect(false, format!("{at}.{key}"), expected);
        }
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
        let includes = field.includes.as_ref();
        self.expect(
            includes.is_none_or(|rows| self.lists(rows)),
            format!("{at}.includes"),
            "expected a choice of a page that repeats, and options of it",
        );
    }

    fn lists(&self, rows: &ListedRows) -> bool {
        let repeating = self.regulation.topics.iter().filter(|topic| topic.repeats);
        let mut fields = repeating.flat_map(|topic| &topic.fields);
        let field = fields.find(|field| field.id == rows.field);
        field.is_some_and(|field| {
            let known = |id: &String| field.options.iter().any(|option| option.id == *id);
            rows.options.iter().all(known)
        })
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
