//! What the pages of a topic show: from stored answers to plain data.

use std::collections::BTreeMap;

use app::{
    components::{Choice, Field, FieldError, FormField, error_of, parts},
    format,
    pages::topic::{IncomePreview, Known, TopicView},
    problem,
    text::{Lang, t, t_with, value},
};
use chrono::{Days, Months};
use domain::{
    condition::Facts,
    form::{self, ErrorCode, FieldError as Problem, MemberId, months_asked},
    parties::Parties,
    regulation::{ChannelKind, Field as Question, FieldKind, Meaning, Regulation, Topic},
};

use super::other_months;
use crate::{
    flow::draft,
    http::{
        draft::{closed::closed_channel, loaded::LoadedDraft, register_notes::other_oblast},
        kit::page_context::PageContext,
    },
};

pub(super) fn path(context: &PageContext, loaded: &LoadedDraft<'_>, rest: &str) -> String {
    context.href(&format!("/drafts/{}{rest}", loaded.draft.id))
}

/// Where «continue» leads after a topic: the next one, or the documents. Without the language.
pub(super) fn after(loaded: &LoadedDraft<'_>, topic: &Topic) -> String {
    let check = loaded.check();
    let mut topics = loaded.regulation.topics.iter();
    topics.find(|other| other.id == topic.id);
    let next = topics.find(|other| form::is_topic_asked(other, check.facts()));
    let rest = next.map_or("documents", |next| next.id.as_str());
    format!("/drafts/{}/{rest}", loaded.draft.id)
}

pub(super) fn topic(
    context: &PageContext,
    loaded: &LoadedDraft<'_>,
    topic: &Topic,
    member: Option<&MemberId>,
    problems: &[Problem],
) -> TopicView {
    let lang = context.lang;
    let mut errors = problem::messages(lang, &topic.fields, problems);
    let typed = loaded.draft.body.answers.page(topic, member);
    add_near_names(lang, topic, &typed, problems, &mut errors);
    let check = loaded.check();
    let (known, fields) = questions(lang, loaded, topic, member, problems, &errors);
    let income = member.is_none() && topic.fields.iter().any(is_income);
    let below = member.map_or_else(String::new, |member| format!("/{member}"));
    let intro = topic.intro.as_ref().filter(|_| member.is_none());
    TopicView {
        title: match member {
            None => topic.title.get(lang).to_owned(),
            Some(_) => problem::row(lang, topic),
        },
        intro: intro.map(|intro| intro.get(lang).to_owned()),
        about: about(lang, loaded, topic),
        action: path(context, loaded, &format!("/{}{below}", topic.id)),
        regulation: loaded.regulation.id.to_string(),
        back: match member {
            None => path(context, loaded, ""),
            Some(_) => path(context, loaded, &format!("/{}", topic.id)),
        },
        known,
        fields,
        errors,
        register_down: loaded.draft.body.register_down
            && topic.fields.iter().any(|field| field.prefill.is_some()),
        income: income.then(|| self::income(lang, loaded)).flatten(),
        closed: (member.is_none() && check.closes_channel(topic))
            .then(|| closed_channel(context, loaded.regulation, &check)),
        other_oblast: asks_office(topic)
            .then(|| {
                other_oblast(
                    context,
                    (loaded.catalogue, loaded.regulation),
                    &loaded.draft.body,
                )
            })
            .flatten(),
        seen: draft::mark(&typed),
        notice: None,
    }
}

/// Whether a page asks where somebody lives.
fn asks_office(topic: &Topic) -> bool {
    let mut fields = topic.fields.iter();
    !topic.repeats && fields.any(|field| field.kind == FieldKind::Office)
}

/// How many near names an error prints.
const MOST_NEAR: usize = 8;

