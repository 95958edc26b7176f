//! What is asked for the paper.

use std::collections::BTreeMap;

use domain::{
    condition::Facts,
    form,
    regulation::{ChannelKind, Field as Question, Meaning, Regulation},
};
use leptos::prelude::*;

use crate::{
    components::{
        Button, Choice, ErrorSummary, Field, FieldError, FormField, Notice, Shell, error_of, page,
    },
    format,
    pages::act,
    text::{Lang, t, t_with},
};

#[derive(Clone, Debug)]
pub struct PrepareView<'a> {
    pub regulation: &'a Regulation,
    pub questions: Vec<Question>,
    /// What was typed, right or wrong.
    pub typed: BTreeMap<String, String>,
    /// Answers of the guide; they go along.
    pub facts: Facts,
    pub errors: Vec<FieldError>,
    /// For how many days it is kept.
    pub days: u32,
    /// Why nothing was kept although the answers are right.
    pub refusal: Option<String>,
}

pub fn prepare(shell: &Shell, view: &PrepareView<'_>) -> String {
    let lang = shell.lang;
    let regulation = view.regulation;
    let here = format!("/{}{}", lang.tag(), act::path(regulation));
    let shell = shell
        .titled(t(lang, "prepare-title"))
        .with_error(!view.errors.is_empty() || view.refusal.is_some())
        .with_banner(act::banner(lang, regulation))
        .with_back(here.clone())
        .with_form("prepare", &format!("{here}/prepare"));
    let facts: Vec<_> = view.facts.0.iter().map(hidden).collect();
    let fields: Vec<_> = view
        .questions
        .iter()
        .map(|question| field(lang, view, question).view())
        .collect();
    let refusal = view.refusal.clone().map(|text| {
        view! { <div role="alert"><Notice title=text/></div> }
    });
    page(&shell, || {
        view! {
            <ErrorSummary lang=lang errors=view.errors.clone()/>
            {refusal}
            <h1>{t(lang, "prepare-title")}</h1>
            <p class="lead">{regulation.names.get(lang).to_owned()}</p>
            <p>{t(lang, "prepare-intro")}</p>
            <form method="post" action=format!("{here}/prepare") id="prepare" class="stack" novalidate=true>
                {facts}
                {fields}
                <p class="meta">{t_with(lang, "prepare-privacy", &[("days", view.days.into())])}</p>
                <div class="actions"><Button text=t(lang, "prepare-submit")/></div>
            </form>
        }
    })
}

fn hidden((name, value): (&String, &String)) -> impl IntoView + use<> {
    view! { <input type="hidden" name=name.clone() value=value.clone()/> }
}

fn field(lang: Lang, view: &PrepareView<'_>, question: &Question) -> FormField {
    // What hangs on another answer of this page stays in sight without JavaScript; it says so itself.
    let hint = question.hint.as_ref().map(|hint| hint.get(lang).to_owned());
    let only = question
        .when
        .as_ref()
        .map(|_| t(lang, "prepare-if-representative"));
    let hint: Vec<String> = [only, hint].into_iter().flatten().collect();
    let field = Field::new(lang, &question.id, question.label.get(lang))
        .hint((!hint.is_empty()).then(|| hint.join(" ")))
        .error(error_of(&view.errors, &question.id))
        .optional(!question.required);
    let typed = view.typed.get(&question.id).map_or("", String::as_str);
    let sure = form::sure_key(&question.id);
    let choices = question.options.iter();
    FormField {
        choices: choices
            .map(|option| {
                let choice = Choice::new(&option.id, option.label.get(lang));
                choice.hint(open_to(lang, view.regulation, question, &option.id))
            })
            .collect(),
        longest: form::longest(question),
        ahead: question.ahead,
        ..FormField::new(field, question.kind, typed)
    }
    .confirmable(typed, view.typed.get(&sure).map_or("", String::as_str))
}

/// Whom a counter serves, where the act does not open it to all.
fn open_to(
    lang: Lang,
    regulation: &Regulation,
    question: &Question,
    option: &str,
) -> Option<String> {
    let kind = ChannelKind::from_id(option).filter(|_| question.means(Meaning::Channel))?;
    let text = regulation.channel(kind)?.condition_text.as_ref()?;
    Some(format::upper_first(text.get(lang)))
}
