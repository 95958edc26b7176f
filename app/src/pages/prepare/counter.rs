//! The counter: an official opens a prepared application by the code on the paper.

use domain::regulation::Procedure;
use leptos::prelude::*;

use super::{PaperView, paper};
use crate::{
    components::{Button, ErrorSummary, Field, FieldError, Shell, TextField, Width, page},
    pages::act,
    text::{Lang, t, t_with, value},
};

#[derive(Clone, Debug, Default)]
pub struct CounterView<'a> {
    /// What was typed and did not open.
    pub typed: String,
    /// Why it did not.
    pub error: Option<String>,
    pub opened: Option<PaperView<'a>>,
}

pub fn counter(shell: &Shell, view: &CounterView<'_>) -> String {
    let lang = shell.lang;
    let shell = shell
        .titled(t(lang, "prepare-counter"))
        .with_error(view.error.is_some())
        .with_back(shell.href("/staff"));
    let shell = match view.opened {
        Some(_) => shell,
        None => shell.with_form("counter", &shell.href("/staff/prepared")),
    };
    page(&shell, || match &view.opened {
        Some(opened) => found(&shell, opened),
        None => ask(&shell, view),
    })
}

fn ask(shell: &Shell, view: &CounterView<'_>) -> AnyView {
    let lang = shell.lang;
    let errors = view.error.iter();
    let errors: Vec<_> = errors
        .map(|text| FieldError::new("code", text.clone()))
        .collect();
    let field = Field::new(lang, "code", t(lang, "prepare-code"))
        .hint(Some(t(lang, "prepare-code-hint")))
        .error(view.error.clone());
    view! {
        <ErrorSummary lang=lang errors=errors/>
        <h1>{t(lang, "prepare-counter")}</h1>
        <p class="lead">{t(lang, "prepare-counter-lead")}</p>
        <form method="post" action=shell.href("/staff/prepared") id="counter" class="stack" novalidate=true>
            <TextField field=field value=view.typed.clone() autocomplete="off" width=Width::Chars20/>
            <div class="actions"><Button text=t(lang, "prepare-open")/></div>
        </form>
    }
    .into_any()
}

fn found(shell: &Shell, opened: &PaperView<'_>) -> AnyView {
    let lang = shell.lang;
    let procedure = opened.procedure();
    view! {
        <div class="no-print stack">
            <h1>{opened.regulation.names.get(lang).to_owned()}</h1>
            {procedure.and_then(|procedure| first_step(lang, procedure))}
            <p><a href=shell.href("/staff/prepared")>{t(lang, "prepare-open-another")}</a></p>
        </div>
        {paper::sheet(lang, opened)}
    }
    .into_any()
}

/// What the act makes the counter do first, and how long that may take.
fn first_step(lang: Lang, procedure: &Procedure) -> Option<impl IntoView + use<>> {
    let step = procedure.step(&procedure.entry)?;
    let limit = match &step.limit {
        Some(limit) => act::limit(lang, limit),
        None => t(lang, "service-no-limit"),
    };
    let parts = [
        ("action", value(step.action.get(lang))),
        ("limit", value(limit)),
        ("line", value(act::line(lang, step.line))),
    ];
    Some(view! { <p>{t_with(lang, "prepare-first-step", &parts)}</p> })
}
