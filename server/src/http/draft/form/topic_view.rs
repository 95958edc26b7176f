//! What the pages of a topic show: from stored answers to plain data.

use app::{
    components::{Choice, Field, FieldError, FormField, error_of, parts},
    format,
    pages::topic::{GroupView, IncomePreview, Known, MemberView, TopicView},
    problem, sheet,
    text::{Lang, t, t_with, value},
};
use chrono::{Days, Months};
use domain::{
    condition::Facts,
    form::{self, FieldError as Problem, FormCheck, MemberId, months_asked},
    regulation::{Field as Question, FieldKind, Meaning, Regulation, Topic},
};

use crate::http::{draft::loaded::LoadedDraft, kit::page_context::PageContext};

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
    let errors = problem::messages(lang, &topic.fields, problems);
    let (known, fields) = questions(lang, loaded, topic, member, problems, &errors);
    let income = member.is_none() && topic.fields.iter().any(is_income);
    let below = member.map_or_else(String::new, |member| format!("/{member}"));
    let intro = topic.intro.as_ref().filter(|_| member.is_none());
    TopicView {
        title: match member {
            None => topic.title.get(lang).to_owned(),
            Some(_) => t(lang, "draft-group-new"),
        },
        intro: intro.map(|intro| intro.get(lang).to_owned()),
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
        notice: None,
    }
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
            let mut field = form_field(lang, loaded.regulation, question, &typed, errors);
            field.parts = parts(lang, question, &answers, loaded.today);
            let mut field = field.confirmable(&typed, sure.map_or("", String::as_str));
            field.field.warning =
                warning.map(|one| t(lang, &format!("problem-warning-{}", one.code.key())));
            if body.from_register.get(&question.id) == Some(&typed) && member.is_none() {
                field.field.hint = Some(with_more(
                    lang,
                    field.field.hint,
                    "draft-from-register-hint",
                ));
            }
            if may_not_concern(topic, question) {
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

fn is_income(field: &Question) -> bool {
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
        ..FormField::new(field, question.kind, typed)
    }
}

fn with_more(lang: Lang, hint: Option<String>, more: &str) -> String {
    let more = t(lang, more);
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

/// What is missing in the members of a repeating topic, under the id of the member's row.
pub(super) fn incomplete_members(loaded: &LoadedDraft<'_>, topic: &Topic) -> Vec<Problem> {
    let check = loaded.check();
    let members = loaded.draft.body.answers.members(&topic.id).into_iter();
    members
        .filter(|member| check.page(topic, Some(member)).is_err())
        .map(|member| Problem {
            field: format!("member-{member}"),
            code: form::ErrorCode::Required,
        })
        .collect()
}

pub(super) fn group(
    context: &PageContext,
    loaded: &LoadedDraft<'_>,
    topic: &Topic,
    problems: &[Problem],
    gone: bool,
) -> GroupView {
    let lang = context.lang;
    let answers = &loaded.draft.body.answers;
    let check = loaded.check();
    let members = answers.members(&topic.id).into_iter().enumerate();
    let members: Vec<MemberView> = members
        .map(|(at, id)| member(lang, loaded, &check, topic, at + 1, &id))
        .collect();
    let has_income = topic.fields.iter().any(is_income) && !members.is_empty();
    GroupView {
        title: topic.title.get(lang).to_owned(),
        intro: topic.intro.as_ref().map(|intro| intro.get(lang).to_owned()),
        action: path(context, loaded, &format!("/{}", topic.id)),
        back: path(context, loaded, ""),
        most: topic.most,
        may_add: answers.has_room(topic),
        gone,
        income: has_income.then(|| income(lang, loaded)).flatten(),
        errors: member_errors(lang, &members, problems),
        members,
    }
}

/// One error for each member of whom something is missing.
fn member_errors(lang: Lang, members: &[MemberView], problems: &[Problem]) -> Vec<FieldError> {
    let row = |member: &MemberView| format!("member-{}", member.id);
    let incomplete = members.iter().filter(|member| {
        let row = row(member);
        problems.iter().any(|problem| problem.field == row)
    });
    incomplete
        .map(|member| {
            let name = match member.name.is_empty() {
                true => t_with(lang, "draft-group-member", &[("n", value(member.n))]),
                false => member.name.clone(),
            };
            let name = [("name", value(name))];
            FieldError::new(
                row(member),
                t_with(lang, "draft-group-incomplete-error", &name),
            )
        })
        .collect()
}

fn member(
    lang: Lang,
    loaded: &LoadedDraft<'_>,
    check: &FormCheck<'_>,
    topic: &Topic,
    n: usize,
    id: &MemberId,
) -> MemberView {
    let answers = loaded.draft.body.answers.page(topic, Some(id));
    let typed = |field: &Question| form::typed(field, &answers).trim().to_owned();
    let mut fields = topic.fields.iter();
    let name = fields.next().map(typed).unwrap_or_default();
    MemberView {
        id: id.to_string(),
        n,
        name,
        meta: fields
            .filter_map(|field| member_fact(lang, loaded, field, typed(field)))
            .collect(),
        incomplete: check.page(topic, Some(id)).is_err(),
    }
}

/// What the list says of a member beside the name.
fn member_fact(
    lang: Lang,
    loaded: &LoadedDraft<'_>,
    field: &Question,
    typed: String,
) -> Option<String> {
    let label = field.label.get(lang);
    match field.kind {
        // The list shows no ИИН.
        FieldKind::Iin => None,
        _ if typed.is_empty() => None,
        FieldKind::Choice => {
            let option = field.options.iter().find(|option| option.id == typed)?;
            Some(option.label.get(lang).to_owned())
        }
        _ => {
            let kept = form::normalise(field, &typed, loaded.today).unwrap_or(typed);
            let shown = sheet::shown(loaded.regulation, field, &kept, lang);
            (!shown.is_empty()).then(|| format!("{label}: {}", shown.join(", ")))
        }
    }
}

/// Per-capita income with its formula, the months and where the formula comes from.
fn income(lang: Lang, loaded: &LoadedDraft<'_>) -> Option<IncomePreview> {
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
