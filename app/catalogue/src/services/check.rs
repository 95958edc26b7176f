//! Checks of a service as it is written.

use std::collections::BTreeSet;

use domain::{
    condition::Condition,
    regulation::{Evidence, Field, Meaning, Topic},
    service::{ResultTemplate, Service},
    text::Text,
};

use super::written::BASIS;
use crate::{
    check::{COMPUTED, Defect, UNCONFIRMED},
    fields::{PREFILLS, misshapen},
    reader, registers, rows,
};

/// Everything that is wrong with a service.
pub(super) fn service(service: &Service) -> Vec<Defect> {
    let mut found = Findings::default();
    found.text("name", &service.name);
    found.text("sentence", &service.sentence);
    let form = facts(service.topics.iter().flat_map(|topic| &topic.fields));
    for (n, one) in service.topics.iter().enumerate() {
        let at = format!("topic[{n}]");
        found.0.extend(topic(one, &at));
        found.conditions(one, &form, &at);
    }
    found.unique("topic", service.topics.iter().map(|one| one.id.as_str()));
    let once = service.topics.iter().filter(|topic| !topic.repeats);
    let mut seen = BTreeSet::new();
    for (n, topic) in once.enumerate() {
        for field in &topic.fields {
            let expected = format!(
                "expected an id that no other page has, found `{}`",
                field.id
            );
            found.expect(
                seen.insert(&field.id),
                format!("topic[{n}].field"),
                expected,
            );
        }
    }
    documents(service, &form, &mut found);
    found.0.extend(registers::of_service(service));
    let topics: Vec<&Topic> = service.topics.iter().collect();
    found
        .0
        .extend(rows::check("document", &service.documents, &topics));
    for (n, result) in service.results.iter().enumerate() {
        found.result(service, result, &form, &format!("result[{n}]"));
    }
    for (n, ground) in service.grounds.iter().enumerate() {
        let at = format!("ground[{n}]");
        found.text(&format!("{at}.text"), &ground.text);
        found.condition(ground.when.as_ref(), &form, &format!("{at}.when"));
        found.condition(ground.only.as_ref(), &form, &format!("{at}.only"));
        let rests = Basis(&ground.act, ground.line, &ground.source, &None);
        found.expect(rests.is_told(), at, BASIS);
    }
    found.unique("ground", service.grounds.iter().map(|one| one.id.as_str()));
    for (n, formula) in service.formulas.iter().enumerate() {
        found.text(&format!("formula[{n}].text"), &formula.text);
        let at = format!("formula[{n}].only");
        found.condition(formula.only.as_ref(), &form, &at);
        let told = formula.source.is_some() || formula.ours_because.is_some();
        found.expect(told, format!("formula[{n}]"), BASIS);
    }
    found.0
}

fn documents(service: &Service, form: &BTreeSet<&str>, found: &mut Findings) {
    let ids = service.documents.iter().map(|one| one.id.as_str());
    found.unique("document", ids);
    for (n, document) in service.documents.iter().enumerate() {
        let at = format!("document[{n}]");
        found.text(&format!("{at}.name"), &document.name);
        if let Some(hint) = &document.hint {
            found.text(&format!("{at}.hint"), hint);
        }
        found.condition(document.when.as_ref(), form, &format!("{at}.when"));
        found.condition(Some(&document.required), form, &format!("{at}.required"));
        found.expect(
            !document.blocks_unconfirmed(),
            format!("{at}.required"),
            UNCONFIRMED,
        );
        let rows = |id: &String| {
            let mut topics = service.topics.iter();
            topics.any(|topic| topic.repeats && topic.id == *id)
        };
        found.expect(
            document.per.as_ref().is_none_or(rows),
            format!("{at}.per"),
            "expected a topic with `repeats = true`",
        );
    }
}

/// What is wrong with a page by itself, of a service or a block.
pub(super) fn topic(topic: &Topic, at: &str) -> Vec<Defect> {
    let mut found = Findings::default();
    found.text(&format!("{at}.title"), &topic.title);
    if let Some(intro) = &topic.intro {
        found.text(&format!("{at}.intro"), intro);
    }
    for (key, text) in [("row", &topic.row), ("add", &topic.add)] {
        found.expect(
            text.is_none() || topic.repeats,
            format!("{at}.{key}"),
            "expected `repeats = true` beside it",
        );
        if let Some(text) = text {
            found.text(&format!("{at}.{key}"), text);
        }
    }
    found.0.extend(reader::of_topic(topic, at));
    let rests = Basis(&topic.act, topic.line, &topic.source, &topic.ours_because);
    found.expect(rests.is_told(), at, BASIS);
    found.expect(
        topic.most.or(topic.least).is_none() || topic.repeats,
        format!("{at}.most"),
        "expected `repeats = true` beside it",
    );
    found.fields(&topic.fields, &format!("{at}.field"), |one| {
        PREFILLS.contains(&one)
    });
    found.0
}