/// The names that come near to one that is not in its list.
fn add_near_names(
    lang: Lang,
    topic: &Topic,
    typed: &BTreeMap<String, String>,
    problems: &[Problem],
    errors: &mut [FieldError],
) {
    for problem in problems
        .iter()
        .filter(|one| one.code == ErrorCode::NotInList)
    {
        let field = topic.fields.iter().find(|field| field.id == problem.field);
        let error = errors.iter_mut().find(|error| error.field == problem.field);
        let (Some(field), Some(error)) = (field, error) else {
            continue;
        };
        let near = form::near_options(field, typed.get(&field.id).map_or("", String::as_str));
        let names = near.iter().take(MOST_NEAR);
        let names: Vec<&str> = names.map(|option| option.label.get(lang)).collect();
        if !names.is_empty() {
            let near = t_with(
                lang,
                "problem-near-names",
                &[("names", value(names.join(", ")))],
            );
            error.message = format!("{}. {near}", error.message);
        }
    }
}

/// Whom the answers are about, where a representative gives them.
pub(super) fn about(lang: Lang, loaded: &LoadedDraft<'_>, topic: &Topic) -> Option<String> {
    if topic.is_of_parties() || topic.fields.iter().all(is_consent) {
        return None;
    }
    match form::parties(
        loaded.regulation,
        ChannelKind::Portal,
        &loaded.draft.body.answers,
    ) {
        Parties::Representative { name, .. } => {
            Some(t_with(lang, "draft-about", &[("name", value(name))]))
        }
        _ => None,
    }
}

fn is_consent(field: &Question) -> bool {
    field.kind == FieldKind::Consent
}

/// What the portal knows of the citizen, and what it asks.
fn questions(
    lang: Lang,
    loaded: &LoadedDraft<'_>,
    topic: &Topic,
    member: Option<&MemberId>,
    problems: &[Problem],
    errors: &[FieldError],
) -> (Vec<Known>, Vec<FormField>) {
    let (body, check) = (&loaded.draft.body, loaded.check());
    let warnings = match problems {
        [] => check.warnings(topic, member),
        _ => Vec::new(),
    };
    let answers = body.answers.page(topic, member);
    let (mut known, mut fields) = (Vec::new(), Vec::new());
    for question in &topic.fields {
        let typed = answers.get(&question.id).cloned().unwrap_or_default();
        if member.is_none() && question.is_identity() && !typed.is_empty() {
            known.push(known_answer(lang, loaded, question, &typed));
        } else if is_shown(topic, question, check.facts()) {
            let warning = warnings.iter().find(|one| one.field == question.id);
            let sure = answers.get(&form::sure_key(&question.id));
            let told =
                other_months::told(lang, (loaded.regulation, question), &answers, loaded.today);
            // The box waits for the amount of the months that are asked for now.
            let typed = match told {
                Some(_) => String::new(),
                None => typed,
            };
            let mut field = form_field(lang, loaded.regulation, question, &typed, errors);
            field.parts = parts(lang, question, &answers, loaded.today);
            let mut field = field.confirmable(&typed, sure.map_or("", String::as_str));
            field.field.warning =
                warning.map(|one| t(lang, &format!("problem-warning-{}", one.code.key())));
            field.field.warning = told.or(field.field.warning);
            if question.of_months {
                let months = other_months::asked(lang, question, loaded.today);
                field.field.hint = Some(joined(field.field.hint, months));
                let [first, ..] = months_asked(question, loaded.today);
                field.of = Some(form::month_part(first));
            }
            if body.from_register.get(&question.id) == Some(&typed) && member.is_none() {
                field.field.hint = Some(with_more(
                    lang,
                    field.field.hint,
                    "draft-from-register-hint",
                ));
            }
            if may_not_concern(topic, question) && !form::is_asked(question, check.facts()) {
                field.field.hint = Some(with_more(lang, field.field.hint, "draft-skip-hint"));
            }
            fields.push(field);
        }
    }
    (known, fields)
}

/// A question whose condition hangs on an answer of the same page stays: without JavaScript the page cannot bring it
/// when that answer changes.
fn is_shown(topic: &Topic, question: &Question, facts: &Facts) -> bool {
    hangs_on_this_page(topic, question) || form::is_asked(question, facts)
}

