//! A page on which somebody does one thing with a case and says why: gives it back, notes something, withdraws it, brings
//! what is asked for.

use leptos::prelude::*;

use crate::{
    components::{
        Button, ButtonKind, Choice, Citation, ErrorSummary, Field, FieldError, FormField, Radios,
        Shell, SummaryList, SummaryRow, TaskItem, TaskList, TextArea, TextField, error_of, page,
    },
    pages::unsaved::typed_list,
    text::Lang,
};

/// The name of the choice.
pub const TO: &str = "to";
/// The name of the text.
pub const REASON: &str = "reason";
const FORM: &str = "act";

/// What the page shows.
#[derive(Clone, Debug, Default)]
pub struct ActForm {
    /// Heading.
    pub title: String,
    /// What happens, in a sentence or two.
    pub intro: Vec<String>,
    /// Where that stands in the act: text and address.
    pub source: Option<(String, String)>,
    /// What to read first: text and address.
    pub read_first: Option<(String, String)>,
    /// What has to be known for it.
    pub facts: Vec<SummaryRow>,
    /// What somebody else said, word for word.
    pub said: String,
    /// The language of that, where it is known.
    pub said_in: Option<Lang>,
    /// Documents that belong to it, each with its page.
    pub documents: Vec<TaskItem>,
    /// Whether the way to them takes along what is typed, which the page then has again.
    pub takes_along: bool,
    /// Where it is posted, below the language.
    pub action: String,
    /// Names and values of what the page was made for, so that an old page does nothing else.
    pub hidden: Vec<(&'static str, String)>,
    /// Question and answers, where something has to be chosen.
    pub choice: Option<(String, Vec<Choice>)>,
    /// The answer chosen before.
    pub chosen: String,
    /// A question with any number of answers.
    pub ticks: Option<FormField>,
    /// The label of the text; empty where none is asked.
    pub label: String,
    /// Help below it.
    pub hint: String,
    /// Whether it is a line, as a number is.
    pub one_line: bool,
    /// Whether the text may stay empty.
    pub optional: bool,
    /// What was typed before.
    pub typed: String,
    /// The button; empty where there is nothing left to do.
    pub submit: String,
    /// Whether the button cannot be taken back.
    pub grave: bool,
    /// What was typed, as question and answer, where nothing can be sent any more.
    pub left: Vec<(String, String)>,
    /// What to correct.
    pub errors: Vec<FieldError>,
}

impl ActForm {
    /// Whether something can be filled in or sent.
    fn has_form(&self) -> bool {
        !self.submit.is_empty() || !self.label.is_empty() || self.choice.is_some()
    }
}

/// The page.
pub fn act_form(shell: &Shell, view: ActForm) -> String {
    let lang = shell.lang;
    let action = shell.href(&view.action);
    let shell = shell.with_error(!view.errors.is_empty());
    let shell = match view.has_form() {
        true => shell.with_form(FORM, &action),
        false => shell,
    };
    page(&shell, || {
        let intro: Vec<_> = view
            .intro
            .iter()
            .map(|text| view! { <p>{text.clone()}</p> })
            .collect();
        let kind = match view.grave {
            true => ButtonKind::Danger,
            false => ButtonKind::Primary,
        };
        view! {
            <ErrorSummary lang=lang errors=view.errors.clone()/>
            <h1>{view.title.clone()}</h1>
            {intro}
            {(!view.facts.is_empty()).then(|| view! { <SummaryList rows=view.facts.clone()/> })}
            {said(&view)}
            {source(&view)}
            {view.read_first.clone().map(|(text, href)| view! { <p><a href=href>{text}</a></p> })}
            {documents(&view)}
            {typed_list(lang, view.left.clone())}
            {view.has_form().then(|| view! {
                <form method="post" action=action id=FORM class="stack" novalidate=true>
                    {hidden(&view)}
                    {choice(lang, &view)}
                    {text(lang, &view)}
                    {view.ticks.clone().map(|field| field.view())}
                    {(!view.submit.is_empty()).then(|| view! {
                        <div class="actions"><Button text=view.submit.clone() kind=kind/></div>
                    })}
                </form>
            })}
        }
    })
}

/// The documents that belong to it.
fn documents(view: &ActForm) -> Option<AnyView> {
    let items = view.documents.clone();
    if items.is_empty() {
        return None;
    }
    Some(match view.label.is_empty() || !view.takes_along {
        true => view! { <TaskList items=items/> }.into_any(),
        false => view! { <TaskList items=items with_form=FORM/> }.into_any(),
    })
}

fn hidden(view: &ActForm) -> Vec<AnyView> {
    let hidden = view.hidden.iter().cloned();
    hidden
        .map(|(name, value)| view! { <input type="hidden" name=name value=value/> }.into_any())
        .collect()
}

fn choice(lang: Lang, view: &ActForm) -> Option<AnyView> {
    let (question, choices) = view.choice.clone()?;
    let field = Field::new(lang, TO, question).error(error_of(&view.errors, TO));
    Some(view! { <Radios field=field choices=choices value=view.chosen.clone()/> }.into_any())
}

fn said(view: &ActForm) -> Option<AnyView> {
    let lines: Vec<_> = view
        .said
        .lines()
        .map(|line| view! { <p>{line.to_owned()}</p> })
        .collect();
    (!lines.is_empty()).then(|| {
        view! { <blockquote lang=view.said_in.map(Lang::tag)>{lines}</blockquote> }.into_any()
    })
}

fn source(view: &ActForm) -> Option<AnyView> {
    let (text, href) = view.source.clone()?;
    Some(view! { <p><Citation text=text href=href/></p> }.into_any())
}

fn text(lang: Lang, view: &ActForm) -> Option<AnyView> {
    if view.label.is_empty() {
        return None;
    }
    let field = Field::new(lang, REASON, view.label.clone())
        .hint(view.hint.clone())
        .error(error_of(&view.errors, REASON))
        .optional(view.optional);
    let typed = view.typed.clone();
    Some(match view.one_line {
        true => view! { <TextField field=field value=typed/> }.into_any(),
        false => view! { <TextArea field=field value=typed/> }.into_any(),
    })
}