/// On what something rests: act, line, source, reason of the portal.
struct Basis<'a>(
    &'a Option<String>,
    Option<u32>,
    &'a Option<Text>,
    &'a Option<String>,
);

impl Basis<'_> {
    fn is_told(&self) -> bool {
        let Basis(act, line, source, ours) = self;
        act.is_some() && line.is_some() || source.is_some() || ours.is_some()
    }
}

fn facts<'f>(fields: impl Iterator<Item = &'f Field>) -> BTreeSet<&'f str> {
    let facts = fields.filter_map(|field| field.fact.as_deref());
    facts.chain(COMPUTED).collect()
}

#[derive(Default)]
struct Findings(Vec<Defect>);

impl Findings {
    fn expect(&mut self, holds: bool, key: impl Into<String>, expected: impl Into<String>) {
        if !holds {
            self.0.push(Defect::new(key, expected));
        }
    }

    fn text(&mut self, key: &str, text: &Text) {
        for (lang, words) in [("kk", &text.kk), ("ru", &text.ru), ("en", &text.en)] {
            let told = !words.trim().is_empty();
            self.expect(
                told,
                format!("{key}.{lang}"),
                "expected words in this language",
            );
        }
    }

    fn unique<'a>(&mut self, list: &str, ids: impl Iterator<Item = &'a str>) {
        let mut seen = BTreeSet::new();
        for (n, id) in ids.enumerate() {
            let expected = format!("expected a value of its own, `{id}` stands above already");
            self.expect(seen.insert(id), format!("{list}[{n}].id"), expected);
        }
    }

    fn fields(&mut self, fields: &[Field], list: &str, prefills: impl Fn(&str) -> bool) {
        self.unique(list, fields.iter().map(|field| field.id.as_str()));
        for (n, field) in fields.iter().enumerate() {
            let at = format!("{list}[{n}]");
            self.text(&format!("{at}.label"), &field.label);
            if let Some(hint) = &field.hint {
                self.text(&format!("{at}.hint"), hint);
            }
            for (i, option) in field.options.iter().enumerate() {
                self.text(&format!("{at}.option[{i}].label"), &option.label);
            }
            for (key, expected) in misshapen(field) {
                self.expect(false, format!("{at}.{key}"), expected);
            }
            let prefill = field.prefill.as_deref();
            let expected = format!(
                "expected one of {PREFILLS:?}, in a result `register.<document>.<fact>` of a document with `from`, `answer.<field>` or `rows.<topic>`"
            );
            self.expect(
                prefill.is_none_or(&prefills),
                format!("{at}.prefill"),
                expected,
            );
        }
    }

    fn conditions(&mut self, topic: &Topic, facts: &BTreeSet<&str>, at: &str) {
        self.condition(topic.when.as_ref(), facts, &format!("{at}.when"));
        for (n, field) in topic.fields.iter().enumerate() {
            self.condition(field.when.as_ref(), facts, &format!("{at}.field[{n}].when"));
        }
    }

    fn condition(&mut self, condition: Option<&Condition>, facts: &BTreeSet<&str>, key: &str) {
        for fact in condition.map(Condition::facts).unwrap_or_default() {
            let expected = format!("expected a fact that a field of the form sets, found `{fact}`");
            self.expect(facts.contains(fact), key, expected);
        }
    }

    fn result(
        &mut self,
        service: &Service,
        result: &ResultTemplate,
        form: &BTreeSet<&str>,
        at: &str,
    ) {
        let rests = Basis(
            &result.act,
            result.line,
            &result.source,
            &result.ours_because,
        );
        self.expect(rests.is_told(), at, BASIS);
        self.condition(result.when.as_ref(), form, &format!("{at}.when"));
        self.expect(
            !result.output.is_empty(),
            format!("{at}.output"),
            "expected an output",
        );
        self.text(&format!("{at}.label"), &result.label);
        self.fields(&result.inputs, &format!("{at}.input"), |one| {
            from_register(service, one) || from_answers(service, one)
        });
        let is_asked = |id: &String| from_answers(service, &format!("answer.{id}"));
        self.expect(
            result.months.as_ref().is_none_or(is_asked),
            format!("{at}.months"),
            "expected a field of the form that is asked once",
        );
        let named = result.reckoning.iter();
        let named = named.flat_map(|one| [&one.amount, &one.whole, &one.percent]);
        for field in named {
            let mut inputs = result.inputs.iter();
            let expected = format!("expected an input of the result, found `{field}`");
            self.expect(
                inputs.any(|input| input.id == *field),
                format!("{at}.reckoning"),
                expected,
            );
        }
        self.amount(result, &format!("{at}.input"));
        self.list(service, result, &format!("{at}.document.list"));
        let mut known = facts(result.inputs.iter());
        known.extend(form);
        for (n, input) in result.inputs.iter().enumerate() {
            self.condition(
                input.when.as_ref(),
                &known,
                &format!("{at}.input[{n}].when"),
            );
        }
        for (key, text) in [("title", &result.paper.title), ("body", &result.paper.body)] {
            let at = format!("{at}.document.{key}");
            self.text(&at, text);
            for unknown in unknown_placeholders(service, result, text) {
                let expected =
                    format!("expected a field, an input or a word known to all, found {unknown}");
                self.expect(false, at.clone(), expected);
            }
        }
    }
}

