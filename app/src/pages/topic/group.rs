//! A topic that repeats: the list of its members.

use leptos::prelude::*;

use super::income::IncomePreview;
use crate::{
    components::{Button, ButtonKind, ErrorSummary, FieldError, Notice, NoticeKind, Shell, page},
    text::{Lang, t, t_with, value},
};

/// What a topic that repeats shows: the members.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct GroupView {
    pub title: String,
    /// Why it is asked.
    pub intro: Option<String>,
    /// Whom the answers are about, where that is not the reader.
    pub about: Option<String>,
    /// What one row is called.
    pub row: String,
    /// The path of the topic.
    pub action: String,
    pub back: String,
    /// The members that are there.
    pub members: Vec<MemberView>,
    /// Whether it needs more members than there are.
    pub needs_more: bool,
    /// What the button says that adds one.
    pub add: Option<String>,
    /// At most this many.
    pub most: Option<usize>,
    /// Whether there may be one more.
    pub may_add: bool,
    /// Whether the reader comes from the page of a member that is gone.
    pub gone: bool,
    pub errors: Vec<FieldError>,
    /// Per-capita income, where the members have incomes.
    pub income: Option<IncomePreview>,
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MemberView {
    /// The id in the address.
    pub id: String,
    /// The place in the list, from 1.
    pub n: usize,
    /// The first answer, as a rule the name; empty while it is not given.
    pub name: String,
    /// The other answers in short.
    pub meta: Vec<String>,
    /// Whether something is missing or wrong.
    pub incomplete: bool,
}

/// Draws the list of members.
pub fn group(shell: &Shell, view: &GroupView) -> String {
    let lang = shell.lang;
    let shell = shell
        .titled(view.title.clone())
        .with_error(!view.errors.is_empty())
        .with_back(view.back.clone());
    page(&shell, || {
        let alone = view.members.is_empty() && !view.needs_more;
        let go_on = match (alone, &view.about) {
            (true, Some(_)) => "draft-group-alone-applicant",
            (true, None) => "draft-group-alone",
            (false, _) => "draft-continue",
        };
        view! {
            <ErrorSummary lang=lang errors=view.errors.clone()/>
            <h1>{view.title.clone()}</h1>
            {view.gone.then(|| view! {
                <Notice kind=NoticeKind::Warning title=t(lang, "typed-gone-title")>
                    <p>{t(lang, "typed-gone-text")}</p>
                </Notice>
            })}
            {view.intro.clone().map(|text| view! { <p class="lead">{text}</p> })}
            {view.about.clone().map(|text| view! { <p><strong>{text}</strong></p> })}
            {list(&shell, view)}
            {more(lang, view)}
            {view.income.clone().map(|income| income.view(lang))}
            <form method="post" action=view.action.clone()>
                <div class="actions">
                    <Button text=t(lang, go_on) name="do" value="continue"/>
                    <Button
                        text=t(lang, "draft-later")
                        kind=ButtonKind::Secondary
                        name="do"
                        value="later"
                    />
                </div>
            </form>
        }
    })
}

fn list(shell: &Shell, view: &GroupView) -> AnyView {
    if view.members.is_empty() {
        return view! { <p>{t(shell.lang, "draft-group-empty")}</p> }.into_any();
    }
    let members = view.members.iter().cloned();
    let rows: Vec<_> = members
        .map(|member| member_row(shell, view, member))
        .collect();
    view! { <ul class="rows">{rows}</ul> }.into_any()
}

/// The way to one more member, or why there is none.
fn more(lang: Lang, view: &GroupView) -> AnyView {
    if view.may_add {
        let href = format!("{}/new", view.action);
        let add = view.add.clone();
        let add = add.unwrap_or_else(|| t(lang, "draft-group-add"));
        return view! {
            <p><a class="button button--secondary" id="add" href=href>{add}</a></p>
        }
        .into_any();
    }
    let most = [("most", value(view.most.unwrap_or_default()))];
    let text = t_with(lang, "draft-group-full", &most);
    view! { <Notice kind=NoticeKind::Info title=text/> }.into_any()
}

fn member_row(shell: &Shell, view: &GroupView, member: MemberView) -> AnyView {
    let lang = shell.lang;
    let MemberView {
        id,
        n,
        name,
        meta,
        incomplete,
    } = member;
    let name = match name.is_empty() {
        true => format!("{} {n}", view.row),
        false => name,
    };
    let address = format!("{}/{id}", view.action);
    let id = format!("member-{id}");
    let meta: Vec<_> = meta
        .into_iter()
        .map(|text| view! { <p class="row__meta">{text}</p> })
        .collect();
    let state = incomplete.then(|| {
        view! { <p class="row__meta"><strong>{t(lang, "draft-group-incomplete")}</strong></p> }
    });
    view! {
        <li class="row">
            <div class="row__text">
                <p class="row__title">
                    <a class="row__link" id=id href=address.clone()>
                        <span class="hidden">{t(lang, "draft-group-edit")}": "</span>{name.clone()}
                    </a>
                </p>
                {meta}
                {state}
            </div>
            <div class="row__status">
                <form method="post" action=format!("{address}/remove")>
                    <button class="link-button" type="submit">
                        {t(lang, "draft-group-remove")}<span class="hidden">": "{name}</span>
                    </button>
                </form>
            </div>
        </li>
    }
    .into_any()
}
