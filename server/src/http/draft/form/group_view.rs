//! What the page of a repeating topic shows: its members, and what is missing in each.

use app::{
    components::FieldError,
    format,
    pages::topic::{GroupView, MemberView},
    problem, sheet,
    text::{Lang, t_with, value},
};
use domain::{
    form::{self, FieldError as Problem, FormCheck, MemberId},
    regulation::{Field as Question, FieldKind, Topic},
};

use super::topic_view::{about, income, is_income, path};
use crate::http::{draft::loaded::LoadedDraft, kit::page_context::PageContext};

/// What is missing in the members of a repeating topic, under the id of the member's row; a member that it needs, under
/// the id of the topic.
pub(super) fn incomplete_members(loaded: &LoadedDraft<'_>, topic: &Topic) -> Vec<Problem> {
    let check = loaded.check();
    if check.lacks_members(topic) {
        let field = topic.id.clone();
        let code = form::ErrorCode::Required;
        return vec![Problem { field, code }];
    }
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
        row: problem::row(lang, topic),
        action: path(context, loaded, &format!("/{}", topic.id)),
        back: path(context, loaded, ""),
        most: topic.most,
        needs_more: check.lacks_members(topic),
        add: topic.add.as_ref().map(|add| add.get(lang).to_owned()),
        may_add: answers.has_room(topic),
        gone,
        about: about(lang, loaded, topic),
        income: has_income.then(|| income(lang, loaded)).flatten(),
        errors: group_errors(lang, topic, &members, problems),
        members,
    }
}

/// That a member is missing, or what is missing of each.
fn group_errors(
    lang: Lang,
    topic: &Topic,
    members: &[MemberView],
    problems: &[Problem],
) -> Vec<FieldError> {
    if problems.iter().any(|problem| problem.field == topic.id) {
        let text = problem::too_few(lang, topic);
        return vec![FieldError::new("add".to_owned(), text)];
    }
    member_errors(lang, topic, members, problems)
}

/// One error for each member of whom something is missing.
fn member_errors(
    lang: Lang,
    topic: &Topic,
    members: &[MemberView],
    problems: &[Problem],
) -> Vec<FieldError> {
    let id = |member: &MemberView| format!("member-{}", member.id);
    let incomplete = members.iter().filter(|member| {
        let id = id(member);
        problems.iter().any(|problem| problem.field == id)
    });
    incomplete
        .map(|member| {
            let name = match member.name.is_empty() {
                true => format!("{} {}", problem::row(lang, topic), member.n),
                false => member.name.clone(),
            };
            let name = [("name", value(name))];
            FieldError::new(
                id(member),
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
            (!shown.is_empty()).then(|| format::labelled(label, &shown.join(", ")))
        }
    }
}