impl Findings {
    /// A sum says for what time it is.
    fn amount(&mut self, result: &ResultTemplate, key: &str) {
        let mut amounts = result.inputs.iter();
        let amount = amounts.find(|input| input.means(Meaning::Amount));
        let mut inputs = result.inputs.iter();
        let told = inputs.any(|input| input.means(Meaning::AmountPer));
        self.expect(
            amount.is_none_or(|amount| told || amount.per.is_some()),
            key,
            "expected for what time the amount is: its `per`, or an input with meaning = \"amount-per\"",
        );
    }

    /// What a paper lists are fields of a page that repeats.
    fn list(&mut self, service: &Service, result: &ResultTemplate, key: &str) {
        let Some(list) = &result.paper.list else {
            return;
        };
        self.text(&format!("{key}.title"), &list.title);
        let mut topics = service.topics.iter().filter(|topic| topic.repeats);
        let topic = topics.find(|topic| topic.id == list.topic);
        for id in &list.fields {
            let known = topic.is_some_and(|one| one.fields.iter().any(|field| field.id == *id));
            let expected =
                format!("expected a field of a topic with `repeats = true`, found `{id}`");
            self.expect(known, format!("{key}.fields"), expected);
        }
    }
}

/// What stands in every paper.
const PLACEHOLDERS: [&str; 7] = [
    "applicant",
    "iin",
    "number",
    "date",
    "decided",
    "office",
    "family-income",
];

fn unknown_placeholders(service: &Service, result: &ResultTemplate, text: &Text) -> Vec<String> {
    let is_known = |name: &str| match name.split_once(':') {
        Some(("input", id)) => result.inputs.iter().any(|field| field.id == id),
        Some(("field", id)) => {
            let mut fields = service.topics.iter().flat_map(|topic| &topic.fields);
            fields.any(|field| field.id == id)
        }
        // When the register of a document answered, what it said, and that it was decided otherwise.
        Some(("answered" | "said" | "otherwise", id)) => connected(service).any(|one| one.id == id),
        _ => PLACEHOLDERS.contains(&name),
    };
    let mut unknown = Vec::new();
    for words in [&text.kk, &text.ru, &text.en] {
        for piece in words.split('{').skip(1) {
            let name = piece.split('}').next().unwrap_or_default();
            if !is_known(name) {
                unknown.push(format!("{{{name}}}"));
            }
        }
    }
    unknown
}

/// Whether it names a document of the service that comes from a connected register, and a fact.
fn from_register(service: &Service, prefill: &str) -> bool {
    let told = prefill.strip_prefix("register.");
    let Some((document, _)) = told.and_then(|told| told.split_once('.')) else {
        return false;
    };
    connected(service).any(|one| one.id == document)
}

/// The documents that come from a connected register.
fn connected(service: &Service) -> impl Iterator<Item = &Evidence> {
    service.documents.iter().filter(|one| one.from.is_some())
}

/// Whether it names a field of the form that is asked once, or a topic whose rows are counted.
fn from_answers(service: &Service, prefill: &str) -> bool {
    let is_field = |id| {
        let once = service.topics.iter().filter(|topic| !topic.repeats);
        let mut fields = once.flat_map(|topic| &topic.fields);
        fields.any(|field| field.id == id)
    };
    let is_topic = |id| {
        let mut topics = service.topics.iter();
        topics.any(|topic| topic.repeats && topic.id == id)
    };
    match prefill.split_once('.') {
        Some(("answer", id)) => is_field(id),
        Some(("rows", id)) => is_topic(id),
        _ => false,
    }
}
