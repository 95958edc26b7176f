//! The officials of an office, for its administrator.

use chrono::NaiveDateTime;
use leptos::prelude::*;

use crate::{
    components::{Cell, Column, DataTable, LinkButton, Shell, Tag, TagKind, TagText, page},
    format,
    text::{Lang, t, t_with, value},
};

mod person;

pub use person::{PersonView, RoleChoice, WAS, person};

/// One official in the list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PersonLine {
    /// Id of the account.
    pub id: String,
    pub name: String,
    pub login: String,
    /// Names of the roles.
    pub roles: String,
    /// How the account stands.
    pub marks: Marks,
    /// When they last logged in.
    pub last_login: Option<NaiveDateTime>,
}

/// How an account stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Marks {
    /// May not log in.
    pub disabled: bool,
    /// Keeps accounts.
    pub administrator: bool,
    /// Has a password that must be changed.
    pub one_time: bool,
    /// Has a second factor.
    pub factor: bool,
}

impl Marks {
    fn tags(self, lang: Lang) -> Vec<TagText> {
        let all = [
            (self.disabled, TagKind::Bad, "people-mark-disabled"),
            (
                self.administrator,
                TagKind::Info,
                "people-mark-administrator",
            ),
            (self.one_time, TagKind::Warn, "people-mark-one-time"),
            (self.factor, TagKind::Neutral, "people-mark-factor"),
        ];
        let there = all.into_iter().filter(|(is_so, ..)| *is_so);
        there
            .map(|(_, kind, key)| TagText::new(kind, t(lang, key)))
            .collect()
    }
}

/// One change of rights.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ChangeLine {
    /// When.
    pub at: NaiveDateTime,
    /// Whose account.
    pub name: String,
    /// Who did it; empty for the command line of the server.
    pub actor: String,
    /// What: `added`, `roles` …
    pub change: String,
    /// The new value, where there is one.
    pub detail: String,
}

/// The list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PeopleView {
    /// Name of the office.
    pub office: String,
    /// The officials.
    pub people: Vec<PersonLine>,
    /// What was changed, the latest first.
    pub changes: Vec<ChangeLine>,
    /// Where earlier changes are, if there are more.
    pub earlier: Option<String>,
}

pub fn people(shell: &Shell, view: &PeopleView) -> String {
    let lang = shell.lang;
    let shell = shell
        .titled(t(lang, "people-title"))
        .with_back(shell.href("/staff"));
    page(&shell, || {
        view! {
            <h1>{t(lang, "people-title")}</h1>
            <p class="meta">{view.office.clone()}</p>
            <div class="actions">
                <LinkButton text=t(lang, "people-add") href=shell.href("/staff/people/new")/>
            </div>
            {table(&shell, view)}
            <h2>{t(lang, "people-changes")}</h2>
            {changes(lang, view)}
        }
    })
}

fn table(shell: &Shell, view: &PeopleView) -> impl IntoView + use<> {
    let lang = shell.lang;
    let columns = ["name", "roles", "state", "last-login"]
        .map(|name| Column::words(t(lang, &format!("people-column-{name}"))))
        .to_vec();
    let rows = view.people.iter().map(|person| {
        let tags: Vec<_> = person
            .marks
            .tags(lang)
            .into_iter()
            .map(|tag| view! { <Tag kind=tag.kind text=tag.text/>" " })
            .collect();
        vec![
            Cell::link(
                shell.href(&format!("/staff/people/{}", person.id)),
                person.name.clone(),
            )
            .with_sub(person.login.clone()),
            Cell::new(match person.roles.as_str() {
                "" => t(lang, "people-no-role"),
                roles => roles.to_owned(),
            }),
            match tags.is_empty() {
                true => Cell::new(t(lang, "people-active")),
                false => Cell::new(tags),
            },
            Cell::new(last_login(lang, person.last_login)),
        ]
    });
    let rows: Vec<_> = rows.collect();
    view! {
        <DataTable caption=t(lang, "people-title") caption_hidden=true columns=columns rows=rows/>
    }
}

/// When somebody last logged in, in words.
fn last_login(lang: Lang, at: Option<NaiveDateTime>) -> String {
    at.map_or_else(|| t(lang, "people-never"), format::datetime)
}

fn changes(lang: Lang, view: &PeopleView) -> AnyView {
    if view.changes.is_empty() {
        return view! { <p>{t(lang, "people-changes-none")}</p> }.into_any();
    }
    let columns = ["at", "what", "who"]
        .map(|name| Column::words(t(lang, &format!("people-column-{name}"))))
        .to_vec();
    let rows = view.changes.iter().map(|line| {
        let parts = [("name", value(&line.name)), ("detail", value(&line.detail))];
        let actor = match line.actor.as_str() {
            "" => t(lang, "people-by-command"),
            name => name.to_owned(),
        };
        vec![
            Cell::new(format::datetime(line.at)),
            Cell::new(t_with(
                lang,
                &format!("people-change-{}", line.change),
                &parts,
            )),
            Cell::new(actor),
        ]
    });
    let rows: Vec<_> = rows.collect();
    let earlier = view.earlier.clone().map(|href| {
        view! { <p><a href=href rel="next">{t(lang, "views-earlier")}</a></p> }
    });
    view! {
        <DataTable caption=t(lang, "people-changes") caption_hidden=true columns=columns rows=rows/>
        {earlier}
    }
    .into_any()
}