fn hangs_on_this_page(topic: &Topic, question: &Question) -> bool {
    let asked_here = |fact: &str| {
        topic
            .fields
            .iter()
            .any(|other| other.fact.as_deref() == Some(fact))
    };
    let when = question.when.as_ref();
    when.is_some_and(|when| when.facts().into_iter().any(asked_here))
}

/// Whether a box stands on the page also for those of whom it asks nothing. A choice that does not concern them says so
/// by its options.
fn may_not_concern(topic: &Topic, question: &Question) -> bool {
    let is_choice = matches!(question.kind, FieldKind::Choice | FieldKind::YesNo);
    !is_choice && hangs_on_this_page(topic, question)
}

pub(super) fn is_income(field: &Question) -> bool {
    field.means(Meaning::IncomeOfQuarter)
}

/// A question of a regulation as a field of a page.
fn form_field(
    lang: Lang,
    regulation: &Regulation,
    question: &Question,
    typed: &str,
    errors: &[FieldError],
) -> FormField {
    let field = Field::new(lang, &question.id, question.label.get(lang))
        .hint(question.hint.as_ref().map(|hint| hint.get(lang).to_owned()))
        .error(error_of(errors, &question.id))
        .optional(!question.required);
    let choices = match question.kind {
        FieldKind::Choice | FieldKind::Classifier => {
            let options = question.options.iter();
            options
                .map(|option| Choice::new(&option.id, option.label.get(lang)))
                .collect()
        }
        FieldKind::Office => {
            let offices = regulation.provider.offices.iter();
            offices
                .map(|office| Choice::new(office.id.as_str(), office.district.get(lang)))
                .collect()
        }
        _ => Vec::new(),
    };
    FormField {
        choices,
        longest: form::longest(question),
        ahead: question.ahead,
        ..FormField::new(field, question.kind, typed)
    }
}

fn with_more(lang: Lang, hint: Option<String>, more: &str) -> String {
    joined(hint, t(lang, more))
}

fn joined(hint: Option<String>, more: String) -> String {
    match hint {
        Some(hint) => format!("{hint} {more}"),
        None => more,
    }
}

fn known_answer(lang: Lang, loaded: &LoadedDraft<'_>, question: &Question, typed: &str) -> Known {
    let shown = match question.kind {
        FieldKind::Date => form::date(typed).map_or_else(|| typed.to_owned(), format::date),
        _ => typed.to_owned(),
    };
    let source = match loaded.draft.body.from_register.contains_key(&question.id) {
        true => "draft-source-register",
        false => "draft-source-account",
    };
    Known {
        label: question.label.get(lang).to_owned(),
        value: shown,
        source: t(lang, source),
    }
}

/// Per-capita income with its formula, the months and where the formula comes from.
pub(super) fn income(lang: Lang, loaded: &LoadedDraft<'_>) -> Option<IncomePreview> {
    let topics = &loaded.regulation.topics;
    let asks = topics.iter().find(|one| one.fields.iter().any(is_income))?;
    let [first, .., last] =
        months_asked(asks.fields.iter().find(|one| is_income(one))?, loaded.today);
    let last = last + Months::new(1) - Days::new(1);
    let rule = loaded.regulation.income.as_ref().map(|rule| &rule.source);
    let source = rule.or(asks.source.as_ref());
    let computed = loaded.check().income();
    let money = |tenge: u64| format::money(i64::try_from(tenge).unwrap_or(i64::MAX));
    Some(IncomePreview {
        sum: computed
            .map(|computed| money(computed.total))
            .unwrap_or_default(),
        people: computed.map_or(0, |computed| computed.members),
        result: computed.map(|computed| money(computed.per_month)),
        months: (format::date(first), format::date(last)),
        source: source.map(|source| source.get(lang).to_owned()),
    })
}
