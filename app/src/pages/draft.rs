//! The application that is being filled in: its parts with their state.

use leptos::prelude::*;

use super::closed::ClosedChannel;
use crate::{
    components::{
        Button, ButtonKind, LinkButton, Notice, NoticeKind, Shell, TaskItem, TaskList, page,
    },
    text::{t, t_with, value},
};

/// The parts of the draft.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DraftView {
    /// Name of the service.
    pub service: String,
    /// The topics, the documents and the check, in order.
    pub tasks: Vec<TaskItem>,
    /// How many parts are done.
    pub done: usize,
    /// How many parts there are to do.
    pub total: usize,
    /// When it was last saved: «24.11.2026, 18:30».
    pub saved: String,
    /// Whether the form asks something else than when the draft was begun.
    pub changed: bool,
    /// Whether the register of persons did not answer when the draft was begun.
    pub register_down: bool,
    /// By the answers the person may not apply here.
    pub closed: Option<ClosedChannel>,
    /// The service has ended: since when and what is there instead.
    pub ended: Option<String>,
    /// The part to go on with.
    pub next: Option<String>,
}

/// Draws the list of parts.
pub fn draft(shell: &Shell, view: &DraftView) -> String {
    let lang = shell.lang;
    let shell = shell
        .titled(t(lang, "draft-title"))
        .with_back(shell.href("/cabinet"));
    let view = view.clone();
    page(&shell, || {
        let progress = t_with(
            lang,
            "draft-progress",
            &[("done", value(view.done)), ("total", value(view.total))],
        );
        let saved = t_with(lang, "draft-saved-at", &[("time", value(&view.saved))]);
        view! {
            <h1>{t(lang, "draft-title")}</h1>
            <p class="lead">{view.service}</p>
            {view.register_down.then(|| register_down(&shell))}
            {view.changed.then(|| changed(&shell))}
            {view.ended.map(|text| ended(&shell, text))}
            {view.closed.map(|closed| closed.view(lang))}
            <p><strong>{progress}</strong>" "{saved}</p>
            <TaskList items=view.tasks/>
            {view.next.map(|href| view! {
                <div class="actions"><LinkButton text=t(lang, "draft-go-on") href=href/></div>
            })}
            <p class="meta">{t(lang, "draft-kept")}</p>
        }
    })
}

fn changed(shell: &Shell) -> AnyView {
    let lang = shell.lang;
    view! {
        <Notice kind=NoticeKind::Info title=t(lang, "draft-changed-title")>
            <p>{t(lang, "draft-changed-text")}</p>
        </Notice>
    }
    .into_any()
}

fn ended(shell: &Shell, text: String) -> AnyView {
    let lang = shell.lang;
    view! {
        <Notice kind=NoticeKind::Bad title=t(lang, "operation-draft-ended-title")>
            <p>{text}</p>
            <p>{t(lang, "operation-draft-ended-kept")}</p>
        </Notice>
    }
    .into_any()
}

/// Said once on every page that would have been filled in by the register.
pub(super) fn register_down(shell: &Shell) -> AnyView {
    let lang = shell.lang;
    view! {
        <Notice kind=NoticeKind::Warning title=t(lang, "draft-register-down-title")>
            <p>{t(lang, "draft-register-down-text")}</p>
        </Notice>
    }
    .into_any()
}

/// The two ways to leave a page of the form: on to the next one, or away with everything kept.
pub(super) fn leave(shell: &Shell) -> AnyView {
    let lang = shell.lang;
    view! {
        <div class="actions">
            <Button text=t(lang, "draft-continue") name="do" value="continue"/>
            <Button text=t(lang, "draft-later") kind=ButtonKind::Secondary name="do" value="later"/>
        </div>
    }
    .into_any()
}

/// What is asked before a draft is begun.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct StartView {
    /// Name of the service.
    pub service: String,
    /// The path to post to.
    pub action: String,
    /// The page of the service.
    pub back: String,
    /// The answers of the guide: fact and answer.
    pub guide: Vec<(String, String)>,
}

/// Draws the page that begins a draft.
pub fn start(shell: &Shell, view: &StartView) -> String {
    let lang = shell.lang;
    let shell = shell
        .titled(t(lang, "draft-start-title"))
        .with_back(view.back.clone());
    let view = view.clone();
    page(&shell, || {
        let guide: Vec<_> = view
            .guide
            .into_iter()
            .map(|(name, value)| view! { <input type="hidden" name=name value=value/> })
            .collect();
        view! {
            <h1>{t(lang, "draft-start-title")}</h1>
            <p class="lead">{view.service}</p>
            <p>{t(lang, "draft-start-text")}</p>
            <form method="post" action=view.action>
                {guide}
                <div class="actions"><Button text=t(lang, "draft-start")/></div>
            </form>
        }
    })
}
