//! Where somebody is logged in.

use chrono::NaiveDateTime;
use leptos::prelude::*;

use crate::{
    components::{Button, ButtonKind, Notice, NoticeKind, Shell, Tag, TagKind, page},
    format,
    text::{Lang, t, t_with, value},
};

/// Whose sessions.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum SessionsOf {
    /// A citizen's.
    #[default]
    Citizen,
    /// An official's.
    Staff,
}

impl SessionsOf {
    /// The path of the page, without the language.
    pub const fn path(self) -> &'static str {
        match self {
            SessionsOf::Citizen => "/cabinet/sessions",
            SessionsOf::Staff => "/staff/sessions",
        }
    }

    const fn home(self) -> &'static str {
        match self {
            SessionsOf::Citizen => "/cabinet",
            SessionsOf::Staff => "/staff",
        }
    }
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SessionLine {
    pub id: String,
    /// Whether it is the one of this page.
    pub this: bool,
    /// When it began.
    pub began: NaiveDateTime,
    /// When it was last used, to a few minutes.
    pub seen: NaiveDateTime,
    /// The address, shortened.
    pub place: String,
    /// The browser in words, or empty.
    pub agent: String,
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SessionsView {
    /// Whose sessions.
    pub of: SessionsOf,
    /// Whether some were ended just now.
    pub ended: bool,
    /// The sessions, the last used first.
    pub lines: Vec<SessionLine>,
}

pub fn sessions(shell: &Shell, view: &SessionsView) -> String {
    let lang = shell.lang;
    let shell = shell
        .titled(t(lang, "sessions-title"))
        .with_back(shell.href(view.of.home()));
    page(&shell, || {
        let ended = view.ended.then(|| {
            view! { <div role="status"><Notice kind=NoticeKind::Success title=t(lang, "sessions-ended")><p>{t(lang, "sessions-ended-text")}</p></Notice></div> }
        });
        let lines: Vec<_> = view
            .lines
            .iter()
            .map(|line| one(&shell, view.of, line))
            .collect();
        let others = (view.lines.iter().any(|line| !line.this)).then(|| {
            let action = shell.href(&format!("{}/others/end", view.of.path()));
            view! {
                <form method="post" action=action>
                    <Button kind=ButtonKind::Danger text=t(lang, "sessions-end-others")/>
                </form>
            }
        });
        view! {
            {ended}
            <h1>{t(lang, "sessions-title")}</h1>
            <p class="lead">{t(lang, "sessions-intro")}</p>
            <ul class="stack">{lines}</ul>
            {others}
            <p class="meta">{t(lang, "sessions-strange")}</p>
        }
    })
}

fn one(shell: &Shell, of: SessionsOf, line: &SessionLine) -> impl IntoView + use<> {
    let lang = shell.lang;
    let agent = match line.agent.as_str() {
        "" => t(lang, "sessions-agent-unknown"),
        agent => agent.to_owned(),
    };
    let here = line.this.then(|| {
        view! { " " <Tag kind=TagKind::Ok text=t(lang, "sessions-this")/> }
    });
    let end = (!line.this).then(|| {
        let action = shell.href(&format!("{}/{}/end", of.path(), line.id));
        let which = said(lang, "sessions-end-which", &agent, line.began);
        view! {
            <form method="post" action=action>
                <button class="link-button" type="submit">
                    {t(lang, "sessions-end-one")}<span class="hidden">" "{which}</span>
                </button>
            </form>
        }
    });
    let address = t_with(lang, "sessions-place", &[("place", value(&line.place))]);
    let seen = said(lang, "sessions-seen", "", line.seen);
    let began = said(lang, "sessions-began", "", line.began);
    view! {
        <li>
            <p><strong translate="no">{agent}</strong>{here}</p>
            <p class="meta">{address}" · "{began}" · "{seen}</p>
            {end}
        </li>
    }
}

fn said(lang: Lang, key: &str, agent: &str, at: NaiveDateTime) -> String {
    let when = format::datetime(at);
    t_with(lang, key, &[("agent", value(agent)), ("when", value(when))])
}
