//! One official, for the administrator: a new account, or what can be changed about one.

use chrono::NaiveDateTime;
use leptos::prelude::*;

use super::{Marks, last_login};
use crate::{
    components::{
        Button, ErrorSummary, Field, FieldError, Notice, NoticeKind, Shell, SummaryList,
        SummaryRow, TextField, Width, button::ButtonKind, error_of, field::grouped, page,
    },
    text::{Lang, t, t_with, value},
};

/// The name under which the form says what the account was when its page was made.
pub const WAS: &str = "was";

/// A role of the office.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RoleChoice {
    pub id: String,
    pub name: String,
    /// Whether the official has it.
    pub chosen: bool,
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PersonView {
    /// Id of the account; empty for a new one.
    pub id: String,
    pub login: String,
    /// Name, as it was typed.
    pub name: String,
    /// Name, as it is.
    pub title: String,
    /// The roles of the office.
    pub roles: Vec<RoleChoice>,
    /// How the account stands.
    pub marks: Marks,
    /// Whether the box for the administration is checked.
    pub administrator: bool,
    /// When they last logged in.
    pub last_login: Option<NaiveDateTime>,
    /// What the account was when the page was made: sent back with the form.
    pub was: String,
    /// Whether it is the reader's own account.
    pub own: bool,
    /// A password to be told to the official; it is not shown again.
    pub password: Option<String>,
    /// What was done: the end of a key of texts.
    pub done: Option<String>,
    pub errors: Vec<FieldError>,
}

pub fn person(shell: &Shell, view: &PersonView) -> String {
    let lang = shell.lang;
    let is_new = view.id.is_empty();
    let title = match is_new {
        true => t(lang, "people-new"),
        false => view.title.clone(),
    };
    let shell = shell
        .titled(title.clone())
        .with_error(!view.errors.is_empty())
        .with_back(shell.href("/staff/people"))
        .with_form("person", &action(shell, view));
    page(&shell, || {
        let facts = (!is_new).then(|| facts(lang, view));
        let acts = (!is_new).then(|| acts(&shell, view));
        view! {
            <ErrorSummary lang=lang errors=view.errors.clone()/>
            <div role="status">{news(lang, view)}</div>
            <h1>{title.clone()}</h1>
            {facts}
            {form(&shell, view)}
            {acts}
        }
    })
}

fn news(lang: Lang, view: &PersonView) -> Option<AnyView> {
    if let Some(password) = view.password.clone() {
        let told = [("login", value(&view.login))];
        return Some(
            view! {
                <Notice kind=NoticeKind::Success title=t(lang, "people-password-title")>
                    <p>{t_with(lang, "people-password-login", &told)}</p>
                    <p>
                        {t(lang, "people-password-is")}" "
                        <strong id="one-time-password" class="unbroken" translate="no">{password}</strong>
                    </p>
                    <p>{t(lang, "people-password-once")}</p>
                </Notice>
            }
            .into_any(),
        );
    }
    let done = view.done.as_ref()?;
    let title = t(lang, &format!("people-done-{done}"));
    Some(view! { <Notice kind=NoticeKind::Success title=title/> }.into_any())
}

fn facts(lang: Lang, view: &PersonView) -> impl IntoView + use<> {
    let tags = view.marks.tags(lang).into_iter();
    let state: Vec<String> = tags.map(|tag| tag.text).collect();
    let mut rows = vec![
        SummaryRow::new(t(lang, "people-login"), view.login.clone()),
        SummaryRow::new(
            t(lang, "people-column-last-login"),
            last_login(lang, view.last_login),
        ),
    ];
    if !state.is_empty() {
        rows.push(SummaryRow::new(
            t(lang, "people-column-state"),
            state.join(", "),
        ));
    }
    view! { <SummaryList rows=rows/> }
}

fn action(shell: &Shell, view: &PersonView) -> String {
    match view.id.as_str() {
        "" => shell.href("/staff/people/new"),
        id => shell.href(&format!("/staff/people/{id}")),
    }
}

fn form(shell: &Shell, view: &PersonView) -> impl IntoView + use<> {
    let lang = shell.lang;
    let is_new = view.id.is_empty();
    let submit = if is_new { "people-add" } else { "people-save" };
    let login = is_new.then(|| {
        let field = Field::new(lang, "login", t(lang, "people-login"))
            .hint(t(lang, "people-login-hint"))
            .error(error_of(&view.errors, "login"));
        view! {
            <TextField field=field value=view.login.clone() autocomplete="off" width=Width::Chars20/>
        }
    });
    let was = (!is_new).then(|| view! { <input type="hidden" name=WAS value=view.was.clone()/> });
    let name = Field::new(lang, "name", t(lang, "people-name"))
        .hint(t(lang, "people-name-hint"))
        .error(error_of(&view.errors, "name"));
    view! {
        <form method="post" action=action(shell, view) id="person" class="stack" novalidate=true>
            <TextField field=name value=view.name.clone() autocomplete="off" width=Width::Chars20/>
            {login}
            {roles(lang, view)}
            {was}
            <div class="actions"><Button text=t(lang, submit)/></div>
        </form>
    }
}

/// Each box has a name of its own: of one name the last value would count.
fn roles(lang: Lang, view: &PersonView) -> impl IntoView + use<> {
    let field = Field::new(lang, "roles", t(lang, "people-roles"))
        .hint(t(lang, "people-roles-hint"))
        .error(error_of(&view.errors, "roles"));
    let boxes = view.roles.iter().enumerate().map(|(at, role)| {
        let id = match at {
            0 => "roles".to_owned(),
            _ => format!("roles-{}", at + 1),
        };
        choice(
            id,
            format!("role--{}", role.id),
            role.name.clone(),
            role.chosen,
        )
    });
    let boxes: Vec<_> = boxes.collect();
    let keeps = choice(
        "administrator".to_owned(),
        "administrator".to_owned(),
        t(lang, "people-administrator"),
        view.administrator,
    );
    let keeps_field =
        Field::new(lang, "keeps", t(lang, "people-keeps")).hint(t(lang, "people-keeps-hint"));
    view! {
        {grouped(&field, view! { <div class="choices">{boxes}</div> }.into_any())}
        {grouped(&keeps_field, view! { <div class="choices">{keeps}</div> }.into_any())}
    }
}

fn choice(id: String, name: String, label: String, checked: bool) -> impl IntoView {
    view! {
        <div class="choice">
            <input class="choice__input" type="checkbox" id=id.clone() name=name value="yes" checked=checked/>
            <label class="choice__label" for=id>{label}</label>
        </div>
    }
}

/// What else can be done. Of one's own account only what does not shut oneself out unseen.
fn acts(shell: &Shell, view: &PersonView) -> impl IntoView + use<> {
    let lang = shell.lang;
    let act = |path: &str, kind: ButtonKind| {
        let action = shell.href(&format!("/staff/people/{}/{path}", view.id));
        view! {
            <form method="post" action=action class="stack">
                <h2>{t(lang, &format!("people-act-{path}"))}</h2>
                <p>{t(lang, &format!("people-act-{path}-text"))}</p>
                <div class="actions">
                    <Button kind=kind text=t(lang, &format!("people-act-{path}-submit"))/>
                </div>
            </form>
        }
    };
    let others = !view.own;
    view! {
        {others.then(|| act("password", ButtonKind::Secondary))}
        {(others && view.marks.factor).then(|| act("factor", ButtonKind::Secondary))}
        {view.marks.disabled.then(|| act("enable", ButtonKind::Secondary))}
        {(!view.marks.disabled).then(|| act("disable", ButtonKind::Danger))}
    }
}
